//! What was read (a typed URI, QR codes, a file, a backup) becoming accounts: every entry ends as added,
//! duplicate or refused with its reason.

use crate::account::{Account, Kind, Refusal};
use crate::import::migration::{self, Gathered, Place};
use crate::import::{Batch, Title};
use crate::qr::{self, NotForUs, Read, ServiceKind};
use crate::secret::SecretText;
use crate::time::Now;

use super::{Added, Authenticator, Error};

/// What became of everything that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    /// Every entry, in the order in which it was read.
    pub entries: Vec<Entry>,
    /// Parts of an export over several QR codes that were not among what was read.
    pub missing: Vec<Place>,
}

/// What became of one entry.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called, as far as that could be read.
    pub title: Title,
    /// The account and what moves its code on, or why it can't be one here.
    pub result: Result<(Added, Kind), Reason>,
}

/// Why an entry was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It says that it is an account, and can't be one.
    Refused(Refusal),
    /// It is for something else.
    NotForUs(NotForUs),
    /// A link of a Kodevagt service, which this version can't follow yet.
    Service(ServiceKind),
}

impl Authenticator {
    /// Takes in texts, from QR codes or typed: accounts and migrations, each part in any order, once or
    /// more.
    ///
    /// # Errors
    /// [`Error::Closed`], [`Error::Vault`]; then nothing was added.
    pub fn take_texts(&mut self, texts: &[SecretText], now: Now) -> Result<Taken, Error> {
        let mut gathered = Gathered::default();
        let mut read = Vec::new();
        for text in texts {
            match qr::classify(text.as_str()) {
                Read::Account(account) => read.push(named(account)),
                Read::Migration(uri) => match migration::parse(uri.as_str()) {
                    Ok(part) => read.extend(of_entries(gathered.add(part))),
                    Err(refusal) => read.push(nameless(Reason::Refused(refusal))),
                },
                Read::Service { kind, .. } => read.push(nameless(Reason::Service(kind))),
                Read::NotForUs(what) => read.push(nameless(Reason::NotForUs(what))),
                Read::Refused(refusal) => read.push(nameless(Reason::Refused(refusal))),
            }
        }
        self.take(read, gathered.missing(), now)
    }

    /// Takes in what [`import::read`](crate::import::read) read from a file.
    ///
    /// # Errors
    /// As for [`Authenticator::take_texts`].
    pub fn take_batch(&mut self, batch: Batch, now: Now) -> Result<Taken, Error> {
        self.take(of_entries(batch.entries).collect(), batch.missing, now)
    }

    /// Takes in the accounts of an opened backup.
    ///
    /// # Errors
    /// As for [`Authenticator::take_texts`].
    pub fn take_accounts(&mut self, accounts: Vec<Account>, now: Now) -> Result<Taken, Error> {
        self.take(accounts.into_iter().map(named).collect(), Vec::new(), now)
    }

    fn take(&mut self, read: Vec<Unsorted>, missing: Vec<Place>, now: Now) -> Result<Taken, Error> {
        let (mut accounts, mut kinds) = (Vec::new(), Vec::new());
        let mut places = Vec::with_capacity(read.len());
        for (title, result) in read {
            places.push((
                title,
                result.map(|account| {
                    kinds.push(account.otp.kind);
                    accounts.push(account);
                }),
            ));
        }
        let mut added = self.add(accounts, now)?.into_iter().zip(kinds);
        let entries = places
            .into_iter()
            .filter_map(|(title, result)| {
                let result = match result {
                    Ok(()) => Ok(added.next()?),
                    Err(reason) => Err(reason),
                };
                Some(Entry { title, result })
            })
            .collect();
        Ok(Taken { entries, missing })
    }
}

type Unsorted = (Title, Result<Account, Reason>);

fn named(account: Account) -> Unsorted {
    let title = Title {
        issuer: account.card.issuer.clone(),
        label: account.card.label.clone(),
    };
    (title, Ok(account))
}

fn nameless(reason: Reason) -> Unsorted {
    (Title::default(), Err(reason))
}

fn of_entries(entries: Vec<crate::import::Entry>) -> impl Iterator<Item = Unsorted> {
    entries
        .into_iter()
        .map(|entry| (entry.title, entry.result.map_err(Reason::Refused)))
}
