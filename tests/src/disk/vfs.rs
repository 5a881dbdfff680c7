//! The disk as SQLite sees it.

use std::{
    collections::{BTreeMap, HashMap},
    ffi::CString,
    path::Path,
    sync::{
        Arc, LazyLock, Mutex, Weak,
        atomic::{AtomicU64, Ordering},
    },
};

use sqlite_plugin::{
    flags::{AccessFlags, LockLevel, OpenMode, OpenOpts},
    vars,
    vfs::{RegisterOpts, Vfs, VfsHandle, VfsResult, register_static},
};

use super::{Platter, SimDisk, file::File};
use crate::{
    lock,
    power::{Operation, Power, Step, Supply},
};

/// The name to give to `Connection::open_with_flags_and_vfs`.
pub const NAME: &str = "kodevagt-sim";

/// The disks of this process by home. One VFS serves all: SQLite never forgets one that it knows.
static MOUNTED: LazyLock<Mutex<HashMap<String, Mount>>> = LazyLock::new(|| {
    let name = CString::new(NAME).expect("no NUL in it");
    let options = RegisterOpts {
        make_default: false,
    };
    register_static(name, Router, options).expect("SQLite takes the VFS");
    Mutex::default()
});

static HANDLES: AtomicU64 = AtomicU64::new(0);

struct Mount {
    platter: Weak<Mutex<Platter>>,
    supply: Supply,
}

pub(super) fn mount(disk: &SimDisk, supply: Supply) {
    let mut mounted = lock(&MOUNTED);
    mounted.retain(|_, mount| mount.platter.strong_count() > 0);
    let platter = Arc::downgrade(&disk.platter);
    mounted.insert(disk.home.clone(), Mount { platter, supply });
}

/// The mounted disk that `path` lies on, and the file's name there.
fn resolve(path: &str) -> VfsResult<(Arc<Mutex<Platter>>, Supply, String)> {
    let mounted = lock(&MOUNTED);
    let path = Path::new(path);
    for home in path.ancestors().skip(1) {
        let Some(mount) = home.to_str().and_then(|home| mounted.get(home)) else {
            continue;
        };
        let platter = mount.platter.upgrade().ok_or(vars::SQLITE_CANTOPEN)?;
        let name = path.strip_prefix(home).map_err(|_| vars::SQLITE_CANTOPEN)?;
        let name = name.to_string_lossy().into_owned();
        return Ok((platter, mount.supply.clone(), name));
    }
    Err(vars::SQLITE_CANTOPEN)
}

/// Sends each path to its disk.
struct Router;

/// An open file.
struct Handle {
    platter: Arc<Mutex<Platter>>,
    supply: Supply,
    name: String,
    file: u64,
    handle: u64,
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

impl Handle {
    fn read<T>(&self, error: i32, look: impl FnOnce(&File) -> T) -> VfsResult<T> {
        if !self.supply.is_on() {
            return Err(error);
        }
        lock(&self.platter)
            .files
            .get(&self.file)
            .map(look)
            .ok_or(error)
    }

    fn change(
        &self,
        operation: Operation,
        error: i32,
        change: impl FnOnce(&mut Platter),
    ) -> VfsResult<()> {
        // The disk is held while the power decides: what the trace tells in order happens in order.
        let mut platter = lock(&self.platter);
        let step = self.supply.step(operation, &self.name, true);
        if step != Step::Off {
            change(&mut platter);
        }
        answer(step, error)
    }
}

fn answer(step: Step, error: i32) -> VfsResult<()> {
    match step {
        Step::Go => Ok(()),
        Step::Last | Step::Off => Err(error),
    }
}

impl Vfs for Router {
    type Handle = Handle;

    fn open(&self, path: Option<&str>, opts: OpenOpts) -> VfsResult<Handle> {
        let handle = HANDLES.fetch_add(1, Ordering::Relaxed);
        let Some(path) = path else {
            return Ok(temporary(handle));
        };
        let (platter, supply, name) = resolve(path)?;
        if !supply.is_on() {
            return Err(vars::SQLITE_CANTOPEN);
        }
        let file = {
            let mut disk = lock(&platter);
            match (disk.names.get(&name).copied(), opts.mode()) {
                (Some(file), _) => file,
                (None, OpenMode::ReadWrite { create }) if create != none() => {
                    disk.create(&name, File::default())
                }
                (None, _) => return Err(vars::SQLITE_CANTOPEN),
            }
        };
        let readonly = opts.mode().is_readonly();
        Ok(Handle {
            platter,
            supply,
            name,
            file,
            handle,
            readonly,
        })
    }

    fn delete(&self, path: &str) -> VfsResult<()> {
        let (platter, supply, name) = resolve(path)?;
        let mut disk = lock(&platter);
        if !disk.names.contains_key(&name) && supply.is_on() {
            return Err(vars::SQLITE_IOERR_DELETE_NOENT);
        }
        let step = supply.step(Operation::Remove, &name, true);
        if step != Step::Off {
            disk.remove(&name);
        }
        answer(step, vars::SQLITE_IOERR_DELETE)
    }

    fn access(&self, path: &str, _flags: AccessFlags) -> VfsResult<bool> {
        let (platter, supply, name) = resolve(path)?;
        if !supply.is_on() {
            return Err(vars::SQLITE_IOERR_ACCESS);
        }
        Ok(lock(&platter).names.contains_key(&name))
    }

    fn file_size(&self, handle: &mut Handle) -> VfsResult<usize> {
        handle.read(vars::SQLITE_IOERR_FSTAT, |file| file.live().len())
    }

    fn truncate(&self, handle: &mut Handle, size: usize) -> VfsResult<()> {
        let file = handle.file;
        handle.change(
            Operation::Truncate,
            vars::SQLITE_IOERR_TRUNCATE,
            |platter| {
                if let Some(file) = platter.files.get_mut(&file) {
                    file.truncate(size);
                }
            },
        )
    }

    fn write(&self, handle: &mut Handle, offset: usize, data: &[u8]) -> VfsResult<usize> {
        let file = handle.file;
        handle.change(Operation::Write, vars::SQLITE_IOERR_WRITE, |platter| {
            if let Some(file) = platter.files.get_mut(&file) {
                file.write(offset, data);
            }
        })?;
        Ok(data.len())
    }

    fn read(&self, handle: &mut Handle, offset: usize, data: &mut [u8]) -> VfsResult<usize> {
        handle.read(vars::SQLITE_IOERR_READ, |file| {
            let rest = file.live().get(offset..).unwrap_or_default();
            let len = rest.len().min(data.len());
            data[..len].copy_from_slice(&rest[..len]);
            len
        })
    }

    fn sync(&self, handle: &mut Handle) -> VfsResult<()> {
        let file = handle.file;
        handle.change(Operation::Sync, vars::SQLITE_IOERR_FSYNC, |platter| {
            platter.sync(file);
        })
    }

    fn lock(&self, handle: &mut Handle, level: LockLevel) -> VfsResult<()> {
        let mut platter = lock(&handle.platter);
        let locks = &mut platter
            .files
            .get_mut(&handle.file)
            .ok_or(vars::SQLITE_IOERR_LOCK)?
            .locks;
        let others = locks
            .iter()
            .filter(|(holder, _)| **holder != handle.handle)
            .map(|(_, level)| *level)
            .max()
            .unwrap_or(LockLevel::Unlocked);
        let most = match level {
            LockLevel::Unlocked | LockLevel::Shared => LockLevel::Reserved,
            LockLevel::Reserved => LockLevel::Shared,
            // What waits for readers to leave keeps new ones out.
            LockLevel::Pending | LockLevel::Exclusive if others == LockLevel::Shared => {
                locks.insert(handle.handle, LockLevel::Pending);
                return Err(vars::SQLITE_BUSY);
            }
            LockLevel::Pending | LockLevel::Exclusive => LockLevel::Unlocked,
        };
        if others > most {
            return Err(vars::SQLITE_BUSY);
        }
        let held = locks.entry(handle.handle).or_insert(LockLevel::Unlocked);
        *held = (*held).max(level);
        Ok(())
    }

    fn unlock(&self, handle: &mut Handle, level: LockLevel) -> VfsResult<()> {
        if let Some(file) = lock(&handle.platter).files.get_mut(&handle.file) {
            let held = file.locks.entry(handle.handle).or_insert(level);
            *held = (*held).min(level);
        }
        Ok(())
    }

    fn check_reserved_lock(&self, handle: &mut Handle) -> VfsResult<bool> {
        handle.read(vars::SQLITE_IOERR_CHECKRESERVEDLOCK, |file| {
            file.locks
                .values()
                .any(|level| *level >= LockLevel::Reserved)
        })
    }

    fn close(&self, handle: Handle) -> VfsResult<()> {
        if let Some(file) = lock(&handle.platter).files.get_mut(&handle.file) {
            file.locks.remove(&handle.handle);
        }
        Ok(())
    }

    fn device_characteristics(&self, _handle: &mut Handle) -> VfsResult<i32> {
        // What SQLite assumes of a phone's file system; the crate's default promises far more.
        Ok(vars::SQLITE_IOCAP_POWERSAFE_OVERWRITE)
    }
}

fn none() -> sqlite_plugin::flags::CreateMode {
    sqlite_plugin::flags::CreateMode::None
}

/// A temporary file without a name: on no disk, and gone with its handle.
fn temporary(handle: u64) -> Handle {
    let platter = Platter {
        files: BTreeMap::from([(0, File::default())]),
        ..Platter::default()
    };
    Handle {
        platter: Arc::new(Mutex::new(platter)),
        supply: Power::default().supply(),
        name: String::new(),
        file: 0,
        handle,
        readonly: false,
    }
}
