//! The nonces at hand: each answer to a signed request brings the next.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kodevagt_core::vault::RootId;

/// The latest unused nonce of each service and root.
#[derive(Default)]
pub(crate) struct Nonces(Mutex<BTreeMap<(String, RootId), String>>);

impl Nonces {
    /// Takes the nonce: it is good for one request.
    pub(crate) fn take(&self, server: &str, root: RootId) -> Option<String> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.remove(&(server.to_owned(), root))
    }

    pub(crate) fn keep(&self, server: &str, root: RootId, nonce: String) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert((server.to_owned(), root), nonce);
    }
}
