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
