//! Files of the person's: pictures and exports read, backups and pictures written.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use kodevagt_bindings::Problem;
use kodevagt_texts::Code;

use crate::stop::{Exit, Stop};

/// The most bytes that are read of a file, one more than the largest that any reader takes: what is
/// larger is refused by that reader, in its own words.
const MOST: u64 = (64 << 20) + 1;

/// What stands in `path`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|_| Stop::new(unreadable(path), Exit::Other))
}

/// That `path` can't be read.
pub(crate) fn unreadable(path: &Path) -> Problem {
    Problem::of(Code::CannotRead).with("file", path.to_string_lossy())
}

/// Writes `bytes` to `path` for its owner's eyes, whole or not at all; a file that stands there is
/// replaced only by `force`.
pub(crate) fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Stop> {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("."),
    };
    let written = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .permissions(std::fs::Permissions::from_mode(0o600))
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if force {
            file.persist(path)?;
        } else {
            file.persist_noclobber(path)?;
        }
        File::open(folder)?.sync_all()
    };
    written().map_err(|error| {
        let (code, exit) = match error.kind() {
            ErrorKind::AlreadyExists => (Code::FileExists, Exit::Refused),
            _ => (Code::CannotWrite, Exit::Other),
        };
        Stop::new(Problem::of(code).with("file", path.to_string_lossy()), exit)
    })
}

/// Refuses, before anybody is asked for anything, what [`write()`] would refuse afterwards.
pub(crate) fn can_write(path: &Path, force: bool) -> Result<(), Stop> {
    if !force && path.symlink_metadata().is_ok() {
        let problem = Problem::of(Code::FileExists).with("file", path.to_string_lossy());
        return Err(Stop::refused(problem));
    }
    Ok(())
}
