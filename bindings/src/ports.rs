//! What a shell brings: the phone's key store and its clocks.

use std::sync::Arc;

use kodevagt_core::ports as core;
use kodevagt_core::secret::{Key, SecretBytes};
use kodevagt_core::time;
use zeroize::Zeroizing;

/// The phone's clocks.
#[uniffi::export(rust, foreign)]
pub trait Clock: Send + Sync {
    /// The moment as the phone knows it. Must be quick and must not call back into the authenticator.
    fn now(&self) -> Now;
}

/// A moment as the phone knows it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Now {
    /// Milliseconds since the Unix epoch, by the phone's own clock.
    pub wall_ms: i64,
    /// Milliseconds since the phone started, suspended time included (Android `elapsedRealtime`, Apple
    /// `mach_continuous_time`).
    pub boot_ms: u64,
    /// A text that differs from one start of the phone to the next.
    pub boot_id: String,
}

impl From<Now> for time::Now {
    fn from(now: Now) -> Self {
        let digest = ring::digest::digest(&ring::digest::SHA256, now.boot_id.as_bytes());
        let mut boot_id = [0; 16];
        boot_id.copy_from_slice(&digest.as_ref()[..16]);
        Self {
            wall_ms: now.wall_ms,
            boot_ms: now.boot_ms,
            boot_id: time::BootId(boot_id),
        }
    }
}

/// The phone's key store: keys that never leave it, each under an alias that the core chooses (ASCII,
/// at most 64 bytes). What it promises is durable at its return; see `kodevagt_core::ports::Keystore`
/// for each call's contract.
#[uniffi::export(rust, foreign)]
pub trait Keystore: Send + Sync {
    /// What the hardware can enforce. Constant over the life of the phone.
    fn features(&self) -> Features;
    /// Every alias that this app has, in any order.
    fn aliases(&self) -> Result<Vec<String>, KeystoreFault>;
    /// Makes a fresh random key for `purpose` under `alias`.
    fn make(&self, alias: String, purpose: Purpose) -> Result<(), KeystoreFault>;
    /// Imports a 32-byte key for one single [`Keystore::derive`].
    fn import_once(&self, alias: String, key: Vec<u8>) -> Result<(), KeystoreFault>;
    /// Seals `plain` and binds `aad` to it.
    fn seal(&self, alias: String, plain: Vec<u8>, aad: Vec<u8>) -> Result<Vec<u8>, KeystoreFault>;
    /// Opens what `seal` made.
    fn open(&self, alias: String, sealed: Vec<u8>, aad: Vec<u8>) -> Result<Vec<u8>, KeystoreFault>;
    /// The hardware's deterministic answer to 32 bytes: 32 bytes (HMAC-SHA-256 where there is one).
    fn derive(&self, alias: String, input: Vec<u8>) -> Result<Vec<u8>, KeystoreFault>;
    /// The public half of a signing key: a P-256 point, uncompressed, 65 bytes.
    fn public_key(&self, alias: String) -> Result<Vec<u8>, KeystoreFault>;
    /// ECDSA over P-256 with SHA-256 (hashed here): `r || s`, 64 bytes.
    fn sign(&self, alias: String, message: Vec<u8>) -> Result<Vec<u8>, KeystoreFault>;
    /// Destroys the key; an alias that isn't there is no error.
    fn delete(&self, alias: String) -> Result<(), KeystoreFault>;
}

/// What a key store's hardware can enforce.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Features {
    /// Keys that can be used once, whatever is restored around the hardware.
    pub single_use: bool,
    /// Keys that only a fingerprint or face opens.
    pub biometric: bool,
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Purpose {
    /// `seal` and `open`.
    Seal,
    /// `derive`.
    Derive,
    /// As `Seal`, but `open` needs a successful biometric prompt first.
    Biometric,
    /// `sign` and `public_key`: a P-256 key that needs neither PIN nor prompt.
    Sign,
}

/// Why the key store refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeystoreFault {
    /// There is no such alias (any more): knowledge, not a failure to look.
    #[error("no such key")]
    Missing,
    /// The system made the key unusable for good.
    #[error("the key was invalidated")]
    Invalidated,
    /// Bytes, alias and bound data don't belong together.
    #[error("sealed bytes were changed")]
    Tampered,
    /// The hardware hasn't this kind of key.
    #[error("not supported")]
    Unsupported,
    /// No answer now; nothing is known about the key.
    #[error("no answer")]
    Unavailable,
}

/// An exception that the shell did not declare tells nothing about the key.
impl From<uniffi::UnexpectedUniFFICallbackError> for KeystoreFault {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

impl From<KeystoreFault> for core::Fault {
    fn from(fault: KeystoreFault) -> Self {
        match fault {
            KeystoreFault::Missing => Self::Missing,
            KeystoreFault::Invalidated => Self::Invalidated,
            KeystoreFault::Tampered => Self::Tampered,
            KeystoreFault::Unsupported => Self::Unsupported,
            KeystoreFault::Unavailable => Self::Unavailable,
        }
    }
}

/// The shell's key store as the core asks for it.
pub(crate) struct Bridge(pub(crate) Arc<dyn Keystore>);

impl core::Keystore for Bridge {
    fn features(&self) -> core::Features {
        let Features {
            single_use,
            biometric,
        } = self.0.features();
        core::Features {
            single_use,
            biometric,
        }
    }

    fn aliases(&self) -> Result<Vec<core::Alias>, core::Fault> {
        Ok(self
            .0
            .aliases()?
            .into_iter()
            .map(core::Alias::new)
            .collect())
    }

    fn make(&self, alias: &core::Alias, purpose: core::Purpose) -> Result<(), core::Fault> {
        let purpose = match purpose {
            core::Purpose::Seal => Purpose::Seal,
            core::Purpose::Derive => Purpose::Derive,
            core::Purpose::Biometric => Purpose::Biometric,
            core::Purpose::Sign => Purpose::Sign,
        };
        Ok(self.0.make(name(alias), purpose)?)
    }

    fn import_once(&self, alias: &core::Alias, key: &Key) -> Result<(), core::Fault> {
        Ok(self.0.import_once(name(alias), key.bytes().to_vec())?)
    }

    fn seal(&self, alias: &core::Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, core::Fault> {
        Ok(self.0.seal(name(alias), plain.to_vec(), aad.to_vec())?)
    }

    fn open(
        &self,
        alias: &core::Alias,
        sealed: &[u8],
        aad: &[u8],
    ) -> Result<SecretBytes, core::Fault> {
        Ok(SecretBytes::new(self.0.open(
            name(alias),
            sealed.to_vec(),
            aad.to_vec(),
        )?))
    }

    fn derive(&self, alias: &core::Alias, input: &[u8; 32]) -> Result<Key, core::Fault> {
        let answer = Zeroizing::new(self.0.derive(name(alias), input.to_vec())?);
        Key::from_slice(&answer).ok_or(core::Fault::Unavailable)
    }

    fn public_key(&self, alias: &core::Alias) -> Result<Vec<u8>, core::Fault> {
        Ok(self.0.public_key(name(alias))?)
    }

    fn sign(&self, alias: &core::Alias, message: &[u8]) -> Result<Vec<u8>, core::Fault> {
        Ok(self.0.sign(name(alias), message.to_vec())?)
    }

    fn delete(&self, alias: &core::Alias) -> Result<(), core::Fault> {
        Ok(self.0.delete(name(alias))?)
    }
}

fn name(alias: &core::Alias) -> String {
    alias.as_str().to_owned()
}

/// The operating system's random generator, through ring.
pub(crate) struct SystemEntropy(ring::rand::SystemRandom);

impl SystemEntropy {
    pub(crate) fn new() -> Self {
        Self(ring::rand::SystemRandom::new())
    }
}

impl core::Entropy for SystemEntropy {
    fn fill(&self, out: &mut [u8]) -> Result<(), core::EntropyFault> {
        ring::rand::SecureRandom::fill(&self.0, out).map_err(|_| core::EntropyFault)
    }
}
