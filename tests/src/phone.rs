//! One simulated phone: a disk, a key store and randomness on one power supply.

use std::path::Path;

use kodevagt_core::ports::Features;
use tempfile::TempDir;

use crate::{
    disk::{Loss, SimDisk},
    entropy::SimEntropy,
    keystore::SimKeystore,
    power::Power,
};

/// A phone that can be switched off at any operation, and copied.
pub struct SimPhone {
    home: TempDir,
    power: Power,
    disk: SimDisk,
    keystore: SimKeystore,
    entropy: SimEntropy,
}

impl SimPhone {
    /// A phone out of the box, with the key store of a good one: fingerprints, no single-use keys.
    ///
    /// # Panics
    /// If no temporary directory can be made.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::with(
            seed,
            Features {
                single_use: false,
                biometric: true,
            },
        )
    }

    /// A phone out of the box, whose hardware can do `features`.
    ///
    /// # Panics
    /// If no temporary directory can be made.
    #[must_use]
    pub fn with(seed: u64, features: Features) -> Self {
        let home = fresh_home();
        let power = Power::default();
        Self {
            disk: SimDisk::new(home.path(), &power),
            keystore: SimKeystore::new(seed, features, &power),
            entropy: SimEntropy::new(!seed),
            home,
            power,
        }
    }

    /// A second phone in exactly the same condition: disk, keys, and the random numbers to come.
    ///
    /// # Panics
    /// If no temporary directory can be made.
    #[must_use]
    pub fn fork(&self) -> Self {
        let home = fresh_home();
        let power = Power::default();
        Self {
            disk: self.disk.fork(home.path(), &power),
            keystore: self.keystore.fork(&power),
            entropy: self.entropy.fork(),
            home,
            power,
        }
    }

    /// The directory that the phone's files are opened in: real and empty but for lock files; what
    /// SQLite keeps there by the VFS [`crate::disk::VFS`] lies on the simulated disk.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The power supply.
    #[must_use]
    pub fn power(&self) -> &Power {
        &self.power
    }

    /// The disk.
    #[must_use]
    pub fn disk(&self) -> &SimDisk {
        &self.disk
    }

    /// The key store, as this run of the phone holds it.
    #[must_use]
    pub fn keystore(&self) -> &SimKeystore {
        &self.keystore
    }

    /// The randomness.
    #[must_use]
    pub fn entropy(&self) -> &SimEntropy {
        &self.entropy
    }

    /// The power goes (or the process is killed, [`Loss::KeepAll`]) and comes back. What of the last
    /// run is still held finds no power any more.
    pub fn restart(&mut self, loss: Loss) {
        self.power.restart();
        self.disk.restart(&self.power, loss);
        self.keystore = self.keystore.restart(&self.power);
    }
}

/// A directory in memory where the system has one: thousands of phones come and go, and removing a
/// directory from a real disk takes milliseconds.
fn fresh_home() -> TempDir {
    TempDir::new_in("/dev/shm")
        .or_else(|_| TempDir::new())
        .expect("a temporary directory")
}
