//! Simulators that the attack tests and journeys run on: a phone whose power can be cut at every
//! operation.
//!
//! - [`phone`]: one simulated phone: a disk, a key store, randomness and one power supply
//! - [`disk`]: a disk under SQLite that drops, keeps or tears what wasn't synced
//! - [`keystore`]: the hardware key store: rollback, loss, failures, hangs, single-use keys
//! - [`power`]: counts every write, sync and key-store call, and cuts the power at one of them
//! - [`schedule`]: runs a scenario to a crash at each of its operations, and checks what is left
//! - [`entropy`], [`mutate`]: randomness, and hostile bytes, from a seed
//! - [`service`]: an organisation's service in memory, by the protocol alone
//! - [`files`], [`masked`]: for several real processes: a key store in a directory that they share, and
//!   the way that a secret takes to one of them
//! - [`reader`]: the keys of a vault, for a test to know what it searches for

pub mod disk;
pub mod entropy;
pub mod files;
pub mod keystore;
pub mod masked;
pub mod mutate;
pub mod organisation;
pub mod phone;
pub mod power;
pub mod reader;
pub mod schedule;
pub mod service;
pub mod stand;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks `mutex`, also after another thread's failed assertion poisoned it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
