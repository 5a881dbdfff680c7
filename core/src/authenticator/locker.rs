//! What the phone keeps of its organisations, read and written without a PIN.

use serde::{Deserialize, Serialize};

use crate::organisation::{DeviceKey, Record, Standing};
use crate::ports::{Alias, Family, Fault, Purpose};
use crate::vault::locker::{self, Place};
use crate::vault::store::{self, SlotChange};
use crate::vault::{Error as VaultError, RootId, puk};

use super::settle::Settled;
use super::{Authenticator, Error};

/// What the phone itself keeps in its locker.
#[derive(Default, Serialize, Deserialize)]
struct Phone {
    /// Six digits that a blocked phone shows, from the lockout until it is open again.
    #[serde(default)]
    lock_number: Option<String>,
}

impl Authenticator {
    /// Every organisation that this phone is activated with, is about to be, or was taken out by.
    ///
    /// # Errors
    /// [`Error::Vault`] when the files or the key store don't answer.
    pub fn organisations(&self) -> Result<Vec<Record>, Error> {
        let _turn = self.store.turn()?;
        let ids = locker::organisations(&self.store)?;
        ids.into_iter().map(|id| self.record(id)).collect()
    }

    /// What the phone keeps of the organisation `id`.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`]; [`Error::Vault`].
    pub fn organisation(&self, id: RootId) -> Result<Record, Error> {
        let _turn = self.store.turn()?;
        self.record(id)
    }

    /// Begins with an organisation: makes the key that signs as this phone, and keeps what `describe`
    /// says with it. One that was begun and not finished, or that took this phone out, is begun anew.
    ///
    /// # Errors
    /// [`Error::AlreadyActive`] while the phone is activated with it; [`Error::Vault`].
    pub fn enrol(
        &mut self,
        id: RootId,
        describe: impl FnOnce(DeviceKey) -> Record,
    ) -> Result<Record, Error> {
        let _turn = self.store.turn()?;
        self.settle()?;
        match self.record(id) {
            Ok(known) if matches!(known.standing, Standing::Active) => {
                return Err(Error::AlreadyActive);
            }
            Ok(_) | Err(Error::UnknownOrganisation) => (),
            Err(error) => return Err(error),
        }
        let alias = Alias::make(Family::Device, &*self.entropy)?;
        self.keystore.make(&alias, Purpose::Sign)?;
        let record = describe(DeviceKey {
            alias: alias.as_str().to_owned(),
            public: self.keystore.public_key(&alias)?,
        });
        if record.id != id || id == RootId::OWN {
            return Err(VaultError::Tampered.into());
        }
        let key = SlotChange::Write {
            name: device_slot(id),
            alias,
            sealed: Vec::new(),
        };
        self.write_slots(&[self.seal_record(&record)?, key])?;
        Ok(record)
    }

    /// Changes what the phone keeps of the organisation `id`; what it said before is gone for good.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`]; what `change` answers; [`Error::Vault`]. Then nothing changed.
    pub fn update_organisation(
        &mut self,
        id: RootId,
        change: impl FnOnce(&mut Record) -> Result<(), Error>,
    ) -> Result<Record, Error> {
        let _turn = self.store.turn()?;
        self.settle()?;
        let mut record = self.record(id)?;
        change(&mut record)?;
        self.write_slots(&[self.seal_record(&record)?])?;
        Ok(record)
    }

    /// Signs `message` with the key that speaks for this phone towards `id`: ECDSA P-256 with SHA-256,
    /// `r || s`. Needs no PIN.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`] also after a removal; [`Error::Vault`].
    pub fn sign_as_device(&self, id: RootId, message: &[u8]) -> Result<Vec<u8>, Error> {
        let _turn = self.store.turn()?;
        let key = store::slot(&self.store.attempt, &device_slot(id))?;
        let key = key.ok_or(Error::UnknownOrganisation)?;
        Ok(self.keystore.sign(&key.alias, message)?)
    }

    /// The six digits that a phone shows to support; `None` unless there is something that support opens:
    /// a blocked phone, or an organisation's part that stayed closed. They stay until it is open.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub fn lock_number(&self) -> Result<Option<String>, Error> {
        let _turn = self.store.turn()?;
        match self.settle()? {
            Settled::Blocked => (),
            Settled::Closed(current) if self.has_closed_organisation(&current.state.roots)? => {
                self.make_lock_number()?;
            }
            _ => return Ok(None),
        }
        Ok(self.phone()?.lock_number)
    }

    fn has_closed_organisation(&self, open: &[RootId]) -> Result<bool, Error> {
        let organisations = locker::organisations(&self.store)?;
        for id in organisations.iter().filter(|id| !open.contains(id)) {
            if !puk::serials(&self.store, *id)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes the lock number, unless there is one.
    pub(super) fn make_lock_number(&self) -> Result<(), Error> {
        let mut phone = self.phone()?;
        if phone.lock_number.is_none() {
            phone.lock_number = Some(self.six_digits()?);
            self.write_slots(&[self.seal(Place::Phone, &phone)?])?;
        }
        Ok(())
    }

    /// The lock number taken away, for the transaction that opens the phone again.
    pub(super) fn without_lock_number(&self) -> Result<Option<SlotChange>, Error> {
        let mut phone = self.phone()?;
        if phone.lock_number.take().is_none() {
            return Ok(None);
        }
        self.seal(Place::Phone, &phone).map(Some)
    }

    fn phone(&self) -> Result<Phone, Error> {
        match locker::read(&self.store, Place::Phone, &*self.keystore) {
            // It holds nothing that can't be made anew.
            Err(VaultError::Keystore(Fault::Missing | Fault::Invalidated)) => Ok(Phone::default()),
            phone => Ok(phone?.unwrap_or_default()),
        }
    }

    pub(super) fn six_digits(&self) -> Result<String, Error> {
        const SPACE: u32 = 1_000_000;
        loop {
            let mut random = [0; 4];
            self.entropy.fill(&mut random)?;
            let random = u32::from_be_bytes(random);
            // Above the last whole million the low numbers would be likelier.
            if random < u32::MAX - u32::MAX % SPACE {
                return Ok(format!("{:06}", random % SPACE));
            }
        }
    }

    /// As [`Authenticator::organisation`], in the caller's turn.
    pub(super) fn record(&self, id: RootId) -> Result<Record, Error> {
        let place = Place::Organisation(id);
        let record: Option<Record> = locker::read(&self.store, place, &*self.keystore)?;
        record.ok_or(Error::UnknownOrganisation)
    }

    /// `record` sealed, for a transaction of the attempt file.
    pub(super) fn seal_record(&self, record: &Record) -> Result<SlotChange, Error> {
        self.seal(Place::Organisation(record.id), record)
    }

    fn seal<T: Serialize>(&self, place: Place, document: &T) -> Result<SlotChange, Error> {
        let device = self.device_or_new()?;
        Ok(locker::seal(
            place,
            document,
            &device,
            &*self.keystore,
            &*self.entropy,
        )?)
    }

    /// Writes `changes` as one, then destroys the keys that the file names no more. A key store that
    /// fails at that is asked again by the next step.
    pub(super) fn write_slots(&self, changes: &[SlotChange]) -> Result<(), Error> {
        let before = self.named()?;
        let transaction = self.store.attempt.unchecked_transaction()?;
        store::change_slots(&transaction, changes)?;
        transaction.commit()?;
        let after = self.named()?;
        for alias in before.iter().filter(|alias| !after.contains(alias)) {
            let _ = self.keystore.delete(alias);
        }
        Ok(())
    }

    /// The device's bytes: an organisation may come before the first PIN.
    pub(super) fn device_or_new(&self) -> Result<[u8; 16], Error> {
        if let Some(device) = store::device(&self.store.attempt)? {
            return Ok(device);
        }
        let mut device = [0; 16];
        self.entropy.fill(&mut device)?;
        store::write_device(&self.store.attempt, &device)?;
        Ok(device)
    }

    /// Those of `roots` that this phone still has a claim to: an organisation's have an unblock slot from
    /// the write that joined them to the one that took them away.
    pub(super) fn is_ours(&self, id: RootId) -> Result<bool, Error> {
        Ok(id == RootId::OWN || !puk::serials(&self.store, id)?.is_empty())
    }
}

/// The slot that names the key which signs as this phone towards `id`. It seals nothing.
pub(super) fn device_slot(id: RootId) -> String {
    format!("device/{id}")
}
