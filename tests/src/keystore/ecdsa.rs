//! What the simulated hardware signs with.

use kodevagt_core::ports::Fault;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};

/// A fresh P-256 key as PKCS#8.
pub(crate) fn make() -> Result<Vec<u8>, Fault> {
    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
        .map(|key| key.as_ref().to_vec())
        .map_err(|_| Fault::Unavailable)
}

/// The uncompressed point.
pub(crate) fn public_key(pkcs8: &[u8]) -> Result<Vec<u8>, Fault> {
    Ok(pair(pkcs8)?.public_key().as_ref().to_vec())
}

/// `r || s`.
pub(crate) fn sign(pkcs8: &[u8], message: &[u8]) -> Result<Vec<u8>, Fault> {
    pair(pkcs8)?
        .sign(&SystemRandom::new(), message)
        .map(|signature| signature.as_ref().to_vec())
        .map_err(|_| Fault::Unavailable)
}

fn pair(pkcs8: &[u8]) -> Result<EcdsaKeyPair, Fault> {
    let random = SystemRandom::new();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &random)
        .map_err(|_| Fault::Unsupported)
}
