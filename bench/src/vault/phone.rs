//! Ours: a phone with its files on disk, and a key store in memory (which listing and adding hardly ask).

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use kodevagt_core::account::Account;
use kodevagt_core::authenticator::{Authenticator, Options};
use kodevagt_core::kdf::Cost;
use kodevagt_core::pin::{Length, Pin};
use kodevagt_core::ports::{Alias, Entropy, EntropyFault, Fault, Features, Keystore, Purpose};
use kodevagt_core::secret::{Key, SecretBytes};
use kodevagt_core::time::{BootId, Now};
use kodevagt_core::vault::store::Home;
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::{aead, hmac};

/// The moment of every step: nothing grows old.
pub(crate) const NOW: Now = Now {
    wall_ms: 1_700_000_000_000,
    boot_ms: 1_000_000,
    boot_id: BootId([7; 16]),
};

/// Two open phones on the same files, holding `accounts`.
pub(crate) fn pair(home: &Path, accounts: Vec<Account>) -> Result<[Authenticator; 2]> {
    let keystore: Arc<dyn Keystore> = Arc::new(InMemory::default());
    let options = Options {
        // An unlock is measured elsewhere.
        cost: Cost::unchecked(64, 1, 1),
        ..Options::default()
    };
    let open = || {
        let entropy = Arc::new(System(SystemRandom::new()));
        Authenticator::open(Home::new(home), Arc::clone(&keystore), entropy, options)
    };
    let pin = Pin::parse(b"8302", Length::Four).context("not a PIN")?;
    let mut first = open()?;
    first.set_pin(&pin, NOW)?;
    first.add(accounts, NOW)?;
    let mut second = open()?;
    second.unlock(&pin, NOW)?;
    Ok([first, second])
}

struct System(SystemRandom);

impl Entropy for System {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyFault> {
        self.0.fill(out).map_err(|_| EntropyFault)
    }
}

#[derive(Default)]
struct InMemory(Mutex<HashMap<Alias, [u8; 32]>>);

impl InMemory {
    fn keys(&self) -> MutexGuard<'_, HashMap<Alias, [u8; 32]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn aead(&self, alias: &Alias) -> Result<aead::LessSafeKey, Fault> {
        let keys = self.keys();
        let key = keys.get(alias).ok_or(Fault::Missing)?;
        aead::UnboundKey::new(&aead::AES_256_GCM, key)
            .map(aead::LessSafeKey::new)
            .map_err(|_| Fault::Unavailable)
    }
}

impl Keystore for InMemory {
    fn features(&self) -> Features {
        Features::default()
    }

    fn aliases(&self) -> Result<Vec<Alias>, Fault> {
        Ok(self.keys().keys().cloned().collect())
    }

    fn make(&self, alias: &Alias, _: Purpose) -> Result<(), Fault> {
        let key = crate::random().map_err(|_| Fault::Unavailable)?;
        self.keys().insert(alias.clone(), key);
        Ok(())
    }

    fn import_once(&self, _: &Alias, _: &Key) -> Result<(), Fault> {
        Err(Fault::Unsupported)
    }

    fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
        let nonce: [u8; 12] = crate::random().map_err(|_| Fault::Unavailable)?;
        let mut sealed = plain.to_vec();
        self.aead(alias)?
            .seal_in_place_append_tag(
                aead::Nonce::assume_unique_for_key(nonce),
                aead::Aad::from(aad),
                &mut sealed,
            )
            .map_err(|_| Fault::Unavailable)?;
        sealed.extend_from_slice(&nonce);
        Ok(sealed)
    }

    fn open(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Fault> {
        let (sealed, nonce) = sealed.split_last_chunk().ok_or(Fault::Tampered)?;
        let nonce = aead::Nonce::assume_unique_for_key(*nonce);
        let mut plain = sealed.to_vec();
        let length = self
            .aead(alias)?
            .open_in_place(nonce, aead::Aad::from(aad), &mut plain)
            .map_err(|_| Fault::Tampered)?
            .len();
        plain.truncate(length);
        Ok(SecretBytes::new(plain))
    }

    fn derive(&self, alias: &Alias, input: &[u8; 32]) -> Result<Key, Fault> {
        let keys = self.keys();
        let key = keys.get(alias).ok_or(Fault::Missing)?;
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), input);
        Key::from_slice(tag.as_ref()).ok_or(Fault::Unavailable)
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
