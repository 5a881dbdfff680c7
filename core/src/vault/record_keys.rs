//! A record key for each root, random and replaceable, each sealed under its root and all of them under
//! one key of the key store that survives a lockout.

use rusqlite::Connection;

use super::roots::{RootId, Roots};
use super::store::{self, Row, Store};
use super::{Error, FORMAT, seal};
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};
use crate::secret::Key;

/// The record keys of every root that is open, and the key-store alias that they are sealed under.
pub(crate) struct RecordKeys {
    device: [u8; 16],
    pub(crate) alias: Alias,
    keys: Vec<(RootId, Key)>,
    /// Roots that are on this phone but not open now: their keys travel on, sealed.
    closed: Vec<(RootId, Vec<u8>)>,
}

/// Bytes of one root in the sealed keys: its id and its sealed record key.
const SEALED_KEY: usize = 12 + Key::LEN + 16;
const KEY_ENTRY: usize = 16 + SEALED_KEY;

impl RecordKeys {
    /// Fresh random keys for every root of `roots`, to be written with [`RecordKeys::write`].
    pub(crate) fn make(
        roots: &Roots,
        device: [u8; 16],
        keystore: &dyn Keystore,
        entropy: &dyn Entropy,
    ) -> Result<Self, Error> {
        Self::make_for(roots.iter().map(|(id, _)| id), device, keystore, entropy)
    }

    fn make_for(
        roots: impl Iterator<Item = RootId>,
        device: [u8; 16],
        keystore: &dyn Keystore,
        entropy: &dyn Entropy,
    ) -> Result<Self, Error> {
        let alias = Alias::make(Family::File, entropy)?;
        keystore.make(&alias, Purpose::Seal)?;
        let keys = roots
            .map(|id| {
                let mut key = Key::zeroed();
                entropy.fill(key.bytes_mut())?;
                Ok((id, key))
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            device,
            alias,
            keys,
            closed: Vec::new(),
        })
    }

    /// Opens the keys in the file with the key store and with the roots.
    ///
    /// # Errors
    /// [`Error::Tampered`] when they are missing or don't fit; [`Error::Keystore`] with
    /// [`Fault::Missing`] when their alias is gone for good.
    pub(crate) fn read(
        store: &Store,
        roots: &Roots,
        keystore: &dyn Keystore,
    ) -> Result<Self, Error> {
        let device = store::device(&store.vault)?.ok_or(Error::Tampered)?;
        let Row { alias, sealed } = store::keys(&store.vault)?.ok_or(Error::Tampered)?;
        let plain = keystore
            .open(&alias, &sealed, &keys_aad(&device, &alias))
            .map_err(|fault| match fault {
                Fault::Tampered => Error::Tampered,
                fault => Error::Keystore(fault),
            })?;
        let (entries, []) = plain.bytes().as_chunks::<KEY_ENTRY>() else {
            return Err(Error::Tampered);
        };
        let (mut keys, mut closed) = (Vec::new(), Vec::new());
        for entry in entries {
            let (id, sealed) = entry.split_first_chunk().ok_or(Error::Tampered)?;
            let id = RootId(*id);
            match roots.find(id) {
                Some(root) => match unwrap(root, id, sealed, &device) {
                    // An activation that was cut short left a key for the root that was to come.
                    Err(Error::Tampered) if id != RootId::OWN => closed.push((id, sealed.to_vec())),
                    key => keys.push((id, key?)),
                },
                None => closed.push((id, sealed.to_vec())),
            }
        }
        Ok(Self {
            device,
            alias,
            keys,
            closed,
        })
    }

    /// Writes the keys, sealed, in the caller's transaction.
    pub(crate) fn write(
        &self,
        db: &Connection,
        roots: &Roots,
        keystore: &dyn Keystore,
        entropy: &dyn Entropy,
    ) -> Result<(), Error> {
        let mut plain = Vec::with_capacity((self.keys.len() + self.closed.len()) * KEY_ENTRY);
        for (id, key) in &self.keys {
            let root = roots.find(*id).ok_or(Error::Tampered)?;
            plain.extend_from_slice(&id.0);
            plain.extend_from_slice(&wrap(root, *id, key, &self.device, entropy)?);
        }
        for (id, sealed) in &self.closed {
            plain.extend_from_slice(&id.0);
            plain.extend_from_slice(sealed);
        }
        let sealed = keystore.seal(&self.alias, &plain, &keys_aad(&self.device, &self.alias))?;
        store::write_keys(db, &self.alias, &sealed)
    }

    /// Fresh keys for the same roots under a fresh alias; closed roots keep theirs.
    pub(crate) fn renew(
        &self,
        keystore: &dyn Keystore,
        entropy: &dyn Entropy,
    ) -> Result<Self, Error> {
        let ids = self.keys.iter().map(|(id, _)| *id);
        Ok(Self {
            closed: self.closed.clone(),
            ..Self::make_for(ids, self.device, keystore, entropy)?
        })
    }

    /// The same keys under a fresh alias, and a new random one for `id`, whatever it had before.
    pub(crate) fn join(
        &self,
        id: RootId,
        keystore: &dyn Keystore,
        entropy: &dyn Entropy,
    ) -> Result<Self, Error> {
        let mut joined = self.leave(id, keystore, entropy)?;
        let mut key = Key::zeroed();
        entropy.fill(key.bytes_mut())?;
        joined.keys.push((id, key));
        Ok(joined)
    }

    /// The same keys under a fresh alias, without that of `id`.
    pub(crate) fn leave(
        &self,
        id: RootId,
        keystore: &dyn Keystore,
        entropy: &dyn Entropy,
    ) -> Result<Self, Error> {
        let mut left = Self::make_for(core::iter::empty(), self.device, keystore, entropy)?;
        let stays = |held: RootId| held != id;
        let keys = self.keys.iter().filter(|(held, _)| stays(*held));
        left.keys.extend(keys.cloned());
        let closed = self.closed.iter().filter(|(held, _)| stays(*held));
        left.closed.extend(closed.cloned());
        Ok(left)
    }

    /// Whether `root` has a key here, open or closed.
    pub(crate) fn holds(&self, root: RootId) -> bool {
        self.find(root).is_some() || self.closed.iter().any(|(held, _)| *held == root)
    }

    pub(super) fn find(&self, root: RootId) -> Option<&Key> {
        self.keys
            .iter()
            .find(|(id, _)| *id == root)
            .map(|(_, key)| key)
    }
}

fn wrap(
    root: &Key,
    id: RootId,
    key: &Key,
    device: &[u8; 16],
    entropy: &dyn Entropy,
) -> Result<Vec<u8>, Error> {
    seal::seal(
        &wrapping_key(root),
        key.bytes(),
        &wrap_aad(device, id),
        entropy,
    )
}

fn unwrap(root: &Key, id: RootId, sealed: &[u8], device: &[u8; 16]) -> Result<Key, Error> {
    let plain = seal::open(&wrapping_key(root), sealed, &wrap_aad(device, id))?;
    Key::from_slice(plain.bytes()).ok_or(Error::Tampered)
}

fn wrapping_key(root: &Key) -> Key {
    seal::derive(&[root.bytes()], "vault/records/v1")
}

fn wrap_aad(device: &[u8; 16], id: RootId) -> Vec<u8> {
    seal::bind("kodevagt/records", &[&[FORMAT], device, &id.0])
}

fn keys_aad(device: &[u8; 16], alias: &Alias) -> Vec<u8> {
    seal::bind(
        "kodevagt/keys",
        &[&[FORMAT], device, alias.as_str().as_bytes()],
    )
}
