//! Where the sealing keys come from: a file or the environment; in development, a file made on the first
//! start.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use zeroize::{Zeroize as _, Zeroizing};

use super::{KeyError, random};

/// The variable of the environment that may hold the keys.
pub const SEALING_VARIABLE: &str = "KODEVAGT_SEALING_KEY";
/// The file in the data directory that holds them in development.
const DEVELOPMENT_FILE: &str = "sealing.key";

/// Where the sealing keys are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealingSource {
    /// A file, a key a line.
    File(PathBuf),
    /// The environment variable [`SEALING_VARIABLE`].
    Environment,
    /// The data directory: made there if `make`, as in development.
    DataDir {
        /// The data directory.
        dir: PathBuf,
        /// Whether to make the key if there is none.
        make: bool,
    },
}

impl SealingSource {
    /// The keys, newest first.
    pub(super) fn read(&self) -> Result<Vec<Zeroizing<[u8; 32]>>, KeyError> {
        match self {
            Self::File(path) => from_file(path),
            Self::Environment => {
                let text = Zeroizing::new(std::env::var(SEALING_VARIABLE).unwrap_or_default());
                parse(&text).ok_or_else(|| KeyError::Unfit(SEALING_VARIABLE.to_owned()))
            }
            Self::DataDir { dir, make } => {
                let path = dir.join(DEVELOPMENT_FILE);
                if *make {
                    create(&path)?;
                }
                match from_file(&path) {
                    Err(KeyError::Unreadable { .. }) if !path.exists() => Err(KeyError::Missing),
                    other => other,
                }
            }
        }
    }
}

pub(super) fn from_file(path: &Path) -> Result<Vec<Zeroizing<[u8; 32]>>, KeyError> {
    let text = fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|error| KeyError::unreadable(path, &error))?;
    parse(&text).ok_or_else(|| KeyError::Unfit(path.display().to_string()))
}

/// Hexadecimal keys, separated by lines, blanks or commas.
fn parse(text: &str) -> Option<Vec<Zeroizing<[u8; 32]>>> {
    let keys: Option<Vec<_>> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut key = Zeroizing::new([0; 32]);
            let written = HEXLOWER_PERMISSIVE
                .decode_len(word.len())
                .is_ok_and(|length| length == 32)
                && HEXLOWER_PERMISSIVE
                    .decode_mut(word.as_bytes(), &mut *key)
                    .is_ok();
            written.then_some(key)
        })
        .collect();
    keys.filter(|keys| !keys.is_empty())
}

/// Makes a key that its owner alone may read; an existing file stays.
pub(super) fn create(path: &Path) -> Result<(), KeyError> {
    let mut key: [u8; 32] = random();
    let text = Zeroizing::new(format!("{}\n", HEXLOWER.encode(&key)));
    key.zeroize();
    write_new(path, text.as_bytes())
}

/// Writes a file that its owner alone may read, if there is none.
fn write_new(path: &Path, content: &[u8]) -> Result<(), KeyError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    match written {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other.map_err(|error| KeyError::unreadable(path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_lines_or_between_commas() {
        let (one, two) = ("11".repeat(32), "Ff".repeat(32));
        for text in [
            format!("{one}\n{two}\n"),
            format!("{one},{two}"),
            format!(" {one}\r\n\n{two}"),
        ] {
            let keys = parse(&text).map(|keys| keys.iter().map(|key| **key).collect::<Vec<_>>());
            assert_eq!(keys, Some(vec![[0x11; 32], [0xff; 32]]), "{text:?}");
        }
        for text in [
            "",
            "\n",
            "11",
            &one[1..],
            &format!("{one}11"),
            &"x".repeat(64),
        ] {
            assert!(parse(text).is_none(), "{text:?}");
        }
    }
}
