//! The accounts on an open phone: listed, searched, added, edited, ordered, removed.

use unicode_normalization::UnicodeNormalization;

use crate::account::{Account, Algorithm, Card, Id, Kind};
use crate::time::Now;
use crate::vault::RootId;
use crate::vault::records::{self, Entry, Record};

use super::session::Session;
use super::{Authenticator, Error};

/// The most characters that issuer, label and group take.
pub(super) const MAX_NAME: usize = 256;
/// The most characters that a note takes.
pub(super) const MAX_NOTE: usize = 4096;

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The person's own.
    Personal,
    /// An organisation's: never in an export, a backup or a QR.
    Organisation,
}

/// An account as it can be shown: everything but its seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name on this phone.
    pub id: Id,
    /// Whose it is.
    pub owner: Owner,
    /// How it is shown and filed.
    pub card: Card,
    /// What moves the code on.
    pub kind: Kind,
    /// The hash under the HMAC.
    pub algorithm: Algorithm,
    /// Characters in a code.
    pub digits: u8,
    /// How often a code was asked for by name.
    pub uses: u64,
    /// When that was last (wall clock, milliseconds).
    pub last_used_ms: Option<i64>,
    /// When it was removed (wall clock, milliseconds), while that can be undone.
    pub removed_ms: Option<i64>,
}

/// What became of an account that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The account on this phone: the new one, or the one that was there.
    pub id: Id,
    /// Whether it was there already: the same seed and rules under the same name.
    pub duplicate: bool,
}

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
    /// Every account that isn't removed: favourites first, then in the person's order.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn accounts(&mut self, now: Now) -> Result<Vec<View>, Error> {
        let session = self.open_now(now)?;
        Ok(views(session, |entry| entry.removed_ms.is_none()))
    }

    /// As [`Authenticator::accounts`], without counting as a step that a person took; empty when closed.
    #[must_use]
    pub fn peek(&self) -> Vec<View> {
        let live = |session| views(session, |entry| entry.removed_ms.is_none());
        self.session.as_ref().map(live).unwrap_or_default()
    }

    /// Those of [`Authenticator::accounts`] whose issuer, label, group or note holds every word of
    /// `query`, whatever the case and the accents' spelling (NFKC).
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn search(&mut self, query: &str, now: Now) -> Result<Vec<View>, Error> {
        let words: Vec<String> = query.split_whitespace().map(folded).collect();
        let session = self.open_now(now)?;
        Ok(views(session, |entry| {
            entry.removed_ms.is_none() && holds(&entry.record.account.card, &words)
        }))
    }

    /// What was removed and can still be brought back, the latest first.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn removed(&mut self, now: Now) -> Result<Vec<View>, Error> {
        let session = self.open_now(now)?;
        let mut removed = views(session, |entry| entry.removed_ms.is_some());
        removed.sort_by_key(|view| std::cmp::Reverse(view.removed_ms));
        Ok(removed)
    }

    /// Puts `accounts` into the person's own list, all of them durably or none. One that is there
    /// already, or comes twice, is not added again.
    ///
    /// # Errors
    /// [`Error::Closed`], [`Error::Vault`].
    pub fn add(&mut self, accounts: Vec<Account>, now: Now) -> Result<Vec<Added>, Error> {
        self.open_now(now)?;
        self.revision += 1;
        let _turn = self.store.turn()?;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
        let mut position = session
            .entries
            .iter()
            .map(|entry| entry.record.position)
            .max()
            .unwrap_or(0);
        let mut fresh: Vec<Entry> = Vec::new();
        let mut added = Vec::with_capacity(accounts.len());
        for account in accounts {
            let there = session
                .entries
                .iter()
                .filter(|entry| entry.removed_ms.is_none());
            if let Some(twin) = there
                .chain(&fresh)
                .find(|entry| is_same(&entry.record, &account))
            {
                added.push(Added {
                    id: twin.id,
                    duplicate: true,
                });
                continue;
            }
            let mut id = Id([0; 16]);
            self.entropy.fill(&mut id.0)?;
            position += 1;
            let origin = (account.card.issuer.clone(), account.card.label.clone());
            let record = Record {
                account,
                origin,
                position,
                uses: 0,
                last_used_ms: None,
            };
            fresh.push(Entry {
                id,
                root: RootId::OWN,
                version: 1,
                removed_ms: None,
                record,
            });
            added.push(Added {
                id,
                duplicate: false,
            });
        }
        let transaction = self.store.vault.unchecked_transaction()?;
        for entry in &fresh {
            records::write(&transaction, &session.keys, entry, &*self.entropy)?;
        }
        transaction.commit()?;
        fresh.into_iter().for_each(|entry| session.put(entry));
        Ok(added)
    }

    /// Changes how an account is shown.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`], [`Error::TooLong`], [`Error::Closed`].
    pub fn edit(&mut self, id: Id, edit: Edit, now: Now) -> Result<View, Error> {
        edit.check()?;
        let entry = self.change(id, now, |entry| {
            edit.apply(&mut entry.record.account.card);
            Ok(())
        })?;
        Ok(view(&entry))
    }

    /// Moves an account to `place` (0: first) in the person's order.
    ///
    /// # Errors
    /// [`Error::UnknownAccount`], [`Error::Closed`].
    pub fn place(&mut self, id: Id, place: usize, now: Now) -> Result<(), Error> {
        let session = self.open_now(now)?;
        session.find(id)?;
        let mut order: Vec<_> = session
            .entries
            .iter()
            .filter(|entry| entry.removed_ms.is_none() && entry.id != id)
            .map(|entry| (entry.record.position, entry.id))
            .collect();
        order.sort_unstable();
        order.insert(place.min(order.len()), (0, id));
        self.revision += 1;
        let _turn = self.store.turn()?;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
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
        moved.into_iter().for_each(|entry| session.put(entry));
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
        let session = self.open_now(now)?;
        let removed = |entry: &&Entry| entry.id == id && entry.removed_ms.is_some();
        session
            .entries
            .iter()
            .find(removed)
            .ok_or(Error::UnknownAccount)?;
        let entry = self.change_any(id, |entry| {
            entry.removed_ms = None;
            Ok(())
        })?;
        Ok(view(&entry))
    }

    /// Reads an account as the file has it now, changes it, and writes it durably.
    pub(super) fn change(
        &mut self,
        id: Id,
        now: Now,
        change: impl FnOnce(&mut Entry) -> Result<(), Error>,
    ) -> Result<Entry, Error> {
        self.open_now(now)?.find(id)?;
        self.change_any(id, change)
    }

    fn change_any(
        &mut self,
        id: Id,
        change: impl FnOnce(&mut Entry) -> Result<(), Error>,
    ) -> Result<Entry, Error> {
        self.revision += 1;
        let _turn = self.store.turn()?;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
        let transaction = self.store.vault.unchecked_transaction()?;
        let entry = records::read_one(&transaction, &session.keys, id)?;
        let mut entry = entry.ok_or(Error::UnknownAccount)?;
        change(&mut entry)?;
        entry.version += 1;
        records::write(&transaction, &session.keys, &entry, &*self.entropy)?;
        transaction.commit()?;
        session.put(entry.clone());
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

/// The same seed and rules under the same name, the counter aside; the name it came with counts too.
fn is_same(record: &Record, account: &Account) -> bool {
    let (held, new) = (&record.account, account);
    let kind = match (held.otp.kind, new.otp.kind) {
        (Kind::Hotp { .. }, Kind::Hotp { .. }) => true,
        (held, new) => held == new,
    };
    let name = |issuer: &str, label: &str| issuer == new.card.issuer && label == new.card.label;
    kind && held.otp.secret == new.otp.secret
        && held.otp.algorithm == new.otp.algorithm
        && held.otp.digits == new.otp.digits
        && (name(&held.card.issuer, &held.card.label) || name(&record.origin.0, &record.origin.1))
}

fn views(session: &Session, wanted: impl Fn(&Entry) -> bool) -> Vec<View> {
    let mut entries: Vec<&Entry> = session
        .entries
        .iter()
        .filter(|entry| wanted(entry))
        .collect();
    entries.sort_by_key(|entry| {
        (
            !entry.record.account.card.favourite,
            entry.record.position,
            entry.id,
        )
    });
    entries.into_iter().map(view).collect()
}

pub(super) fn view(entry: &Entry) -> View {
    let Account { otp, card } = &entry.record.account;
    View {
        id: entry.id,
        owner: owner(entry),
        card: card.clone(),
        kind: otp.kind,
        algorithm: otp.algorithm,
        digits: otp.digits,
        uses: entry.record.uses,
        last_used_ms: entry.record.last_used_ms,
        removed_ms: entry.removed_ms,
    }
}

pub(super) fn owner(entry: &Entry) -> Owner {
    if entry.root == RootId::OWN {
        Owner::Personal
    } else {
        Owner::Organisation
    }
}

fn holds(card: &Card, words: &[String]) -> bool {
    let fields = [
        Some(&card.issuer),
        Some(&card.label),
        card.group.as_ref(),
        Some(&card.note),
    ];
    let fields: Vec<String> = fields
        .into_iter()
        .flatten()
        .map(|field| folded(field))
        .collect();
    words
        .iter()
        .all(|word| fields.iter().any(|field| field.contains(word.as_str())))
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}
