//! What goes wrong in a key store, and when.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use kodevagt_core::ports::Fault;

use super::Call;
use crate::lock;

/// Which calls go wrong, counted from when it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The n-th call of any kind, from 1.
    Nth(u64),
    /// The n-th call of this kind, from 1.
    NthOf(Call, u64),
    /// Each call of this kind.
    Every(Call),
    /// Each call.
    All,
}

/// How a call goes wrong.
#[derive(Clone, Debug)]
pub enum How {
    /// No answer, and nothing happened.
    Before,
    /// No answer, though it happened.
    After,
    /// This answer, and nothing happened.
    Fault(Fault),
    /// Blocks until the gate is opened; then no answer, and nothing happened.
    Hang(Arc<Gate>),
}

/// What a hanging call waits at.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<(bool, bool)>,
    moved: Condvar,
}

impl Gate {
    /// Lets every call that waits, or will, go on.
    pub fn open(&self) {
        lock(&self.state).0 = true;
        self.moved.notify_all();
    }

    /// Waits until a call has come to the gate.
    pub fn reached(&self) {
        drop(self.moved.wait_while(lock(&self.state), |state| !state.1));
    }

    pub(super) fn wait(&self) {
        lock(&self.state).1 = true;
        self.moved.notify_all();
        let waited = self.moved.wait_while(lock(&self.state), |state| !state.0);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

#[derive(Clone, Default)]
pub(super) struct Troubles(Vec<Trouble>);

#[derive(Clone)]
struct Trouble {
    at: At,
    how: How,
    seen: u64,
}

impl Troubles {
    pub(super) fn push(&mut self, at: At, how: How) {
        self.0.push(Trouble { at, how, seen: 0 });
    }

    /// Whether this call goes wrong.
    pub(super) fn next(&mut self, call: Call) -> Option<How> {
        let mut found = None;
        for trouble in &mut self.0 {
            let (counts, hit) = match trouble.at {
                At::Nth(n) => (true, trouble.seen + 1 == n),
                At::NthOf(kind, n) => (kind == call, kind == call && trouble.seen + 1 == n),
                At::Every(kind) => (true, kind == call),
                At::All => (true, true),
            };
            trouble.seen += u64::from(counts);
            if hit && found.is_none() {
                found = Some(trouble.how.clone());
            }
        }
        found
    }
}
