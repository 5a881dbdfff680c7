//! Support's code gives the service's halves; the next half goes there, the PIN comes, and the service
//! is told.

use kodevagt_protocol::activation;
use kodevagt_protocol::unblock::{self, Release, Released, Standing};

use super::contact::tell;
use super::support::{asked, is_over, path, private, requested};
use crate::authenticator::{Authenticator, Error, Typed};
use crate::exchange::{Reply, Request};
use crate::organisation::{self, Half, Record, trust};
use crate::pin::Pin;
use crate::secret::Key;
use crate::time::Now;
use crate::vault::RootId;

impl Authenticator {
    /// Gives support's code. A mistyped one is seen by its check digit, and costs no guess.
    ///
    /// # Errors
    /// [`Error::Mistyped`]; [`Error::NoUnblock`]; [`Error::UnknownOrganisation`]; [`Error::Vault`].
    pub fn begin_release(&self, id: RootId, code: &str, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        let request = requested(&record)?;
        let code = unblock::read_code(code).ok_or(Error::Mistyped(Typed::UnblockCode))?;
        Ok(tell(
            &record,
            path(request, "/release"),
            &Release { code },
            now,
        ))
    }

    /// Takes the service's halves, keeps them sealed as they came, and makes the slot that takes the
    /// opened one's place.
    ///
    /// # Errors
    /// [`Error::Service`]: also [`organisation::Error::Forged`] for halves that aren't for this request.
    /// [`Error::UnblockRefused`] for halves that open nothing here: the request is given up.
    /// [`Error::Removed`]; [`Error::Vault`].
    pub fn finish_release(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<(), Error> {
        let released: Released = self.hear_support(id, reply, now)?;
        let record = self.update_organisation(id, |record| {
            let help = record.unblock.as_mut().ok_or(Error::NoUnblock)?;
            help.released = released.halves;
            halves(record).map(drop)
        })?;
        self.revision += 1;
        match self.stage_unblock(id, &halves(&record)?) {
            Err(Error::UnblockRefused) => {
                self.give_up(id)?;
                Err(Error::UnblockRefused)
            }
            staged => staged.map(drop),
        }
    }

    /// Leaves the next half with the service, to be stored beside the released one.
    ///
    /// # Errors
    /// [`Error::NoUnblock`] before [`Authenticator::finish_release`]; [`Error::UnblockRefused`];
    /// [`Error::Service`] when the service's keys have run out; [`Error::Vault`].
    pub fn begin_stage(&mut self, id: RootId, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        let request = requested(&record)?;
        let released = halves(&record)?;
        // Made by the step before, unless a crash came between.
        let record = self.stage_unblock(id, &released)?;
        let (serial, secret) = match &record.half {
            Some(Half {
                serial,
                secret: Some(secret),
                ..
            }) => (*serial, secret),
            _ => return Err(Error::NoUnblock),
        };
        let keys = trust::keys(&record, now)?;
        let device = record.device.ok_or(Error::UnknownOrganisation)?;
        let random = self.random()?;
        let key = &keys.hpke_key.0;
        let half = activation::seal_half(key, device, serial, secret.bytes(), &random)
            .map_err(|_| organisation::Error::Forged)?;
        let stage = unblock::Stage { serial, half };
        Ok(tell(&record, path(request, "/stage"), &stage, now))
    }

    /// Takes the answer: the PIN comes next.
    ///
    /// # Errors
    /// [`Error::NoUnblock`], [`Error::Service`], [`Error::Removed`], [`Error::Vault`].
    pub fn finish_stage(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<(), Error> {
        let standing: Standing = self.hear_support(id, reply, now)?;
        if standing.state != unblock::State::Staged {
            return Err(Error::NoUnblock);
        }
        self.revision += 1;
        self.update_organisation(id, |record| {
            let help = record.unblock.as_mut().ok_or(Error::NoUnblock)?;
            help.staged = true;
            Ok(())
        })?;
        Ok(())
    }

    /// Opens the phone: with a new PIN when it is blocked, with its own when only the organisation's part
    /// was closed. The request's key is destroyed in the same write. A refused PIN loses nothing.
    ///
    /// # Errors
    /// [`Error::NoUnblock`] before [`Authenticator::finish_stage`]; as for [`Authenticator::unblock`].
    pub fn complete_unblock(&mut self, id: RootId, pin: &Pin, now: Now) -> Result<(), Error> {
        let record = self.with_device(id)?;
        if !asked(&record)?.staged {
            return Err(Error::NoUnblock);
        }
        self.unblock(id, &halves(&record)?, pin, now)
    }

    /// Tells the service that the phone is open: the former half can go.
    ///
    /// # Errors
    /// [`Error::NoUnblock`] when there is nothing to tell; [`Error::UnknownOrganisation`];
    /// [`Error::Vault`].
    pub fn begin_unblock_confirm(&self, id: RootId, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        let request = record.half.as_ref().and_then(|half| half.request);
        let path = path(request.ok_or(Error::NoUnblock)?, "/confirm");
        Ok(Request {
            body: Vec::new(),
            ..tell(&record, path, &(), now)
        })
    }

    /// Takes the answer: the phone's former slot goes too. If the service took too long to be reached,
    /// both slots stay until the next unblock.
    ///
    /// # Errors
    /// [`Error::Service`], [`Error::Removed`], [`Error::Vault`].
    pub fn finish_unblock_confirm(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<(), Error> {
        match self.hear::<Standing>(id, reply, now) {
            Ok(standing) if standing.state == unblock::State::Confirmed => self.confirm_unblock(id),
            Ok(_) => Err(Error::NoUnblock),
            Err(error) => {
                if is_over(&error) {
                    self.update_organisation(id, |record| {
                        if let Some(half) = &mut record.half {
                            half.request = None;
                        }
                        Ok(())
                    })?;
                }
                Err(error)
            }
        }
    }
}

/// The service's halves, opened with the request's key.
fn halves(record: &Record) -> Result<Vec<Key>, Error> {
    let help = asked(record)?;
    let (key, request) = (private(help)?, requested(record)?);
    let device = record.device.ok_or(Error::UnknownOrganisation)?;
    if help.released.is_empty() {
        return Err(Error::NoUnblock);
    }
    let open = |half| {
        let opened = unblock::open_release(&key, request, device, half).ok();
        let half = opened.and_then(|half| Key::from_slice(&half));
        half.ok_or(Error::Service(organisation::Error::Forged))
    };
    help.released.iter().map(open).collect()
}
