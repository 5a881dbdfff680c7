//! The PIN and the recovery code.

use std::sync::Arc;

use kodevagt_core::pin::{Length, Pin};
use kodevagt_core::secret::SecretText;
use kodevagt_core::vault::recovery::RecoveryCode;
use kodevagt_texts::Code;

use crate::authenticator::Authenticator;
use crate::failure::{Failure, Problem};
use crate::secret::Secret;

#[uniffi::export]
impl Authenticator {
    /// Says whether `pin` can be chosen, before it is typed a second time. Costs nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the reason.
    pub fn check_new_pin(&self, pin: &[u8]) -> Result<(), Failure> {
        let pin = read(pin)?;
        pin.check_strength().map_err(Failure::refused)
    }

    /// Chooses the first PIN (ASCII digits) and leaves the phone open. The answer is the recovery code,
    /// to be shown once and written down.
    ///
    /// # Errors
    /// [`Failure::Refused`]: there is a PIN already, or this one is weak.
    pub fn set_pin(&self, pin: &[u8]) -> Result<Arc<Secret>, Failure> {
        let pin = read(pin)?;
        self.worker
            .call(move |phone, now| Ok(shown_once(&phone.set_pin(&pin, now)?)))
    }

    /// Opens the phone.
    ///
    /// # Errors
    /// [`Failure::WrongPin`], [`Failure::Blocked`]; [`Failure::Refused`] when there is no PIN yet or what
    /// was typed isn't one, which costs no try.
    pub fn unlock(&self, pin: &[u8]) -> Result<(), Failure> {
        let pin = read(pin)?;
        self.worker
            .call(move |phone, now| Ok(phone.unlock(&pin, now)?))
    }

    /// Replaces the PIN.
    ///
    /// # Errors
    /// As for [`Authenticator::unlock`], and [`Failure::Refused`] when the new PIN is weak or the old one;
    /// that costs no try.
    pub fn change_pin(&self, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        let (old, new) = (read(old)?, read(new)?);
        self.worker
            .call(move |phone, now| Ok(phone.change_pin(&old, &new, now)?))
    }

    /// Says whether `code` can be a recovery code, before a new PIN is chosen. Costs nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`]: mistyped.
    pub fn check_recovery_code(&self, code: &str) -> Result<(), Failure> {
        RecoveryCode::parse(code)
            .map(drop)
            .map_err(Failure::refused)
    }

    /// Opens a blocked phone, or one whose PIN was forgotten, with the recovery code, for a new PIN. The
    /// answer is the next recovery code.
    ///
    /// # Errors
    /// [`Failure::Refused`]: mistyped, not this phone's, or the new PIN is weak; nothing has changed.
    pub fn recover(&self, code: &str, new_pin: &[u8]) -> Result<Arc<Secret>, Failure> {
        let pin = read(new_pin)?;
        let code = RecoveryCode::parse(code).map_err(Failure::refused)?;
        self.worker
            .call(move |phone, now| Ok(shown_once(&phone.recover(&code, &pin, now)?)))
    }

    /// Makes a new recovery code; the former one opens nothing from then on.
    ///
    /// # Errors
    /// As for [`Authenticator::unlock`].
    pub fn renew_recovery_code(&self, pin: &[u8]) -> Result<Arc<Secret>, Failure> {
        let pin = read(pin)?;
        self.worker
            .call(move |phone, now| Ok(shown_once(&phone.renew_recovery(&pin, now)?)))
    }
}

/// What was typed, as a PIN of four or six digits; the core says if the phone's has another length.
pub(crate) fn read(typed: &[u8]) -> Result<Pin, Failure> {
    let length = if typed.len() == Length::Six.digits() {
        Length::Six
    } else {
        Length::Four
    };
    Pin::parse(typed, length).map_err(|fault| {
        let digits_only = typed.iter().all(u8::is_ascii_digit);
        Failure::refused(if digits_only {
            Problem::of(Code::PinWrongLength).with_number("digits", fault.digits)
        } else {
            Problem::of(Code::PinNotDigits)
        })
    })
}

pub(crate) fn shown_once(code: &RecoveryCode) -> Arc<Secret> {
    Secret::new(SecretText::new(code.as_str().to_owned()))
}
