//! The keys, and what only the hardware knows of them.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use super::{
    Call, Hook, aead, ecdsa,
    trouble::{How, Troubles},
};
use crate::entropy::SimEntropy;
use kodevagt_core::{
    ports::{Alias, Fault, Features, Purpose},
    secret::{Key, SecretBytes},
};

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
    /// The PKCS#8 of a key that signs; empty otherwise.
    pair: Vec<u8>,
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
        let pair = match purpose {
            Purpose::Sign => ecdsa::make()?,
            _ => Vec::new(),
        };
        self.put(alias, key, purpose, false).pair = pair;
        Ok(())
    }

    pub(super) fn import_once(&mut self, alias: &Alias, key: &Key) -> Result<(), Fault> {
        if !self.features.single_use {
            return Err(Fault::Unsupported);
        }
        self.put(alias, *key.bytes(), Purpose::Derive, true);
        Ok(())
    }

    fn put(
        &mut self,
        alias: &Alias,
        key: [u8; 32],
        purpose: Purpose,
        single_use: bool,
    ) -> &mut Slot {
        self.next += 1;
        let slot = Slot {
            id: self.next,
            key,
            pair: Vec::new(),
            purpose,
            single_use,
            fingers: self.fingers,
        };
        let place = match self.keys.entry(alias.clone()) {
            Entry::Vacant(place) => place,
            Entry::Occupied(_) => panic!("the alias {alias:?} was used before"),
        };
        place.insert(slot)
    }

    pub(super) fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
        let key = self.sealing(alias)?;
        let mut nonce = [0; 12];
        nonce.copy_from_slice(&self.entropy.block()[..12]);
        Ok(aead::seal(key, nonce, plain, aad))
    }

    pub(super) fn open(
        &mut self,
        alias: &Alias,
        sealed: &[u8],
        aad: &[u8],
    ) -> Result<SecretBytes, Fault> {
        self.sealing(alias)?;
        let biometric = self.keys[alias].purpose == Purpose::Biometric;
        if biometric && !core::mem::take(&mut self.finger) {
            return Err(Fault::Unavailable);
        }
        aead::open(self.sealing(alias)?, sealed, aad)
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
        aead::open(self.sealing(alias).ok()?, sealed, aad)
    }

    pub(super) fn peek_derive(&self, alias: &Alias, input: &[u8; 32]) -> Option<Key> {
        let slot = self.keys.get(alias)?;
        if slot.purpose != Purpose::Derive {
            return None;
        }
        Some(aead::hmac(&slot.key, input))
    }

    pub(super) fn signing(&self, alias: &Alias) -> Result<&[u8], Fault> {
        let slot = self.keys.get(alias).ok_or(Fault::Missing)?;
        if slot.purpose == Purpose::Sign {
            Ok(&slot.pair)
        } else {
            Err(Fault::Unsupported)
        }
    }

    fn sealing(&self, alias: &Alias) -> Result<&[u8; 32], Fault> {
        let slot = self.keys.get(alias).ok_or(Fault::Missing)?;
        match slot.purpose {
            Purpose::Derive | Purpose::Sign => Err(Fault::Unsupported),
            Purpose::Biometric if slot.fingers != self.fingers => Err(Fault::Invalidated),
            Purpose::Biometric | Purpose::Seal => Ok(&slot.key),
        }
    }
}
