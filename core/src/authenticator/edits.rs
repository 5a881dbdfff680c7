//! Changing an account: how it is shown, its place, removing it and bringing it back.

use crate::account::{Card, Id};
use crate::time::Now;
use crate::vault::records::{self, Entry};

use super::accounts::view;
use super::{Authenticator, Error, View};

/// The most characters that issuer, label and group take.
const MAX_NAME: usize = 256;
/// The most characters that a note takes.
const MAX_NOTE: usize = 4096;

/// What to change about how an account is shown; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The issuer.
    pub issuer: Option<String>,
    /// The label.
    pub label: Option<String>,
    /// The icon; `Some(None)` takes it away.
    pub icon: Option<Option<String>>,
    /// The note.
    pub note: Option<String>,
    /// The group; `Some(None)` takes it out of its group.
    pub group: Option<Option<String>>,
    /// Whether it is kept at the top.
    pub favourite: Option<bool>,
}

impl Authenticator {
    /// Changes how an account is shown.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`], [`Error::TooLong`], [`Error::Closed`].
    pub fn edit(&mut self, id: Id, edit: Edit, now: Now) -> Result<View, Error> {
        edit.check()?;
        let entry = self.change(id, now, |entry| {
            let record = &mut entry.record;
            let card = &record.account.card;
            let name = (card.issuer.clone(), card.label.clone());
            edit.apply(&mut record.account.card);
            let card = &record.account.card;
            if record.origin.is_none() && name != (card.issuer.clone(), card.label.clone()) {
                record.origin = Some(name);
            }
            Ok(())
        })?;
        Ok(view(&entry))
    }

    /// Moves an account to `place` (0: first) in the person's order.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`], [`Error::Closed`].
    pub fn place(&mut self, id: Id, place: usize, now: Now) -> Result<(), Error> {
        let _turn = self.step(now)?;
        self.revision += 1;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
        session.find(id)?;
        let others = session.live().filter(|entry| entry.id != id);
        let mut order: Vec<_> = others
            .map(|entry| (entry.record.position, entry.id))
            .collect();
        order.sort_unstable();
        order.insert(place.min(order.len()), (0, id));
        let transaction = self.store.vault.unchecked_transaction()?;
        let mut moved = Vec::new();
        for (position, (_, id)) in (1_i64..).zip(order) {
            let mut entry = session.find(id)?.clone();
            if entry.record.position != position {
                entry.record.position = position;
                entry.version += 1;
                records::write(&transaction, &session.keys, &entry, &*self.entropy)?;
                moved.push(entry);
            }
        }
        transaction.commit()?;
        moved.into_iter().for_each(|entry| session.put_card(entry));
        Ok(())
    }

    /// Removes an account; it can be brought back for as long as [`Options::undo_ms`] says, then the
    /// key of its record is destroyed.
    ///
    /// [`Options::undo_ms`]: super::Options::undo_ms
    ///
    /// # Errors
    /// [`Error::UnknownAccount`], [`Error::Closed`].
    pub fn remove(&mut self, id: Id, now: Now) -> Result<(), Error> {
        self.change(id, now, |entry| {
            entry.removed_ms = Some(now.wall_ms);
            Ok(())
        })
        .map(drop)
    }

    /// Brings a removed account back.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`] when it isn't among the removed; [`Error::Closed`].
    pub fn bring_back(&mut self, id: Id, now: Now) -> Result<View, Error> {
        let _turn = self.step(now)?;
        self.session
            .as_ref()
            .ok_or(Error::Closed)?
            .find_removed(id)?;
        let entry = self.change_in_turn(id, |entry| {
            entry.removed_ms = None;
            Ok(())
        })?;
        Ok(view(&entry))
    }

    /// Changes an account and writes it durably.
    pub(super) fn change(
        &mut self,
        id: Id,
        now: Now,
        change: impl FnOnce(&mut Entry) -> Result<(), Error>,
    ) -> Result<Entry, Error> {
        let _turn = self.step(now)?;
        self.session.as_ref().ok_or(Error::Closed)?.find(id)?;
        self.change_in_turn(id, change)
    }

    fn change_in_turn(
        &mut self,
        id: Id,
        change: impl FnOnce(&mut Entry) -> Result<(), Error>,
    ) -> Result<Entry, Error> {
        self.revision += 1;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
        let transaction = self.store.vault.unchecked_transaction()?;
        let entry = records::read_one(&transaction, &session.keys, id)?;
        let mut entry = entry.ok_or(Error::UnknownAccount)?;
        let removed_ms = entry.removed_ms;
        change(&mut entry)?;
        entry.version += 1;
        records::write(&transaction, &session.keys, &entry, &*self.entropy)?;
        transaction.commit()?;
        if entry.removed_ms != removed_ms {
            session.put(entry.clone());
        } else {
            session.put_card(entry.clone());
        }
        Ok(entry)
    }
}

impl Edit {
    fn check(&self) -> Result<(), Error> {
        let group = self.group.as_ref().and_then(Option::as_ref);
        let icon = self.icon.as_ref().and_then(Option::as_ref);
        let names = [self.issuer.as_ref(), self.label.as_ref(), group, icon];
        let fits = |text: &String, max| {
            if text.chars().count() > max {
                Err(Error::TooLong { max })
            } else {
                Ok(())
            }
        };
        names
            .into_iter()
            .flatten()
            .try_for_each(|name| fits(name, MAX_NAME))?;
        self.note.iter().try_for_each(|note| fits(note, MAX_NOTE))
    }

    fn apply(self, card: &mut Card) {
        let Self {
            issuer,
            label,
            icon,
            note,
            group,
            favourite,
        } = self;
        card.issuer = issuer.unwrap_or(core::mem::take(&mut card.issuer));
        card.label = label.unwrap_or(core::mem::take(&mut card.label));
        card.icon = icon.unwrap_or(card.icon.take());
        card.note = note.unwrap_or(core::mem::take(&mut card.note));
        card.group = group.unwrap_or(card.group.take());
        card.favourite = favourite.unwrap_or(card.favourite);
    }
}
