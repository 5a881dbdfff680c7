//! Passphrases, the same whichever keyboard they were typed on.

use core::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use crate::secret::SecretText;

/// How many characters (Unicode scalar values after NFC) a new passphrase may have.
pub const LENGTH: RangeInclusive<usize> = 8..=1024;

/// Why a passphrase can't be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Less than [`LENGTH`] allows.
    #[error("the passphrase is too short")]
    TooShort,
    /// More than [`LENGTH`] allows.
    #[error("the passphrase is too long")]
    TooLong,
    /// One character over and over.
    #[error("the passphrase is one character over and over")]
    Uniform,
}

/// A passphrase for a new backup. Blanks count, also at the ends.
pub(super) fn choose(typed: &SecretText) -> Result<SecretText, PassphraseError> {
    let passphrase = recall(typed);
    let mut characters = passphrase.as_str().chars();
    let count = characters.clone().count();
    if count < *LENGTH.start() {
        return Err(PassphraseError::TooShort);
    }
    if count > *LENGTH.end() {
        return Err(PassphraseError::TooLong);
    }
    let first = characters.next();
    if characters.all(|character| Some(character) == first) {
        return Err(PassphraseError::Uniform);
    }
    Ok(passphrase)
}

/// A passphrase for an old backup: in NFC, so that an å is one whether it was typed as one character
/// or as two. Any can be tried.
pub(super) fn recall(typed: &SecretText) -> SecretText {
    // NFC makes a text at most three times as long (UAX #15), so this never grows.
    let mut text = String::with_capacity(3 * typed.as_str().len());
    text.extend(typed.as_str().nfc());
    SecretText::new(text)
}
