//! What an organisation's support opens: its root, sealed under a key that takes both a half which the
//! service holds (S_srv) and a key of this phone's hardware.
//!
//! Slots are numbered. A new one is made beside the old before the service changes its half; the old
//! one goes once the service has said that the old half is gone.

use super::roots::{RootId, Roots};
use super::store::{self, SlotChange, Store};
use super::{Error, FORMAT, seal};
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};
use crate::secret::Key;

/// What the slots of every organisation are named with.
const PREFIX: &str = "puk/";

/// Seals `roots` as slot number `serial` of `id`, for whoever has `half` and this phone.
pub(crate) fn make(
    id: RootId,
    serial: u64,
    half: &Key,
    roots: &Roots,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<SlotChange, Error> {
    let alias = Alias::make(Family::Puk, entropy)?;
    keystore.make(&alias, Purpose::Derive)?;
    let key = slot_key(half, serial, &alias, device, keystore)?;
    let aad = aad(id, serial, device, &alias);
    let sealed = seal::seal(&key, roots.to_bytes().bytes(), &aad, entropy)?;
    Ok(SlotChange::Write {
        name: slot(id, serial),
        alias,
        sealed,
    })
}

/// The numbers of the slots that `id` has, the smallest first.
pub(crate) fn serials(store: &Store, id: RootId) -> Result<Vec<u64>, Error> {
    let prefix = format!("{PREFIX}{id}/");
    let names = store::slot_aliases(&store.attempt)?;
    let numbers = names.iter().filter_map(|(name, _)| {
        let number = name.strip_prefix(&prefix)?;
        number.parse().ok()
    });
    let mut numbers: Vec<u64> = numbers.collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Takes slot number `serial` of `id` out.
pub(crate) fn drop(id: RootId, serial: u64) -> SlotChange {
    SlotChange::Delete(slot(id, serial))
}

/// The key of slot number `serial` of `id`.
pub(crate) fn alias(store: &Store, id: RootId, serial: u64) -> Result<Option<Alias>, Error> {
    Ok(store::slot(&store.attempt, &slot(id, serial))?.map(|row| row.alias))
}

/// The keys of every organisation's slots, as the file names them.
pub(crate) fn aliases(store: &Store) -> Result<Vec<Alias>, Error> {
    let names = store::slot_aliases(&store.attempt)?;
    let ours = names
        .into_iter()
        .filter(|(name, _)| name.starts_with(PREFIX));
    Ok(ours.map(|(_, alias)| alias).collect())
}

/// Opens whichever slot of `id` one of `halves` fits; `None` when none does.
///
/// # Errors
/// [`Error::Keystore`] when the key store doesn't answer.
pub(crate) fn open(
    store: &Store,
    id: RootId,
    halves: &[Key],
    keystore: &dyn Keystore,
) -> Result<Option<Roots>, Error> {
    let device = store::device(&store.attempt)?.ok_or(Error::Tampered)?;
    for serial in serials(store, id)? {
        let Some(row) = store::slot(&store.attempt, &slot(id, serial))? else {
            continue;
        };
        for half in halves {
            let key = match slot_key(half, serial, &row.alias, &device, keystore) {
                Err(Error::Keystore(Fault::Missing | Fault::Invalidated)) => break,
                key => key?,
            };
            match seal::open(&key, &row.sealed, &aad(id, serial, &device, &row.alias)) {
                Ok(plain) => return Roots::from_bytes(plain.bytes()).map(Some),
                Err(Error::Tampered) => (),
                Err(error) => return Err(error),
            }
        }
    }
    Ok(None)
}

fn slot(id: RootId, serial: u64) -> String {
    format!("{PREFIX}{id}/{serial}")
}

fn slot_key(
    half: &Key,
    serial: u64,
    alias: &Alias,
    device: &[u8; 16],
    keystore: &dyn Keystore,
) -> Result<Key, Error> {
    let answer = keystore.derive(alias, half.bytes())?;
    let info = seal::bind("vault/puk/v1", &[device, &serial.to_be_bytes()]);
    Ok(seal::derive_bound(&[half.bytes(), answer.bytes()], &info))
}

fn aad(id: RootId, serial: u64, device: &[u8; 16], alias: &Alias) -> Vec<u8> {
    seal::bind(
        "kodevagt/puk",
        &[
            &[FORMAT],
            device,
            &id.0,
            &serial.to_be_bytes(),
            alias.as_str().as_bytes(),
        ],
    )
}
