//! Any bytes as the outside of a backup, and as its inside: between the two stands Argon2, which no
//! fuzzer gets through.

use kodevagt_core::backup::{Envelope, content};

/// What is read is written as something that reads the same.
pub(crate) fn backup(input: &[u8]) {
    if let Ok(envelope) = Envelope::parse(input) {
        assert_eq!(Envelope::parse(&envelope.to_file()), Ok(envelope));
    }
    if let Some(accounts) = content::decode(input) {
        accounts.iter().for_each(super::otpauth::check);
        assert_eq!(content::decode(&content::encode(&accounts)), Some(accounts));
    }
}
