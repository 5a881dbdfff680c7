//! What opens the roots: the PIN, and a fingerprint or face.

use super::roots::Roots;
use super::state::{KdfParams, PinSlot};
use super::store::{self, SlotChange, Store};
use super::{Error, FORMAT, seal};
use crate::kdf::{self, Cost};
use crate::pin::Pin;
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};
use crate::secret::Key;

/// Makes the PIN's slots over `roots`: one key of the hardware for all tries, or, where the hardware
/// can count uses itself, one for each try.
pub(crate) fn make_pin(
    pin: &Pin,
    roots: &Roots,
    generation: u64,
    cost: Cost,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<Vec<PinSlot>, Error> {
    let mut salt = [0; kdf::SALT_LEN];
    entropy.fill(&mut salt)?;
    let stretched = kdf::argon2id(pin.bytes(), &salt, cost)?;
    let maker = Maker {
        roots,
        generation,
        kdf: cost.into(),
        salt,
        device,
        keystore,
        entropy,
    };
    if keystore.features().single_use {
        (0..super::state::TRIES)
            .map(|_| maker.single_use(&stretched))
            .collect()
    } else {
        Ok(vec![maker.reusable(&stretched)?])
    }
}

/// Makes the slots anew after a right PIN, where their keys were for one use; others stay.
pub(crate) fn renew_pin(
    opened: &OpenedPin,
    slots: Vec<PinSlot>,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<Vec<PinSlot>, Error> {
    if !keystore.features().single_use {
        return Ok(slots);
    }
    let maker = Maker {
        roots: &opened.roots,
        generation: opened.slot.generation,
        kdf: opened.slot.kdf,
        salt: opened.salt,
        device,
        keystore,
        entropy,
    };
    (0..super::state::TRIES)
        .map(|_| maker.single_use(&opened.stretched))
        .collect()
}

struct Maker<'a> {
    roots: &'a Roots,
    generation: u64,
    kdf: KdfParams,
    salt: [u8; kdf::SALT_LEN],
    device: &'a [u8; 16],
    keystore: &'a dyn Keystore,
    entropy: &'a dyn Entropy,
}

impl Maker<'_> {
    fn reusable(&self, stretched: &Key) -> Result<PinSlot, Error> {
        let alias = Alias::make(Family::Pin, self.entropy)?;
        self.keystore.make(&alias, Purpose::Derive)?;
        let answer = self.keystore.derive(&alias, stretched.bytes())?;
        self.slot(&alias, &answer)
    }

    /// The key is made here and imported, so that sealing does not spend its one use.
    fn single_use(&self, stretched: &Key) -> Result<PinSlot, Error> {
        let alias = Alias::make(Family::Pin, self.entropy)?;
        let mut key = Key::zeroed();
        self.entropy.fill(key.bytes_mut())?;
        self.keystore.import_once(&alias, &key)?;
        self.slot(&alias, &hmac(&key, stretched.bytes()))
    }

    fn slot(&self, alias: &Alias, answer: &Key) -> Result<PinSlot, Error> {
        let mut slot = PinSlot {
            alias: alias.as_str().to_owned(),
            generation: self.generation,
            kdf: self.kdf,
            salt: self.salt.to_vec(),
            sealed: Vec::new(),
        };
        let key = seal::derive(&[answer.bytes()], "vault/pin/v1");
        slot.sealed = seal::seal(
            &key,
            self.roots.to_bytes().bytes(),
            &aad(&slot, self.device),
            self.entropy,
        )?;
        Ok(slot)
    }
}

/// The roots as a right PIN opened them, with what renewing the slots takes.
pub(crate) struct OpenedPin {
    pub(crate) roots: Roots,
    slot: PinSlot,
    salt: [u8; kdf::SALT_LEN],
    stretched: Key,
}

/// Asks the hardware once and tries the slot. The try has been counted before, by the caller.
///
/// # Errors
/// [`Error::Tampered`] for a cost below what is `accepted`; [`Error::Keystore`] when the
/// hardware doesn't answer; `Ok(None)` when the PIN is wrong.
pub(crate) fn open_pin(
    pin: &Pin,
    slot: PinSlot,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    accepted: Cost,
) -> Result<Option<OpenedPin>, Error> {
    let cost = accept(slot.kdf, accepted)?;
    let salt: [u8; kdf::SALT_LEN] = slot
        .salt
        .as_slice()
        .try_into()
        .map_err(|_| Error::Tampered)?;
    let stretched = kdf::argon2id(pin.bytes(), &salt, cost)?;
    let answer = match keystore.derive(&Alias::new(&slot.alias), stretched.bytes()) {
        Ok(answer) => answer,
        // A single-use key that is spent, or a key that is lost: no PIN opens this slot any more.
        Err(Fault::Missing | Fault::Invalidated) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    let key = seal::derive(&[answer.bytes()], "vault/pin/v1");
    match seal::open(&key, &slot.sealed, &aad(&slot, device)) {
        Ok(plain) => {
            let roots = Roots::from_bytes(plain.bytes())?;
            Ok(Some(OpenedPin {
                roots,
                slot,
                salt,
                stretched,
            }))
        }
        // The tag is the check: nothing is stored that a PIN could be compared with.
        Err(Error::Tampered) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The slot's own cost, unless it is cheaper than what this phone accepts.
fn accept(kdf: KdfParams, accepted: Cost) -> Result<Cost, Error> {
    let least = Cost::FLOOR.m_kib().min(accepted.m_kib());
    let passes = Cost::FLOOR.t().min(accepted.t());
    let most = Cost::CEILING;
    let within = (least..=most.m_kib()).contains(&kdf.m_kib)
        && (passes..=most.t()).contains(&kdf.t)
        && (1..=most.p()).contains(&kdf.p);
    if within {
        Ok(Cost::unchecked(kdf.m_kib, kdf.t, kdf.p))
    } else {
        Err(Error::Tampered)
    }
}

fn aad(slot: &PinSlot, device: &[u8; 16]) -> Vec<u8> {
    let KdfParams { m_kib, t, p } = slot.kdf;
    let numbers = [m_kib.to_be_bytes(), t.to_be_bytes(), p.to_be_bytes()].concat();
    seal::bind(
        "kodevagt/pin",
        &[
            &[FORMAT],
            device,
            &slot.generation.to_be_bytes(),
            &numbers,
            &slot.salt,
            slot.alias.as_bytes(),
        ],
    )
}

fn hmac(key: &Key, input: &[u8]) -> Key {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key.bytes());
    Key::from_slice(ring::hmac::sign(&key, input).as_ref()).expect("HMAC-SHA-256 gives 32 bytes")
}

const BIO_SLOT: &str = "bio";

/// Seals the roots behind a key that only a fingerprint or face opens, in place of any former one.
pub(crate) fn write_biometric(
    store: &Store,
    roots: &Roots,
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let device = store::device(&store.attempt)?.ok_or(Error::Tampered)?;
    let made = make_biometric(roots, &device, keystore, entropy)?;
    let former = store::slot(&store.attempt, BIO_SLOT)?;
    store::change_slots(&store.attempt, &[made])?;
    if let Some(former) = former {
        keystore.delete(&former.alias)?;
    }
    Ok(())
}

/// The slot that [`write_biometric`] writes, for a caller's own transaction.
pub(crate) fn make_biometric(
    roots: &Roots,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<SlotChange, Error> {
    let alias = Alias::make(Family::Bio, entropy)?;
    keystore.make(&alias, Purpose::Biometric)?;
    let sealed = keystore.seal(&alias, roots.to_bytes().bytes(), &bio_aad(device, &alias))?;
    Ok(SlotChange::Write {
        name: BIO_SLOT.to_owned(),
        alias,
        sealed,
    })
}

/// The biometric slot taken out, for a caller's own transaction.
pub(crate) fn drop_biometric() -> SlotChange {
    SlotChange::Delete(BIO_SLOT.to_owned())
}

/// The key that a fingerprint or face opens, if there is such a slot.
pub(crate) fn biometric_alias(store: &Store) -> Result<Option<Alias>, Error> {
    Ok(store::slot(&store.attempt, BIO_SLOT)?.map(|row| row.alias))
}

/// Opens the roots after the platform's prompt succeeded; `None` without such a slot.
///
/// # Errors
/// [`Fault::Invalidated`] after a new fingerprint was enrolled.
pub(crate) fn open_biometric(
    store: &Store,
    keystore: &dyn Keystore,
) -> Result<Option<Roots>, Error> {
    let Some(row) = store::slot(&store.attempt, BIO_SLOT)? else {
        return Ok(None);
    };
    let device = store::device(&store.attempt)?.ok_or(Error::Tampered)?;
    let plain = keystore.open(&row.alias, &row.sealed, &bio_aad(&device, &row.alias))?;
    Roots::from_bytes(plain.bytes()).map(Some)
}

/// Destroys the biometric slot, key first.
pub(crate) fn delete_biometric(store: &Store, keystore: &dyn Keystore) -> Result<(), Error> {
    if let Some(row) = store::slot(&store.attempt, BIO_SLOT)? {
        keystore.delete(&row.alias)?;
        store::delete_slot(&store.attempt, BIO_SLOT)?;
    }
    Ok(())
}

fn bio_aad(device: &[u8; 16], alias: &Alias) -> Vec<u8> {
    seal::bind(
        "kodevagt/bio",
        &[&[FORMAT], device, alias.as_str().as_bytes()],
    )
}
