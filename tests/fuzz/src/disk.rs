//! A disk in memory under SQLite: what a file system costs, a million inputs need not pay. It keeps no
//! locks: a phone's two files are opened once each, by one process.

use std::collections::BTreeMap;
use std::ffi::CString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use kodevagt_core::vault::store::Home;
use sqlite_plugin::flags::{AccessFlags, CreateMode, LockLevel, OpenMode, OpenOpts};
use sqlite_plugin::vars;
use sqlite_plugin::vfs::{RegisterOpts, Vfs, VfsHandle, VfsResult, register_static};

const NAME: &str = "kodevagt-fuzz";

type Bytes = Arc<Mutex<Vec<u8>>>;

/// Every file by its path. One VFS serves all disks: SQLite never forgets one that it knows.
static FILES: LazyLock<Mutex<BTreeMap<PathBuf, Bytes>>> = LazyLock::new(|| {
    let name = CString::new(NAME).expect("no NUL in it");
    let options = RegisterOpts {
        make_default: false,
    };
    register_static(name, Memory, options).expect("SQLite takes the VFS");
    Mutex::default()
});

/// A home whose SQLite files lie in memory, until it is dropped.
pub(crate) struct Disk {
    /// For the file that processes queue on, which isn't SQLite's.
    folder: tempfile::TempDir,
}

impl Disk {
    /// A disk with these files, by name, and no others.
    pub(crate) fn with<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Self {
        let folder = tempfile::tempdir_in(memory()).expect("a folder in memory");
        let mut all = held(&FILES);
        for (name, bytes) in files {
            all.insert(folder.path().join(name), Arc::new(Mutex::new(bytes)));
        }
        Self { folder }
    }

    pub(crate) fn home(&self) -> Home {
        Home::on_vfs(self.folder.path(), NAME)
    }

    /// What the file `name` holds.
    pub(crate) fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.path().join(name);
        let file = held(&FILES).get(&path).cloned()?;
        let bytes = held(&file).clone();
        Some(bytes)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        held(&FILES).retain(|path, _| !path.starts_with(self.folder.path()));
    }
}

/// The VFS.
struct Memory;

/// An open file.
struct Handle {
    bytes: Bytes,
    readonly: bool,
}

impl VfsHandle for Handle {
    fn readonly(&self) -> bool {
        self.readonly
    }

    fn in_memory(&self) -> bool {
        false
    }
}

impl Vfs for Memory {
    type Handle = Handle;

    fn open(&self, path: Option<&str>, opts: OpenOpts) -> VfsResult<Handle> {
        let readonly = opts.mode().is_readonly();
        let Some(path) = path.map(Path::new) else {
            let bytes = Bytes::default();
            return Ok(Handle { bytes, readonly });
        };
        let mut files = held(&FILES);
        let bytes = match (files.get(path), opts.mode()) {
            (Some(bytes), _) => Arc::clone(bytes),
            (None, OpenMode::ReadWrite { create }) if create != CreateMode::None => {
                Arc::clone(files.entry(path.to_owned()).or_default())
            }
            (None, _) => return Err(vars::SQLITE_CANTOPEN),
        };
        Ok(Handle { bytes, readonly })
    }

    fn delete(&self, path: &str) -> VfsResult<()> {
        let gone = held(&FILES).remove(Path::new(path));
        gone.map(drop).ok_or(vars::SQLITE_IOERR_DELETE_NOENT)
    }

    fn access(&self, path: &str, _: AccessFlags) -> VfsResult<bool> {
        Ok(held(&FILES).contains_key(Path::new(path)))
    }

    fn file_size(&self, handle: &mut Handle) -> VfsResult<usize> {
        Ok(held(&handle.bytes).len())
    }

    fn truncate(&self, handle: &mut Handle, size: usize) -> VfsResult<()> {
        held(&handle.bytes).truncate(size);
        Ok(())
    }

    fn write(&self, handle: &mut Handle, offset: usize, data: &[u8]) -> VfsResult<usize> {
        let mut bytes = held(&handle.bytes);
        let end = offset + data.len();
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        bytes[offset..end].copy_from_slice(data);
        Ok(data.len())
    }

    fn read(&self, handle: &mut Handle, offset: usize, data: &mut [u8]) -> VfsResult<usize> {
        let bytes = held(&handle.bytes);
        let rest = bytes.get(offset..).unwrap_or_default();
        let length = rest.len().min(data.len());
        data[..length].copy_from_slice(&rest[..length]);
        Ok(length)
    }

    fn lock(&self, _: &mut Handle, _: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn unlock(&self, _: &mut Handle, _: LockLevel) -> VfsResult<()> {
        Ok(())
    }

    fn check_reserved_lock(&self, _: &mut Handle) -> VfsResult<bool> {
        Ok(false)
    }

    fn close(&self, _: Handle) -> VfsResult<()> {
        Ok(())
    }

    fn device_characteristics(&self, _: &mut Handle) -> VfsResult<i32> {
        // What SQLite assumes of a phone's file system; the crate's default promises far more.
        Ok(vars::SQLITE_IOCAP_POWERSAFE_OVERWRITE)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where files cost no disk.
fn memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    }
}
