//! The attempt state: how many tries are left, sealed by the key store under an alias that lives for
//! one state only. Whoever restores an older file restores bytes whose key is gone.

use serde::{Deserialize, Serialize};

use super::roots::RootId;
use super::store::{self, Store};
use super::{Error, FORMAT, seal};
use crate::kdf::Cost;
use crate::pin;
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};
use crate::time::{BootId, Now};

/// Tries that a phone starts with, and has again after a right PIN.
pub(crate) const TRIES: u8 = 3;

const SLOT: &str = "state";

/// What only the key store can open and only an attempt can write.
///
/// It carries the PIN slots inside, so that nobody can forge a fresh count around a slot copied from
/// the file: without the slots there is nothing to open.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) tries_left: u8,
    /// Digits that the PIN has.
    pub(crate) pin_digits: u8,
    /// One slot for each try that the hardware meters, or a single one for all.
    pub(crate) pins: Vec<PinSlot>,
    /// The roots in those slots: what a closed phone can tell of what its PIN opens.
    #[serde(default = "own")]
    pub(crate) roots: Vec<RootId>,
    /// When the PIN was last typed right: biometrics stand in for it only for a while.
    pub(crate) last_pin: LastPin,
    pub(crate) biometric_failures: u8,
}

/// What states held before there were others.
fn own() -> Vec<RootId> {
    vec![RootId::OWN]
}

/// The roots sealed behind the PIN and one key of the hardware.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PinSlot {
    pub(crate) alias: String,
    /// Counts the PINs and roots that this phone has had.
    pub(crate) generation: u64,
    pub(crate) kdf: KdfParams,
    #[serde(with = "super::encoding::base64")]
    pub(crate) salt: Vec<u8>,
    #[serde(with = "super::encoding::base64")]
    pub(crate) sealed: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KdfParams {
    pub(crate) m_kib: u32,
    pub(crate) t: u32,
    pub(crate) p: u32,
}

impl From<Cost> for KdfParams {
    fn from(cost: Cost) -> Self {
        Self {
            m_kib: cost.m_kib(),
            t: cost.t(),
            p: cost.p(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastPin {
    pub(crate) wall_ms: i64,
    pub(crate) boot_id: [u8; 16],
}

impl LastPin {
    pub(crate) fn at(now: Now) -> Self {
        Self {
            wall_ms: now.wall_ms,
            boot_id: now.boot_id.0,
        }
    }

    pub(crate) fn boot_id(self) -> BootId {
        BootId(self.boot_id)
    }
}

impl State {
    pub(crate) fn pin_length(&self) -> pin::Length {
        if self.pin_digits == 6 {
            pin::Length::Six
        } else {
            pin::Length::Four
        }
    }
}

/// The state in the file, as far as can be told.
pub(crate) enum Found {
    /// There has never been a PIN here.
    Nothing,
    /// The state opens: it is the newest there ever was.
    Current(Current),
    /// There is a state, but its key is gone: a lockout, an older file, or another phone's.
    KeyGone,
}

/// The newest state and the alias that opened it.
pub(crate) struct Current {
    pub(crate) state: State,
    pub(crate) alias: Alias,
}

/// Reads the state. Takes nothing from it.
///
/// # Errors
/// [`Error::Tampered`] when the key is there but the bytes don't fit it; [`Error::Keystore`] when the
/// key store doesn't answer, which tells nothing.
pub(crate) fn read(store: &Store, keystore: &dyn Keystore) -> Result<Found, Error> {
    let Some(row) = store::slot(&store.attempt, SLOT)? else {
        return Ok(Found::Nothing);
    };
    let device = store::device(&store.attempt)?.ok_or(Error::Tampered)?;
    match keystore.open(&row.alias, &row.sealed, &aad(&device, &row.alias)) {
        Ok(plain) => {
            let state = serde_json::from_slice(plain.bytes()).map_err(|_| Error::Tampered)?;
            Ok(Found::Current(Current {
                state,
                alias: row.alias,
            }))
        }
        Err(Fault::Missing | Fault::Invalidated) => Ok(Found::KeyGone),
        Err(Fault::Tampered) => Err(Error::Tampered),
        Err(fault) => Err(fault.into()),
    }
}

/// A state sealed under a fresh alias and not yet written.
pub(crate) struct Sealed {
    pub(crate) state: State,
    pub(crate) alias: Alias,
    bytes: Vec<u8>,
}

/// Seals `state` under a key made for it.
pub(crate) fn seal(
    state: State,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<Sealed, Error> {
    let alias = Alias::make(Family::State, entropy)?;
    keystore.make(&alias, Purpose::Seal)?;
    let plain = serde_json::to_vec(&state).expect("a state is plain data with text keys");
    let bytes = keystore.seal(&alias, &plain, &aad(device, &alias))?;
    Ok(Sealed {
        state,
        alias,
        bytes,
    })
}

/// Writes `sealed` in the caller's transaction.
pub(crate) fn write(db: &rusqlite::Connection, sealed: &Sealed) -> Result<(), Error> {
    store::write_slot(db, SLOT, &sealed.alias, &sealed.bytes)
}

/// Puts `next` in the place of `current`: durable in the file first, then the old key is destroyed.
/// Only once this has returned may anything that `next` counts be asked of the hardware.
///
/// # Errors
/// Before the commit nothing has changed. [`Error::Keystore`] after it: the new state stands, the old
/// key may still be there, and the next step destroys it first.
pub(crate) fn replace(
    store: &Store,
    keystore: &dyn Keystore,
    current: &Alias,
    next: Sealed,
) -> Result<Current, Error> {
    let transaction = store.attempt.unchecked_transaction()?;
    write(&transaction, &next)?;
    transaction.commit()?;
    keystore.delete(current)?;
    Ok(Current {
        state: next.state,
        alias: next.alias,
    })
}

fn aad(device: &[u8; 16], alias: &Alias) -> Vec<u8> {
    seal::bind(
        "kodevagt/state",
        &[&[FORMAT], device, alias.as_str().as_bytes()],
    )
}
