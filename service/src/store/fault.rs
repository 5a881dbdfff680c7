//! What can go wrong between a transaction and its database.

/// A transaction that came to nothing: all of it was rolled back. A refusal that must be counted is no
/// fault but an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Too much is waiting already, or another process holds the database. Nothing was done.
    #[error("the database is busy")]
    Busy,
    /// The database doesn't answer, or its disk doesn't. If this happened while committing, the work may or
    /// may not have been done.
    #[error("the database can't be reached: {0}")]
    Unreachable(String),
    /// What is stored contradicts itself.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// A newer version has migrated the database; this one doesn't know its tables.
    #[error("the database belongs to a newer version: {0}")]
    Newer(String),
    /// A row with the same unique key exists.
    #[error("a row with this key exists already")]
    Duplicate,
    /// Two transactions stood in each other's way. [`Store::run`](super::Store::run) tries again by itself
    /// and answers `Busy` when that doesn't help.
    #[error("two transactions stood in each other's way")]
    Contended,
    /// The service's own mistake, such as a statement that the database doesn't understand.
    #[error("storage failed: {0}")]
    Failed(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&rusqlite::Error> for Fault {
    fn from(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let Some(failure) = error.sqlite_error() else {
            return Self::Failed(error.to_string());
        };
        match failure.code {
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Busy,
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Corrupt(error.to_string()),
            Code::ConstraintViolation if duplicate(failure.extended_code) => Self::Duplicate,
            Code::CannotOpen
            | Code::SystemIoFailure
            | Code::DiskFull
            | Code::ReadOnly
            | Code::PermissionDenied
            | Code::FileLockingProtocolFailed => Self::Unreachable(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

fn duplicate(extended: i32) -> bool {
    matches!(
        extended,
        rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
    )
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&tokio_postgres::Error> for Fault {
    fn from(error: &tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState as State;
        let Some(failure) = error.as_db_error() else {
            // Conversions are our mistake; everything else without a state is the connection's.
            return if error.is_closed() || std::error::Error::source(error).is_some_and(is_io) {
                Self::Unreachable(error.to_string())
            } else {
                described(error)
            };
        };
        let state = failure.code();
        // The message alone: the detail may quote a row.
        let message = format!("{} ({})", failure.message(), state.code());
        match *state {
            State::T_R_DEADLOCK_DETECTED | State::T_R_SERIALIZATION_FAILURE => Self::Contended,
            State::LOCK_NOT_AVAILABLE | State::QUERY_CANCELED | State::TOO_MANY_CONNECTIONS => {
                Self::Busy
            }
            State::UNIQUE_VIOLATION => Self::Duplicate,
            State::DATA_CORRUPTED | State::INDEX_CORRUPTED => Self::Corrupt(message),
            _ if ["08", "28", "3D", "53", "57", "58"].contains(&&state.code()[..2]) => {
                Self::Unreachable(message)
            }
            _ => Self::Failed(message),
        }
    }
}

fn is_io(source: &(dyn std::error::Error + 'static)) -> bool {
    source.is::<std::io::Error>()
}

fn described(error: &tokio_postgres::Error) -> Fault {
    let text = match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    };
    // tokio-postgres names what it was doing first, and says so in these words when it was the connection.
    if text.starts_with("error connecting") || text.starts_with("timeout") {
        Fault::Unreachable(text)
    } else {
        Fault::Failed(text)
    }
}

impl From<deadpool_postgres::PoolError> for Fault {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        use deadpool_postgres::PoolError as Error;
        match error {
            Error::Timeout(_) => Self::Busy,
            Error::Backend(error) => match Self::from(error) {
                Self::Failed(text) => Self::Unreachable(text),
                fault => fault,
            },
            error => Self::Unreachable(error.to_string()),
        }
    }
}
