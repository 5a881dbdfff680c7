//! One key store serves one home, and each names the other in a file. A phone takes a key that is
//! missing for a phone that is blocked, and tidies keys away that it doesn't know: with a mistyped
//! `--keystore` it would destroy its own vault or another's keys.

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::files;

/// In the key store: the home that it serves.
const HOME: &str = "home";
/// In the home: where its keys are.
const KEYSTORE: &str = "keystore";

/// Why a key store isn't used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotBound {
    /// A directory can't be made, read or written.
    Unusable(PathBuf),
    /// The key store serves the home named.
    Taken(PathBuf),
    /// The home's keys are in the key store named.
    Elsewhere(PathBuf),
}

/// Binds the two to each other, or finds that they are. Answers the key store's canonical path.
pub(super) fn bind(keystore: &Path, home: &Path) -> Result<PathBuf, NotBound> {
    let home = private(home)?;
    let keystore = private(keystore)?;
    let serves = named(&keystore, HOME)?;
    let kept_in = named(&home, KEYSTORE)?;
    match &serves {
        Some(other) if *other != home => return Err(NotBound::Taken(other.clone())),
        _ => (),
    }
    match &kept_in {
        Some(other) if *other != keystore => return Err(NotBound::Elsewhere(other.clone())),
        _ => (),
    }
    if serves.is_none() {
        name(&keystore, HOME, &home)?;
    }
    if kept_in.is_none() {
        name(&home, KEYSTORE, &keystore)?;
    }
    let unusable = |_| NotBound::Unusable(keystore.clone());
    files::tidy(&keystore).map_err(unusable)?;
    Ok(keystore)
}

/// The directory's canonical path; made for its owner alone if it is missing.
fn private(directory: &Path) -> Result<PathBuf, NotBound> {
    let made = || -> io::Result<PathBuf> {
        if !directory.exists() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(directory)?;
            // A umask may have taken more, and a parent's may have been there: this one is ours.
            fs::set_permissions(directory, fs::Permissions::from_mode(0o700))?;
        }
        let canonical = directory.canonicalize()?;
        if !canonical.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(canonical)
    };
    made().map_err(|_| NotBound::Unusable(directory.to_owned()))
}

fn named(directory: &Path, file: &str) -> Result<Option<PathBuf>, NotBound> {
    match fs::read(directory.join(file)) {
        Ok(mut bytes) => {
            if bytes.last() == Some(&b'\n') {
                bytes.pop();
            }
            Ok(Some(PathBuf::from(std::ffi::OsString::from_vec(bytes))))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) => Err(NotBound::Unusable(directory.to_owned())),
    }
}

fn name(directory: &Path, file: &str, path: &Path) -> Result<(), NotBound> {
    let written = || -> io::Result<()> {
        let mut fresh = tempfile::NamedTempFile::new_in(directory)?;
        fresh.write_all(path.as_os_str().as_bytes())?;
        fresh.write_all(b"\n")?;
        fresh.as_file().sync_all()?;
        fresh.persist(directory.join(file))?;
        files::sync(directory)
    };
    written().map_err(|_| NotBound::Unusable(directory.to_owned()))
}
