//! The vault: two SQLite files, the slots in them, and the keys behind the slots (docs/vault.md).
//!
//! - [`store`]: the files, how durable each is, and the lock that processes queue on
//! - `state`: the attempt state, sealed anew by the key store at every try
//! - `slots`: what opens the roots: PIN, biometrics, recovery code
//! - `locker`: what a closed phone knows of its organisations, under keys that need no PIN
//! - `puk`: what an organisation's support opens, with half of the key at its service
//! - `approve`: the key that signs what was approved behind a PIN
//! - `roots`, `records`: the roots, and the accounts sealed under keys that the roots wrap
//! - `seal`: the one way that bytes are sealed here

pub(crate) mod approve;
pub(crate) mod encoding;
pub(crate) mod locker;
pub(crate) mod puk;
pub(crate) mod record;
pub(crate) mod record_keys;
pub(crate) mod records;
pub mod recovery;
pub(crate) mod roots;
pub(crate) mod seal;
pub(crate) mod slots;
pub(crate) mod state;
pub mod store;

pub use roots::RootId;

use crate::kdf;
use crate::ports::{EntropyFault, Fault};

/// The version of both files' format, in their headers and bound into everything that is sealed.
pub const FORMAT: u8 = 1;

/// Why a step on the vault did not happen. Nothing is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files can't be read or written now: disk full, no permission.
    #[error("the vault's files can't be read or written: {0}")]
    Storage(String),
    /// The disk has no room for the write.
    #[error("no room on the disk")]
    Full,
    /// Something in the files was changed by somebody else, or is damaged.
    #[error("the vault's files were changed or are damaged")]
    Tampered,
    /// The files are of a newer version of this app.
    #[error("the vault's files are of a newer version")]
    Newer,
    /// The key store did not answer, or refused.
    #[error(transparent)]
    Keystore(#[from] Fault),
    /// The random generator did not answer.
    #[error(transparent)]
    Entropy(#[from] EntropyFault),
    /// Not enough memory for the key derivation.
    #[error(transparent)]
    Kdf(#[from] kdf::Fault),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Tampered,
            // The text names tables and result codes, never a value.
            _ => Self::Storage(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            kind => Self::Storage(kind.to_string()),
        }
    }
}
