//! The encrypted backup: a file that a person keeps elsewhere and opens with a passphrase, here or with
//! forty lines of Python (docs/backup.md, docs/readers/read_backup.py).
//!
//! Everything about an account is in it, HOTP counters, notes, groups and favourites too. Organisation
//! accounts never are: the authenticator doesn't hand them to [`seal`].

#[doc(hidden)]
pub mod content;
mod envelope;
mod passphrase;
#[cfg(test)]
mod tests;

pub use self::envelope::Envelope;
pub use self::passphrase::{LENGTH as PASSPHRASE_LENGTH, PassphraseError};
use crate::account::Account;
use crate::kdf::{self, Cost, OutOfBounds};
use crate::ports::{Entropy, EntropyFault};
use crate::secret::{Key, SecretText};
use crate::vault::seal as aead;

/// The most bytes that a backup file may have.
pub const FILE_LIMIT: usize = 64 * 1024 * 1024;

/// Separates the key of this format from any other made of the same passphrase and salt.
const KEY_INFO: &str = "kodevagt/backup/v1";

/// Says whether `passphrase` can be chosen, before anything is sealed under it.
///
/// # Errors
/// [`PassphraseError`] with the reason.
pub fn check_passphrase(passphrase: &SecretText) -> Result<(), PassphraseError> {
    passphrase::choose(passphrase).map(drop)
}

/// The bytes of a backup file with `accounts` in it, for whoever knows `passphrase`.
///
/// # Errors
/// [`SealError`]; there is no file then.
pub fn seal(
    accounts: &[Account],
    passphrase: &SecretText,
    cost: Cost,
    entropy: &dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    let passphrase = passphrase::choose(passphrase)?;
    // What is written must open again: a cost for simulations is refused here as it is there.
    let cost = Cost::new(cost.m_kib(), cost.t(), cost.p())?;
    let mut salt = [0; kdf::SALT_LEN];
    entropy.fill(&mut salt)?;
    let key = key(&passphrase, &salt, cost)?;
    let plain = content::encode(accounts);
    if plain.len() > FILE_LIMIT / 2 {
        return Err(SealError::TooLarge);
    }
    let sealed = aead::seal(&key, &plain, &envelope::header(cost, &salt), entropy)
        .map_err(|_| SealError::Entropy(EntropyFault))?;
    Ok(Envelope { cost, salt, sealed }.to_file())
}

/// The accounts in a backup file.
///
/// # Errors
/// [`BackupError`]. Size, version and cost are checked before anything that they ask for is spent.
pub fn open(bytes: &[u8], passphrase: &SecretText) -> Result<Vec<Account>, BackupError> {
    let Envelope { cost, salt, sealed } = Envelope::parse(bytes)?;
    let key =
        key(&passphrase::recall(passphrase), &salt, cost).map_err(|_| BackupError::OutOfMemory)?;
    let mut buffer = aead::SecretBuffer::default();
    let plain = aead::Opener::new(&key)
        .open_into(&sealed, &envelope::header(cost, &salt), &mut buffer)
        .map_err(|_| BackupError::WrongPassphrase)?;
    content::decode(plain).ok_or(BackupError::Damaged)
}

fn key(passphrase: &SecretText, salt: &[u8; kdf::SALT_LEN], cost: Cost) -> Result<Key, kdf::Fault> {
    let stretched = kdf::argon2id(passphrase.as_str().as_bytes(), salt, cost)?;
    Ok(aead::derive(&[stretched.bytes()], KEY_INFO))
}

/// Why no backup could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The passphrase can't be used.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// The cost is one that no reader would accept.
    #[error(transparent)]
    Cost(#[from] OutOfBounds),
    /// The key could not be derived.
    #[error(transparent)]
    Kdf(#[from] kdf::Fault),
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] EntropyFault),
    /// There is more than a backup may hold.
    #[error("there is more than a backup may hold")]
    TooLarge,
}

/// Why a backup could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// It is some other file.
    #[error("the file is not a backup of this app")]
    NotABackup,
    /// A newer version of the app wrote it.
    #[error("the backup is of version {version}, which is newer than this app")]
    Newer {
        /// The version that the file states.
        version: u64,
    },
    /// It is a backup, but broken or cut off: seen without the passphrase, or (only by a fault of the
    /// writer) with it.
    #[error("the backup is damaged")]
    Damaged,
    /// The passphrase is wrong, or the file was changed: nobody can tell the two apart.
    #[error("the passphrase is wrong, or the backup was changed")]
    WrongPassphrase,
    /// Larger than [`FILE_LIMIT`].
    #[error("the file is larger than a backup can be")]
    TooLarge,
    /// Deriving the key would cost more than [`Cost::CEILING`].
    #[error("opening the backup would cost more than what is allowed")]
    TooCostly,
    /// Deriving the key would cost less than [`Cost::FLOOR`]: nobody makes such a backup but to have a
    /// passphrase guessed.
    #[error("the backup is protected more weakly than what is allowed")]
    TooWeak,
    /// The phone has not the memory to derive the key.
    #[error("not enough memory to open the backup")]
    OutOfMemory,
}
