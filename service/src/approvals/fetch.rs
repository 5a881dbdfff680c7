//! What waits for a phone.

use std::sync::Arc;

use kodevagt_protocol::Id;
use kodevagt_protocol::approval::{Challenge, State};

use super::record::{COLUMNS, Record, TABLES, note, state};
use crate::keys::Keys;
use crate::store::{Fault, Topic, Transaction, Tx};

/// Reads what waits, oldest first, and notes that it was fetched.
pub(crate) struct Fetch {
    pub(crate) keys: Arc<Keys>,
    pub(crate) device: Id,
}

/// A challenge that waits, and the milliseconds that are left.
pub(crate) struct Waiting {
    pub(crate) challenge: Challenge,
    pub(crate) remaining_ms: u64,
}

impl Transaction for Fetch {
    type Answer = Vec<Waiting>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Waiting>, Fault> {
        let now = tx.now().await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} JOIN devices d ON d.id = c.device \
             WHERE c.device = $1 AND c.state = 'pending' AND c.expires_at > $2 AND d.epoch = c.epoch \
             ORDER BY c.issued_at, c.id"
        );
        let mut waiting = Vec::new();
        for row in tx.rows(&sql, &[self.device.0.into(), now.into()]).await? {
            let record = Record::of(row)?;
            if !record.is_fetched()? {
                let sql =
                    "UPDATE challenges SET fetched_at = $2 WHERE id = $1 AND fetched_at IS NULL";
                if tx.execute(sql, &[record.id.0.into(), now.into()]).await? == 1 {
                    note(tx, record.id, now, "fetched").await?;
                    tx.wake(Topic::Challenge(record.id.0));
                }
            }
            waiting.push(Waiting {
                challenge: record.challenge(&self.keys)?,
                remaining_ms: u64::try_from(record.expires_at - now).unwrap_or(0),
            });
        }
        Ok(waiting)
    }
}

/// Where a challenge of a device's stands; `None` for those of others.
pub(crate) struct Own {
    pub(crate) device: Id,
    pub(crate) challenge: Id,
}

impl Transaction for Own {
    type Answer = Option<State>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<State>, Fault> {
        let sql = "SELECT state, expires_at FROM challenges WHERE id = $1 AND device = $2";
        let values = [self.challenge.0.into(), self.device.0.into()];
        let Some(row) = tx.row(sql, &values).await? else {
            return Ok(None);
        };
        let state = state(&row)?;
        let over = state == State::Pending && tx.now().await? >= row.read::<i64>("expires_at")?;
        Ok(Some(if over { State::Expired } else { state }))
    }
}
