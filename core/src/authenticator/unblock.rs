//! Support opening a blocked phone: the vault's part. The service gives back its half of an unblock
//! slot; which requests that takes, and when, is said elsewhere (docs/vault.md §7 has the order).

use crate::organisation::{Half, Record};
use crate::pin::Pin;
use crate::secret::Key;
use crate::time::Now;
use crate::vault::roots::Roots;
use crate::vault::store::{self, SlotChange};
use crate::vault::{Error as VaultError, RootId, puk, slots, state};

use super::attempt::Change;
use super::settle::Settled;
use super::{Authenticator, Error};

impl Authenticator {
    /// Makes the slot that takes the released one's place, beside it; its half waits in the record for
    /// the service. Once that is done, the same call answers the same until the PIN is chosen.
    ///
    /// `released` is every half that the service has.
    ///
    /// # Errors
    /// [`Error::UnblockRefused`] when no half fits a slot; [`Error::UnknownOrganisation`];
    /// [`Error::HardwareLost`]; [`Error::NoPin`]; [`Error::Vault`].
    pub fn stage_unblock(&mut self, id: RootId, released: &[Key]) -> Result<Record, Error> {
        let _turn = self.store.turn()?;
        self.able_to_unblock()?;
        let (mut record, opened) = self.opened_by(id, released)?;
        let waits = |half: &Half| half.secret.is_some();
        if record.half.as_ref().is_some_and(waits) {
            return Ok(record);
        }
        let (half, device) = (self.random_key()?, self.device_or_new()?);
        let serial = puk::serials(&self.store, id)?.last().unwrap_or(&0) + 1;
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        let made = puk::make(id, serial, &half, &opened, &device, keystore, entropy)?;
        record.half = Some(Half {
            serial,
            secret: Some(half),
            request: None,
        });
        self.write_slots(&[made, self.seal_record(&record)?])?;
        Ok(record)
    }

    /// Opens the phone with what the released halves open. On a blocked phone `pin` is the new PIN, and it
    /// opens these roots only; on a closed one it is the phone's PIN, and these join what it opens. In the
    /// same write the request's key, this phone's copy of the staged half and the lock number go.
    ///
    /// # Errors
    /// [`Error::UnblockRefused`] when no half fits a slot, or none was staged; [`Error::Weak`] and its like
    /// for a new PIN; as for [`Authenticator::unlock`] for the phone's own.
    pub fn unblock(
        &mut self,
        id: RootId,
        released: &[Key],
        pin: &Pin,
        now: Now,
    ) -> Result<(), Error> {
        let turn = self.store.turn()?;
        self.revision += 1;
        let settled = self.able_to_unblock()?;
        let (mut record, opened) = self.opened_by(id, released)?;
        let staged = record.half.as_mut().and_then(|half| half.secret.take());
        staged.ok_or(Error::UnblockRefused)?;
        let request = record.unblock.take().and_then(|help| help.request);
        if let Some(half) = &mut record.half {
            half.request = request;
        }
        let roots = match settled {
            Settled::Closed(_) => self.attempt_with(pin, now, |phone, roots, _| {
                let mut slots = vec![phone.seal_record(&record)?];
                slots.extend(phone.without_lock_number()?);
                Ok(Change {
                    roots: Some(roots.and(&opened)),
                    slots,
                    ..Change::default()
                })
            })?,
            _ => {
                self.accept_new(pin)?;
                let record = self.seal_record(&record)?;
                self.reopen(&opened, pin, vec![record], now)?;
                opened
            }
        };
        // What the new state doesn't name is destroyed before anything is opened with it: a key store that
        // fails now is asked by the next step.
        let _ = self.settle();
        drop(turn);
        self.open_session(roots, now)
    }

    /// Ends an unblock: the service has dropped the former half, so the phone drops its slot.
    ///
    /// # Errors
    /// [`Error::UnblockRefused`] before the PIN was chosen; [`Error::UnknownOrganisation`];
    /// [`Error::Vault`].
    pub fn confirm_unblock(&mut self, id: RootId) -> Result<(), Error> {
        let _turn = self.store.turn()?;
        self.settle()?;
        let mut record = self.record(id)?;
        let Some(half) = record.half.take() else {
            return Ok(());
        };
        if half.secret.is_some() {
            return Err(Error::UnblockRefused);
        }
        let serials = puk::serials(&self.store, id)?.into_iter();
        let former = serials.filter(|serial| *serial != half.serial);
        let mut changes: Vec<_> = former.map(|serial| puk::drop(id, serial)).collect();
        changes.push(self.seal_record(&record)?);
        self.write_slots(&changes)
    }

    fn able_to_unblock(&self) -> Result<Settled, Error> {
        match self.settle()? {
            Settled::NoPin => Err(Error::NoPin),
            Settled::HardwareLost => Err(Error::HardwareLost),
            settled => Ok(settled),
        }
    }

    fn opened_by(&self, id: RootId, released: &[Key]) -> Result<(Record, Roots), Error> {
        let record = self.record(id)?;
        let opened = puk::open(&self.store, id, released, &*self.keystore)?;
        Ok((record, opened.ok_or(Error::UnblockRefused)?))
    }

    /// The state of a new PIN over `roots`, on a blocked phone: in one transaction with `slots`.
    pub(super) fn reopen(
        &self,
        roots: &Roots,
        pin: &Pin,
        mut slots: Vec<SlotChange>,
        now: Now,
    ) -> Result<(), Error> {
        let device = store::device(&self.store.attempt)?.ok_or(VaultError::Tampered)?;
        let (state, generation) = self.first_state(pin, roots, &device, now)?;
        let sealed = state::seal(state, &device, &*self.keystore, &*self.entropy)?;
        slots.push(slots::drop_biometric());
        slots.extend(self.without_lock_number()?);
        let transaction = self.store.attempt.unchecked_transaction()?;
        store::write_generation(&transaction, generation)?;
        state::write(&transaction, &sealed)?;
        store::change_slots(&transaction, &slots)?;
        transaction.commit()?;
        Ok(())
    }
}
