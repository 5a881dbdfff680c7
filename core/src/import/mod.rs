//! Accounts coming in from other authenticators.
//!
//! A folder for each format, each with one way in that never fails half way: what can be told apart as
//! an entry ends in the [`Batch`], as an account or refused with its reason. An [`ImportError`] means
//! that nothing could be told apart.

pub mod migration;
pub mod uri_list;

use core::fmt;
use core::str::FromStr;

pub use crate::account::otpauth::Title;
use crate::account::{Account, Refusal};

/// The most bytes that a file may have.
pub const FILE_LIMIT: usize = 16 * 1024 * 1024;
/// The most entries that a file may have.
pub const ENTRY_LIMIT: usize = 10_000;

/// Reads a file: as `format`, or as what it shows itself to be.
///
/// # Errors
/// [`ImportError`]; no entry was read then.
pub fn read(bytes: &[u8], format: Option<Format>) -> Result<Batch, ImportError> {
    if bytes.len() > FILE_LIMIT {
        return Err(ImportError::TooLarge);
    }
    let format = match format {
        Some(format) => format,
        None => detect(bytes)?,
    };
    let batch = match format {
        Format::UriList | Format::Migration => uri_list::read(bytes, format),
    }?;
    if batch.entries.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(batch)
}

fn detect(bytes: &[u8]) -> Result<Format, ImportError> {
    uri_list::recognise(bytes).ok_or(ImportError::UnknownFormat)
}

/// A kind of file that [`read`] reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text with a URI a line.
    UriList,
    /// Google Authenticator's `otpauth-migration` URIs, one for each QR code of an export.
    Migration,
}

impl Format {
    /// Every format, in the order in which they are listed to a person.
    pub const ALL: &'static [Self] = &[Self::UriList, Self::Migration];

    /// The name on the command line: `uri-list`, `migration`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UriList => "uri-list",
            Self::Migration => "migration",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name().eq_ignore_ascii_case(text))
            .ok_or(UnknownFormat)
    }
}

/// No format has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no import format has this name")]
pub struct UnknownFormat;

/// What a file held.
#[derive(Debug, PartialEq, Eq)]
pub struct Batch {
    /// What the file was read as.
    pub format: Format,
    /// Every entry, in the file's order.
    pub entries: Vec<Entry>,
    /// Parts of a Google export that the file didn't have, though others of the same export were there.
    pub missing: Vec<migration::Place>,
}

/// One entry of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stood: the line, from 1, in a format that has lines.
    pub line: Option<usize>,
    /// What it is called, as far as that can be read.
    pub title: Title,
    /// The account, or why it can't become one.
    pub result: Result<Account, Refusal>,
}

impl Entry {
    /// An entry that became an account.
    fn account(account: Account) -> Self {
        Self {
            line: None,
            title: Title {
                issuer: account.card.issuer.clone(),
                label: account.card.label.clone(),
            },
            result: Ok(account),
        }
    }

    /// An entry that can't become one.
    const fn refused(title: Title, refusal: Refusal) -> Self {
        Self {
            line: None,
            title,
            result: Err(refusal),
        }
    }

    const fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Larger than [`FILE_LIMIT`].
    #[error("the file is larger than what is read")]
    TooLarge,
    /// More than [`ENTRY_LIMIT`] entries.
    #[error("the file has more entries than what is read")]
    TooMany,
    /// It looks like nothing that is read here.
    #[error("the file is of no known format")]
    UnknownFormat,
    /// There is no entry in it.
    #[error("the file has no entries")]
    Empty,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(*format));
            assert_eq!(format.to_string(), format.name());
        }
        assert_eq!("authy".parse::<Format>(), Err(UnknownFormat));
    }

    #[test]
    fn what_is_nothing_says_so() {
        assert_eq!(read(b"", None), Err(ImportError::UnknownFormat));
        assert_eq!(
            read(b"\x89PNG\r\n\x1a\n", None),
            Err(ImportError::UnknownFormat)
        );
        assert_eq!(
            read(b"\n# only a comment\n", Some(Format::UriList)),
            Err(ImportError::Empty)
        );
        assert_eq!(
            read(&vec![b'\n'; FILE_LIMIT + 1], None),
            Err(ImportError::TooLarge)
        );
        let many = b"steam://ME\n".repeat(ENTRY_LIMIT + 1);
        assert_eq!(read(&many, None), Err(ImportError::TooMany));
    }
}
