//! Choosing, typing and changing the PIN.

use crate::organisation::Standing;
use crate::pin::{self, Pin};
use crate::time::Now;
use crate::vault::records::RecordKeys;
use crate::vault::recovery::{self, RecoveryCode};
use crate::vault::roots::Roots;
use crate::vault::state;
use crate::vault::{locker, slots, store};

use super::attempt::Change;
use super::settle::Settled;
use super::{Authenticator, Error, session};

impl Authenticator {
    /// Chooses the first PIN, makes the vault, and leaves it open. The recovery code is shown once, to be
    /// written down.
    ///
    /// # Errors
    /// [`Error::PinAlreadySet`]; [`Error::Weak`]; [`Error::NotAPin`] when it has not the digits that
    /// [`Options::pin_length`](super::Options::pin_length) or an organisation asks for.
    pub fn set_pin(&mut self, pin: &Pin, now: Now) -> Result<RecoveryCode, Error> {
        self.accept_new(pin)?;
        let turn = self.store.turn()?;
        match self.settle()? {
            Settled::NoPin => (),
            Settled::Closed(_) | Settled::Blocked => return Err(Error::PinAlreadySet),
            Settled::HardwareLost => return Err(Error::HardwareLost),
        }
        self.destroy_unnamed_keys()?;
        let device = self.device_for_set_up()?;
        let roots = Roots::of_own(self.random_key()?);
        self.make_files(&roots, device)?;
        let code = self.begin(&roots, &device, pin, now)?;
        drop(turn);
        self.open_session(roots, now)?;
        Ok(code)
    }

    /// Opens the phone. Counts a try, durably, before the PIN is looked at.
    ///
    /// # Errors
    /// [`Error::WrongPin`], [`Error::Blocked`], [`Error::HardwareLost`], [`Error::NoPin`];
    /// [`Error::NotAPin`] costs nothing.
    pub fn unlock(&mut self, pin: &Pin, now: Now) -> Result<(), Error> {
        let turn = self.store.turn()?;
        let roots = self.attempt(pin, now)?;
        drop(turn);
        self.open_session(roots, now)
    }

    /// Closes the phone: every opened secret is wiped. Always succeeds, also when it is closed.
    pub fn lock(&mut self) {
        if self.session.take().is_some() {
            self.revision += 1;
            session::overwrite_stack();
        }
    }

    /// Replaces the PIN. The old one is a try like any other; what is wrong with the new one is said
    /// before, and costs none.
    ///
    /// # Errors
    /// [`Error::Weak`], [`Error::SamePin`], [`Error::NotAPin`]; and as for [`Authenticator::unlock`].
    pub fn change_pin(&mut self, old: &Pin, new: &Pin, now: Now) -> Result<(), Error> {
        self.accept_new(new)?;
        if old == new {
            return Err(Error::SamePin);
        }
        let turn = self.store.turn()?;
        let roots = self.attempt_with(old, now, |_, _, _| {
            Ok(Change {
                pin: Some(new),
                ..Change::default()
            })
        })?;
        drop(turn);
        self.open_session(roots, now)
    }

    pub(super) fn accept_new(&self, pin: &Pin) -> Result<(), Error> {
        let digits = self.new_pin_length().digits();
        if pin.bytes().len() != digits {
            return Err(crate::pin::NotAPin { digits }.into());
        }
        Ok(pin.check_strength()?)
    }

    /// What a new PIN must have: six digits as soon as one organisation asks for them.
    pub(super) fn new_pin_length(&self) -> pin::Length {
        let ids = locker::organisations(&self.store).unwrap_or_default();
        // One that can't be read now doesn't keep a person from choosing a PIN.
        let records = ids.into_iter().filter_map(|id| self.record(id).ok());
        let mut asking = records.filter(|record| !matches!(record.standing, Standing::Removed));
        if asking.any(|record| record.policy.pin_digits > 4) {
            pin::Length::Six
        } else {
            self.options.pin_length
        }
    }

    /// The device's bytes: new, unless an organisation came before the PIN.
    fn device_for_set_up(&self) -> Result<[u8; 16], Error> {
        if let Some(device) = store::device(&self.store.attempt)? {
            return Ok(device);
        }
        let mut device = [0; 16];
        self.entropy.fill(&mut device)?;
        Ok(device)
    }

    /// The vault file first: without a state it counts for nothing.
    fn make_files(&self, roots: &Roots, device: [u8; 16]) -> Result<(), Error> {
        let keys = RecordKeys::make(roots, device, &*self.keystore, &*self.entropy)?;
        let transaction = self.store.vault.unchecked_transaction()?;
        store::write_device(&transaction, &device)?;
        keys.write(&transaction, roots, &*self.keystore, &*self.entropy)?;
        transaction.commit()?;
        Ok(())
    }

    /// Writes the first state of a PIN over `roots`, and a fresh recovery code: at set-up and after a
    /// recovery. One transaction; the caller holds the turn.
    pub(super) fn begin(
        &self,
        roots: &Roots,
        device: &[u8; 16],
        pin: &Pin,
        now: Now,
    ) -> Result<RecoveryCode, Error> {
        let (state, generation) = self.first_state(pin, roots, device, now)?;
        let recovery = recovery::make(roots, device, &*self.keystore, &*self.entropy)?;
        let sealed = state::seal(state, device, &*self.keystore, &*self.entropy)?;
        // A finger opened what the former PIN did, organisations included.
        let mut slots = vec![slots::drop_biometric()];
        slots.extend(self.without_lock_number()?);
        let transaction = self.store.attempt.unchecked_transaction()?;
        store::write_device(&transaction, device)?;
        store::write_generation(&transaction, generation)?;
        store::change_slots(&transaction, &slots)?;
        recovery::write(&transaction, &recovery)?;
        state::write(&transaction, &sealed)?;
        transaction.commit()?;
        Ok(recovery.code)
    }
}
