//! A key store and randomness that are the same in every run and cost next to nothing. (The simulated
//! phone of the tests can fail at every operation, and costs more.)

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use kodevagt_core::ports::{Alias, Entropy, EntropyFault, Fault, Features, Keystore, Purpose};
use kodevagt_core::secret::{Key, SecretBytes};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

/// Every alias and its key.
#[derive(Default)]
pub(crate) struct Hardware {
    keys: Mutex<BTreeMap<Alias, [u8; 32]>>,
    random: Counting,
}

impl Clone for Hardware {
    fn clone(&self) -> Self {
        Self {
            keys: Mutex::new(self.keys().clone()),
            random: self.random.clone(),
        }
    }
}

impl Hardware {
    fn keys(&self) -> MutexGuard<'_, BTreeMap<Alias, [u8; 32]>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, alias: &Alias) -> Result<[u8; 32], Fault> {
        self.keys().get(alias).copied().ok_or(Fault::Missing)
    }
}

fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key).expect("32 bytes are a key"))
}

impl Keystore for Hardware {
    fn features(&self) -> Features {
        Features::default()
    }

    fn aliases(&self) -> Result<Vec<Alias>, Fault> {
        Ok(self.keys().keys().cloned().collect())
    }

    fn make(&self, alias: &Alias, purpose: Purpose) -> Result<(), Fault> {
        if matches!(purpose, Purpose::Biometric | Purpose::Sign) {
            return Err(Fault::Unsupported);
        }
        let mut key = [0; 32];
        self.random.fill(&mut key).map_err(|_| Fault::Unavailable)?;
        let replaced = self.keys().insert(alias.clone(), key);
        assert!(replaced.is_none(), "an alias is used once");
        Ok(())
    }

    fn import_once(&self, _: &Alias, _: &Key) -> Result<(), Fault> {
        Err(Fault::Unsupported)
    }

    fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut nonce = [0; NONCE_LEN];
        self.random
            .fill(&mut nonce)
            .map_err(|_| Fault::Unavailable)?;
        let mut sealed = plain.to_vec();
        cipher(&self.key(alias)?)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(aad),
                &mut sealed,
            )
            .map_err(|_| Fault::Unavailable)?;
        Ok([&nonce[..], &sealed].concat())
    }

    fn open(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Fault> {
        let key = self.key(alias)?;
        let (nonce, sealed) = sealed.split_first_chunk().ok_or(Fault::Tampered)?;
        let mut buffer = sealed.to_vec();
        cipher(&key)
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(aad),
                &mut buffer,
            )
            .map(|plain| SecretBytes::new(plain.to_vec()))
            .map_err(|_| Fault::Tampered)
    }

    fn derive(&self, alias: &Alias, input: &[u8; 32]) -> Result<Key, Fault> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.key(alias)?);
        Key::from_slice(hmac::sign(&key, input).as_ref()).ok_or(Fault::Unavailable)
    }

    fn public_key(&self, _: &Alias) -> Result<Vec<u8>, Fault> {
        Err(Fault::Unsupported)
    }

    fn sign(&self, _: &Alias, _: &[u8]) -> Result<Vec<u8>, Fault> {
        Err(Fault::Unsupported)
    }

    fn delete(&self, alias: &Alias) -> Result<(), Fault> {
        self.keys().remove(alias);
        Ok(())
    }
}

/// Bytes that never repeat and are the same in every run: HMAC of a counter.
#[derive(Default)]
pub(crate) struct Counting(AtomicU64);

impl Clone for Counting {
    fn clone(&self) -> Self {
        Self(AtomicU64::new(self.0.load(Ordering::Relaxed)))
    }
}

impl From<u64> for Counting {
    fn from(start: u64) -> Self {
        Self(AtomicU64::new(start))
    }
}

impl Entropy for Counting {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyFault> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, b"entropy");
        for chunk in out.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&hmac::sign(&key, &count.to_be_bytes()).as_ref()[..chunk.len()]);
        }
        Ok(())
    }
}
