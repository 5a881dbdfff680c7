//! The accounts in the vault file: one sealed row each, under a key per root that can be replaced, so
//! that what was deleted stays closed even in an old copy of the file.

use rusqlite::{Connection, params};

use super::roots::RootId;
use super::{Error, seal};
use crate::account::Id;
use crate::ports::Entropy;
use crate::secret::SecretBytes;

pub(crate) use super::record::Record;
pub(crate) use super::record_keys::RecordKeys;

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
