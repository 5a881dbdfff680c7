//! A key's life in a file: 32 bytes, or a signing key's PKCS#8. A file of zeros is a key that is being destroyed: it counts as
//! gone, so that a crash between overwriting and unlinking leaves nothing in between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use kodevagt_bindings::KeystoreFault;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use zeroize::Zeroizing;

/// Bytes in a key for sealing or deriving.
pub(super) const KEY_LEN: usize = 32;
/// Bytes in a signing key: PKCS#8 version 1 (RFC 5208) of a P-256 key with its public half.
pub(super) const SIGNING_KEY_LEN: usize = 138;

/// What a finished key's file ends on; anything else in the directory is not ours to judge.
const SUFFIX: &str = ".key";
/// What a file begins with while it is being written.
const UNFINISHED: &str = ".new-";
/// What stands as it is in a file's name: RFC 3986's unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Every alias that has a key.
pub(super) fn list(directory: &Path) -> Result<Vec<String>, KeystoreFault> {
    let mut aliases = Vec::new();
    for entry in fs::read_dir(directory).map_err(unavailable)? {
        let name = entry.map_err(unavailable)?.file_name();
        let Some(alias) = name.to_str().and_then(alias_of) else {
            continue;
        };
        // A damaged key is there all the same: to be used it is asked for by name.
        if read(directory, &alias) != Err(KeystoreFault::Missing) {
            aliases.push(alias);
        }
    }
    Ok(aliases)
}

/// The key of `alias`, of either length.
pub(super) fn read(directory: &Path, alias: &str) -> Result<Zeroizing<Vec<u8>>, KeystoreFault> {
    let mut file = File::open(path(directory, alias)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => KeystoreFault::Missing,
        _ => KeystoreFault::Unavailable,
    })?;
    let length = usize::try_from(file.metadata().map_err(unavailable)?.len());
    let length = match length {
        Ok(length @ (KEY_LEN | SIGNING_KEY_LEN)) => length,
        _ => return Err(KeystoreFault::Unavailable),
    };
    let mut key = Zeroizing::new(vec![0; length]);
    file.read_exact(&mut key).map_err(unavailable)?;
    if key.iter().all(|byte| *byte == 0) {
        return Err(KeystoreFault::Missing);
    }
    Ok(key)
}

/// Writes a new key: after a crash it is there whole or not at all.
pub(super) fn write(directory: &Path, alias: &str, key: &[u8]) -> Result<(), KeystoreFault> {
    let written = || -> io::Result<()> {
        // Only its owner may read it: tempfile makes it 0600.
        let mut file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempfile_in(directory)?;
        file.write_all(key)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path(directory, alias))?;
        sync(directory)
    };
    written().map_err(unavailable)
}

/// Overwrites and removes a key, durably at its return. One that isn't there is no error.
pub(super) fn destroy(directory: &Path, alias: &str) -> Result<(), KeystoreFault> {
    let path = path(directory, alias);
    let destroyed = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).open(&path)?;
        let length = file.metadata()?.len().max(KEY_LEN as u64);
        io::copy(&mut io::repeat(0).take(length), &mut file)?;
        file.sync_all()?;
        fs::remove_file(&path)?;
        sync(directory)
    };
    match destroyed() {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(KeystoreFault::Unavailable),
        // Gone already; make sure that this is what a power cut finds, too.
        Err(_) => sync(directory).map_err(unavailable),
        Ok(()) => Ok(()),
    }
}

/// Removes what a crash left unfinished: no alias ever named it.
pub(super) fn tidy(directory: &Path) -> io::Result<()> {
    const SURELY_ABANDONED: std::time::Duration = std::time::Duration::from_secs(600);
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if ours && age().is_some_and(|age| age > SURELY_ABANDONED) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Makes what was done in `directory` durable.
pub(super) fn sync(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

fn path(directory: &Path, alias: &str) -> PathBuf {
    directory.join(format!("{}{SUFFIX}", utf8_percent_encode(alias, ESCAPED)))
}

fn alias_of(name: &str) -> Option<String> {
    let escaped = name.strip_suffix(SUFFIX)?;
    let alias = percent_decode_str(escaped).decode_utf8().ok()?.into_owned();
    // A name that we would not have written is junk.
    let same = utf8_percent_encode(&alias, ESCAPED).to_string() == escaped;
    (same && !alias.is_empty()).then_some(alias)
}

fn unavailable(_: impl Into<io::Error>) -> KeystoreFault {
    KeystoreFault::Unavailable
}
