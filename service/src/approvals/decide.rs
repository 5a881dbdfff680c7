//! A phone decides.

use std::sync::Arc;

use kodevagt_protocol::activation::Contact;
use kodevagt_protocol::approval::{Decision, State, Verb};
use kodevagt_protocol::{Id, Refusal, limits, signed};
use kodevagt_texts::Language;

use super::Refused;
use super::record::{Record, end};
use crate::alike::alike;
use crate::audit::{self, Entry};
use crate::keys::Keys;
use crate::messages::{self, Told};
use crate::outbound::texts::Notice;
use crate::people::Person;
use crate::store::{Fault, Transaction, Tx};

/// A decision on a challenge of this device's.
pub(crate) struct Decide {
    pub(crate) keys: Arc<Keys>,
    /// Whom a mail names, and its language.
    pub(crate) contact: Contact,
    pub(crate) language: Language,
    pub(crate) device: Id,
    pub(crate) challenge: Id,
    pub(crate) decision: Decision,
}

impl Transaction for Decide {
    /// Where the challenge stands by this decision.
    type Answer = Result<State, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let Some(record) = Record::lock(tx, self.challenge).await? else {
            return Ok(Err(Refusal::ChallengeUnknown.into()));
        };
        if record.device != self.device {
            return Ok(Err(Refusal::ChallengeUnknown.into()));
        }
        let challenge = record.challenge(&self.keys)?;
        let hash = challenge.hash();
        if !self.is_signed(tx, &hash, challenge.epoch).await? {
            return Ok(Err(Refusal::DecisionUnsigned.into()));
        }
        // What is said, not how it was signed: another signature makes no second decision.
        let Decision { verb, number, .. } = &self.decision;
        let said = signed::sha256(&Decision::bytes(&hash, *verb, number.as_deref()));
        if let Some(refused) = self.late(tx, &record, &said).await? {
            return Ok(refused);
        }
        // Another sign-in may have been waiting when the third wrong number came: it is no fourth guess.
        if *verb == Verb::Approve && is_stopped(tx, record.person).await? {
            return Ok(Err(Refusal::Paused.into()));
        }
        let state = match verb {
            Verb::Approve if self.is_right(&record)? => State::Approved,
            Verb::Approve => State::Mismatch,
            Verb::Deny => State::Denied,
            Verb::Report => State::Reported,
        };
        if !end(tx, record.id, state, Some(&said)).await? {
            end(tx, record.id, State::Expired, None).await?;
            return Ok(Err(Refusal::ChallengeExpired.into()));
        }
        self.consequences(tx, &record, state).await?;
        Ok(Ok(state))
    }
}

impl Decide {
    async fn is_signed(&self, tx: &mut dyn Tx, hash: &[u8; 32], epoch: u64) -> Result<bool, Fault> {
        let sql = "SELECT device_key, vault_key, epoch, state FROM devices WHERE id = $1";
        let Some(row) = tx.row(sql, &[self.device.0.into()]).await? else {
            return Ok(false);
        };
        let state: String = row.read("state")?;
        let device_key: Vec<u8> = row.read("device_key")?;
        let vault_key: Vec<u8> = row.read::<Option<_>>("vault_key")?.unwrap_or_default();
        let now: i64 = row.read("epoch")?;
        Ok(state == "active"
            && u64::try_from(now) == Ok(epoch)
            && self.decision.verify(hash, &device_key, &vault_key).is_ok())
    }

    /// The answer to a challenge that no longer waits; `None` while it does.
    async fn late(
        &self,
        tx: &mut dyn Tx,
        record: &Record,
        said: &[u8; 32],
    ) -> Result<Option<Result<State, Refused>>, Fault> {
        let now = tx.now().await?;
        if record.is_overdue(now) {
            end(tx, record.id, State::Expired, None).await?;
            return Ok(Some(Err(Refusal::ChallengeExpired.into())));
        }
        let same = record.decision_hash.as_deref() == Some(&said[..]);
        Ok(match record.state {
            State::Pending => None,
            State::Consumed if same => Some(Ok(State::Approved)),
            state if same => Some(Ok(state)),
            State::Superseded => Some(Err(Refusal::ChallengeSuperseded.into())),
            State::Expired => Some(Err(Refusal::ChallengeExpired.into())),
            _ => Some(Err(Refusal::ChallengeDecided.into())),
        })
    }

    fn is_right(&self, record: &Record) -> Result<bool, Fault> {
        let shown = record.number(&self.keys)?;
        let typed = self.decision.number.as_deref().unwrap_or_default();
        Ok(alike(&self.keys, shown.as_bytes(), typed.as_bytes()))
    }

    /// What a decision means for the person's next sign-ins.
    async fn consequences(
        &self,
        tx: &mut dyn Tx,
        record: &Record,
        state: State,
    ) -> Result<(), Fault> {
        let person = record.person.0;
        match state {
            State::Approved => {
                let sql = "UPDATE people SET mismatches = 0 WHERE id = $1";
                tx.execute(sql, &[person.into()]).await?;
            }
            State::Mismatch => {
                let sql = "UPDATE people SET mismatches = mismatches + 1, approvals_stopped = \
                           CASE WHEN mismatches + 1 >= $2 THEN 1 ELSE approvals_stopped END WHERE id = $1";
                let most = i64::from(limits::MISMATCHES);
                tx.execute(sql, &[person.into(), most.into()]).await?;
            }
            State::Reported => {
                let now = tx.now().await?;
                self.tell_of_report(tx, record.person, now).await?;
                if let Some(source) = &record.source_index {
                    let sql = "INSERT INTO barred_sources (person, source_index, reported_at) \
                               VALUES ($1, $2, $3) ON CONFLICT (person, source_index) DO NOTHING";
                    let values = [person.into(), source.into(), now.into()];
                    tx.execute(sql, &values).await?;
                }
            }
            _ => (),
        }
        Ok(())
    }

    /// A report is written down, and the person has a mail of it, in case it was another who held the phone.
    async fn tell_of_report(&self, tx: &mut dyn Tx, person: Id, now: i64) -> Result<(), Fault> {
        let entry = Entry {
            actor: "phone",
            action: "approval.reported",
            subject: Some(&person.0),
            detail: None,
        };
        audit::append(tx, &entry).await?;
        let Some(person) = Person::lock(tx, &self.keys, person).await? else {
            return Ok(());
        };
        let told = Told {
            notice: Notice::Reported,
            language: self.language,
            phone: "",
            contact: &self.contact,
        };
        messages::notice(tx, &person, &told, now).await
    }
}

/// Whether wrong numbers have stopped the person's approvals.
async fn is_stopped(tx: &mut dyn Tx, person: Id) -> Result<bool, Fault> {
    let sql = "SELECT approvals_stopped FROM people WHERE id = $1";
    let row = tx.row(sql, &[person.0.into()]).await?;
    row.map_or(Ok(false), |row| row.read("approvals_stopped"))
}
