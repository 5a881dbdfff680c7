//! The accounts on an open phone: listed, searched, added, edited, ordered, removed.

use unicode_normalization::UnicodeNormalization;

use crate::account::{Account, Algorithm, Card, Id, Kind};
use crate::time::Now;
use crate::vault::RootId;
use crate::vault::records::{self, Entry, Record};

use super::session::Session;
use super::{Authenticator, Error};

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
    /// [`Error::Closed`], [`Error::OwnClosed`], [`Error::Vault`].
    pub fn add(&mut self, accounts: Vec<Account>, now: Now) -> Result<Vec<Added>, Error> {
        let _turn = self.step(now)?;
        self.own_session()?;
        self.revision += 1;
        let session = self.session.as_mut().ok_or(Error::Closed)?;
        let positions = session.entries.values().map(|entry| entry.record.position);
        let mut position = positions.max().unwrap_or(0);
        let mut fresh: Vec<Entry> = Vec::new();
        let mut added = Vec::with_capacity(accounts.len());
        for account in accounts {
            if let Some(twin) = session
                .live()
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
            let record = Record {
                account,
                origin: None,
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
        && (name(&held.card.issuer, &held.card.label)
            || record
                .origin
                .as_ref()
                .is_some_and(|(issuer, label)| name(issuer, label)))
}

fn views(session: &Session, wanted: impl Fn(&Entry) -> bool) -> Vec<View> {
    let entries = session.entries.values().filter(|entry| wanted(entry));
    in_order(entries).into_iter().map(view).collect()
}

/// Favourites first, then in the person's order.
pub(super) fn in_order<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_key(|entry| {
        let favourite = entry.record.account.card.favourite;
        (!favourite, entry.record.position, entry.id)
    });
    entries
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
