//! The vault key: Ed25519 (RFC 8032) from an organisation's root. What it signs was approved behind a
//! PIN or a finger; the organisation's service holds the public half only.

use ring::signature::{Ed25519KeyPair, KeyPair as _};

use super::{Error, seal};
use crate::secret::Key;

/// An organisation's vault key. ring doesn't wipe it: keep it on the stack, which locking overwrites.
pub(crate) struct VaultKey(Ed25519KeyPair);

impl VaultKey {
    pub(crate) fn of(root: &Key) -> Result<Self, Error> {
        let seed = seal::derive(&[root.bytes()], "vault/approve/v1");
        Ed25519KeyPair::from_seed_unchecked(seed.bytes())
            .map(Self)
            .map_err(|_| Error::Tampered)
    }

    /// The public half, 32 bytes.
    pub(crate) fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    /// 64 bytes.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use data_encoding::HEXLOWER;
    use ring::signature::{ED25519, UnparsedPublicKey};

    use super::*;

    #[test]
    fn it_follows_from_the_root_alone() {
        let key = |byte| VaultKey::of(&Key::from_slice(&[byte; 32]).unwrap()).unwrap();
        let (one, same, other) = (key(1), key(1), key(2));
        assert_eq!(one.public(), same.public());
        assert_ne!(one.public(), other.public());
        let signature = one.sign(b"yes");
        let public = UnparsedPublicKey::new(&ED25519, same.public());
        assert!(public.verify(b"yes", &signature).is_ok());
        assert!(public.verify(b"no", &signature).is_err());
        // HKDF-SHA-256 and Ed25519 of another implementation (Python's cryptography).
        assert_eq!(HEXLOWER.encode(&one.public()), VECTOR);
    }

    const VECTOR: &str = "09b54bdfbd1d020ded7d7103a893f117317d0e0a05438e60976544289f444c8d";
}
