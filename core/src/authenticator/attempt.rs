//! One try at the PIN. The order is the protection: count durably, destroy the key of the former
//! count, and only then ask the hardware (docs/vault.md §4).

use crate::pin::Pin;
use crate::time::Now;
use crate::vault::roots::Roots;
use crate::vault::slots::{self, OpenedPin};
use crate::vault::state::{self, Current, LastPin, PinSlot, State, TRIES};
use crate::vault::store::{self, SlotChange};

use super::settle::Settled;
use super::{Authenticator, Error};

/// What a right PIN changes beside the count, in the transaction that gives the tries back.
#[derive(Default)]
pub(super) struct Change<'a> {
    /// The PIN from now on.
    pub(super) pin: Option<&'a Pin>,
    /// What it opens from now on.
    pub(super) roots: Option<Roots>,
    /// Other slots.
    pub(super) slots: Vec<SlotChange>,
}

impl Authenticator {
    /// A try at `pin`, counted before it is verified; a wrong one closes the phone. Returns what the PIN
    /// opens.
    pub(super) fn attempt(&mut self, pin: &Pin, now: Now) -> Result<Roots, Error> {
        self.attempt_with(pin, now, |_, _, _| Ok(Change::default()))
    }

    /// As [`Authenticator::attempt`]. What `change` makes of the opened roots is written with the three
    /// tries that the right PIN gives back: all of it or nothing. If `change` fails, the tries are given
    /// back all the same.
    pub(super) fn attempt_with<'a>(
        &mut self,
        pin: &Pin,
        now: Now,
        change: impl FnOnce(&Self, &Roots, &[u8; 16]) -> Result<Change<'a>, Error>,
    ) -> Result<Roots, Error> {
        self.revision += 1;
        let current = self.settle()?.closed()?;
        if pin.bytes().len() != current.state.pin_length().digits() {
            let digits = current.state.pin_length().digits();
            return Err(crate::pin::NotAPin { digits }.into());
        }
        let device = store::device(&self.store.attempt)?.ok_or(crate::vault::Error::Tampered)?;
        let (slot, mut counted) = (take_slot(&current)?, current.state.clone());
        counted.tries_left -= 1;
        if self.keystore.features().single_use {
            counted.pins.pop();
        }
        let sealed = state::seal(counted, &device, &*self.keystore, &*self.entropy)?;
        let current = state::replace(&self.store, &*self.keystore, &current.alias, sealed)?;
        let opened = slots::open_pin(pin, slot, &device, &*self.keystore, self.options.cost)?;
        let Some(opened) = opened else {
            // Whoever types a wrong PIN into an open phone may not be its owner.
            self.lock();
            return Err(self.count_wrong(&current));
        };
        let ours = self.ours(&opened.roots)?;
        let (change, refused) = match change(self, &ours, &device) {
            Ok(change) => (change, None),
            Err(error) => (Change::default(), Some(error)),
        };
        let roots = self.give_back(current, &opened, (pin, ours), change, &device, now)?;
        refused.map_or(Ok(roots), Err)
    }

    fn count_wrong(&self, current: &Current) -> Error {
        if current.state.tries_left > 0 {
            return Error::WrongPin {
                attempts_left: current.state.tries_left,
            };
        }
        match self.finish_lockout(Some(&current.alias)) {
            Ok(Settled::HardwareLost) => Error::HardwareLost,
            // A key store that fails now is asked again at the next step: no try is left in the file.
            Ok(_) | Err(_) => Error::Blocked,
        }
    }

    /// The state after a right PIN: three tries, sealed once more under a key of its own. The PIN's slots
    /// are made anew if it is another PIN, or opens other roots than it did. Returns what it opens now.
    fn give_back(
        &self,
        current: Current,
        opened: &OpenedPin,
        (typed, ours): (&Pin, Roots),
        change: Change<'_>,
        device: &[u8; 16],
        now: Now,
    ) -> Result<Roots, Error> {
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        let mut state = current.state;
        let mut slots = change.slots;
        let other_roots = change.roots.is_some() || ours.ids() != opened.roots.ids();
        let roots = change.roots.unwrap_or(ours);
        let mut generation = None;
        if other_roots || change.pin.is_some() {
            let next = store::generation(&self.store.attempt)? + 1;
            self.renew_slots(
                &mut state,
                change.pin.unwrap_or(typed),
                &roots,
                next,
                device,
            )?;
            generation = Some(next);
        } else {
            state.pins = slots::renew_pin(opened, state.pins, device, keystore, entropy)?;
        }
        if other_roots && slots::biometric_alias(&self.store)?.is_some() {
            slots.push(slots::make_biometric(&roots, device, keystore, entropy)?);
        }
        state.tries_left = TRIES;
        state.biometric_failures = 0;
        state.last_pin = LastPin::at(now);
        let sealed = state::seal(state, device, keystore, entropy)?;
        let transaction = self.store.attempt.unchecked_transaction()?;
        state::write(&transaction, &sealed)?;
        store::change_slots(&transaction, &slots)?;
        if let Some(generation) = generation {
            store::write_generation(&transaction, generation)?;
        }
        transaction.commit()?;
        // The PIN was right and the new count stands: a key that can't be destroyed now is destroyed
        // before the next try is counted.
        let current = Current {
            state: sealed.state,
            alias: sealed.alias,
        };
        if let Ok(aliases) = self.keystore.aliases() {
            let _ = self.destroy_strays(&current, &aliases);
        }
        Ok(roots)
    }

    fn renew_slots(
        &self,
        state: &mut State,
        pin: &Pin,
        roots: &Roots,
        generation: u64,
        device: &[u8; 16],
    ) -> Result<(), Error> {
        state.pins = self.make_pin(pin, roots, generation, device)?;
        state.pin_digits = digits(pin);
        state.roots = roots.ids();
        Ok(())
    }

    /// The state of a PIN that opens `roots`, whatever was before, and its generation.
    pub(super) fn first_state(
        &self,
        pin: &Pin,
        roots: &Roots,
        device: &[u8; 16],
        now: Now,
    ) -> Result<(State, u64), Error> {
        let generation = store::generation(&self.store.attempt)? + 1;
        let state = State {
            tries_left: TRIES,
            pin_digits: digits(pin),
            pins: self.make_pin(pin, roots, generation, device)?,
            roots: roots.ids(),
            last_pin: LastPin::at(now),
            biometric_failures: 0,
        };
        Ok((state, generation))
    }

    fn make_pin(
        &self,
        pin: &Pin,
        roots: &Roots,
        generation: u64,
        device: &[u8; 16],
    ) -> Result<Vec<PinSlot>, Error> {
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        Ok(slots::make_pin(
            pin,
            roots,
            generation,
            self.options.cost,
            device,
            keystore,
            entropy,
        )?)
    }
}

fn digits(pin: &Pin) -> u8 {
    u8::try_from(pin.bytes().len()).expect("a PIN has six digits at most")
}

/// The slot that this try goes through: the last one left where each serves one try, else the only one.
fn take_slot(current: &Current) -> Result<PinSlot, Error> {
    current
        .state
        .pins
        .last()
        .cloned()
        .ok_or(Error::Vault(crate::vault::Error::Tampered))
}
