//! An organisation taking its phone out: what it had here is erased, what is the person's stays.

use crate::organisation::{Record, Standing};
use crate::ports::{Family, Fault};
use crate::vault::locker::Place;
use crate::vault::records::{self, RecordKeys};
use crate::vault::roots::Roots;
use crate::vault::store::{self, SlotChange};
use crate::vault::{Error as VaultError, RootId, puk};

use super::locker::device_slot;
use super::{Authenticator, Error};

/// In a device key's slot: the organisation is being erased.
const REMOVING: u8 = 1;

impl Authenticator {
    /// Erases what the organisation `id` had on this phone: accounts, root, unblock slots, at last the
    /// key that signs as this phone. Needs no PIN, so that it works in the background; a crash is made
    /// good by the next step of any kind. The record stays, as [`Standing::Removed`], to say how to come
    /// back.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`]; [`Error::Vault`].
    pub fn remove_organisation(&mut self, id: RootId) -> Result<Record, Error> {
        let _turn = self.store.turn()?;
        self.settle()?;
        let mut record = self.record(id)?;
        if matches!(record.standing, Standing::Removed) {
            return Ok(record);
        }
        let key = store::slot(&self.store.attempt, &device_slot(id))?;
        let key = key.ok_or(Error::UnknownOrganisation)?;
        record.standing = Standing::Removed;
        (record.account, record.half, record.unblock) = (None, None, None);
        record.vault_key.clear();
        let marked = SlotChange::Write {
            name: device_slot(id),
            alias: key.alias,
            sealed: vec![REMOVING],
        };
        self.revision += 1;
        self.write_slots(&[self.seal_record(&record)?, marked])?;
        if let Err(error) = self.finish_removals().and_then(|()| self.leave_session(id)) {
            // What is open may be gone from the files: they are read again behind the PIN.
            self.lock();
            return Err(error);
        }
        Ok(record)
    }

    /// Drops what the phone keeps of the organisation `id`, erasing first what is still there: an
    /// activation given up, or a removal that was read.
    ///
    /// # Errors
    /// As for [`Authenticator::remove_organisation`].
    pub fn forget_organisation(&mut self, id: RootId) -> Result<(), Error> {
        self.remove_organisation(id)?;
        let _turn = self.store.turn()?;
        self.revision += 1;
        self.write_slots(&[SlotChange::Delete(Place::Organisation(id).slot())])
    }

    /// Finishes the removals that have begun. The caller holds the turn.
    pub(super) fn finish_removals(&self) -> Result<(), Error> {
        for (name, alias) in store::slot_aliases(&self.store.attempt)? {
            let Some(id) = name.strip_prefix("device/").and_then(RootId::parse) else {
                continue;
            };
            let slot = store::slot(&self.store.attempt, &name)?;
            if slot.is_some_and(|slot| slot.sealed == [REMOVING]) {
                self.finish_removal(id)?;
                self.keystore.delete(&alias)?;
            }
        }
        Ok(())
    }

    fn finish_removal(&self, id: RootId) -> Result<(), Error> {
        let mut gone = vec![SlotChange::Delete(device_slot(id))];
        for serial in puk::serials(&self.store, id)? {
            if let Some(alias) = puk::alias(&self.store, id, serial)? {
                self.keystore.delete(&alias)?;
            }
            gone.push(puk::drop(id, serial));
        }
        self.erase_root(id)?;
        self.write_slots(&gone)
    }

    /// The root's rows and its record key go in one transaction, the others' keys under a new alias; then
    /// the old alias, and with it what every older copy of the file says. Needs no root to be open.
    fn erase_root(&self, id: RootId) -> Result<(), Error> {
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        if store::keys(&self.store.vault)?.is_none() {
            return Ok(());
        }
        let none = Roots::default();
        let held = match RecordKeys::read(&self.store, &none, keystore) {
            // Without their key the rows are closed for good: only they are left to go.
            Err(VaultError::Keystore(Fault::Missing | Fault::Invalidated)) => None,
            keys => Some(keys?),
        };
        let transaction = self.store.vault.unchecked_transaction()?;
        records::delete_all_of(&transaction, id)?;
        let mut named = None;
        if let Some(held) = held {
            named = Some(held.alias.clone());
            if held.holds(id) {
                let left = held.leave(id, keystore, entropy)?;
                left.write(&transaction, &none, keystore, entropy)?;
                named = Some(left.alias);
            }
        }
        transaction.commit()?;
        let Some(named) = named else {
            return Ok(());
        };
        for alias in keystore.aliases()? {
            if alias.is(Family::File) && alias != named {
                keystore.delete(&alias)?;
            }
        }
        Ok(())
    }

    fn leave_session(&mut self, id: RootId) -> Result<(), Error> {
        let Some(session) = self.session.as_mut() else {
            return Ok(());
        };
        session.leave(id);
        session.keys = RecordKeys::read(&self.store, &session.roots, &*self.keystore)?;
        Ok(())
    }
}
