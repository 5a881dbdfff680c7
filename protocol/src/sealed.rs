//! HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
//!
//! Randomness is an argument: 32 fresh bytes for each key and for each sealing, used once.

use core::convert::Infallible;
use core::fmt;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::wire::Bytes;

type Kem = X25519HkdfSha256;

/// Length of a private key, a public key and an encapsulated key, in bytes.
pub const KEY_LEN: usize = 32;

/// A private X25519 key, wiped when dropped.
#[derive(Clone)]
pub struct PrivateKey(Zeroizing<[u8; KEY_LEN]>);

impl PrivateKey {
    /// Derives a key pair from 32 fresh random bytes (RFC 9180 §7.1.3).
    #[must_use]
    pub fn from_random(random: &Zeroizing<[u8; 32]>) -> Self {
        let (private, _) = Kem::derive_keypair(&random[..]);
        Self::copy(&private.to_bytes())
    }

    /// Reads a key that [`PrivateKey::bytes`] gave; `None` unless it is 32 bytes.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == KEY_LEN).then(|| Self::copy(bytes))
    }

    /// The raw bytes, to be sealed and stored. They must not outlive the key.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> [u8; KEY_LEN] {
        let mut out = [0; KEY_LEN];
        out.copy_from_slice(&Kem::sk_to_pk(&self.hpke()).to_bytes());
        out
    }

    fn copy(bytes: &[u8]) -> Self {
        let mut key = Zeroizing::new([0; KEY_LEN]);
        key.copy_from_slice(bytes);
        Self(key)
    }

    fn hpke(&self) -> <Kem as hpke::Kem>::PrivateKey {
        <Kem as hpke::Kem>::PrivateKey::from_bytes(&self.0[..])
            .expect("any 32 bytes are an X25519 key")
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(redacted)")
    }
}

/// What was sealed for the owner of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sealed {
    /// The encapsulated key, 32 bytes.
    pub enc: Bytes,
    /// Ciphertext and tag.
    pub ciphertext: Bytes,
}

/// The bytes don't open with this key, or are bound to something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sealed message doesn't open")]
pub struct DoesNotOpen;

/// A sealed message and what both sides can derive beside it.
pub struct Sealing {
    /// What is sent.
    pub sealed: Sealed,
    /// See [`Opened::exported`].
    pub exported: Zeroizing<Vec<u8>>,
}

/// An opened message.
pub struct Opened {
    /// What was sealed.
    pub plain: Zeroizing<Vec<u8>>,
    /// Bytes that only the two sides can derive (RFC 9180 §5.3), of the length asked for; never sent.
    pub exported: Zeroizing<Vec<u8>>,
}

/// What is derived beside a message: a label, and how many bytes.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// The exporter context.
    pub label: &'static str,
    /// Bytes; 0 for none.
    pub len: usize,
}

impl Export {
    /// Nothing.
    pub const NONE: Self = Self { label: "", len: 0 };
}

/// Seals `plain` for the owner of `to` and binds `info` to it. `random` is used once.
///
/// # Errors
/// [`DoesNotOpen`] when `to` isn't a public key that anything can be sealed for (all zero, for one).
pub fn seal(
    to: &[u8],
    info: &[u8],
    plain: &[u8],
    export: Export,
    random: &Zeroizing<[u8; 32]>,
) -> Result<Sealing, DoesNotOpen> {
    let to = <Kem as hpke::Kem>::PublicKey::from_bytes(to).map_err(|_| DoesNotOpen)?;
    let mut once = Once(random.clone());
    let (enc, mut context) = hpke::setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &to,
        info,
        &mut once,
    )
    .map_err(|_| DoesNotOpen)?;
    let ciphertext = context.seal(plain, &[]).map_err(|_| DoesNotOpen)?;
    let mut exported = Zeroizing::new(vec![0; export.len]);
    context
        .export(export.label.as_bytes(), &mut exported)
        .map_err(|_| DoesNotOpen)?;
    let sealed = Sealed {
        enc: Bytes(enc.to_bytes().to_vec()),
        ciphertext: Bytes(ciphertext),
    };
    Ok(Sealing { sealed, exported })
}

/// Opens what [`seal`] made.
///
/// # Errors
/// [`DoesNotOpen`].
pub fn open(
    key: &PrivateKey,
    info: &[u8],
    sealed: &Sealed,
    export: Export,
) -> Result<Opened, DoesNotOpen> {
    let enc =
        <Kem as hpke::Kem>::EncappedKey::from_bytes(&sealed.enc.0).map_err(|_| DoesNotOpen)?;
    let mut context = hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Base,
        &key.hpke(),
        &enc,
        info,
    )
    .map_err(|_| DoesNotOpen)?;
    let plain = context
        .open(&sealed.ciphertext.0, &[])
        .map_err(|_| DoesNotOpen)?;
    let mut exported = Zeroizing::new(vec![0; export.len]);
    context
        .export(export.label.as_bytes(), &mut exported)
        .map_err(|_| DoesNotOpen)?;
    Ok(Opened {
        plain: Zeroizing::new(plain),
        exported,
    })
}

/// Gives its 32 bytes once: HPKE asks for exactly as many.
struct Once(Zeroizing<[u8; 32]>);

impl TryRng for Once {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("X25519 key pairs are derived from 32 bytes asked for at once")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("X25519 key pairs are derived from 32 bytes asked for at once")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        out.copy_from_slice(&self.0[..]);
        Ok(())
    }
}

impl TryCryptoRng for Once {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const SEED: Export = Export {
        label: "seed",
        len: 20,
    };

    #[test]
    fn what_is_sealed_opens_with_the_key_and_the_info_only() {
        let key = PrivateKey::from_random(&Zeroizing::new([1; 32]));
        let other = PrivateKey::from_random(&Zeroizing::new([2; 32]));
        let made = seal(
            &key.public(),
            b"info",
            b"hej",
            SEED,
            &Zeroizing::new([3; 32]),
        )
        .unwrap();
        let opened = open(&key, b"info", &made.sealed, SEED).unwrap();
        assert_eq!(&opened.plain[..], b"hej");
        assert_eq!(opened.exported, made.exported);
        assert_eq!(opened.exported.len(), 20);
        assert!(open(&other, b"info", &made.sealed, SEED).is_err());
        assert!(open(&key, b"Info", &made.sealed, SEED).is_err());
    }

    #[test]
    fn nothing_is_sealed_for_a_key_that_is_none() {
        for to in [&[0_u8; 32][..], &[1; 31], &[]] {
            let random = Zeroizing::new([3; 32]);
            assert!(seal(to, b"", b"", Export::NONE, &random).is_err());
        }
    }
}
