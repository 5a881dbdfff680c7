//! Claiming what is due, and opening it.

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use super::letter::{HTML, RECIPIENT, SUBJECT, TEXT};
use super::{Kind, LEASE_MS};
use crate::keys::{Bound, Keys, Unsealed};
use crate::outbound::push::Target;
use crate::store::{Fault, Row, Transaction, Tx, Value};

/// Takes at most `room` messages that are due for this instance, whoever had them before; ends those whose
/// time is over.
pub(super) struct Claim {
    pub(super) room: i64,
}

/// A message that is this instance's to send.
pub(super) struct Claimed {
    pub(super) id: [u8; 16],
    pub(super) kind: Kind,
    /// Which attempt this is, from 1; it tells this claim from a later one.
    pub(super) attempt: i64,
    pub(super) not_after: Option<i64>,
    /// How long it's still worth sending.
    pub(super) left_ms: Option<i64>,
    sealed: Sealed,
}

/// The sealed parts of a row.
pub(super) struct Sealed {
    person: Option<([u8; 16], Option<Vec<u8>>)>,
    recipient: Vec<u8>,
    subject: Option<Vec<u8>>,
    text: Vec<u8>,
    html: Option<Vec<u8>>,
}

/// An opened message.
pub(super) enum Content {
    Sms {
        to: Zeroizing<String>,
        text: Zeroizing<String>,
    },
    Mail {
        to: Zeroizing<String>,
        subject: Zeroizing<String>,
        text: Zeroizing<String>,
        html: Option<Zeroizing<String>>,
    },
    Push {
        to: Target,
        hint: String,
    },
}

/// The columns that [`Sealed::read`] reads.
pub(super) const SEALED: &str = "person, recipient_sealed, subject_sealed, text_sealed, html_sealed, \
     (SELECT person_key FROM people WHERE people.id = messages.person) AS person_key";

impl Transaction for Claim {
    type Answer = Vec<Claimed>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Claimed>, Fault> {
        let now = tx.now().await?;
        // What another instance is claiming at this moment is its own.
        let due = format!(
            "SELECT id, kind, attempts, not_after, {SEALED} FROM messages \
             WHERE state IN ('queued', 'sending') AND next_at <= $1 \
             ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED"
        );
        let mut claimed = Vec::new();
        for row in tx.rows(&due, &[now.into(), self.room.into()]).await? {
            let id: [u8; 16] = row.read("id")?;
            let not_after: Option<i64> = row.read("not_after")?;
            if not_after.is_some_and(|end| end <= now) {
                expire(tx, id).await?;
                continue;
            }
            let attempt = row.read::<i64>("attempts")? + 1;
            let kind = Kind::read(&row.read::<String>("kind")?)
                .ok_or_else(|| Fault::Corrupt("a message of no known kind".to_owned()))?;
            if attempt > kind.tries() {
                // Each instance that had it died before it could say what became of it.
                give_up(tx, id).await?;
                continue;
            }
            tx.execute(
                "UPDATE messages SET state = 'sending', attempts = $2, next_at = $3 WHERE id = $1",
                &[id.into(), attempt.into(), (now + LEASE_MS).into()],
            )
            .await?;
            claimed.push(Claimed {
                id,
                kind,
                attempt,
                not_after,
                left_ms: not_after.map(|end| end - now),
                sealed: Sealed::read(&row)?,
            });
        }
        Ok(claimed)
    }
}

async fn expire(tx: &mut dyn Tx, id: [u8; 16]) -> Result<(), Fault> {
    end(tx, id, "expired", "its time was over").await
}

async fn give_up(tx: &mut dyn Tx, id: [u8; 16]) -> Result<(), Fault> {
    end(tx, id, "failed", "tried too often").await
}

/// Ends a message that wasn't sent. Nobody reads its text again.
async fn end(tx: &mut dyn Tx, id: [u8; 16], state: &str, reason: &str) -> Result<(), Fault> {
    tx.execute(
        "UPDATE messages SET state = $2, reason = $3, text_sealed = $4, html_sealed = NULL WHERE id = $1",
        &[id.into(), state.into(), reason.into(), Value::Bytes(Vec::new())],
    )
    .await?;
    Ok(())
}

impl Claimed {
    /// The message's id as gateways see it.
    pub(super) fn wire_id(&self) -> String {
        HEXLOWER.encode(&self.id)
    }

    pub(super) fn open(&self, keys: &Keys) -> Result<Content, Unsealed> {
        self.sealed.open(self.kind, &self.id, keys)
    }
}

impl Sealed {
    pub(super) fn read(row: &Row) -> Result<Self, Fault> {
        let person: Option<[u8; 16]> = row.read("person")?;
        let key: Option<Vec<u8>> = row.read("person_key")?;
        Ok(Self {
            person: person.map(|person| (person, key)),
            recipient: row.read("recipient_sealed")?,
            subject: row.read("subject_sealed")?,
            text: row.read("text_sealed")?,
            html: row.read("html_sealed")?,
        })
    }

    pub(super) fn open(&self, kind: Kind, id: &[u8; 16], keys: &Keys) -> Result<Content, Unsealed> {
        let person = match &self.person {
            None => None,
            Some((person, key)) => Some(keys.person(person, key.as_ref().ok_or(Unsealed)?)?),
        };
        let text = |place, sealed: &[u8]| -> Result<Zeroizing<String>, Unsealed> {
            let bound = Bound { place, id };
            let plain = match &person {
                Some(key) => key.open_for(bound, sealed)?,
                None => keys.open(bound, sealed)?,
            };
            let text = core::str::from_utf8(&plain).map_err(|_| Unsealed)?;
            Ok(Zeroizing::new(text.to_owned()))
        };
        let to = text(RECIPIENT, &self.recipient)?;
        let body = text(TEXT, &self.text)?;
        Ok(match kind {
            Kind::Sms => Content::Sms { to, text: body },
            Kind::Mail => Content::Mail {
                to,
                subject: text(SUBJECT, self.subject.as_ref().ok_or(Unsealed)?)?,
                text: body,
                html: self
                    .html
                    .as_ref()
                    .map(|html| text(HTML, html))
                    .transpose()?,
            },
            Kind::Push => Content::Push {
                to: serde_json::from_str(&to).map_err(|_| Unsealed)?,
                hint: body.as_str().to_owned(),
            },
        })
    }
}
