//! The files, how durable each is, and the lock that processes queue on.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::{Error, FORMAT};
use crate::ports::Alias;

/// Where a vault lives.
#[derive(Clone, Debug)]
pub struct Home {
    dir: PathBuf,
    vfs: Option<String>,
}

impl Home {
    /// A directory of its own, made when it isn't there. It must be excluded from the phone's backups.
    #[must_use]
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            vfs: None,
        }
    }

    /// As [`Home::new`], with both files on the SQLite VFS registered as `vfs`, which needs no shared
    /// memory: one process at a time. Simulated disks come in this way.
    #[must_use]
    pub fn on_vfs(dir: impl Into<PathBuf>, vfs: impl Into<String>) -> Self {
        Self {
            dir: dir.into(),
            vfs: Some(vfs.into()),
        }
    }

    /// The directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

/// The two open files of a vault.
pub(crate) struct Store {
    home: Home,
    /// `attempt.db`: few bytes, the most durable. Rollback journal, `synchronous=EXTRA`.
    pub(crate) attempt: Connection,
    /// `vault.db`: the sealed accounts. WAL, `synchronous=FULL`.
    pub(crate) vault: Connection,
}

/// Held while a step reads and writes: one process at a time. Released when dropped.
pub(crate) struct Turn(
    #[expect(dead_code, reason = "the lock is released when the file is closed")] File,
);

impl Store {
    /// Opens both files, making what isn't there.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::Tampered`], [`Error::Storage`], [`Error::Full`].
    pub(crate) fn open(home: Home) -> Result<Self, Error> {
        make_private_dir(&home.dir)?;
        let turn = lock(&home)?;
        let attempt = connect(&home, "attempt.db")?;
        attempt.execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON;
             PRAGMA secure_delete = ON;",
        )?;
        migrate(&attempt, ATTEMPT_SCHEMA)?;
        let vault = connect(&home, "vault.db")?;
        if home.vfs.is_some() {
            // Without shared memory SQLite keeps the WAL's index in the process, which then is alone.
            vault.execute_batch("PRAGMA locking_mode = EXCLUSIVE;")?;
        }
        vault.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
             PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON;",
        )?;
        migrate(&vault, VAULT_SCHEMA)?;
        if home.vfs.is_none() {
            sync_dir(&home.dir)?;
        }
        drop(turn);
        Ok(Self {
            home,
            attempt,
            vault,
        })
    }

    /// Waits for this process's turn on the home.
    pub(crate) fn turn(&self) -> Result<Turn, Error> {
        lock(&self.home)
    }

    /// A number that changes when another process has written the accounts.
    pub(crate) fn vault_version(&self) -> Result<i64, Error> {
        Ok(self
            .vault
            .query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }
}

const ATTEMPT_SCHEMA: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
    CREATE TABLE slots (name TEXT PRIMARY KEY, alias TEXT NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;";

const VAULT_SCHEMA: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
    CREATE TABLE keys (id INTEGER PRIMARY KEY CHECK (id = 1), alias TEXT NOT NULL, sealed BLOB NOT NULL);
    CREATE TABLE accounts (id BLOB PRIMARY KEY, root BLOB NOT NULL, schema INTEGER NOT NULL,
                           version INTEGER NOT NULL, removed_ms INTEGER, sealed BLOB NOT NULL) WITHOUT ROWID;";

/// A row that names the key-store alias which opens it.
pub(crate) struct Row {
    pub(crate) alias: Alias,
    pub(crate) sealed: Vec<u8>,
}

/// The device's 16 random bytes, as `db` (either file) has them.
pub(crate) fn device(db: &Connection) -> Result<Option<[u8; 16]>, Error> {
    let sql = "SELECT value FROM meta WHERE key = 'device'";
    let value: Option<Vec<u8>> = db.query_row(sql, [], |row| row.get(0)).optional()?;
    value
        .map(|bytes| bytes.try_into().map_err(|_| Error::Tampered))
        .transpose()
}

pub(crate) fn write_device(db: &Connection, device: &[u8; 16]) -> Result<(), Error> {
    db.execute(
        "INSERT OR REPLACE INTO meta VALUES ('device', ?1)",
        params![device],
    )?;
    Ok(())
}

/// How many PINs this phone has had: bound into the slots of the next one. 0 before the first.
pub(crate) fn generation(attempt: &Connection) -> Result<u64, Error> {
    let value = number(attempt, "generation")?.unwrap_or(0);
    u64::try_from(value).map_err(|_| Error::Tampered)
}

pub(crate) fn write_generation(attempt: &Connection, generation: u64) -> Result<(), Error> {
    let value = i64::try_from(generation).map_err(|_| Error::Tampered)?;
    write_number(attempt, "generation", value)
}

/// Milliseconds to add to the phone's clock to get the right time; 0 while none was measured.
pub(crate) fn clock_offset_ms(vault: &Connection) -> Result<i64, Error> {
    Ok(number(vault, "clock_offset_ms")?.unwrap_or(0))
}

pub(crate) fn write_clock_offset_ms(vault: &Connection, offset: i64) -> Result<(), Error> {
    write_number(vault, "clock_offset_ms", offset)
}

fn number(db: &Connection, key: &str) -> Result<Option<i64>, Error> {
    Ok(db
        .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()?)
}

fn write_number(db: &Connection, key: &str, value: i64) -> Result<(), Error> {
    db.execute(
        "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
        params![key, value],
    )?;
    Ok(())
}

/// Reads the slot `name` of the attempt file.
pub(crate) fn slot(db: &Connection, name: &str) -> Result<Option<Row>, Error> {
    let sql = "SELECT alias, sealed FROM slots WHERE name = ?1";
    Ok(db.query_row(sql, [name], row).optional()?)
}

pub(crate) fn write_slot(
    db: &Connection,
    name: &str,
    alias: &Alias,
    sealed: &[u8],
) -> Result<(), Error> {
    let sql = "INSERT OR REPLACE INTO slots VALUES (?1, ?2, ?3)";
    db.execute(sql, params![name, alias.as_str(), sealed])?;
    Ok(())
}

pub(crate) fn delete_slot(db: &Connection, name: &str) -> Result<(), Error> {
    db.execute("DELETE FROM slots WHERE name = ?1", [name])?;
    Ok(())
}

/// Every slot's name and alias.
pub(crate) fn slot_aliases(db: &Connection) -> Result<Vec<(String, Alias)>, Error> {
    let mut statement = db.prepare_cached("SELECT name, alias FROM slots")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, Alias::new(row.get::<_, String>(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a step does to a slot, in the transaction that makes it count.
pub(crate) enum SlotChange {
    Write {
        name: String,
        alias: Alias,
        sealed: Vec<u8>,
    },
    Delete(String),
}

/// Makes `changes` in the caller's transaction.
pub(crate) fn change_slots(db: &Connection, changes: &[SlotChange]) -> Result<(), Error> {
    changes.iter().try_for_each(|change| match change {
        SlotChange::Write {
            name,
            alias,
            sealed,
        } => write_slot(db, name, alias, sealed),
        SlotChange::Delete(name) => delete_slot(db, name),
    })
}

/// Reads the sealed record keys of the vault file.
pub(crate) fn keys(db: &Connection) -> Result<Option<Row>, Error> {
    Ok(db
        .query_row("SELECT alias, sealed FROM keys", [], row)
        .optional()?)
}

pub(crate) fn write_keys(db: &Connection, alias: &Alias, sealed: &[u8]) -> Result<(), Error> {
    db.execute(
        "INSERT OR REPLACE INTO keys VALUES (1, ?1, ?2)",
        params![alias.as_str(), sealed],
    )?;
    Ok(())
}

/// Empties both files.
pub(crate) fn clear(store: &Store) -> Result<(), Error> {
    store
        .attempt
        .execute_batch("BEGIN; DELETE FROM slots; DELETE FROM meta; COMMIT;")?;
    store.vault.execute_batch(
        "BEGIN; DELETE FROM accounts; DELETE FROM keys; DELETE FROM meta; COMMIT;",
    )?;
    Ok(())
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        alias: Alias::new(row.get::<_, String>(0)?),
        sealed: row.get(1)?,
    })
}

fn connect(home: &Home, name: &str) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let path = home.dir.join(name);
    let db = match &home.vfs {
        None => {
            make_private_file(&path)?;
            Connection::open_with_flags(path, flags)?
        }
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
    };
    db.busy_timeout(std::time::Duration::from_secs(10))?;
    // Sorting and temporary tables stay in memory: no third file, nothing to wipe.
    db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")?;
    Ok(db)
}

fn migrate(db: &Connection, schema: &str) -> Result<(), Error> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        0 => {
            let format = i64::from(FORMAT);
            Ok(db.execute_batch(&format!(
                "BEGIN; {schema} PRAGMA user_version = {format}; COMMIT;"
            ))?)
        }
        version if version == i64::from(FORMAT) => Ok(()),
        _ => Err(Error::Newer),
    }
}

fn lock(home: &Home) -> Result<Turn, Error> {
    let path = home.dir.join("lock");
    make_private_file(&path)?;
    let file = File::open(path)?;
    file.lock()?;
    Ok(Turn(file))
}

/// Only the owner may read the files, from their first moment.
fn make_private_file(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// A new file is only found again after a power cut once its directory is on disk too.
fn sync_dir(path: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    Ok(())
}

fn make_private_dir(path: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    Ok(())
}
