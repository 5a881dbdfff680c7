//! The recovery code: in for a new PIN, and a new code out.

use crate::pin::Pin;
use crate::time::Now;
use crate::vault::recovery::{self, RecoveryCode};
use crate::vault::roots::Roots;
use crate::vault::{Error as VaultError, RootId, store};

use super::attempt::Change;
use super::settle::Settled;
use super::{Authenticator, Error};

impl Authenticator {
    /// Opens the person's own accounts with the recovery code and puts `new` in the PIN's place: on a
    /// blocked phone, or on a closed one whose PIN was forgotten; organisations stay closed until their
    /// support opens them. Where support has opened the phone without the own accounts, `new` is the PIN
    /// that it has, and the own accounts join what it opens. The code is spent; the answer is the next
    /// one. A wrong code changes nothing.
    ///
    /// # Errors
    /// [`Error::RecoveryRefused`], [`Error::HardwareLost`], [`Error::NoPin`], [`Error::Weak`]; as for
    /// [`Authenticator::unlock`] where the phone has its PIN.
    pub fn recover(
        &mut self,
        code: &RecoveryCode,
        new: &Pin,
        now: Now,
    ) -> Result<RecoveryCode, Error> {
        let turn = self.store.turn()?;
        match self.settle()? {
            Settled::Closed(current) if !current.state.roots.contains(&RootId::OWN) => {
                let (roots, next) = self.join_own(code, new, now)?;
                drop(turn);
                self.open_session(roots, now)?;
                return Ok(next);
            }
            Settled::Blocked | Settled::Closed(_) => self.accept_new(new)?,
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

    fn join_own(
        &mut self,
        code: &RecoveryCode,
        pin: &Pin,
        now: Now,
    ) -> Result<(Roots, RecoveryCode), Error> {
        let own =
            recovery::open(&self.store, code, &*self.keystore)?.ok_or(Error::RecoveryRefused)?;
        let mut next = None;
        let roots = self.attempt_with(pin, now, |phone, roots, device| {
            let roots = roots.and(&own);
            let made = recovery::make(&roots, device, &*phone.keystore, &*phone.entropy)?;
            next = Some(made.code);
            Ok(Change {
                roots: Some(roots),
                slots: vec![made.slot],
                ..Change::default()
            })
        })?;
        let next = next.expect("a right PIN has made it");
        Ok((roots, next))
    }

    /// Makes a new recovery code after a fresh PIN; the former one opens nothing from then on.
    ///
    /// # Errors
    /// [`Error::OwnClosed`]; as for [`Authenticator::unlock`].
    pub fn renew_recovery(&mut self, pin: &Pin, now: Now) -> Result<RecoveryCode, Error> {
        self.unlock(pin, now)?;
        let turn = self.store.turn()?;
        self.revision += 1;
        let session = self.own_session()?;
        let device = store::device(&self.store.attempt)?.ok_or(VaultError::Tampered)?;
        let made = recovery::make(&session.roots, &device, &*self.keystore, &*self.entropy)?;
        recovery::write(&self.store.attempt, &made)?;
        self.settle()?;
        drop(turn);
        Ok(made.code)
    }
}
