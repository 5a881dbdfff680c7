//! Challenges that nobody asked about expire all the same, so that who waits hears of it.

use kodevagt_protocol::Id;
use kodevagt_protocol::approval::State;

use super::record::{Record, end};
use crate::store::{Fault, Transaction, Tx};

/// How many are ended at a time.
const BATCH: usize = 200;

/// Ends those whose time is over; answers how many.
pub(crate) struct Sweep;

impl Transaction for Sweep {
    type Answer = usize;

    async fn run(&self, tx: &mut dyn Tx) -> Result<usize, Fault> {
        let now = tx.now().await?;
        // By person, so that two instances lock in the same order.
        let sql = format!(
            "SELECT id FROM challenges WHERE state = 'pending' AND expires_at <= $1 \
             ORDER BY person, id LIMIT {BATCH}"
        );
        let mut ended = 0;
        for row in tx.rows(&sql, &[now.into()]).await? {
            let id = Id(row.read("id")?);
            let record = Record::lock(tx, id).await?;
            if record.is_some_and(|record| record.is_overdue(now))
                && end(tx, id, State::Expired, None).await?
            {
                ended += 1;
            }
        }
        Ok(ended)
    }
}
