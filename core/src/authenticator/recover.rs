//! The recovery code: in for a new PIN, and a new code out.

use crate::pin::Pin;
use crate::time::Now;
use crate::vault::recovery::{self, RecoveryCode};
use crate::vault::{Error as VaultError, store};

use super::attempt::Settled;
use super::{Authenticator, Error};

impl Authenticator {
    /// Opens the person's own accounts with the recovery code and puts `new` in the PIN's place: on a
    /// blocked phone, or on a closed one whose PIN was forgotten. The code is spent; the answer is the
    /// next one. A wrong code changes nothing.
    ///
    /// # Errors
    /// [`Error::RecoveryRefused`], [`Error::HardwareLost`], [`Error::NoPin`], [`Error::Weak`].
    pub fn recover(
        &mut self,
        code: &RecoveryCode,
        new: &Pin,
        now: Now,
    ) -> Result<RecoveryCode, Error> {
        self.accept_new(new)?;
        let turn = self.store.turn()?;
        match self.settle()? {
            Settled::Blocked | Settled::Closed(_) => (),
            Settled::NoPin => return Err(Error::NoPin),
            Settled::HardwareLost => return Err(Error::HardwareLost),
        }
        let roots =
            recovery::open(&self.store, code, &*self.keystore)?.ok_or(Error::RecoveryRefused)?;
        let device = store::device(&self.store.attempt)?.ok_or(VaultError::Tampered)?;
        let next = self.begin(&roots, &device, new, now)?;
        // The new state names the new code's key only: the spent code's and the old PIN's are strays.
        // If the key store fails now, the next step destroys them before anything else.
        let _ = self.settle();
        drop(turn);
        self.open_session(roots, now)?;
        Ok(next)
    }

    /// Makes a new recovery code after a fresh PIN; the former one opens nothing from then on.
    ///
    /// # Errors
    /// As for [`Authenticator::unlock`].
    pub fn renew_recovery(&mut self, pin: &Pin, now: Now) -> Result<RecoveryCode, Error> {
        self.unlock(pin, now)?;
        let turn = self.store.turn()?;
        self.revision += 1;
        let session = self.session.as_ref().ok_or(Error::Closed)?;
        let device = store::device(&self.store.attempt)?.ok_or(VaultError::Tampered)?;
        let made = recovery::make(&session.roots, &device, &*self.keystore, &*self.entropy)?;
        recovery::write(&self.store.attempt, &made)?;
        self.settle()?;
        drop(turn);
        Ok(made.code)
    }
}
