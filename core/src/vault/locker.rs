//! The locker: what a closed or blocked phone must know, sealed under keys that need no PIN and survive
//! a lockout. One document for each organisation, one for the phone.
//!
//! Each write seals under a fresh alias and the former one is destroyed after the commit: what a
//! document no longer says is gone, and an older file's document doesn't open.

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::roots::RootId;
use super::store::{self, SlotChange, Store};
use super::{Error, FORMAT, seal};
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};

/// Which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// What the phone itself keeps.
    Phone,
    /// What it keeps of one organisation.
    Organisation(RootId),
}

impl Place {
    /// The slot that it lies in.
    pub(crate) fn slot(self) -> String {
        match self {
            Self::Phone => format!("{PREFIX}phone"),
            Self::Organisation(id) => format!("{PREFIX}{id}"),
        }
    }
}

/// What the locker's slots are named with.
pub(crate) const PREFIX: &str = "locker/";

/// Reads a document; `None` if there is none.
///
/// # Errors
/// [`Error::Tampered`] when it was changed; [`Error::Keystore`] with [`Fault::Missing`] when its key is
/// gone: an older file, or lost hardware.
pub(crate) fn read<T: DeserializeOwned>(
    store: &Store,
    place: Place,
    keystore: &dyn Keystore,
) -> Result<Option<T>, Error> {
    let slot = place.slot();
    let Some(row) = store::slot(&store.attempt, &slot)? else {
        return Ok(None);
    };
    let device = store::device(&store.attempt)?.ok_or(Error::Tampered)?;
    let plain = keystore
        .open(&row.alias, &row.sealed, &aad(&device, &slot, &row.alias))
        .map_err(|fault| match fault {
            Fault::Tampered => Error::Tampered,
            fault => fault.into(),
        })?;
    serde_json::from_slice(plain.bytes())
        .map(Some)
        .map_err(|_| Error::Tampered)
}

/// Seals `document` under a fresh key, to be written in the caller's transaction.
pub(crate) fn seal<T: Serialize>(
    place: Place,
    document: &T,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<SlotChange, Error> {
    let (alias, slot) = (Alias::make(Family::Locker, entropy)?, place.slot());
    keystore.make(&alias, Purpose::Seal)?;
    let sealed = keystore.seal(&alias, &json(document), &aad(device, &slot, &alias))?;
    Ok(SlotChange::Write {
        name: slot,
        alias,
        sealed,
    })
}

/// The organisations that have a document.
pub(crate) fn organisations(store: &Store) -> Result<Vec<RootId>, Error> {
    let names = store::slot_aliases(&store.attempt)?;
    let ids = names.iter().filter_map(|(name, _)| {
        let id = name.strip_prefix(PREFIX)?;
        RootId::parse(id)
    });
    Ok(ids.collect())
}

/// The JSON, in one buffer that never grows and is wiped: measured first, then written.
fn json<T: Serialize>(document: &T) -> Zeroizing<Vec<u8>> {
    let mut length = Length(0);
    serde_json::to_writer(&mut length, document).expect("plain data with text keys");
    let mut out = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *out, document).expect("plain data with text keys");
    out
}

struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn aad(device: &[u8; 16], slot: &str, alias: &Alias) -> Vec<u8> {
    seal::bind(
        "kodevagt/locker",
        &[
            &[FORMAT],
            device,
            slot.as_bytes(),
            alias.as_str().as_bytes(),
        ],
    )
}
