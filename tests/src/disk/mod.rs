//! A disk in memory under SQLite (a VFS by `sqlite-plugin`). What wasn't synced when the power goes is
//! dropped, kept or torn, sector by sector.
//!
//! What it models: writes, truncations and new files are durable from the file's next sync on.
//! Deletions are durable at once, as `synchronous=EXTRA` makes them; `sqlite-plugin` can't see EXTRA's
//! sync of the directory, so that one is asserted by strace, and [`SimDisk::forget_directory_syncs`]
//! shows what it is for.

mod file;
mod vfs;

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
};

use crate::{disk::file::File, entropy::SimEntropy, lock, power::Power};

pub use vfs::NAME as VFS;

/// The files of one home. Clones are the same disk.
#[derive(Clone)]
pub struct SimDisk {
    home: String,
    platter: Arc<Mutex<Platter>>,
}

/// What becomes of unsynced sectors when the power goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// All are lost.
    DropAll,
    /// All had arrived (also what a killed process leaves).
    KeepAll,
    /// Each is dropped, kept or torn, chosen by this seed.
    Mixed(u64),
}

/// Every file of a home by name, as a thief or a backup copies it.
pub type Image = BTreeMap<String, Vec<u8>>;

#[derive(Clone, Default)]
struct Platter {
    next: u64,
    files: BTreeMap<u64, File>,
    names: BTreeMap<String, u64>,
    /// Names deleted while nobody synced the directory; only with `forgetful`.
    deleted: Vec<(String, u64)>,
    lying: bool,
    forgetful: bool,
}

impl SimDisk {
    /// An empty disk, which SQLite reaches under `home` by the VFS [`VFS`].
    ///
    /// # Panics
    /// If SQLite refuses to know the VFS.
    #[must_use]
    pub fn new(home: &Path, power: &Power) -> Self {
        Self::with(home, power, Platter::default())
    }

    fn with(home: &Path, power: &Power, platter: Platter) -> Self {
        let disk = Self {
            home: home.to_string_lossy().into_owned(),
            platter: Arc::new(Mutex::new(platter)),
        };
        vfs::mount(&disk, power.supply());
        disk
    }

    /// The same content under another home, with its own power.
    pub(crate) fn fork(&self, home: &Path, power: &Power) -> Self {
        let mut platter = lock(&self.platter).clone();
        for file in platter.files.values_mut() {
            file.locks.clear();
        }
        Self::with(home, power, platter)
    }

    /// Takes out the disk and puts in what is left of it after the power went.
    pub(crate) fn restart(&mut self, power: &Power, loss: Loss) {
        let survivors = lock(&self.platter).after(loss);
        *self = Self::with(Path::new(&self.home), power, survivors);
    }

    /// From now on, syncs do nothing: the control that durability tests must fail under.
    pub fn lie_about_syncs(&self) {
        lock(&self.platter).lying = true;
    }

    /// From now on, a deletion isn't durable until a new file's first sync takes the directory along,
    /// as with `synchronous=FULL`.
    pub fn forget_directory_syncs(&self) {
        lock(&self.platter).forgetful = true;
    }

    /// Every file as it reads now.
    #[must_use]
    pub fn image(&self) -> Image {
        let platter = lock(&self.platter);
        let content = |id| platter.files[id].live().to_vec();
        platter
            .names
            .iter()
            .map(|(name, id)| (name.clone(), content(id)))
            .collect()
    }

    /// Replaces every file by those of `image`, durably. Nobody may have one open.
    pub fn restore(&self, image: &Image) {
        let mut platter = lock(&self.platter);
        platter.names.clear();
        platter.deleted.clear();
        for (name, content) in image {
            platter.create(name, File::durable(content.clone()));
        }
    }

    /// Names of the files that hold `needle` anywhere.
    #[must_use]
    pub fn find(&self, needle: &[u8]) -> Vec<String> {
        self.image()
            .into_iter()
            .filter(|(_, content)| content.windows(needle.len()).any(|part| part == needle))
            .map(|(name, _)| name)
            .collect()
    }
}

impl Platter {
    fn create(&mut self, name: &str, file: File) -> u64 {
        self.next += 1;
        self.files.insert(self.next, file);
        self.names.insert(name.to_owned(), self.next);
        self.next
    }

    fn remove(&mut self, name: &str) -> bool {
        let Some(id) = self.names.remove(name) else {
            return false;
        };
        if self.forgetful {
            self.deleted.push((name.to_owned(), id));
        }
        true
    }

    fn sync(&mut self, id: u64) {
        if self.lying {
            return;
        }
        if let Some(file) = self.files.get_mut(&id) {
            if file.is_new() {
                self.deleted.clear();
            }
            file.sync();
        }
    }

    fn after(&self, loss: Loss) -> Self {
        let choice = SimEntropy::new(match loss {
            Loss::Mixed(seed) => seed,
            Loss::DropAll | Loss::KeepAll => 0,
        });
        let back = |_: &&(String, u64)| match loss {
            Loss::DropAll => true,
            Loss::KeepAll => false,
            Loss::Mixed(_) => choice.below(2) == 0,
        };
        let mut left = Self {
            lying: self.lying,
            forgetful: self.forgetful,
            ..Self::default()
        };
        let deleted = self.deleted.iter().filter(back);
        for (name, id) in deleted.map(|(name, id)| (name, id)).chain(&self.names) {
            if let Some(content) = self.files[id].after(loss, &choice) {
                left.create(name, File::durable(content));
            }
        }
        left
    }
}
