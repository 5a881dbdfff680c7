//! A fingerprint or face in the PIN's place: two calls around the platform's own prompt.

use crate::pin::Pin;
use crate::ports::Fault;
use crate::time::Now;
use crate::vault::roots::Roots;
use crate::vault::state::{self, Current};
use crate::vault::{Error as VaultError, slots, store};

use super::{Authenticator, Error};

/// Failed prompts after which only the PIN opens.
const MAX_FAILURES: u8 = 5;
/// Milliseconds after which the PIN is asked for again, so that it isn't forgotten.
const PIN_EVERY_MS: u64 = 14 * 24 * 60 * 60 * 1000;

/// Why a fingerprint or face isn't enough now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinNeeded {
    /// It was never set up here, or the key store has no such keys.
    NotSetUp,
    /// The phone was restarted since the PIN was last typed.
    Restarted,
    /// The PIN was last typed 14 days ago or more, or the clock was set back.
    TooLongAgo,
    /// Five prompts failed.
    TooManyFailures,
    /// A finger or face was enrolled or removed: it must be set up again.
    Changed,
}

/// How the platform's prompt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// The person was recognised: the key store now opens the biometric key.
    Succeeded,
    /// Somebody was not recognised.
    Failed,
    /// The person cancelled, or chose the PIN.
    Cancelled,
}

impl Authenticator {
    /// Lets a fingerprint or face open the phone from now on, after a fresh PIN.
    ///
    /// # Errors
    /// [`Error::PinNeeded`] with [`PinNeeded::NotSetUp`] where the key store has no such keys; as for
    /// [`Authenticator::unlock`].
    pub fn enable_biometrics(&mut self, pin: &Pin, now: Now) -> Result<(), Error> {
        if !self.keystore.features().biometric {
            return Err(Error::PinNeeded(PinNeeded::NotSetUp));
        }
        self.unlock(pin, now)?;
        let _turn = self.store.turn()?;
        self.revision += 1;
        let session = self.session.as_ref().ok_or(Error::Closed)?;
        Ok(slots::write_biometric(
            &self.store,
            &session.roots,
            &*self.keystore,
            &*self.entropy,
        )?)
    }

    /// Takes the biometric key away.
    ///
    /// # Errors
    /// [`Error::Vault`] when the key store doesn't answer.
    pub fn disable_biometrics(&mut self) -> Result<(), Error> {
        self.revision += 1;
        let _turn = self.store.turn()?;
        Ok(slots::delete_biometric(&self.store, &*self.keystore)?)
    }

    /// Whether to show the platform's prompt now.
    ///
    /// # Errors
    /// [`Error::PinNeeded`] with the reason; [`Error::Blocked`] and its like.
    pub fn begin_biometrics(&self, now: Now) -> Result<(), Error> {
        let _turn = self.store.turn()?;
        self.biometrics_allowed(now).map(drop)
    }

    /// Takes the prompt's outcome. A failure is counted durably; success opens the phone and gives back
    /// no try at the PIN.
    ///
    /// # Errors
    /// [`Error::BiometricsFailed`] unless it succeeded; [`Error::PinNeeded`]; [`Error::Blocked`].
    pub fn finish_biometrics(&mut self, prompt: Prompt, now: Now) -> Result<(), Error> {
        let turn = self.store.turn()?;
        let roots = self.open_by_prompt(prompt, now)?;
        drop(turn);
        self.open_session(roots, now)
    }

    /// What the biometric key opens, the outcome counted. The caller holds the turn.
    pub(super) fn open_by_prompt(&self, prompt: Prompt, now: Now) -> Result<Roots, Error> {
        let current = self.biometrics_allowed(now)?;
        match prompt {
            Prompt::Cancelled => Err(Error::BiometricsFailed),
            Prompt::Failed => {
                self.note_failures(current, |failures| failures.saturating_add(1))?;
                Err(Error::BiometricsFailed)
            }
            Prompt::Succeeded => {
                let roots = match slots::open_biometric(&self.store, &*self.keystore) {
                    Ok(roots) => roots.ok_or(Error::PinNeeded(PinNeeded::NotSetUp))?,
                    Err(VaultError::Keystore(Fault::Invalidated | Fault::Missing)) => {
                        slots::delete_biometric(&self.store, &*self.keystore)?;
                        return Err(Error::PinNeeded(PinNeeded::Changed));
                    }
                    Err(error) => return Err(error.into()),
                };
                if current.state.biometric_failures > 0 {
                    self.note_failures(current, |_| 0)?;
                }
                self.ours(&roots)
            }
        }
    }

    fn biometrics_allowed(&self, now: Now) -> Result<Current, Error> {
        let current = self.settle()?.closed()?;
        let last = current.state.last_pin;
        let age = u64::try_from(now.wall_ms.saturating_sub(last.wall_ms));
        let needed = if slots::biometric_alias(&self.store)?.is_none() {
            Some(PinNeeded::NotSetUp)
        } else if current.state.biometric_failures >= MAX_FAILURES {
            Some(PinNeeded::TooManyFailures)
        } else if last.boot_id() != now.boot_id {
            Some(PinNeeded::Restarted)
        } else if age.is_err() || age.is_ok_and(|age| age >= PIN_EVERY_MS) {
            Some(PinNeeded::TooLongAgo)
        } else {
            None
        };
        needed.map_or(Ok(current), |needed| Err(Error::PinNeeded(needed)))
    }

    fn note_failures(&self, current: Current, count: impl Fn(u8) -> u8) -> Result<(), Error> {
        let device = store::device(&self.store.attempt)?.ok_or(VaultError::Tampered)?;
        let mut state = current.state;
        state.biometric_failures = count(state.biometric_failures);
        let sealed = state::seal(state, &device, &*self.keystore, &*self.entropy)?;
        state::replace(&self.store, &*self.keystore, &current.alias, sealed)?;
        Ok(())
    }
}
