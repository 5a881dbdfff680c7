//! The accounts in the vault file: one sealed row each, under a key per root that can be replaced, so
//! that what was deleted stays closed even in an old copy of the file.

use rusqlite::{Connection, params};

use super::roots::{RootId, Roots};
use super::store::{self, Row, Store};
use super::{Error, FORMAT, seal};
use crate::account::Id;
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};
use crate::secret::{Key, SecretBytes};

pub(crate) use super::record::Record;

/// The version of the JSON in a record.
const SCHEMA: u32 = 1;

/// An account as the open vault holds it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: Id,
    pub(crate) root: RootId,
    /// Counts the writes of this row, from 1.
    pub(crate) version: u64,
    /// When it was removed (wall clock, milliseconds), while that can be undone.
    pub(crate) removed_ms: Option<i64>,
    pub(crate) record: Record,
}

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

    fn find(&self, root: RootId) -> Option<&Key> {
        self.keys
            .iter()
            .find(|(id, _)| *id == root)
            .map(|(_, key)| key)
    }
}

/// Reads every record whose root is open.
///
/// # Errors
/// [`Error::Tampered`] when a row was changed or swapped with another.
pub(crate) fn read_all(db: &Connection, keys: &RecordKeys) -> Result<Vec<Entry>, Error> {
    // One root's opener at a time, on the stack, which locking overwrites: ring doesn't wipe its keys, and
    // on the heap one would stay behind.
    let mut opener: Option<(RootId, seal::Opener)> = None;
    let mut buffer = seal::SecretBuffer::default();
    let mut statement =
        db.prepare_cached("SELECT id, root, schema, version, removed_ms, sealed FROM accounts")?;
    let mut rows = statement.query([])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let head = Head::of(row)?;
        let opener = match &mut opener {
            Some((root, opener)) if *root == head.root => opener,
            other => match keys.find(head.root) {
                Some(key) => &mut other.insert((head.root, seal::Opener::new(key))).1,
                None => continue,
            },
        };
        let sealed = row.get_ref(5)?.as_blob().map_err(|_| Error::Tampered)?;
        let plain = opener.open_into(sealed, &head.aad(), &mut buffer)?;
        entries.push(head.entry(plain)?);
    }
    Ok(entries)
}

/// Reads one record as it stands in the file now; `None` if it isn't there or its root is closed.
pub(crate) fn read_one(db: &Connection, keys: &RecordKeys, id: Id) -> Result<Option<Entry>, Error> {
    let mut statement = db.prepare_cached(
        "SELECT id, root, schema, version, removed_ms, sealed FROM accounts WHERE id = ?1",
    )?;
    let mut rows = statement.query(params![id.0])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let head = Head::of(row)?;
    let Some(key) = keys.find(head.root) else {
        return Ok(None);
    };
    let sealed = row.get_ref(5)?.as_blob().map_err(|_| Error::Tampered)?;
    let plain: SecretBytes = seal::open(key, sealed, &head.aad())?;
    head.entry(plain.bytes()).map(Some)
}

/// Writes `entry` as it is; the caller has raised its version.
pub(crate) fn write(
    db: &Connection,
    keys: &RecordKeys,
    entry: &Entry,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let head = Head {
        id: entry.id,
        root: entry.root,
        schema: SCHEMA,
        version: entry.version,
        removed_ms: entry.removed_ms,
    };
    let key = keys.find(entry.root).ok_or(Error::Tampered)?;
    let sealed = seal::seal(key, &entry.record.to_json(), &head.aad(), entropy)?;
    let version = i64::try_from(entry.version).map_err(|_| Error::Tampered)?;
    db.prepare_cached("INSERT OR REPLACE INTO accounts VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            entry.id.0,
            entry.root.0,
            SCHEMA,
            version,
            entry.removed_ms,
            sealed
        ])?;
    Ok(())
}

/// Takes a row out; what it said is gone only once its record key is replaced.
pub(crate) fn delete(db: &Connection, id: Id) -> Result<(), Error> {
    db.execute("DELETE FROM accounts WHERE id = ?1", params![id.0])?;
    Ok(())
}

/// Takes every row of `root` out.
pub(crate) fn delete_all_of(db: &Connection, root: RootId) -> Result<usize, Error> {
    Ok(db.execute("DELETE FROM accounts WHERE root = ?1", params![root.0])?)
}

/// How many accounts each root has, without the removed ones.
pub(crate) fn count_by_root(db: &Connection) -> Result<Vec<(RootId, u64)>, Error> {
    let sql = "SELECT root, count(*) FROM accounts WHERE removed_ms IS NULL GROUP BY root";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((RootId(row.get(0)?), row.get::<_, i64>(1)?)))?;
    rows.map(|row| {
        let (root, count) = row?;
        Ok((root, u64::try_from(count).map_err(|_| Error::Tampered)?))
    })
    .collect()
}

/// How many accounts the file holds, those of closed roots too, without the removed ones.
pub(crate) fn count(db: &Connection) -> Result<u64, Error> {
    let sql = "SELECT count(*) FROM accounts WHERE removed_ms IS NULL";
    let rows: i64 = db.query_row(sql, [], |row| row.get(0))?;
    u64::try_from(rows).map_err(|_| Error::Tampered)
}

/// What stands beside the sealed bytes of a row, and is bound into them.
struct Head {
    id: Id,
    root: RootId,
    schema: u32,
    version: u64,
    removed_ms: Option<i64>,
}

impl Head {
    fn of(row: &rusqlite::Row<'_>) -> Result<Self, Error> {
        let blob = |column| -> Result<[u8; 16], Error> {
            let value = row
                .get_ref(column)?
                .as_blob()
                .map_err(|_| Error::Tampered)?;
            value.try_into().map_err(|_| Error::Tampered)
        };
        let head = Self {
            id: Id(blob(0)?),
            root: RootId(blob(1)?),
            schema: row.get(2).map_err(|_| Error::Tampered)?,
            version: row
                .get::<_, i64>(3)
                .ok()
                .and_then(|version| u64::try_from(version).ok())
                .ok_or(Error::Tampered)?,
            removed_ms: row.get(4).map_err(|_| Error::Tampered)?,
        };
        if head.schema > SCHEMA {
            return Err(Error::Newer);
        }
        Ok(head)
    }

    /// `table || row || root || schema || version || removed`: a swapped row does not open.
    fn aad(&self) -> Vec<u8> {
        let removed = self
            .removed_ms
            .map_or(Vec::new(), |at| at.to_be_bytes().to_vec());
        seal::bind(
            "kodevagt/accounts",
            &[
                &self.id.0,
                &self.root.0,
                &self.schema.to_be_bytes(),
                &self.version.to_be_bytes(),
                &removed,
            ],
        )
    }

    fn entry(&self, plain: &[u8]) -> Result<Entry, Error> {
        let record = Record::from_json(plain)?;
        Ok(Entry {
            id: self.id,
            root: self.root,
            version: self.version,
            removed_ms: self.removed_ms,
            record,
        })
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
