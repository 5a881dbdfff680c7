//! Signed tokens (RFC 7519) for push services: `jsonwebtoken` writes them, ring signs.

use std::sync::Once;

use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::signature::{self, Signer};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde::Serialize;

/// A key that signs tokens.
pub(super) struct SigningKey {
    algorithm: Algorithm,
    key: EncodingKey,
}

impl SigningKey {
    /// A P-256 key, PKCS #8 in PEM.
    pub(super) fn es256(pem: &str) -> Result<Self, NotAKey> {
        let der = der(pem)?;
        p256(der.secret_pkcs8_der())?;
        Ok(Self {
            algorithm: Algorithm::ES256,
            key: EncodingKey::from_ec_der(der.secret_pkcs8_der()),
        })
    }

    /// An RSA key of 2048 bits or more, PKCS #8 in PEM.
    pub(super) fn rs256(pem: &str) -> Result<Self, NotAKey> {
        let der = der(pem)?;
        RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).map_err(|_| NotAKey)?;
        Ok(Self {
            algorithm: Algorithm::RS256,
            key: EncodingKey::from_rsa_der(der.secret_pkcs8_der()),
        })
    }

    /// The public half of a P-256 key, uncompressed (65 bytes).
    pub(super) fn public_p256(&self) -> Result<Vec<u8>, NotAKey> {
        Ok(p256(self.key.as_bytes())?.public_key().as_ref().to_vec())
    }

    /// A token with these claims.
    pub(super) fn sign(
        &self,
        key_id: Option<&str>,
        claims: &impl Serialize,
    ) -> Result<String, NotAKey> {
        static INSTALL: Once = Once::new();
        // Another provider, installed by whoever embeds the library, would sign as well.
        INSTALL.call_once(|| {
            let _ = RING.install_default();
        });
        let mut header = Header::new(self.algorithm);
        header.kid = key_id.map(str::to_owned);
        jsonwebtoken::encode(&header, claims, &self.key).map_err(|_| NotAKey)
    }
}

/// The text holds no key of the kind that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("isn't a private key of the expected kind (PEM, BEGIN PRIVATE KEY)")]
pub(super) struct NotAKey;

fn der(pem: &str) -> Result<PrivatePkcs8KeyDer<'static>, NotAKey> {
    PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| NotAKey)
}

fn p256(pkcs8: &[u8]) -> Result<EcdsaKeyPair, NotAKey> {
    EcdsaKeyPair::from_pkcs8(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        pkcs8,
        &SystemRandom::new(),
    )
    .map_err(|_| NotAKey)
}

static RING: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| match algorithm {
        Algorithm::ES256 => Ok(Box::new(Es256(p256(key.as_bytes()).map_err(no_key)?))),
        Algorithm::RS256 => Ok(Box::new(Rs256(
            RsaKeyPair::from_pkcs8(key.as_bytes()).map_err(|_| no_key(NotAKey))?,
        ))),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    verifier_factory: |_: &Algorithm, _: &DecodingKey| Err(ErrorKind::InvalidAlgorithm.into()),
    key_utils: KeyUtils::new_unimplemented(),
};

fn no_key(_: NotAKey) -> Error {
    ErrorKind::InvalidKeyFormat.into()
}

struct Es256(EcdsaKeyPair);

impl Signer<Vec<u8>> for Es256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        let signed = self.0.sign(&SystemRandom::new(), message);
        Ok(signed
            .map_err(|_| signature::Error::new())?
            .as_ref()
            .to_vec())
    }
}

impl JwtSigner for Es256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES256
    }
}

struct Rs256(RsaKeyPair);

impl Signer<Vec<u8>> for Rs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        let mut signed = vec![0; self.0.public().modulus_len()];
        self.0
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message,
                &mut signed,
            )
            .map_err(|_| signature::Error::new())?;
        Ok(signed)
    }
}

impl JwtSigner for Rs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}
