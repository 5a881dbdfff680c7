//! The only way that a secret crosses: an object that is read once and wiped.

use std::sync::{Arc, Mutex, PoisonError};

use kodevagt_core::secret::SecretText;

use crate::failure::{Failure, Problem};
use kodevagt_texts::Code;

/// A recovery code, an export or an account's URI: read once, then gone.
#[derive(uniffi::Object)]
pub struct Secret(Mutex<Option<SecretText>>);

impl Secret {
    pub(crate) fn new(text: SecretText) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Some(text))))
    }
}

impl core::fmt::Debug for Secret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

#[uniffi::export]
impl Secret {
    /// The text, this once; the copy in here is wiped.
    ///
    /// # Errors
    /// [`Failure::Refused`] the second time.
    pub fn take(&self) -> Result<String, Failure> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = held.take().ok_or(Failure::Refused {
            problem: Problem::of(Code::SecretTaken),
        })?;
        Ok(text.as_str().to_owned())
    }

    /// Wipes the text unread.
    pub fn wipe(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
