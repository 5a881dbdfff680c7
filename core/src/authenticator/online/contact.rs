//! Signing requests, reading answers, and what every answer tells: the time, and whether the service
//! still counts on this phone.

use kodevagt_protocol::{Bytes, Id, Refusal, phone, request};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::authenticator::{Authenticator, Error};
use crate::exchange::{Headers, Reply, Request};
use crate::organisation::{self, Record, Standing, answer, trust};
use crate::time::Now;
use crate::vault::{RootId, store};

/// Clock readings closer than this are the same: an answer's way takes as long.
const OFFSET_STEP_MS: u64 = 1_000;
/// How long an answer may go unnoted when it told nothing new.
const NOTE_EVERY_MS: i64 = 60_000;

/// What the phone still has to tell a service, as soon as it is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// That a PIN was chosen: [`Authenticator::begin_active`].
    Active(RootId),
    /// That the phone opened again: [`Authenticator::begin_unblock_confirm`].
    UnblockConfirm(RootId),
}

impl Authenticator {
    /// The headers that sign `request` with its organisation's device key, for a nonce of the service's.
    /// Needs no PIN.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`] for a request without a signer, or before a device was granted, or
    /// after a removal; [`Error::Vault`].
    pub fn sign_request(&self, request: &Request, nonce: &str) -> Result<Headers, Error> {
        let id = request.signer.ok_or(Error::UnknownOrganisation)?;
        let record = self.organisation(id)?;
        let device = record.device.ok_or(Error::UnknownOrganisation)?;
        let signed = request::Signed {
            method: request.method,
            path: &request.path,
            body: &request.body,
            device,
            epoch: record.epoch,
            nonce,
        };
        let signature = self.sign_as_device(id, &signed.bytes())?;
        Ok(Headers::from([
            (request::DEVICE_HEADER, device.to_string()),
            (request::EPOCH_HEADER, record.epoch.to_string()),
            (request::NONCE_HEADER, nonce.to_owned()),
            (request::SIGNATURE_HEADER, Bytes(signature).to_string()),
        ]))
    }

    /// The device that signs for the organisation `id`: whom a nonce is asked for.
    ///
    /// # Errors
    /// As for [`Authenticator::sign_request`].
    pub fn device_at(&self, id: RootId) -> Result<Id, Error> {
        let device = self.organisation(id)?.device;
        device.ok_or(Error::UnknownOrganisation)
    }

    /// Asks the service of `id` whether it still counts on this phone, for its keys, its contact and its
    /// policy.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`]; [`Error::Vault`].
    pub fn begin_standing(&self, id: RootId, now: Now) -> Result<Request, Error> {
        Ok(ask(&self.with_device(id)?, "/v1/phone/status", now))
    }

    /// Takes the answer: what is new is kept. A phone that was taken out erases what the organisation had
    /// here.
    ///
    /// # Errors
    /// [`Error::Removed`] once that is done; [`Error::Service`]; [`Error::Vault`].
    pub fn finish_standing(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<phone::State, Error> {
        let standing: phone::Standing = self.hear(id, reply, now)?;
        if standing.state == phone::State::Removed {
            return Err(self.taken_out(id, Refusal::DeviceUnknown)?);
        }
        let name = trust::shown(&standing.name)?;
        self.update_organisation(id, |record| {
            trust::renew(record, &standing.keys, now)?;
            record.name = name;
            record.contact = standing.contact;
            record.policy = standing.policy;
            Ok(())
        })?;
        Ok(standing.state)
    }

    /// Tells the service of `id` where wake-ups go, beside the open connection.
    ///
    /// # Errors
    /// As for [`Authenticator::begin_standing`].
    pub fn begin_push(&self, id: RootId, push: &phone::Push, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        let request = tell(&record, "/v1/phone/push".to_owned(), push, now);
        Ok(Request {
            method: "PUT",
            ..request
        })
    }

    /// Takes the answer to [`Authenticator::begin_push`].
    ///
    /// # Errors
    /// As for [`Authenticator::finish_standing`].
    pub fn finish_push(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<(), Error> {
        if (200..300).contains(&reply.status) {
            return self.note(id, reply, now);
        }
        self.hear(id, reply, now)
    }

    /// What a crash or a dead line left to be told, to be sent until it is answered.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub fn errands(&self) -> Result<Vec<Errand>, Error> {
        let records = self.organisations()?.into_iter();
        Ok(records.filter_map(|record| errand(&record)).collect())
    }

    /// Reads an answer of the service of `id`, and does what every answer asks for: the clocks are
    /// compared, and a phone that the service counts on no more erases what the organisation had.
    pub(super) fn hear<T: DeserializeOwned>(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<T, Error> {
        self.note(id, reply, now)?;
        match answer::read(reply) {
            Err(organisation::Error::Refused {
                refusal: refusal @ Refusal::DeviceUnknown,
                ..
            }) => Err(self.taken_out(id, refusal)?),
            answer => Ok(answer?),
        }
    }

    /// Erases what the organisation had here, the record aside, which says how to come back. An
    /// activation that the service has given up is forgotten.
    ///
    /// Returns the error to answer with.
    fn taken_out(&mut self, id: RootId, refusal: Refusal) -> Result<Error, Error> {
        if matches!(self.organisation(id)?.standing, Standing::Activating(_)) {
            self.forget_organisation(id)?;
            return Ok(organisation::Error::refused(refusal).into());
        }
        self.approvals.retain(|held| held.organisation() != id);
        self.remove_organisation(id)?;
        Ok(Error::Removed)
    }

    /// Keeps when the service answered and how far the clocks are apart, if that is news: a write costs
    /// the phone's hardware a key. Codes follow the clock of a service that the phone is activated with.
    fn note(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<(), Error> {
        if reply.time_ms.is_none() {
            // Not the service: a network's own page, a proxy.
            return Ok(());
        }
        let record = self.organisation(id)?;
        let known = record.clock_offset_ms;
        let offset = answer::clock_offset_ms(reply, now).unwrap_or(known);
        let moved = offset.abs_diff(known) >= OFFSET_STEP_MS;
        let last = record.last_contact_ms.unwrap_or(i64::MIN);
        let old = !(0..NOTE_EVERY_MS).contains(&now.wall_ms.saturating_sub(last));
        if moved || old {
            self.update_organisation(id, |record| {
                record.last_contact_ms = Some(now.wall_ms);
                record.clock_offset_ms = offset;
                Ok(())
            })?;
        }
        if matches!(record.standing, Standing::Active) && self.options.clock_offset_ms.is_none() {
            let _turn = self.store.turn()?;
            let codes = store::clock_offset_ms(&self.store.vault)?;
            if offset.abs_diff(codes) >= OFFSET_STEP_MS {
                store::write_clock_offset_ms(&self.store.vault, offset)?;
                self.revision += 1;
            }
        }
        Ok(())
    }

    /// What is kept of an organisation whose service has named this device.
    pub(super) fn with_device(&self, id: RootId) -> Result<Record, Error> {
        let record = self.organisation(id)?;
        let removed = matches!(record.standing, Standing::Removed);
        if removed || record.device.is_none() {
            return Err(Error::UnknownOrganisation);
        }
        Ok(record)
    }
}

fn errand(record: &Record) -> Option<Errand> {
    let half = record.half.as_ref();
    match record.standing {
        Standing::Activating(_) => record.is_joined().then_some(Errand::Active(record.id)),
        Standing::Active => half?.request.map(|_| Errand::UnblockConfirm(record.id)),
        Standing::Removed => None,
    }
}

/// A signed `GET`.
pub(super) fn ask(record: &Record, path: impl Into<String>, now: Now) -> Request {
    Request {
        server: record.server.clone(),
        method: "GET",
        path: path.into(),
        body: Vec::new(),
        signer: Some(record.id),
        begun: now,
    }
}

/// A signed `POST` of `body`.
pub(super) fn tell(record: &Record, path: String, body: &impl Serialize, now: Now) -> Request {
    Request {
        server: record.server.clone(),
        method: "POST",
        path,
        body: json(body),
        signer: Some(record.id),
        begun: now,
    }
}

/// The same, by a phone that the service doesn't know yet.
pub(super) fn tell_unsigned(
    record: &Record,
    path: String,
    body: &impl Serialize,
    now: Now,
) -> Request {
    Request {
        signer: None,
        ..tell(record, path, body, now)
    }
}

fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("a message is plain data with text keys")
}
