//! Sign-ins that wait for this phone: fetched, shown, decided.

use kodevagt_protocol::approval::{Challenges, Decided, Decision, State, Verb};
use kodevagt_protocol::{Bytes, Id, Refusal};

use super::contact::{ask, tell};
use crate::authenticator::{Authenticator, Error, Presence};
use crate::exchange::{Reply, Request};
use crate::organisation::challenge::{Fetch, Waiting};
use crate::organisation::{self, Approval, Standing, answer, trust};
use crate::time::Now;
use crate::vault::RootId;

/// A no, which takes no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No.
    Deny,
    /// This isn't me: no, stop that source, and tell the organisation.
    Report,
}

impl Authenticator {
    /// Asks the service of `id` what waits for this phone. Needs no PIN. Each answer goes with one such
    /// request: the time that is left counts from here.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`] unless the phone is activated with it; [`Error::Vault`].
    pub fn begin_fetch(&self, id: RootId, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        if !matches!(record.standing, Standing::Active) {
            return Err(Error::UnknownOrganisation);
        }
        Ok(ask(&record, "/v1/phone/challenges", now))
    }

    /// Takes the answer: what waits there now, in the place of what an earlier fetch brought.
    ///
    /// # Errors
    /// [`Error::Service`] when the service didn't sign all of it for this phone and this very fetch (its
    /// keys may be newer: see [`Authenticator::begin_standing`]); [`Error::Removed`]; [`Error::Vault`].
    pub fn finish_fetch(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<Vec<Approval>, Error> {
        let challenges: Challenges = self.hear(id, reply, now)?;
        let record = self.with_device(id)?;
        let keys = trust::keys(&record, now)?;
        let fetch = Fetch {
            organisation: id,
            device: record.device.ok_or(Error::UnknownOrganisation)?,
            epoch: record.epoch,
            signing_key: &keys.signing_key.0,
            nonce: reply.nonce.as_deref().ok_or(organisation::Error::Forged)?,
            begun: reply.begun,
            offset_ms: answer::clock_offset_ms(reply, now).unwrap_or(record.clock_offset_ms),
        };
        let fetched = fetch.read(challenges)?;
        self.revision += 1;
        self.approvals.retain(|held| held.organisation() != id);
        self.approvals.extend(fetched);
        Ok(self.approvals(now))
    }

    /// Asks where a sign-in of this phone's stands that may no longer wait.
    ///
    /// # Errors
    /// As for [`Authenticator::begin_fetch`].
    pub fn begin_look(&self, id: RootId, approval: Id, now: Now) -> Result<Request, Error> {
        let record = self.with_device(id)?;
        let path = format!("/v1/phone/challenges/{approval}");
        Ok(ask(&record, path, now))
    }

    /// Takes the answer; `None` when this organisation asked for no such sign-in.
    ///
    /// # Errors
    /// [`Error::Service`], [`Error::Removed`], [`Error::Vault`].
    pub fn finish_look(
        &mut self,
        id: RootId,
        reply: &Reply,
        now: Now,
    ) -> Result<Option<State>, Error> {
        match self.hear::<Decided>(id, reply, now) {
            Ok(stands) => Ok(Some(stands.state)),
            Err(Error::Service(organisation::Error::Refused {
                refusal: Refusal::ChallengeUnknown,
                ..
            })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The sign-ins that wait, of every organisation, as far as this process has fetched them.
    #[must_use]
    pub fn approvals(&self, now: Now) -> Vec<Approval> {
        self.approvals
            .iter()
            .filter_map(|held| held.at(now))
            .collect()
    }

    /// Approves a sign-in with the number that its page shows, behind a PIN (which is a try like any
    /// other) or a finger, on an open phone too. A wrong PIN leaves the sign-in waiting.
    ///
    /// # Errors
    /// [`Error::UnknownApproval`], [`Error::ApprovalOver`], [`Error::NotTheNumber`]: these cost nothing.
    /// [`Error::PinNeeded`] where no finger may stand in; as for [`Authenticator::unlock`] and
    /// [`Authenticator::finish_biometrics`].
    pub fn begin_approve(
        &mut self,
        approval: Id,
        number: &str,
        presence: Presence<'_>,
        now: Now,
    ) -> Result<Request, Error> {
        let held = self.held(approval, now)?;
        let digits = held.digits();
        let number = held.number(number).ok_or(Error::NotTheNumber { digits })?;
        let bytes = Decision::bytes(&held.hash, Verb::Approve, Some(number));
        let id = held.organisation();
        let vault_signature = self.sign_approval(id, presence, &bytes, now)?;
        let decision = Decision {
            verb: Verb::Approve,
            number: Some(number.to_owned()),
            device_signature: Bytes(self.sign_as_device(id, &bytes)?),
            vault_signature: Some(Bytes(vault_signature)),
        };
        self.decide(&held, &decision, now)
    }

    /// Says no to a sign-in. Needs no PIN.
    ///
    /// # Errors
    /// [`Error::UnknownApproval`], [`Error::ApprovalOver`], [`Error::Vault`].
    pub fn begin_refuse(
        &mut self,
        approval: Id,
        verdict: Verdict,
        now: Now,
    ) -> Result<Request, Error> {
        let held = self.held(approval, now)?;
        let verb = match verdict {
            Verdict::Deny => Verb::Deny,
            Verdict::Report => Verb::Report,
        };
        let bytes = Decision::bytes(&held.hash, verb, None);
        let decision = Decision {
            verb,
            number: None,
            device_signature: Bytes(self.sign_as_device(held.organisation(), &bytes)?),
            vault_signature: None,
        };
        self.decide(&held, &decision, now)
    }

    /// Takes the answer to a decision: where the sign-in stands. A wrong number ends it as
    /// [`State::Mismatch`].
    ///
    /// # Errors
    /// [`Error::UnknownApproval`]; [`Error::Service`] when it was too late, superseded or decided
    /// otherwise; [`Error::Removed`]; [`Error::Vault`].
    pub fn finish_decision(
        &mut self,
        approval: Id,
        reply: &Reply,
        now: Now,
    ) -> Result<State, Error> {
        let asked = self.deciding.iter().find(|(asked, _)| *asked == approval);
        let (_, id) = *asked.ok_or(Error::UnknownApproval)?;
        let answer = self.hear::<Decided>(id, reply, now);
        if is_settled(&answer) {
            self.revision += 1;
            self.approvals.retain(|held| held.id() != approval);
            self.deciding.retain(|(asked, _)| *asked != approval);
        }
        Ok(answer?.state)
    }

    fn held(&self, approval: Id, now: Now) -> Result<Waiting, Error> {
        let held = self.approvals.iter().find(|held| held.id() == approval);
        let held = held.ok_or(Error::UnknownApproval)?;
        held.at(now).ok_or(Error::ApprovalOver)?;
        Ok(held.clone())
    }

    fn decide(&mut self, held: &Waiting, decision: &Decision, now: Now) -> Result<Request, Error> {
        let (id, organisation) = (held.id(), held.organisation());
        let record = self.with_device(organisation)?;
        self.deciding.retain(|(asked, _)| *asked != id);
        self.deciding.push((id, organisation));
        let path = format!("/v1/phone/challenges/{id}/decision");
        Ok(tell(&record, path, decision, now))
    }
}

/// Whether nothing more can be decided.
fn is_settled(answer: &Result<Decided, Error>) -> bool {
    match answer {
        Ok(decided) => decided.state != State::Pending,
        Err(Error::Service(error)) => matches!(
            error.refusal(),
            Some(
                Refusal::ChallengeUnknown
                    | Refusal::ChallengeExpired
                    | Refusal::ChallengeSuperseded
                    | Refusal::ChallengeDecided
            )
        ),
        Err(_) => false,
    }
}
