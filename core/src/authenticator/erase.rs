//! Destroying keys: what was removed, when undo has ended, and a whole phone.

use crate::account::Id;
use crate::ports::Family;
use crate::time::Now;
use crate::vault::records::{self, Entry, RecordKeys};
use crate::vault::store;

use super::session::Session;
use super::{Authenticator, Error};

impl Authenticator {
    /// Ends the undo of removed accounts now: of `id`, or of all of them. Their record keys are
    /// destroyed; no copy of the file opens them any more.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`] when `id` isn't among the removed; [`Error::Closed`].
    pub fn erase(&mut self, id: Option<Id>, now: Now) -> Result<(), Error> {
        let _turn = self.step(now)?;
        let session = self.session.as_ref().ok_or(Error::Closed)?;
        let ids = match id {
            Some(id) => vec![session.find_removed(id)?.id],
            None => removed(session).map(|(id, _)| id).collect(),
        };
        self.erase_ids(&ids)
    }

    /// Erases what was removed longer ago than undo lasts, in the caller's turn.
    pub(super) fn erase_expired(&mut self, now: Now) -> Result<(), Error> {
        let undo = i64::try_from(self.options.undo_ms).unwrap_or(i64::MAX);
        let session = self.session.as_ref().ok_or(Error::Closed)?;
        let ids: Vec<Id> = removed(session)
            .filter(|(_, at)| now.wall_ms.saturating_sub(*at) >= undo)
            .map(|(id, _)| id)
            .collect();
        self.erase_ids(&ids)
    }

    /// In the caller's turn: new record keys under a new alias, what lives resealed, the rows gone: one transaction. Then the
    /// old alias is destroyed, and with it what every older copy of the file says.
    fn erase_ids(&mut self, ids: &[Id]) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        self.revision += 1;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
        let (keystore, entropy) = (&*self.keystore, &*self.entropy);
        let keys = session.keys.renew(keystore, entropy)?;
        let transaction = self.store.vault.unchecked_transaction()?;
        keys.write(&transaction, &session.roots, keystore, entropy)?;
        let mut live = Vec::with_capacity(session.entries.len());
        for entry in records::read_all(&transaction, &session.keys)? {
            if ids.contains(&entry.id) {
                records::delete(&transaction, entry.id)?;
            } else {
                let entry = Entry {
                    version: entry.version + 1,
                    ..entry
                };
                records::write(&transaction, &keys, &entry, entropy)?;
                live.push(entry);
            }
        }
        transaction.commit()?;
        let former = core::mem::replace(&mut session.keys, keys).alias;
        ids.iter().for_each(|id| session.forget(*id));
        live.into_iter().for_each(|entry| session.put_card(entry));
        self.keystore.delete(&former)?;
        Ok(())
    }

    /// Destroys every record key but the one that has just opened: what a crash between the commit and
    /// the deletion leaves behind.
    pub(super) fn destroy_stray_file_keys(&self, keys: &RecordKeys) -> Result<(), Error> {
        for alias in self.keystore.aliases()? {
            if alias.is(Family::File) && alias != keys.alias {
                self.keystore.delete(&alias)?;
            }
        }
        Ok(())
    }

    /// Starts over: destroys every key of this phone, then empties its files. Nothing that was on it can
    /// be had back, except from a backup.
    ///
    /// # Errors
    /// [`Error::Vault`]; then it can be called again.
    pub fn start_over(&mut self) -> Result<(), Error> {
        self.lock();
        self.revision += 1;
        let _turn = self.store.turn()?;
        self.destroy_all_keys()?;
        store::clear(&self.store)?;
        Ok(())
    }

    /// Every key but an organisation's that came before the PIN: only for a phone that has no PIN yet.
    pub(super) fn destroy_unnamed_keys(&self) -> Result<(), Error> {
        let named = self.named()?;
        for alias in self.keystore.aliases()? {
            if !named.contains(&alias) {
                self.keystore.delete(&alias)?;
            }
        }
        Ok(())
    }

    fn destroy_all_keys(&self) -> Result<(), Error> {
        for alias in self.keystore.aliases()? {
            self.keystore.delete(&alias)?;
        }
        Ok(())
    }
}

/// What is removed and can still be brought back, and when it was removed.
fn removed(session: &Session) -> impl Iterator<Item = (Id, i64)> {
    session
        .entries
        .values()
        .filter_map(|entry| Some((entry.id, entry.removed_ms?)))
}
