//! What the core asks of the phone: a key store and randomness. Shells and tests bring their own.

use core::fmt;

use crate::secret::{Key, SecretBytes};

/// A source of random bytes fit for keys.
pub trait Entropy: Send + Sync {
    /// Fills `out` completely, or fails having promised nothing about its content.
    ///
    /// # Errors
    /// [`EntropyFault`] when the system's generator can't be read.
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyFault>;
}

/// The random generator did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the random generator did not answer")]
pub struct EntropyFault;

/// The phone's key store (Android Keystore, Apple's Secure Enclave and keychain): keys that never
/// leave it, each under an alias.
///
/// Every call is a round trip that can fail. An implementation must be durable at its return: a key
/// that `make` returned for survives a power cut, a key that `delete` returned for never comes back.
pub trait Keystore: Send + Sync {
    /// What this key store's hardware can enforce. Constant over the life of the phone.
    fn features(&self) -> Features;

    /// Every alias that this app has here, in any order.
    ///
    /// # Errors
    /// [`Fault::Unavailable`] only.
    fn aliases(&self) -> Result<Vec<Alias>, Fault>;

    /// Makes a fresh random key for `purpose` under `alias`, replacing none: an alias is random and
    /// used once.
    ///
    /// # Errors
    /// [`Fault::Unavailable`]; [`Fault::Unsupported`] for a purpose that the hardware hasn't.
    fn make(&self, alias: &Alias, purpose: Purpose) -> Result<(), Fault>;

    /// Imports `key` for [`Keystore::derive`], to be used exactly once (Android
    /// `setMaxUsageCount(1)`), enforced by hardware that can't be rolled back.
    ///
    /// # Errors
    /// [`Fault::Unsupported`] unless [`Features::single_use`]; [`Fault::Unavailable`].
    fn import_once(&self, alias: &Alias, key: &Key) -> Result<(), Fault>;

    /// Seals `plain` with the key of `alias` and binds `aad` to it (an AEAD inside the hardware).
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::Invalidated`], [`Fault::Unavailable`].
    fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault>;

    /// Opens what [`Keystore::seal`] made.
    ///
    /// # Errors
    /// [`Fault::Tampered`] when bytes, alias and `aad` don't belong together; and as for `seal`.
    fn open(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Fault>;

    /// The hardware's deterministic answer to `input`: HMAC-SHA-256 under the key of `alias` where the
    /// platform has it (Android), another function that only this hardware can compute otherwise
    /// (Apple: ECDH with hash_to_curve(input), RFC 9380).
    ///
    /// # Errors
    /// [`Fault::Missing`] also once a single-use key is spent; as for `seal` otherwise.
    fn derive(&self, alias: &Alias, input: &[u8; 32]) -> Result<Key, Fault>;

    /// The public half of the signing key of `alias`: a P-256 point, SEC 1 §2.3.3 uncompressed, 65 bytes.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::Invalidated`], [`Fault::Unavailable`]; [`Fault::Unsupported`] for a
    /// key of another purpose.
    fn public_key(&self, alias: &Alias) -> Result<Vec<u8>, Fault>;

    /// ECDSA over P-256 with SHA-256 (FIPS 186-5), `r || s` of 32 bytes each. The hardware hashes
    /// `message`.
    ///
    /// # Errors
    /// As for [`Keystore::public_key`].
    fn sign(&self, alias: &Alias, message: &[u8]) -> Result<Vec<u8>, Fault>;

    /// Destroys the key of `alias`. Deleting an alias that isn't there is no error.
    ///
    /// # Errors
    /// [`Fault::Unavailable`]: the key may or may not be gone.
    fn delete(&self, alias: &Alias) -> Result<(), Fault>;
}

/// What a key store's hardware can enforce.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Keys that the hardware lets be used once, whatever is restored around it.
    pub single_use: bool,
    /// Keys that only a successful fingerprint or face opens.
    pub biometric: bool,
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// [`Keystore::seal`] and [`Keystore::open`].
    Seal,
    /// [`Keystore::derive`].
    Derive,
    /// As `Seal`, but `open` works only after a successful biometric prompt, and a newly enrolled
    /// finger invalidates the key.
    Biometric,
    /// [`Keystore::sign`] and [`Keystore::public_key`]: ECDSA over P-256, made in the hardware and asked
    /// without a PIN.
    Sign,
}

/// Why the key store refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no such alias (any more). This is knowledge, not a failure to look.
    #[error("the key store has no such key")]
    Missing,
    /// The key is there but the system made it unusable for good (a new fingerprint, a removed screen
    /// lock).
    #[error("the system made the key unusable")]
    Invalidated,
    /// The sealed bytes, the alias and the bound data don't belong together.
    #[error("what was sealed has been changed")]
    Tampered,
    /// The hardware hasn't this kind of key.
    #[error("the hardware has no keys of this kind")]
    Unsupported,
    /// No answer now; nothing is known about the key. Try again.
    #[error("the key store did not answer")]
    Unavailable,
}

/// The name of a key: a family and 16 random bytes in hex, `state/7f3a…`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alias(String);

impl Alias {
    /// A fresh name in `family`.
    ///
    /// # Errors
    /// [`EntropyFault`] when no randomness is to be had.
    pub(crate) fn make(family: Family, entropy: &dyn Entropy) -> Result<Self, EntropyFault> {
        let mut random = [0; 16];
        entropy.fill(&mut random)?;
        Ok(Self(format!(
            "{}/{}",
            family.name(),
            data_encoding::HEXLOWER.encode(&random)
        )))
    }

    /// A name as a key store lists it.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as text: ASCII, at most 64 bytes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is(&self, family: Family) -> bool {
        self.0
            .strip_prefix(family.name())
            .is_some_and(|rest| rest.starts_with('/'))
    }
}

impl fmt::Debug for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of alias that the vault keeps (docs/vault.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Seals the attempt state; replaced at every attempt.
    State,
    /// The deterministic operation that the PIN goes through.
    Pin,
    /// Seals the record keys; survives a lockout.
    File,
    /// Seals the roots for a fingerprint or face.
    Bio,
    /// The hardware half of the recovery code.
    Recovery,
    /// Seals what a closed phone must know of its organisations; needs no PIN, survives a lockout.
    Locker,
    /// Signs as this phone towards one organisation; needs no PIN, survives a lockout.
    Device,
    /// The hardware half of what an organisation's support opens.
    Puk,
}

impl Family {
    const fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Pin => "pin",
            Self::File => "file",
            Self::Bio => "bio",
            Self::Recovery => "recovery",
            Self::Locker => "locker",
            Self::Device => "device",
            Self::Puk => "puk",
        }
    }
}
