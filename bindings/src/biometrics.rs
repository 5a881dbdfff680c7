//! A fingerprint or face: `begin`, the platform's own prompt, `finish`.

use kodevagt_core::authenticator as core;

use crate::authenticator::Authenticator;
use crate::failure::Failure;
use crate::pins::read;

/// How the platform's prompt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Prompt {
    /// The person was recognised.
    Succeeded,
    /// Somebody was not recognised.
    Failed,
    /// The person cancelled, or chose the PIN.
    Cancelled,
}

impl From<Prompt> for core::Prompt {
    fn from(prompt: Prompt) -> Self {
        match prompt {
            Prompt::Succeeded => Self::Succeeded,
            Prompt::Failed => Self::Failed,
            Prompt::Cancelled => Self::Cancelled,
        }
    }
}

#[uniffi::export]
impl Authenticator {
    /// Lets a fingerprint or face open the phone from now on.
    ///
    /// # Errors
    /// [`Failure::Refused`] where the key store has no such keys; as for [`Authenticator::unlock`].
    pub fn enable_biometrics(&self, pin: &[u8]) -> Result<(), Failure> {
        let pin = read(pin)?;
        self.worker
            .call(move |phone, now| Ok(phone.enable_biometrics(&pin, now)?))
    }

    /// Takes the biometric key away.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when the key store doesn't answer.
    pub fn disable_biometrics(&self) -> Result<(), Failure> {
        self.worker.call(|phone, _| Ok(phone.disable_biometrics()?))
    }

    /// Whether to show the platform's prompt now.
    ///
    /// # Errors
    /// [`Failure::Refused`]: ask for the PIN; the problem says why.
    pub fn begin_biometrics(&self) -> Result<(), Failure> {
        self.worker
            .call(|phone, now| Ok(phone.begin_biometrics(now)?))
    }

    /// Takes the prompt's outcome; success opens the phone.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] unless it succeeded; [`Failure::Refused`]: ask for the PIN.
    pub fn finish_biometrics(&self, prompt: Prompt) -> Result<(), Failure> {
        let prompt = prompt.into();
        self.worker
            .call(move |phone, now| Ok(phone.finish_biometrics(prompt, now)?))
    }
}
