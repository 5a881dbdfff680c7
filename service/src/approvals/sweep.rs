//! Challenges that nobody asked about expire all the same, so that who waits hears of it.

use std::time::Duration;

use kodevagt_protocol::Id;
use kodevagt_protocol::approval::State;

use super::record::{Record, end};
use crate::store::{Fault, Store, Transaction, Tx};

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(1);
/// How many are ended at a time.
const BATCH: usize = 200;

/// Looks every second, until the future is dropped.
pub(crate) async fn end_overdue_until_stopped(store: Store) {
    loop {
        match store.run(Sweep).await {
            // There may be more.
            Ok(BATCH..) => continue,
            Ok(_) => (),
            Err(fault) => tracing::warn!(%fault, "couldn't look for what has expired"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Ends those whose time is over; answers how many were.
struct Sweep;

impl Transaction for Sweep {
    type Answer = usize;

    async fn run(&self, tx: &mut dyn Tx) -> Result<usize, Fault> {
        let now = tx.now().await?;
        // By person, so that two instances lock in the same order.
        let sql = format!(
            "SELECT id FROM challenges WHERE state = 'pending' AND expires_at <= $1 \
             ORDER BY person, id LIMIT {BATCH}"
        );
        let overdue = tx.rows(&sql, &[now.into()]).await?;
        for row in &overdue {
            let id = Id(row.read("id")?);
            let record = Record::lock(tx, id).await?;
            if record.is_some_and(|record| record.is_overdue(now)) {
                end(tx, id, State::Expired, None).await?;
            }
        }
        Ok(overdue.len())
    }
}
