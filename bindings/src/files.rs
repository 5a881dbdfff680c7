//! Files: imports, exports, backups, and an account's QR.

use std::sync::Arc;

use kodevagt_core::backup::{self, BackupError, PassphraseError, SealError};
use kodevagt_core::import::{self, Format, ImportError};
use kodevagt_core::kdf::Cost;
use kodevagt_core::ports::Entropy;
use kodevagt_core::secret::SecretText;
use kodevagt_core::{account::otpauth, export};
use kodevagt_texts::Code;

use crate::authenticator::Authenticator;
use crate::failure::{Failure, Problem};
use crate::pins::read;
use crate::ports::SystemEntropy;
use crate::scan::{Taken, taken};
use crate::secret::Secret;
use crate::types::id;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Imported {
    /// What the file was read as.
    pub format: String,
    /// What became of its entries.
    pub taken: Taken,
}

/// How accounts leave in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ExportFormat {
    /// An `otpauth` URI for each account.
    Uri,
    /// Google Authenticator's `otpauth-migration` URIs, ten accounts each, to be shown as QR codes.
    Migration,
}

/// Accounts in the clear.
#[derive(Debug, uniffi::Record)]
pub struct Export {
    /// The URIs, each read once.
    pub uris: Vec<Arc<Secret>>,
    /// Accounts that this format can't carry, by name; they are in none of the URIs.
    pub left_out: Vec<String>,
}

#[uniffi::export]
impl Authenticator {
    /// Reads a file of another authenticator: as `format` (one of [`import_formats`]), or as what it
    /// shows itself to be.
    ///
    /// # Errors
    /// [`Failure::Refused`] when nothing in it could be told apart; [`Failure::Closed`].
    pub fn import_file(&self, file: &[u8], format: Option<String>) -> Result<Imported, Failure> {
        let format = format.map(|name| {
            let unknown = || Problem::of(Code::FormatUnknown).with("format", name.clone());
            name.parse::<Format>()
                .map_err(|_| Failure::refused(unknown()))
        });
        let batch = import::read(file, format.transpose()?).map_err(Failure::refused)?;
        let format = batch.format.name().to_owned();
        self.worker.call(move |phone, now| {
            Ok(Imported {
                format,
                taken: taken(phone.take_batch(batch, now)?),
            })
        })
    }

    /// The person's own accounts in the clear. Show a warning first.
    ///
    /// # Errors
    /// As for [`Authenticator::unlock`].
    pub fn export(&self, pin: &[u8], format: ExportFormat) -> Result<Export, Failure> {
        let pin = read(pin)?;
        let accounts = self
            .worker
            .call(move |phone, now| Ok(phone.take_out(&pin, now)?))?;
        let (uris, left_out) = match format {
            ExportFormat::Uri => (export::uris(&accounts), Vec::new()),
            ExportFormat::Migration => {
                let mut id = [0; 4];
                SystemEntropy::new()
                    .fill(&mut id)
                    .map_err(|_| Failure::again(Code::RandomUnavailable))?;
                let migration = export::migration(&accounts, i32::from_be_bytes(id));
                (migration.parts, migration.left_out)
            }
        };
        let name = |at: usize| accounts.get(at).map(|account| account.card.title());
        Ok(Export {
            uris: uris.into_iter().map(Secret::new).collect(),
            left_out: left_out.into_iter().filter_map(name).collect(),
        })
    }

    /// One account's `otpauth` URI, for its QR ([`draw_qr`](crate::draw_qr)).
    ///
    /// # Errors
    /// [`Failure::Refused`] for an organisation's account; as for [`Authenticator::unlock`].
    pub fn account_uri(&self, account: &str, pin: &[u8]) -> Result<Arc<Secret>, Failure> {
        let (id, pin) = (id(account)?, read(pin)?);
        self.worker.call(move |phone, now| {
            Ok(Secret::new(otpauth::format(
                &phone.take_out_one(id, &pin, now)?,
            )))
        })
    }

    /// The person's own accounts as a backup file, encrypted under `passphrase` (UTF-8).
    ///
    /// # Errors
    /// [`Failure::Refused`] when the passphrase is too weak; as for [`Authenticator::unlock`].
    pub fn backup(&self, pin: &[u8], passphrase: &[u8]) -> Result<Vec<u8>, Failure> {
        let (pin, passphrase) = (read(pin)?, secret_text(passphrase)?);
        backup::check_passphrase(&passphrase).map_err(Failure::refused)?;
        let accounts = self
            .worker
            .call(move |phone, now| Ok(phone.take_out(&pin, now)?))?;
        Ok(backup::seal(
            &accounts,
            &passphrase,
            Cost::DEFAULT,
            &SystemEntropy::new(),
        )?)
    }

    /// Takes in the accounts of a backup file.
    ///
    /// # Errors
    /// [`Failure::Refused`] when it isn't one, is damaged, or the passphrase is wrong;
    /// [`Failure::Closed`].
    pub fn restore(&self, file: &[u8], passphrase: &[u8]) -> Result<Taken, Failure> {
        let accounts = backup::open(file, &secret_text(passphrase)?)?;
        self.worker
            .call(move |phone, now| Ok(taken(phone.take_accounts(accounts, now)?)))
    }
}

/// The names of the formats that [`Authenticator::import_file`] reads.
#[uniffi::export]
#[must_use]
pub fn import_formats() -> Vec<String> {
    Format::ALL
        .iter()
        .map(|format| format.name().to_owned())
        .collect()
}

fn secret_text(bytes: &[u8]) -> Result<SecretText, Failure> {
    let text = core::str::from_utf8(bytes).map_err(|_| Failure::refused(Code::NotText))?;
    Ok(SecretText::new(text.to_owned()))
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        Self::of(match error {
            ImportError::TooLarge | ImportError::TooMany => Code::ImportTooLarge,
            ImportError::UnknownFormat => Code::FormatNotRecognised,
            ImportError::Empty => Code::ImportEmpty,
        })
    }
}

impl From<PassphraseError> for Problem {
    fn from(error: PassphraseError) -> Self {
        match error {
            PassphraseError::TooShort => Self::of(Code::PassphraseTooShort)
                .with_number("limit", *backup::PASSPHRASE_LENGTH.start()),
            PassphraseError::TooLong => Self::of(Code::PassphraseTooLong)
                .with_number("limit", *backup::PASSPHRASE_LENGTH.end()),
            PassphraseError::Uniform => Code::PassphraseUniform.into(),
        }
    }
}

impl From<SealError> for Failure {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Passphrase(error) => Self::refused(error),
            SealError::Cost(_) => Self::Internal {
                problem: Code::Internal.into(),
            },
            SealError::Kdf(_) => Self::again(Code::OutOfMemory),
            SealError::Entropy(_) => Self::again(Code::RandomUnavailable),
            SealError::TooLarge => Self::refused(Code::ImportTooLarge),
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::NotABackup => Self::refused(Code::NotABackup),
            BackupError::Newer { .. } => Self::refused(Code::BackupNewer),
            BackupError::Damaged => Self::refused(Code::BackupDamaged),
            BackupError::WrongPassphrase => Self::refused(Code::WrongPassphrase),
            BackupError::TooLarge => Self::refused(Code::ImportTooLarge),
            BackupError::TooCostly => Self::refused(Code::BackupTooCostly),
            BackupError::TooWeak => Self::refused(Code::BackupTooWeak),
            BackupError::OutOfMemory => Self::again(Code::OutOfMemory),
        }
    }
}
