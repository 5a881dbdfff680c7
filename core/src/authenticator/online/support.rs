//! A phone that blocked itself is helped by an organisation's support. Which key opens what, and when it
//! is destroyed, is the vault's part ([`Authenticator::stage_unblock`], [`Authenticator::unblock`]).

use kodevagt_protocol::activation::Contact;
use kodevagt_protocol::sealed::PrivateKey;
use kodevagt_protocol::unblock::{self, Standing, Start, Started};
use kodevagt_protocol::{Bytes, Id, Refusal};

use super::contact::{ask, tell};
use crate::authenticator::{Authenticator, Error, State};
use crate::exchange::{Reply, Request};
use crate::organisation::{self, Record, Unblock, trust};
use crate::secret::SecretBytes;
use crate::time::Now;
use crate::vault::RootId;

/// What a person who asks for help reads out, and whom to.
#[derive(Clone, PartialEq, Eq)]
pub struct Help {
    /// The organisation.
    pub organisation: RootId,
    /// Its name, for people.
    pub name: String,
    /// The six digits of this lockout; `None` on a phone that is open otherwise and hasn't asked yet.
    pub lock_number: Option<String>,
    /// Two words, once the service has answered: for this request, and shown nowhere else.
    pub words: Option<[String; 2]>,
    /// Whom to call.
    pub contact: Contact,
    /// What comes next.
    pub stage: Stage,
}

impl core::fmt::Debug for Help {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Help")
            .field("organisation", &self.organisation)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

/// What comes next in an unblock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Asking the service: [`Authenticator::begin_unblock`].
    Ask,
    /// Support's code: [`Authenticator::begin_release`].
    Code,
    /// Leaving the next half: [`Authenticator::begin_stage`].
    Leave,
    /// The PIN: [`Authenticator::complete_unblock`].
    Pin,
}

impl Authenticator {
    /// What a blocked phone shows, offline too: each organisation whose support can open it, or, on a
    /// phone that was opened otherwise, open its own part. Empty on a phone that needs no help.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub fn help(&self) -> Result<Vec<Help>, Error> {
        let state = self.status()?.state;
        let mut help = Vec::new();
        for mut record in self.organisations()? {
            if let Some(lock_number) = self.lock_number_for(&record, state)? {
                // What was asked at an earlier lockout isn't this one's.
                record.unblock = record
                    .unblock
                    .filter(|help| Some(&help.lock_number) == lock_number.as_ref());
                help.push(shown(record, lock_number));
            }
        }
        Ok(help)
    }

    /// Asks the support of `id` for help. The key that the service's half will be sealed for is made once
    /// and kept, hardware-wrapped: asking again is the same request.
    ///
    /// # Errors
    /// [`Error::NotBlocked`], [`Error::UnknownOrganisation`], [`Error::Vault`].
    pub fn begin_unblock(&mut self, id: RootId, now: Now) -> Result<Request, Error> {
        let mut record = self.with_device(id)?;
        let lock_number = self.lock_number_for(&record, self.status()?.state)?;
        let lock_number = lock_number.ok_or(Error::NotBlocked)?;
        let asked_before = record.unblock.as_ref().map(|help| &help.lock_number);
        if asked_before.is_none() || asked_before != lock_number.as_ref() {
            let (key, lock_number) = (
                self.private_key()?,
                lock_number.map_or_else(|| self.six_digits(), Ok)?,
            );
            record = self.update_organisation(id, |record| {
                record.unblock = Some(Unblock {
                    lock_number,
                    request: None,
                    words: None,
                    request_key: SecretBytes::new(key.bytes().to_vec()),
                    released: Vec::new(),
                    staged: false,
                });
                Ok(())
            })?;
        }
        let help = asked(&record)?;
        let start = Start {
            lock_number: help.lock_number.clone(),
            request_key: Bytes(private(help)?.public().to_vec()),
        };
        let path = "/v1/phone/unblocks".to_owned();
        Ok(tell(&record, path, &start, now))
    }

    /// Takes the answer: the words to read out.
    ///
    /// # Errors
    /// [`Error::NoUnblock`], [`Error::Service`], [`Error::Removed`], [`Error::Vault`].
    pub fn finish_unblock(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<Help, Error> {
        let started: Started = self.hear_support(id, reply, now)?;
        let mut words = started.words.into_iter().map(|word| trust::shown(&word));
        let mut word = || words.next().unwrap_or(Err(organisation::Error::Forged));
        let words = [word()?, word()?];
        let record = self.update_organisation(id, |record| {
            let help = record.unblock.as_mut().ok_or(Error::NoUnblock)?;
            if help.request != Some(started.unblock) {
                (help.released, help.staged) = (Vec::new(), false);
            }
            help.request = Some(started.unblock);
            help.words = Some(words);
            record.contact = started.contact;
            Ok(())
        })?;
        self.revision += 1;
        let lock_number = Some(asked(&record)?.lock_number.clone());
        Ok(shown(record, lock_number))
    }

    /// Asks whether support has typed the words.
    ///
    /// # Errors
    /// [`Error::NoUnblock`] before [`Authenticator::finish_unblock`]; [`Error::UnknownOrganisation`];
    /// [`Error::Vault`].
    pub fn begin_unblock_standing(&self, id: RootId, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        Ok(ask(&record, path(requested(&record)?, ""), now))
    }

    /// Takes the answer. A request that has come to its end is forgotten, its key destroyed.
    ///
    /// # Errors
    /// [`Error::Service`], [`Error::Removed`], [`Error::Vault`].
    pub fn finish_unblock_standing(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<Standing, Error> {
        let standing: Standing = self.hear_support(id, reply, now)?;
        let ended = [unblock::State::Cancelled, unblock::State::Expired];
        if ended.contains(&standing.state) {
            self.give_up(id)?;
        }
        Ok(standing)
    }

    /// As [`Authenticator::hear`]: a refusal that ends the request destroys its key.
    pub(super) fn hear_support<T: serde::de::DeserializeOwned>(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<T, Error> {
        let answer = self.hear(id, reply, now);
        if answer.as_ref().is_err_and(is_over) {
            self.give_up(id)?;
        }
        answer
    }

    /// Forgets a request: the next one is another. A half that was made stays, for the service may have it.
    pub(super) fn give_up(&mut self, id: RootId) -> Result<(), Error> {
        self.revision += 1;
        self.update_organisation(id, |record| {
            record.unblock = None;
            Ok(())
        })?;
        Ok(())
    }

    /// The number that a phone in `state` reads out to this organisation's support. The outer `None`: it
    /// needs none. The inner: it needs help on an open phone, and hasn't asked yet.
    fn lock_number_for(
        &self,
        record: &Record,
        state: State,
    ) -> Result<Option<Option<String>>, Error> {
        if !matches!(record.standing, organisation::Standing::Active) {
            return Ok(None);
        }
        match state {
            State::Blocked => Ok(self.lock_number()?.map(Some)),
            State::Closed | State::Open => {
                let closed = self.closed()?.iter().any(|closed| closed.root == record.id);
                let number = record.unblock.as_ref().map(|help| help.lock_number.clone());
                Ok(closed.then_some(number))
            }
            State::NoPin | State::HardwareLost => Ok(None),
        }
    }
}

fn shown(record: Record, lock_number: Option<String>) -> Help {
    Help {
        organisation: record.id,
        lock_number,
        stage: stage(record.unblock.as_ref()),
        words: record.unblock.and_then(|help| help.words),
        name: record.name,
        contact: record.contact,
    }
}

fn stage(help: Option<&Unblock>) -> Stage {
    match help {
        Some(help) if help.staged => Stage::Pin,
        Some(help) if !help.released.is_empty() => Stage::Leave,
        Some(help) if help.request.is_some() => Stage::Code,
        _ => Stage::Ask,
    }
}

/// Whether a request has come to its end.
pub(super) fn is_over(error: &Error) -> bool {
    let Error::Service(error) = error else {
        return false;
    };
    matches!(
        error.refusal(),
        Some(
            Refusal::UnblockUnknown
                | Refusal::UnblockTriesUsed
                | Refusal::UnblockExpired
                | Refusal::UnblockCancelled
                | Refusal::UnblockUsed
        )
    )
}

pub(super) fn asked(record: &Record) -> Result<&Unblock, Error> {
    record.unblock.as_ref().ok_or(Error::NoUnblock)
}

pub(super) fn requested(record: &Record) -> Result<Id, Error> {
    asked(record)?.request.ok_or(Error::NoUnblock)
}

pub(super) fn path(request: Id, step: &str) -> String {
    format!("/v1/phone/unblocks/{request}{step}")
}

pub(super) fn private(help: &Unblock) -> Result<PrivateKey, Error> {
    let key = PrivateKey::from_slice(help.request_key.bytes());
    key.ok_or(Error::Vault(crate::vault::Error::Tampered))
}
