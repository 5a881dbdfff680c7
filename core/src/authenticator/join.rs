//! An organisation's root joining what the PIN opens, at the end of an activation.

use crate::account::{self, Account};
use crate::organisation::{Half, Record, Standing};
use crate::pin::Pin;
use crate::secret::{Key, SecretBytes};
use crate::time::Now;
use crate::vault::approve::VaultKey;
use crate::vault::records::{self, Entry, RecordKeys};
use crate::vault::roots::Roots;
use crate::vault::{RootId, puk};

use super::attempt::Change;
use super::{Authenticator, Error};

impl Authenticator {
    /// Puts the PIN behind the organisation `id`: makes its root, its account here, the key that signs
    /// approvals, and the first half of what support opens, which waits in the record for the service.
    /// All of it or nothing; once it is done, the same call only opens the phone.
    ///
    /// `account` is the organisation's, seed included. With `with_own` its support opens the person's own
    /// accounts too.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`] unless it was enrolled; as for [`Authenticator::unlock`].
    pub fn join_organisation(
        &mut self,
        pin: &Pin,
        id: RootId,
        account: Account,
        with_own: bool,
        now: Now,
    ) -> Result<Record, Error> {
        let turn = self.store.turn()?;
        self.settle()?.closed()?;
        let mut record = self.record(id)?;
        let roots = if record.is_joined() {
            self.attempt(pin, now)?
        } else {
            self.attempt_with(pin, now, |phone, roots, device| {
                phone.join(&mut record, account, with_own, roots, device)
            })?
        };
        drop(turn);
        self.open_session(roots, now)?;
        Ok(record)
    }

    /// The vault file first: a key in it that no PIN opens counts for nothing, and is replaced by the
    /// next try.
    fn join(
        &self,
        record: &mut Record,
        account: Account,
        with_own: bool,
        roots: &Roots,
        device: &[u8; 16],
    ) -> Result<Change<'static>, Error> {
        let id = record.id;
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        let (root, half) = (self.random_key()?, self.random_key()?);
        record.vault_key = VaultKey::of(&root)?.public();
        let joined = roots.with(id, root);
        record.account = Some(self.admit(id, account, roots, &joined)?);
        if let Standing::Activating(activating) = &mut record.standing
            && let Some(granted) = &mut activating.granted
        {
            // From here on the seed is behind the PIN.
            granted.seed = SecretBytes::default();
        }
        let former = puk::serials(&self.store, id)?;
        let serial = former.last().unwrap_or(&0) + 1;
        let opened = joined.only(|held| held == id || (with_own && held == RootId::OWN));
        let made = puk::make(id, serial, &half, &opened, device, keystore, entropy)?;
        record.half = Some(Half {
            serial,
            secret: Some(half),
            request: None,
        });
        let mut slots: Vec<_> = former.into_iter().map(|old| puk::drop(id, old)).collect();
        slots.extend([made, self.seal_record(record)?]);
        Ok(Change {
            roots: Some(joined),
            slots,
            ..Change::default()
        })
    }

    /// A record key for the new root and its one account, in one transaction of the vault file; what an
    /// earlier activation left of it goes.
    fn admit(
        &self,
        root: RootId,
        account: Account,
        before: &Roots,
        joined: &Roots,
    ) -> Result<account::Id, Error> {
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        let held = RecordKeys::read(&self.store, before, keystore)?;
        let keys = held.join(root, keystore, entropy)?;
        let mut id = account::Id([0; 16]);
        entropy.fill(&mut id.0)?;
        let transaction = self.store.vault.unchecked_transaction()?;
        records::delete_all_of(&transaction, root)?;
        let others = records::read_all(&transaction, &held)?;
        let last = others.iter().map(|entry| entry.record.position).max();
        let entry = Entry {
            id,
            root,
            version: 1,
            removed_ms: None,
            record: records::Record {
                account,
                origin: None,
                position: last.unwrap_or(0) + 1,
                uses: 0,
                last_used_ms: None,
            },
        };
        keys.write(&transaction, joined, keystore, entropy)?;
        records::write(&transaction, &keys, &entry, entropy)?;
        transaction.commit()?;
        Ok(id)
    }

    pub(super) fn random_key(&self) -> Result<Key, Error> {
        let mut key = Key::zeroed();
        self.entropy.fill(key.bytes_mut())?;
        Ok(key)
    }
}
