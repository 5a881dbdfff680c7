//! The keys, and what only the hardware knows of them.

use std::collections::{BTreeMap, BTreeSet};

use kodevagt_core::{
    ports::{Alias, Fault, Features, Purpose},
    secret::{Key, SecretBytes},
};
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
};

use super::{
    Call, Hook,
    trouble::{How, Troubles},
};
use crate::entropy::SimEntropy;

#[derive(Clone)]
pub(super) struct Hardware {
    pub(super) features: Features,
    pub(super) keys: BTreeMap<Alias, Slot>,
    /// Single-use keys that were used; in the hardware, out of a rollback's reach.
    spent: BTreeSet<u64>,
    /// How many times a finger was enrolled.
    pub(super) fingers: u64,
    pub(super) finger: bool,
    pub(super) derives: BTreeMap<String, u64>,
    pub(super) calls: u64,
    pub(super) troubles: Troubles,
    pub(super) hook: Option<Hook>,
    entropy: SimEntropy,
    next: u64,
}

/// The key store's files as root can copy them.
#[derive(Clone)]
pub struct Snapshot(BTreeMap<Alias, Slot>);

#[derive(Clone)]
pub(super) struct Slot {
    id: u64,
    key: [u8; 32],
    purpose: Purpose,
    single_use: bool,
    fingers: u64,
}

impl Hardware {
    pub(super) fn new(seed: u64, features: Features) -> Self {
        Self {
            features,
            keys: BTreeMap::new(),
            spent: BTreeSet::new(),
            fingers: 0,
            finger: false,
            derives: BTreeMap::new(),
            calls: 0,
            troubles: Troubles::default(),
            hook: None,
            entropy: SimEntropy::new(seed),
            next: 0,
        }
    }

    /// Other hardware in the same condition.
    pub(super) fn fork(&self) -> Self {
        Self {
            entropy: self.entropy.fork(),
            ..self.clone()
        }
    }

    /// A restart: no finger lies on the sensor, and what went wrong is over.
    pub(super) fn calm(&mut self) {
        self.finger = false;
        self.troubles = Troubles::default();
        self.hook = None;
    }

    pub(super) fn next(&mut self, call: Call) -> Option<How> {
        self.calls += 1;
        self.troubles.next(call)
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot(self.keys.clone())
    }

    pub(super) fn restore(&mut self, snapshot: &Snapshot) {
        self.keys = snapshot.0.clone();
    }

    pub(super) fn make(&mut self, alias: &Alias, purpose: Purpose) -> Result<(), Fault> {
        if purpose == Purpose::Biometric && !self.features.biometric {
            return Err(Fault::Unsupported);
        }
        let key = self.entropy.block();
        self.put(alias, key, purpose, false);
        Ok(())
    }

    pub(super) fn import_once(&mut self, alias: &Alias, key: &Key) -> Result<(), Fault> {
        if !self.features.single_use {
            return Err(Fault::Unsupported);
        }
        self.put(alias, *key.bytes(), Purpose::Derive, true);
        Ok(())
    }

    fn put(&mut self, alias: &Alias, key: [u8; 32], purpose: Purpose, single_use: bool) {
        self.next += 1;
        let slot = Slot {
            id: self.next,
            key,
            purpose,
            single_use,
            fingers: self.fingers,
        };
        let replaced = self.keys.insert(alias.clone(), slot);
        assert!(replaced.is_none(), "the alias {alias:?} was used before");
    }

    pub(super) fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
        let key = self.sealing(alias)?;
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&self.entropy.block()[..NONCE_LEN]);
        let mut sealed = plain.to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(aad),
            &mut sealed,
        )
        .map_err(|_| Fault::Unavailable)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub(super) fn open(
        &mut self,
        alias: &Alias,
        sealed: &[u8],
        aad: &[u8],
    ) -> Result<SecretBytes, Fault> {
        let key = self.sealing(alias)?;
        let finger = core::mem::take(&mut self.finger);
        if self.keys[alias].purpose == Purpose::Biometric && !finger {
            return Err(Fault::Unavailable);
        }
        unseal(&key, sealed, aad)
            .map(SecretBytes::new)
            .ok_or(Fault::Tampered)
    }

    pub(super) fn derive(&mut self, alias: &Alias, input: &[u8; 32]) -> Result<Key, Fault> {
        let slot = self.keys.get(alias).ok_or(Fault::Missing)?;
        if slot.single_use && !self.spent.insert(slot.id) {
            return Err(Fault::Missing);
        }
        let derived = self.peek_derive(alias, input).ok_or(Fault::Unsupported)?;
        *self.derives.entry(alias.as_str().to_owned()).or_default() += 1;
        Ok(derived)
    }

    pub(super) fn peek(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
        unseal(&self.sealing(alias).ok()?, sealed, aad)
    }

    pub(super) fn peek_derive(&self, alias: &Alias, input: &[u8; 32]) -> Option<Key> {
        let slot = self.keys.get(alias)?;
        if slot.purpose != Purpose::Derive {
            return None;
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, &slot.key);
        Key::from_slice(hmac::sign(&key, input).as_ref())
    }

    fn sealing(&self, alias: &Alias) -> Result<LessSafeKey, Fault> {
        let slot = self.keys.get(alias).ok_or(Fault::Missing)?;
        match slot.purpose {
            Purpose::Derive => return Err(Fault::Unsupported),
            Purpose::Biometric if slot.fingers != self.fingers => return Err(Fault::Invalidated),
            Purpose::Biometric | Purpose::Seal => {}
        }
        let key = UnboundKey::new(&CHACHA20_POLY1305, &slot.key).expect("32 bytes");
        Ok(LessSafeKey::new(key))
    }
}

fn unseal(key: &LessSafeKey, sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut plain = sealed.to_vec();
    let len = key
        .open_in_place(nonce, Aad::from(aad), &mut plain)
        .ok()?
        .len();
    plain.truncate(len);
    Some(plain)
}
