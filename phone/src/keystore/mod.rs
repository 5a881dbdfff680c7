//! The software key store: keys in files, for a terminal that has no secure hardware.
//!
//! Its weakness: whoever copies this directory *and* the home can try all PINs at leisure. A real phone's
//! hardware gives no copy. docs/software-keystore.md has the format.
//!
//! - `binding`: one key store serves one home, and each knows the other
//! - `files`: a key's life in a file: made whole or not at all, overwritten before it goes

mod binding;
mod files;

use std::path::{Path, PathBuf};

use bindings::{Features, Keystore, KeystoreFault, Purpose};
use kodevagt_bindings as bindings;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use zeroize::Zeroizing;

pub(crate) use binding::NotBound;
use files::KEY_LEN;

/// Keys in the files of one directory.
pub(crate) struct Software {
    directory: PathBuf,
    random: SystemRandom,
}

impl Software {
    /// Opens the key store in `directory` for the phone that lives in `home`; makes what is missing.
    ///
    /// # Errors
    /// [`NotBound`] when the two don't belong together or can't be used; nothing was changed then.
    pub(crate) fn open(directory: &Path, home: &Path) -> Result<Self, NotBound> {
        let directory = binding::bind(directory, home)?;
        Ok(Self {
            directory,
            random: SystemRandom::new(),
        })
    }

    fn aead(&self, alias: &str) -> Result<LessSafeKey, KeystoreFault> {
        let key = self.key(alias)?;
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key);
        Ok(LessSafeKey::new(
            key.map_err(|_| KeystoreFault::Unavailable)?,
        ))
    }

    /// A key for sealing or deriving.
    fn key(&self, alias: &str) -> Result<Zeroizing<Vec<u8>>, KeystoreFault> {
        let key = files::read(&self.directory, alias)?;
        if key.len() == KEY_LEN {
            Ok(key)
        } else {
            Err(KeystoreFault::Unsupported)
        }
    }

    fn signer(&self, alias: &str) -> Result<EcdsaKeyPair, KeystoreFault> {
        let key = files::read(&self.directory, alias)?;
        if key.len() == KEY_LEN {
            return Err(KeystoreFault::Unsupported);
        }
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &key, &self.random)
            .map_err(|_| KeystoreFault::Unavailable)
    }
}

impl Keystore for Software {
    fn features(&self) -> Features {
        Features {
            single_use: false,
            biometric: false,
        }
    }

    fn aliases(&self) -> Result<Vec<String>, KeystoreFault> {
        files::list(&self.directory)
    }

    fn make(&self, alias: String, purpose: Purpose) -> Result<(), KeystoreFault> {
        if purpose == Purpose::Biometric {
            return Err(KeystoreFault::Unsupported);
        }
        if purpose == Purpose::Sign {
            let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
            let key = EcdsaKeyPair::generate_pkcs8(algorithm, &self.random)
                .map_err(|_| KeystoreFault::Unavailable)?;
            return files::write(&self.directory, &alias, key.as_ref());
        }
        let mut key = Zeroizing::new([0; KEY_LEN]);
        self.random
            .fill(&mut *key)
            .map_err(|_| KeystoreFault::Unavailable)?;
        files::write(&self.directory, &alias, &*key)
    }

    fn import_once(&self, _alias: String, key: Vec<u8>) -> Result<(), KeystoreFault> {
        drop(Zeroizing::new(key));
        Err(KeystoreFault::Unsupported)
    }

    /// `nonce || ciphertext || tag`: RFC 8439 with 12 random bytes.
    fn seal(&self, alias: String, plain: Vec<u8>, aad: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        let plain = Zeroizing::new(plain);
        let key = self.aead(&alias)?;
        let mut nonce = [0; NONCE_LEN];
        self.random
            .fill(&mut nonce)
            .map_err(|_| KeystoreFault::Unavailable)?;
        // Room for the whole from the start: the plain bytes are sealed where they stand.
        let mut sealed = Vec::with_capacity(NONCE_LEN + plain.len() + CHACHA20_POLY1305.tag_len());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&plain);
        let tag = key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(&aad),
                &mut sealed[NONCE_LEN..],
            )
            .map_err(|_| KeystoreFault::Unavailable)?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    fn open(&self, alias: String, sealed: Vec<u8>, aad: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        let mut sealed = Zeroizing::new(sealed);
        let key = self.aead(&alias)?;
        let (nonce, rest) = sealed
            .split_at_mut_checked(NONCE_LEN)
            .ok_or(KeystoreFault::Tampered)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| KeystoreFault::Tampered)?;
        let plain = key
            .open_in_place(nonce, Aad::from(&aad), rest)
            .map_err(|_| KeystoreFault::Tampered)?;
        Ok(plain.to_vec())
    }

    /// HMAC-SHA-256 (RFC 2104).
    fn derive(&self, alias: String, input: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        let input = Zeroizing::new(input);
        let key = self.key(&alias)?;
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &key);
        Ok(ring::hmac::sign(&key, &input).as_ref().to_vec())
    }

    fn public_key(&self, alias: String) -> Result<Vec<u8>, KeystoreFault> {
        Ok(self.signer(&alias)?.public_key().as_ref().to_vec())
    }

    /// `r || s`, with ring's nonce: random, and bound to key and message.
    fn sign(&self, alias: String, message: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        let signature = self.signer(&alias)?.sign(&self.random, &message);
        let signature = signature.map_err(|_| KeystoreFault::Unavailable)?;
        Ok(signature.as_ref().to_vec())
    }

    fn delete(&self, alias: String) -> Result<(), KeystoreFault> {
        files::destroy(&self.directory, &alias)
    }
}

#[cfg(test)]
mod tests;
