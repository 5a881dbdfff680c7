//! Storage: rules are written once, as named transactions, and run on SQLite or PostgreSQL.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::Clock;

mod fault;
mod listen;
mod migrations;
mod postgres;
mod postgres_tx;
mod sqlite;
mod sqlite_tx;
mod transaction;
mod value;
mod waiters;

pub use fault::Fault;
pub use transaction::{Answered, Transaction, Tx};
pub use value::{FromValue, Row, Value};
pub use waiters::{Topic, UnknownTopic, Waiter};

use waiters::Waiters;

/// The words that lock rows; SQLite never sees them.
const LOCK: &str = " FOR UPDATE";
/// The row of `meta` by which development moves every instance's clock.
const OFFSET: &str = "SELECT number FROM meta WHERE name = 'clock_offset'";

/// How a database is to be used.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the time comes from.
    pub clock: Clock,
    /// Whether the clock may be moved (`clock --advance`); every transaction then asks how far.
    pub development: bool,
}

/// A database, open. Cloning it is cheap and shares it.
#[derive(Clone)]
pub struct Store {
    backend: Arc<Backend>,
    waiters: Arc<Waiters>,
}

enum Backend {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// `postgres://…`, password and all.
    Server(String),
}

impl Place {
    /// Reads `postgres://…`, `postgresql://…`, `sqlite:PATH` or a path.
    #[must_use]
    pub fn read(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Self::Server(text.to_owned());
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        Self::File(Path::new(path.strip_prefix("//").unwrap_or(path)).to_owned())
    }
}

impl Store {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// `Unreachable`, `Corrupt`, or `Newer` when a newer version has been here.
    pub async fn open(place: &Place, options: Options) -> Result<Self, Fault> {
        let waiters = Arc::new(Waiters::default());
        let backend = match place {
            Place::File(path) => {
                Backend::Sqlite(sqlite::Sqlite::open(path, options, Arc::clone(&waiters))?)
            }
            Place::Server(url) => Backend::Postgres(
                postgres::Postgres::open(url, options, Arc::clone(&waiters)).await?,
            ),
        };
        Ok(Self {
            backend: Arc::new(backend),
            waiters,
        })
    }

    /// Runs a transaction and commits it. It runs to its end even if the caller stops waiting.
    ///
    /// # Errors
    /// What the transaction answers or the database reports; nothing was changed then (but see
    /// [`Fault::Unreachable`]).
    pub async fn run<T: Transaction>(&self, transaction: T) -> Result<T::Answer, Fault> {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.run(transaction).await,
            Backend::Postgres(postgres) => postgres.run(transaction, &self.waiters).await,
        }
    }

    /// Starts waiting for `topic`: subscribe, then read, then [`Waiter::changed`], then read again.
    #[must_use]
    pub fn subscribe(&self, topic: Topic) -> Waiter {
        self.waiters.subscribe(topic)
    }

    /// The time that a transaction would read now.
    ///
    /// # Errors
    /// The database's.
    pub async fn now(&self) -> Result<i64, Fault> {
        self.run(Now).await
    }

    /// Whether the database answers and may be written to.
    ///
    /// # Errors
    /// Why not.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.run(Ready).await
    }

    /// Takes what was erased out of journals and free space too, so that it stands in no copy made from now
    /// on. PostgreSQL's write-ahead log is the server's own: it goes when its segments are used again.
    ///
    /// # Errors
    /// The database's: `Busy` while somebody else holds it for long.
    pub async fn scrub(&self) -> Result<(), Fault> {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.scrub().await,
            Backend::Postgres(postgres) => postgres.scrub().await,
        }
    }

    /// Finishes what waits and closes the database; what comes later is refused.
    pub async fn close(&self) {
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.close().await,
            Backend::Postgres(postgres) => postgres.close(),
        }
    }
}

struct Now;

impl Transaction for Now {
    type Answer = i64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<i64, Fault> {
        tx.now().await
    }
}

struct Ready;

impl Transaction for Ready {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.execute("DELETE FROM meta WHERE name = 'no such name'", &[])
            .await?;
        Ok(())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.backend {
            Backend::Sqlite(_) => "Store(SQLite)",
            Backend::Postgres(_) => "Store(PostgreSQL)",
        })
    }
}

// The URL may hold a password.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Server(_) => f.write_str("Server"),
        }
    }
}
