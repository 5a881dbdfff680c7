//! Where an approval stands, and taking it once.

use kodevagt_protocol::application::{Event, Outcome};
use kodevagt_protocol::approval::State;
use kodevagt_protocol::{Id, Refusal, limits, signed};

use super::record::{Record, end, note, state};
use super::{Refused, ms};
use crate::store::{Fault, Topic, Transaction, Tx};

/// Reads where an approval stands; one whose time is over has expired from then on.
pub(crate) struct Look {
    pub(crate) application: Id,
    pub(crate) challenge: Id,
}

impl Transaction for Look {
    type Answer = Result<Outcome, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let sql = "SELECT state, expires_at, application FROM challenges WHERE id = $1";
        let Some(row) = tx.row(sql, &[self.challenge.0.into()]).await? else {
            return Ok(Err(Refusal::ApprovalUnknown.into()));
        };
        if row.read::<[u8; 16]>("application")? != self.application.0 {
            return Ok(Err(Refusal::ApprovalUnknown.into()));
        }
        let expires_at: i64 = row.read("expires_at")?;
        let mut state = state(&row)?;
        // Only then is it worth a lock.
        if state == State::Pending
            && tx.now().await? >= expires_at
            && let Some(record) = Record::lock(tx, self.challenge).await?
        {
            state = record.state;
            if record.is_overdue(tx.now().await?)
                && end(tx, self.challenge, State::Expired, None).await?
            {
                state = State::Expired;
            }
        }
        outcome(tx, self.challenge, state, expires_at).await.map(Ok)
    }
}

/// Takes an approval.
pub(crate) struct Consume {
    pub(crate) application: Id,
    pub(crate) challenge: Id,
    /// SHA-256 of the secret that came with it.
    pub(crate) session_hash: Option<[u8; 32]>,
}

impl Transaction for Consume {
    type Answer = Result<Outcome, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let record = Record::lock(tx, self.challenge).await?;
        let Some(record) = record.filter(|record| record.application == self.application) else {
            return Ok(Err(Refusal::ApprovalUnknown.into()));
        };
        let now = tx.now().await?;
        let in_time = record
            .decided_at
            .is_some_and(|at| now < at + ms(limits::CONSUME_MS));
        if record.state != State::Approved || !in_time {
            return Ok(Err(Refusal::NotConsumable.into()));
        }
        // What is compared is a hash: how long it takes says nothing of the secret.
        let bound = record.session_hash.as_deref();
        let given = self.session_hash.as_ref().map(|hash| &hash[..]);
        if bound.is_some() && bound != given {
            return Ok(Err(Refusal::SessionWrong.into()));
        }
        let sql = "UPDATE challenges SET state = 'consumed', consumed_at = $2 \
                   WHERE id = $1 AND state = 'approved'";
        let values = [self.challenge.0.into(), now.into()];
        if tx.execute(sql, &values).await? != 1 {
            return Ok(Err(Refusal::NotConsumable.into()));
        }
        note(tx, self.challenge, now, State::Consumed.as_str()).await?;
        tx.wake(Topic::Challenge(self.challenge.0));
        outcome(tx, self.challenge, State::Consumed, record.expires_at)
            .await
            .map(Ok)
    }
}

/// SHA-256 of a session's secret, as the application gave it when it asked.
pub(crate) fn session_hash(secret: &str) -> [u8; 32] {
    signed::sha256(secret.as_bytes())
}

async fn outcome(tx: &mut dyn Tx, id: Id, state: State, expires_at: i64) -> Result<Outcome, Fault> {
    let sql = "SELECT at, event FROM timeline WHERE challenge = $1 ORDER BY id";
    let rows = tx.rows(sql, &[id.0.into()]).await?;
    let event = |row: &crate::store::Row| {
        Ok(Event {
            at: row.read("at")?,
            event: row.read("event")?,
        })
    };
    Ok(Outcome {
        id,
        state,
        expires_at,
        timeline: rows.iter().map(event).collect::<Result<_, Fault>>()?,
    })
}
