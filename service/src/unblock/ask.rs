//! The phone asks for help, and looks where its request stands.

use std::sync::Arc;

use kodevagt_protocol::unblock::Standing;
use kodevagt_protocol::{Id, Refusal, limits};

use super::record::{Record, Stored, lock_device};
use crate::approvals::{Refused, ms};
use crate::keys::{Bound, Keys};
use crate::store::{Fault, Transaction, Tx};

/// Asks. The same lock number and key is the same request, and gets the same words.
pub(crate) struct Ask {
    pub(crate) keys: Arc<Keys>,
    pub(crate) device: Id,
    pub(crate) person: Id,
    pub(crate) lock_number: String,
    pub(crate) request_key: [u8; 32],
    /// The new request's id and words, if it is one.
    pub(crate) id: Id,
    pub(crate) words: [String; 2],
}

/// What the phone is told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) id: Id,
    pub(crate) words: [String; 2],
    pub(crate) remaining_ms: u64,
}

impl Transaction for Ask {
    type Answer = Waiting;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Waiting, Fault> {
        lock_device(tx, self.device).await?;
        let now = tx.now().await?;
        for former in Record::alive(tx, self.device).await? {
            let same = former.request_key == self.request_key
                && former.lock_number == self.lock_number
                && !former.is_over(now);
            if same {
                return Ok(Waiting {
                    id: former.id,
                    words: words(&self.keys, &former)?,
                    remaining_ms: former.standing(now).remaining_ms,
                });
            }
            former.go(tx, Stored::Refused).await?;
        }
        let sealed = serde_json::to_vec(&self.words).expect("two texts are JSON");
        let sql = "INSERT INTO unblocks (id, device, person, lock_number, words_sealed, request_key, state, \
                   expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8)";
        let values = [
            self.id.0.into(),
            self.device.0.into(),
            self.person.0.into(),
            self.lock_number.clone().into(),
            self.keys.seal(bound(&self.id), &sealed).into(),
            self.request_key.into(),
            (now + ms(limits::UNBLOCK_WAIT_MS)).into(),
            now.into(),
        ];
        tx.execute(sql, &values).await?;
        Ok(Waiting {
            id: self.id,
            words: self.words.clone(),
            remaining_ms: limits::UNBLOCK_WAIT_MS,
        })
    }
}

/// The two words that only the phone shows.
pub(super) fn words(keys: &Keys, record: &Record) -> Result<[String; 2], Fault> {
    let corrupt = || Fault::Corrupt("an unblock request's words".to_owned());
    let plain = keys.open(bound(&record.id), &record.words_sealed);
    serde_json::from_slice(&plain.map_err(|_| corrupt())?).map_err(|_| corrupt())
}

fn bound(id: &Id) -> Bound<'_> {
    Bound {
        place: "unblocks.words",
        id: &id.0,
    }
}

/// Looks where a request stands.
pub(crate) struct Look {
    pub(crate) device: Id,
    pub(crate) unblock: Id,
}

impl Transaction for Look {
    type Answer = Result<Standing, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let Some(record) = Record::lock(tx, self.device, self.unblock).await? else {
            return Ok(Err(Refusal::UnblockUnknown.into()));
        };
        Ok(Ok(record.standing(tx.now().await?)))
    }
}
