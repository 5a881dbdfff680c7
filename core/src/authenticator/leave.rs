//! Accounts on their way out: the few steps after which a seed leaves the vault, each behind a PIN typed
//! for it.

use crate::account::{Account, Id};
use crate::pin::Pin;
use crate::time::Now;
use crate::vault::RootId;

use super::accounts::in_order;
use super::{Authenticator, Error};

impl Authenticator {
    /// The person's own accounts with their seeds, in the list's order, after a fresh PIN: for an export
    /// or a backup. Organisation accounts are never among them.
    ///
    /// # Errors
    /// [`Error::OwnClosed`]: an empty list would pass for a backup. As for [`Authenticator::unlock`].
    pub fn take_out(&mut self, pin: &Pin, now: Now) -> Result<Vec<Account>, Error> {
        self.unlock(pin, now)?;
        let session = self.own_session()?;
        let own = session.live().filter(|entry| entry.root == RootId::OWN);
        let entries = in_order(own).into_iter();
        Ok(entries.map(|entry| entry.record.account.clone()).collect())
    }

    /// One account with its seed, after a fresh PIN: for its QR.
    ///
    /// # Errors
    /// [`Error::NotYours`] for an organisation's, [`Error::UnknownAccount`]; as for
    /// [`Authenticator::unlock`].
    pub fn take_out_one(&mut self, id: Id, pin: &Pin, now: Now) -> Result<Account, Error> {
        self.unlock(pin, now)?;
        let entry = self.session.as_ref().ok_or(Error::Closed)?.find(id)?;
        if entry.root != RootId::OWN {
            return Err(Error::NotYours);
        }
        Ok(entry.record.account.clone())
    }
}
