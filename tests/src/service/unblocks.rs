//! A blocked phone's way back.

use kodevagt_protocol::unblock::{
    Release, Released, Stage, Standing, Start, Started, State, seal_release,
};
use kodevagt_protocol::{Id, Refusal};

use super::{Answer, SUPPORT, Service, contact, json};

/// A request for help.
#[derive(Clone)]
pub struct Unblock {
    /// Its name.
    pub id: Id,
    /// What the phone asked with.
    pub start: Start,
    /// Where it stands.
    pub state: State,
    /// Guesses at the code that are left.
    pub tries_left: u32,
    released: Option<Vec<u8>>,
}

impl Service {
    /// Support types the words right, and gives out the code.
    ///
    /// # Panics
    /// If the phone hasn't asked.
    pub fn support_types_the_words(&mut self) {
        let unblock = self.unblock.as_mut().unwrap();
        if unblock.state == State::Waiting {
            unblock.state = State::Typed;
        }
    }

    pub(super) fn unblock_start(&mut self, start: &Start) -> Answer {
        let same = |unblock: &Unblock| unblock.start == *start;
        if !self.unblock.as_ref().is_some_and(same) {
            self.unblock = Some(Unblock {
                id: Id([self.byte(); 16]),
                start: start.clone(),
                state: State::Waiting,
                tries_left: 3,
                released: None,
            });
        }
        json(&Started {
            unblock: self.unblock.as_ref().unwrap().id,
            words: ["ahorn".to_owned(), "kutter".to_owned()],
            expires_in_ms: 900_000,
            contact: contact(),
        })
    }

    pub(super) fn unblock_standing(&self, id: Id) -> Answer {
        let unblock = self.unblock.as_ref().filter(|unblock| unblock.id == id);
        let unblock = unblock.ok_or(Refusal::UnblockUnknown)?;
        json(&Standing {
            state: unblock.state,
            tries_left: unblock.tries_left,
            remaining_ms: 900_000,
        })
    }

    pub(super) fn release(&mut self, id: Id, release: &Release) -> Answer {
        let (random, device) = (self.once(), self.device.clone().unwrap());
        let unblock = self.unblock.as_mut().filter(|unblock| unblock.id == id);
        let unblock = unblock.ok_or(Refusal::UnblockUnknown)?;
        match unblock.state {
            State::Waiting => return Err(Refusal::UnblockNotTyped),
            State::Confirmed => return Err(Refusal::UnblockUsed),
            State::Cancelled => return Err(Refusal::UnblockCancelled),
            State::Expired => return Err(Refusal::UnblockExpired),
            State::Typed | State::Released | State::Staged => (),
        }
        if unblock.tries_left == 0 {
            return Err(Refusal::UnblockTriesUsed);
        }
        if release.code != SUPPORT {
            unblock.tries_left -= 1;
            return Err(Refusal::UnblockCodeWrong);
        }
        if let Some(released) = &unblock.released {
            return Ok(released.clone());
        }
        let key = &unblock.start.request_key.0;
        let seal = |(serial, half): &(u64, Vec<u8>)| {
            let mut random = random.clone();
            random[0] ^= u8::try_from(*serial).unwrap();
            seal_release(key, id, device.id, *serial, half, &random).unwrap()
        };
        let released = json(&Released {
            halves: device.halves.iter().map(seal).collect(),
        })?;
        (unblock.state, unblock.released) = (State::Released, Some(released.clone()));
        Ok(released)
    }

    pub(super) fn stage(&mut self, id: Id, stage: &Stage) -> Answer {
        let half = self.open_half(&stage.half, stage.serial)?;
        let unblock = self.unblock.as_mut().filter(|unblock| unblock.id == id);
        let unblock = unblock.ok_or(Refusal::UnblockUnknown)?;
        match unblock.state {
            State::Released | State::Staged => (),
            State::Expired => return Err(Refusal::UnblockExpired),
            _ => return Err(Refusal::UnblockNotTyped),
        }
        unblock.state = State::Staged;
        let halves = &mut self.device.as_mut().unwrap().halves;
        halves.retain(|(serial, _)| *serial != stage.serial);
        halves.push((stage.serial, half));
        self.unblock_standing(id)
    }

    pub(super) fn unblock_confirm(&mut self, id: Id) -> Answer {
        let unblock = self.unblock.as_mut().filter(|unblock| unblock.id == id);
        let unblock = unblock.ok_or(Refusal::UnblockUnknown)?;
        match unblock.state {
            State::Staged | State::Confirmed => (),
            State::Expired => return Err(Refusal::UnblockExpired),
            _ => return Err(Refusal::UnblockNotTyped),
        }
        unblock.state = State::Confirmed;
        let halves = &mut self.device.as_mut().unwrap().halves;
        let newest = halves.iter().map(|(serial, _)| *serial).max();
        halves.retain(|(serial, _)| Some(*serial) == newest);
        self.unblock_standing(id)
    }
}
