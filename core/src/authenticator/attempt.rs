//! One try at the PIN. The order is the protection: count durably, destroy the key of the former
//! count, and only then ask the hardware (docs/vault.md §4).

use crate::pin::Pin;
use crate::ports::{Alias, Family};
use crate::time::Now;
use crate::vault::roots::Roots;
use crate::vault::slots::{self, OpenedPin};
use crate::vault::state::{self, Current, Found, LastPin, PinSlot, TRIES};
use crate::vault::{recovery, store};

use super::{Authenticator, Error};

/// What the phone is, once what a crash left behind has been tidied up.
pub(super) enum Settled {
    NoPin,
    Closed(Current),
    Blocked,
    HardwareLost,
}

impl Settled {
    /// The state of a phone that can be tried at.
    pub(super) fn closed(self) -> Result<Current, Error> {
        match self {
            Self::Closed(current) => Ok(current),
            Self::NoPin => Err(Error::NoPin),
            Self::Blocked => Err(Error::Blocked),
            Self::HardwareLost => Err(Error::HardwareLost),
        }
    }
}

impl Authenticator {
    /// Finds out where the phone stands, finishing a lockout or a rotation that a crash cut short. The
    /// caller holds the turn.
    ///
    /// # Errors
    /// When the key store doesn't answer: then nothing is known, and nothing is destroyed.
    pub(super) fn settle(&self) -> Result<Settled, Error> {
        match state::read(&self.store, &*self.keystore)? {
            Found::Nothing => self.without_state(),
            Found::KeyGone => self.finish_lockout(None),
            Found::Current(current) if current.state.tries_left == 0 => {
                self.finish_lockout(Some(&current.alias))
            }
            Found::Current(current) => {
                let aliases = self.keystore.aliases()?;
                let is_there = |slot: &PinSlot| aliases.contains(&Alias::new(&slot.alias));
                if !current.state.pins.iter().any(is_there) {
                    // The hardware lost what every PIN goes through: no try could ever be right.
                    return self.finish_lockout(Some(&current.alias));
                }
                self.destroy_strays(&current, &aliases)?;
                Ok(Settled::Closed(current))
            }
        }
    }

    /// A try at `pin`, counted before it is verified; a wrong one closes the phone. With a new PIN the former one's slots are
    /// replaced in the same write that gives the three tries back.
    pub(super) fn attempt(
        &mut self,
        pin: &Pin,
        new: Option<&Pin>,
        now: Now,
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
        self.give_back(current, &opened, new, &device, now)?;
        Ok(opened.roots)
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

    /// The state after a right PIN: three tries, sealed once more under a key of its own.
    fn give_back(
        &self,
        current: Current,
        opened: &OpenedPin,
        new: Option<&Pin>,
        device: &[u8; 16],
        now: Now,
    ) -> Result<(), Error> {
        let mut state = current.state;
        let mut generation = None;
        match new {
            Some(new) => {
                let next = store::generation(&self.store.attempt)? + 1;
                state.pins = self.make_pin(new, &opened.roots, next, device)?;
                state.pin_digits =
                    u8::try_from(new.bytes().len()).expect("a PIN has six digits at most");
                generation = Some(next);
            }
            None => {
                let (keystore, entropy) = (&*self.keystore, &*self.entropy);
                state.pins = slots::renew_pin(opened, state.pins, device, keystore, entropy)?;
            }
        }
        state.tries_left = TRIES;
        state.biometric_failures = 0;
        state.last_pin = LastPin::at(now);
        let sealed = state::seal(state, device, &*self.keystore, &*self.entropy)?;
        let transaction = self.store.attempt.unchecked_transaction()?;
        state::write(&transaction, &sealed)?;
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
        Ok(())
    }

    pub(super) fn make_pin(
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

    /// Destroys what a lockout destroys, the state's key first: from then on no try is possible,
    /// whatever is restored.
    fn finish_lockout(&self, state: Option<&Alias>) -> Result<Settled, Error> {
        if let Some(alias) = state {
            self.keystore.delete(alias)?;
        }
        let aliases = self.keystore.aliases()?;
        for alias in &aliases {
            if [Family::State, Family::Pin, Family::Bio]
                .iter()
                .any(|family| alias.is(*family))
            {
                self.keystore.delete(alias)?;
            }
        }
        let recovery = recovery::alias(&self.store)?;
        let recoverable = recovery.is_some_and(|alias| aliases.contains(&alias));
        Ok(if recoverable {
            Settled::Blocked
        } else {
            Settled::HardwareLost
        })
    }

    /// Without a state there was never a PIN, unless accounts show that there was.
    fn without_state(&self) -> Result<Settled, Error> {
        let rows: i64 = self
            .store
            .vault
            .query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))?;
        Ok(if rows == 0 {
            Settled::NoPin
        } else {
            Settled::HardwareLost
        })
    }

    /// Destroys every key of an attempt, a PIN, a finger or a recovery code that the current files don't
    /// name: what a crash between a write and a deletion leaves behind. `current` opened, so these are
    /// the newest files there are.
    fn destroy_strays(&self, current: &Current, aliases: &[Alias]) -> Result<(), Error> {
        let mut kept = vec![current.alias.clone()];
        kept.extend(
            current
                .state
                .pins
                .iter()
                .map(|slot| Alias::new(&slot.alias)),
        );
        kept.extend(slots::biometric_alias(&self.store)?);
        kept.extend(recovery::alias(&self.store)?);
        let families = [Family::State, Family::Pin, Family::Bio, Family::Recovery];
        for alias in aliases {
            if families.iter().any(|family| alias.is(*family)) && !kept.contains(alias) {
                self.keystore.delete(alias)?;
            }
        }
        Ok(())
    }
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
