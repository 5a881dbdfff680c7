//! The service's keys, how phones come to trust them, and checking signatures.
//!
//! The root key (Ed25519, kept offline) signs a statement that names the online keys. A phone pins the
//! root key's hash at activation and from then on takes only statements of a higher serial.

use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use crate::signed;
use crate::wire::{Bytes, Id};

/// The online keys of a service, as its root key signed them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// The organisation whose service it is.
    pub organisation: Id,
    /// Grows with every statement.
    pub serial: u64,
    /// Ed25519: signs challenges and replies.
    pub signing_key: Bytes,
    /// X25519: phones seal what only the service may read for it.
    pub hpke_key: Bytes,
    /// From when it holds: milliseconds since the Unix epoch.
    pub not_before_ms: i64,
    /// Until when it holds.
    pub not_after_ms: i64,
}

/// A statement, the root key, and its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedStatement {
    /// What is stated.
    pub statement: Statement,
    /// The root key, Ed25519, 32 bytes.
    pub root_key: Bytes,
    /// The root key's signature over [`Statement::bytes`].
    pub signature: Bytes,
}

/// What a phone remembers of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// SHA-256 of the root key.
    pub root_key_hash: [u8; 32],
    /// The serial of the statement that it took last; 0 before the first.
    pub serial: u64,
}

/// Why a phone doesn't take a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// Another root key than the pinned one.
    #[error("the statement is signed by a stranger's root key")]
    StrangersRoot,
    /// An older statement than the one that was taken last.
    #[error("the statement is older than the one known")]
    Older,
    /// The root key didn't sign this.
    #[error("the statement's signature is wrong")]
    BadSignature,
    /// It doesn't hold at this time.
    #[error("the statement doesn't hold now")]
    NotNow,
    /// Its keys aren't keys.
    #[error("the statement names no usable keys")]
    Malformed,
}

/// How far a phone's clock may be off before a statement is refused for its time: a day.
const CLOCK_SLACK_MS: i64 = 24 * 60 * 60 * 1000;

impl Statement {
    /// What the root key signs.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        signed::bytes(
            "kodevagt/keys/v1",
            &[
                &self.organisation.0,
                &self.serial.to_be_bytes(),
                &self.signing_key.0,
                &self.hpke_key.0,
                &self.not_before_ms.to_be_bytes(),
                &self.not_after_ms.to_be_bytes(),
            ],
        )
    }
}

impl SignedStatement {
    /// SHA-256 of the root key: what a ticket names and a phone pins.
    #[must_use]
    pub fn root_key_hash(&self) -> [u8; 32] {
        signed::sha256(&self.root_key.0)
    }

    /// Gives the statement out to a phone that trusts `pin`. The same serial again is fine if it says the
    /// same; the caller compares.
    ///
    /// # Errors
    /// [`Distrust`].
    pub fn trusted(&self, pin: &Pin, now_ms: i64) -> Result<&Statement, Distrust> {
        let statement = &self.statement;
        if self.root_key_hash() != pin.root_key_hash {
            return Err(Distrust::StrangersRoot);
        }
        verify_ed25519(&self.root_key.0, &statement.bytes(), &self.signature.0)
            .map_err(|_| Distrust::BadSignature)?;
        if statement.signing_key.0.len() != 32 || statement.hpke_key.0.len() != 32 {
            return Err(Distrust::Malformed);
        }
        if statement.serial < pin.serial {
            return Err(Distrust::Older);
        }
        let from = statement.not_before_ms.saturating_sub(CLOCK_SLACK_MS);
        let until = statement.not_after_ms.saturating_add(CLOCK_SLACK_MS);
        if !(from..=until).contains(&now_ms) {
            return Err(Distrust::NotNow);
        }
        Ok(statement)
    }
}

/// A signature that doesn't fit key and message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature doesn't fit")]
pub struct BadSignature;

/// Checks an Ed25519 signature (RFC 8032): the service's, or a vault key's.
///
/// # Errors
/// [`BadSignature`].
pub fn verify_ed25519(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
    UnparsedPublicKey::new(&ED25519, key)
        .verify(message, signature)
        .map_err(|_| BadSignature)
}

/// Checks a device key's signature: ECDSA on P-256 with SHA-256 (FIPS 186-5), 64 bytes `r || s`; the
/// key is an uncompressed point, 65 bytes (SEC 1 §2.3.3).
///
/// # Errors
/// [`BadSignature`].
pub fn verify_device(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
        .verify(message, signature)
        .map_err(|_| BadSignature)
}
