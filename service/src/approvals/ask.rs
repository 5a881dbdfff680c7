//! An application asks; a retry asks again in its place.

use std::sync::Arc;

use kodevagt_protocol::application::Asked;
use kodevagt_protocol::approval::{Origin, State, Transaction as Paid};
use kodevagt_protocol::{Id, Refusal, limits};

use super::record::{COLUMNS, Record, TABLES, end, note, sealed};
use super::{Refused, ms, wake};
use crate::devices::push::wake_up;
use crate::keys::{Keys, PersonKey};
use crate::store::{Fault, Row, Topic, Transaction, Tx, Value};

/// A new challenge for a person.
pub(crate) struct Ask {
    pub(crate) keys: Arc<Keys>,
    pub(crate) application: Id,
    /// The index of the person's user name.
    pub(crate) login_index: [u8; 32],
    pub(crate) asked: Content,
    pub(crate) ttl_ms: u64,
    pub(crate) digits: u8,
    /// The index of the idempotency key, and of the request that it came with.
    pub(crate) idempotency: Option<([u8; 32], [u8; 32])>,
    pub(crate) dice: Dice,
}

/// What an application says of a sign-in, checked.
#[derive(Clone, Default)]
pub(crate) struct Content {
    pub(crate) session_hash: Option<[u8; 32]>,
    pub(crate) text: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) paid: Option<Paid>,
    /// The index of the address that the sign-in comes from.
    pub(crate) source_index: Option<[u8; 32]>,
}

/// Randomness for one challenge.
#[derive(Clone, Copy)]
pub(crate) struct Dice {
    pub(crate) id: Id,
    pub(crate) nonce: [u8; 16],
    pub(crate) hint: [u8; 16],
    /// Chooses the number.
    pub(crate) number: u64,
}

impl Dice {
    /// The number to show: `digits` digits, leading zeros and all.
    fn number(self, digits: u8) -> String {
        // The bias of a 64-bit number modulo 10⁶ is below 10⁻¹³.
        let number = self.number % 10_u64.pow(u32::from(digits));
        format!("{number:0width$}", width = usize::from(digits))
    }
}

impl Transaction for Ask {
    type Answer = Result<Asked, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let sql = "SELECT id, state, person_key, approvals_stopped FROM people \
                   WHERE login_index = $1 FOR UPDATE";
        let person = tx.row(sql, &[self.login_index.into()]).await?;
        // With the person locked: of two calls with one key at once, the second finds what the first made.
        if let Some(same) = self.asked_before(tx).await? {
            return Ok(same);
        }
        let Some(person) = person else {
            return Ok(Err(Refusal::NoPhone.into()));
        };
        let id = Id(person.read("id")?);
        let state: String = person.read("state")?;
        let Some((device, epoch)) = phone(tx, id).await?.filter(|_| state == "active") else {
            return Ok(Err(Refusal::NoPhone.into()));
        };
        let now = tx.now().await?;
        let source = self.asked.source_index.as_ref().map(|source| &source[..]);
        if person.read("approvals_stopped")? || is_barred(tx, id, source).await? {
            return Ok(Err(Refusal::Paused.into()));
        }
        if let Some(free_at) = pending(tx, id, now).await? {
            return Ok(Err(Refused {
                refusal: Refusal::TooManyPending,
                retry_at: Some(free_at),
            }));
        }
        let key = opened(&self.keys, id, &person)?;
        let new = New {
            chain: self.dice.id,
            attempt: 1,
            person: id,
            device,
            epoch,
            application: self.application,
            ttl_ms: self.ttl_ms,
            digits: self.digits,
            idempotency: self.idempotency,
            dice: self.dice,
            content: &self.asked,
        };
        new.insert(tx, &key, now).await.map(Ok)
    }
}

impl Ask {
    /// The answer that the same idempotency key got.
    async fn asked_before(&self, tx: &mut dyn Tx) -> Result<Option<Result<Asked, Refused>>, Fault> {
        let Some((key, request)) = self.idempotency else {
            return Ok(None);
        };
        let sql = format!(
            "SELECT {COLUMNS}, c.request_hash FROM {TABLES} \
             WHERE c.application = $1 AND c.idempotency_hash = $2"
        );
        let values = [self.application.0.into(), key.into()];
        let Some(row) = tx.row(&sql, &values).await? else {
            return Ok(None);
        };
        if row.read::<Vec<u8>>("request_hash")? != request {
            return Ok(Some(Err(Refusal::IdempotencyConflict.into())));
        }
        let record = Record::of(row)?;
        Ok(Some(Ok(Asked {
            id: record.id,
            number: record.number(&self.keys)?,
            expires_at: record.expires_at,
            state: record.state,
        })))
    }
}

/// Puts a new challenge in the place of one of the same sign-in.
pub(crate) struct Retry {
    pub(crate) keys: Arc<Keys>,
    pub(crate) application: Id,
    pub(crate) challenge: Id,
    pub(crate) ttl_ms: u64,
    pub(crate) dice: Dice,
}

impl Transaction for Retry {
    type Answer = Result<Asked, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let Some(former) = Record::lock(tx, self.challenge).await? else {
            return Ok(Err(Refusal::ApprovalUnknown.into()));
        };
        if former.application != self.application {
            return Ok(Err(Refusal::ApprovalUnknown.into()));
        }
        let chain: [Value; 1] = [former.chain.0.into()];
        let sql = "SELECT id, attempt, state FROM challenges WHERE chain = $1 ORDER BY attempt DESC FOR UPDATE";
        let mut attempt = former.attempt;
        for row in tx.rows(sql, &chain).await? {
            let state: String = row.read("state")?;
            // Of a sign-in that was decided there is nothing to retry; a wrong number may be retried.
            match State::from_name(&state) {
                Some(State::Pending | State::Expired | State::Superseded | State::Mismatch) => (),
                _ => return Ok(Err(Refusal::AlreadyDecided.into())),
            }
            attempt = attempt.max(row.read("attempt")?);
        }
        let sql = "SELECT person_key, approvals_stopped, state FROM people WHERE id = $1";
        let person = tx.row(sql, &[former.person.0.into()]).await?;
        let person = person.ok_or_else(|| Fault::Corrupt("a challenge of nobody".to_owned()))?;
        let state: String = person.read("state")?;
        let Some((device, epoch)) = phone(tx, former.person)
            .await?
            .filter(|_| state == "active")
        else {
            return Ok(Err(Refusal::NoPhone.into()));
        };
        let source = former.source_index.as_deref();
        if person.read("approvals_stopped")? || is_barred(tx, former.person, source).await? {
            return Ok(Err(Refusal::Paused.into()));
        }
        let now = tx.now().await?;
        let sql = "SELECT id FROM challenges WHERE chain = $1 AND state = 'pending'";
        for row in tx.rows(sql, &chain).await? {
            end(tx, Id(row.read("id")?), State::Superseded, None).await?;
        }
        if let Some(free_at) = pending(tx, former.person, now).await? {
            return Ok(Err(Refused {
                refusal: Refusal::TooManyPending,
                retry_at: Some(free_at),
            }));
        }
        let key = opened(&self.keys, former.person, &person)?;
        let told = former.challenge(&self.keys)?;
        let content = Content {
            session_hash: former
                .session_hash
                .as_deref()
                .and_then(|hash| hash.try_into().ok()),
            text: told.text,
            origin: told.origin,
            paid: told.transaction,
            source_index: former
                .source_index
                .as_deref()
                .and_then(|index| index.try_into().ok()),
        };
        let new = New {
            chain: former.chain,
            attempt: attempt + 1,
            person: former.person,
            device,
            epoch,
            application: self.application,
            ttl_ms: self.ttl_ms,
            digits: told.digits,
            idempotency: None,
            dice: self.dice,
            content: &content,
        };
        new.insert(tx, &key, now).await.map(Ok)
    }
}

/// Whether the person has reported sign-ins from this source.
async fn is_barred(tx: &mut dyn Tx, person: Id, source: Option<&[u8]>) -> Result<bool, Fault> {
    let Some(source) = source else {
        return Ok(false);
    };
    let sql = "SELECT reported_at FROM barred_sources WHERE person = $1 AND source_index = $2";
    let row = tx.row(sql, &[person.0.into(), source.into()]).await?;
    Ok(row.is_some())
}

/// The person's phone, the primary one if there are several.
async fn phone(tx: &mut dyn Tx, person: Id) -> Result<Option<(Id, i64)>, Fault> {
    let sql = "SELECT id, epoch FROM devices WHERE person = $1 AND state = 'active' \
               ORDER BY is_primary DESC, activated_at DESC LIMIT 1";
    match tx.row(sql, &[person.0.into()]).await? {
        Some(row) => Ok(Some((Id(row.read("id")?), row.read("epoch")?))),
        None => Ok(None),
    }
}

/// When one of the sign-ins that wait ends, if as many wait as may; those whose time is over end now.
async fn pending(tx: &mut dyn Tx, person: Id, now: i64) -> Result<Option<i64>, Fault> {
    let sql = "SELECT id, expires_at FROM challenges WHERE person = $1 AND state = 'pending' \
               ORDER BY expires_at";
    let mut waiting = Vec::new();
    for row in tx.rows(sql, &[person.0.into()]).await? {
        let expires_at: i64 = row.read("expires_at")?;
        if expires_at > now {
            waiting.push(expires_at);
        } else {
            end(tx, Id(row.read("id")?), State::Expired, None).await?;
        }
    }
    Ok(waiting
        .first()
        .copied()
        .filter(|_| waiting.len() >= limits::PENDING_MOST))
}

struct New<'a> {
    chain: Id,
    attempt: i64,
    person: Id,
    device: Id,
    epoch: i64,
    application: Id,
    ttl_ms: u64,
    digits: u8,
    idempotency: Option<([u8; 32], [u8; 32])>,
    dice: Dice,
    content: &'a Content,
}

impl New<'_> {
    async fn insert(self, tx: &mut dyn Tx, key: &PersonKey, now: i64) -> Result<Asked, Fault> {
        let Dice {
            id, nonce, hint, ..
        } = self.dice;
        let number = self.dice.number(self.digits);
        let expires_at = now + ms(self.ttl_ms);
        let paused = wake::paused_until(tx, self.person, now).await?;
        let woken_at = paused.is_none().then_some(now);
        let content = self.content;
        let text = content.text.as_ref();
        let text = text.map(|text| sealed(key, id, "text_sealed", text));
        let paid = content.paid.as_ref();
        let paid = paid.map(|paid| sealed(key, id, "transaction_sealed", paid));
        let sql = "INSERT INTO challenges (id, chain, attempt, person, device, epoch, application, nonce, \
             number_sealed, digits, text_sealed, where_sealed, transaction_sealed, session_hash, issued_at, \
             expires_at, state, idempotency_hash, request_hash, source_index, hint, wake_sent_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'pending', \
             $17, $18, $19, $20, $21)";
        let values = [
            id.0.into(),
            self.chain.0.into(),
            self.attempt.into(),
            self.person.0.into(),
            self.device.0.into(),
            self.epoch.into(),
            self.application.0.into(),
            nonce.into(),
            sealed(key, id, "number_sealed", &number).into(),
            i64::from(self.digits).into(),
            text.into(),
            sealed(key, id, "where_sealed", &content.origin).into(),
            paid.into(),
            content.session_hash.into(),
            now.into(),
            expires_at.into(),
            self.idempotency.map(|(key, _)| key).into(),
            self.idempotency.map(|(_, request)| request).into(),
            content.source_index.into(),
            hint.into(),
            woken_at.into(),
        ];
        // One idempotency key used for two people at once: again, and the later finds what the first made.
        tx.execute(sql, &values)
            .await
            .map_err(|fault| match fault {
                Fault::Duplicate => Fault::Contended,
                other => other,
            })?;
        note(tx, id, now, "created").await?;
        if woken_at.is_some() {
            note(tx, id, now, "woken").await?;
            tx.wake(Topic::Device(self.device.0));
            wake_up(tx, (self.person, key), self.device, expires_at).await?;
        }
        Ok(Asked {
            id,
            number,
            expires_at,
            state: State::Pending,
        })
    }
}

fn opened(keys: &Keys, person: Id, row: &Row) -> Result<PersonKey, Fault> {
    let sealed: Vec<u8> = row.read("person_key")?;
    keys.person(&person.0, &sealed)
        .map_err(|_| Fault::Corrupt("a person's key".to_owned()))
}
