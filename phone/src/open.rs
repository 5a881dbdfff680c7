//! Where a phone lives, and opening it.

use std::path::PathBuf;
use std::sync::Arc;

use etcetera::base_strategy::{BaseStrategy as _, Xdg};
use kodevagt_bindings::{Authenticator, Config, Failure, Problem};
use kodevagt_texts::Code;

use crate::clock;
use crate::files;
use crate::keystore::{NotBound, Software};
use crate::stop::Stop;

/// The longest that a call waits, in milliseconds: 32 processes may queue on one home, each with a PIN
/// to check.
const PATIENCE_MS: u64 = 120_000;

/// Where a phone lives and how it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The directory of the vault's files.
    pub(crate) home: PathBuf,
    /// The directory of the software key store.
    pub(crate) keystore: PathBuf,
    /// Seconds to add to the computer's clock for this run, instead of what was stored.
    pub(crate) clock_offset_s: Option<i64>,
    /// Whether a new PIN has six digits instead of four.
    pub(crate) six_digits: bool,
    /// The file of the organisation's certificate authority, if it isn't the one in the home.
    pub(crate) ca: Option<PathBuf>,
}

/// Where the home keeps a copy of the organisation's certificate authority.
const CA: &str = "ca.pem";

impl Place {
    /// The place that the flags name. Without `home` both directories are where XDG says; with it, the
    /// keys lie beside it, so that two homes never share a key store by default.
    ///
    /// # Errors
    /// [`Failure::Refused`] when the system doesn't say where a person's files are.
    pub(crate) fn new(
        home: Option<PathBuf>,
        keystore: Option<PathBuf>,
        clock_offset_s: Option<i64>,
    ) -> Result<Self, Failure> {
        let (home, beside) = match home {
            Some(home) => {
                let beside = beside(&home);
                (home, beside)
            }
            None => {
                let nowhere = |_| unusable("~");
                let xdg = Xdg::new().map_err(nowhere)?;
                let state = xdg.state_dir().unwrap_or_else(|| xdg.cache_dir());
                (xdg.data_dir().join("kodevagt"), state.join("kodevagt/keys"))
            }
        };
        Ok(Self {
            home,
            keystore: keystore.unwrap_or(beside),
            clock_offset_s,
            six_digits: false,
            ca: None,
        })
    }

    /// Whether a copy of one directory takes the other along.
    pub(crate) fn is_nested(&self) -> bool {
        let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let (home, keystore) = (real(&self.home), real(&self.keystore));
        home.starts_with(&keystore) || keystore.starts_with(&home)
    }

    /// Keeps the organisation's certificate authority in the home, for the next commands.
    ///
    /// # Errors
    /// When the file can't be read, or the home can't be written.
    pub(crate) fn keep_ca(&self) -> Result<(), Stop> {
        match &self.ca {
            Some(given) => files::write(&self.home.join(CA), &files::read(given)?, true),
            None => Ok(()),
        }
    }

    /// Removes what lies beside the vault; what can't be removed says nothing of the person.
    pub(crate) fn forget(&self) {
        let _ = std::fs::remove_file(self.home.join(CA));
    }

    fn ca_file(&self) -> Option<String> {
        let kept = self.home.join(CA);
        let file = match &self.ca {
            Some(given) => given.clone(),
            None if kept.exists() => kept,
            None => return None,
        };
        Some(file.to_string_lossy().into_owned())
    }

    /// Opens the phone, making its directories if they are missing.
    ///
    /// # Errors
    /// As for [`Authenticator::open`]; [`Failure::Refused`] when home and key store don't belong together.
    pub(crate) fn open(&self) -> Result<Arc<Authenticator>, Failure> {
        let keystore = Software::open(&self.keystore, &self.home)?;
        let config = Config {
            home: self
                .home
                .to_str()
                .ok_or_else(|| unusable(&self.home.to_string_lossy()))?
                .to_owned(),
            six_digits: self.six_digits,
            clock_offset_ms: self
                .clock_offset_s
                .map(|seconds| seconds.saturating_mul(1_000)),
            patience_ms: PATIENCE_MS,
            ca_file: self.ca_file(),
        };
        Authenticator::open(config, Arc::new(keystore), Arc::new(clock::System))
    }
}

/// `DIR-keys` beside `DIR`.
fn beside(home: &std::path::Path) -> PathBuf {
    // `.` and `x/..` have no name of their own until they are resolved.
    let home = home.canonicalize().unwrap_or_else(|_| home.to_owned());
    let mut name = home.file_name().unwrap_or_default().to_owned();
    name.push("-keys");
    home.with_file_name(name)
}

fn unusable(directory: &str) -> Failure {
    Failure::Refused {
        problem: Problem::of(Code::HomeUnusable).with("directory", directory),
    }
}

impl From<NotBound> for Failure {
    fn from(why: NotBound) -> Self {
        let (code, directory) = match why {
            NotBound::Unusable(directory) => (Code::HomeUnusable, directory),
            NotBound::Taken(home) => (Code::KeystoreTaken, home),
            NotBound::Elsewhere(keystore) => (Code::KeystoreElsewhere, keystore),
        };
        Self::Refused {
            problem: Problem::of(code).with("directory", directory.to_string_lossy()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lie_beside_a_home_that_was_named() {
        let place = Place::new(Some("a/b".into()), None, None).expect("a home was named");
        assert_eq!(place.keystore, PathBuf::from("a/b-keys"));
        let own = Place::new(Some("a/b".into()), Some("c".into()), Some(3));
        assert_eq!(own.expect("a home was named").keystore, PathBuf::from("c"));
    }

    #[test]
    fn the_directory_that_one_stands_in_has_a_name_too() {
        assert!(beside(std::path::Path::new(".")).ends_with("phone-keys"));
    }
}
