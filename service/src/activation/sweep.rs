//! Forgets what is over: numbers that were typed in, codes that went to nobody, old tickets.

use std::time::Duration;

use super::counted::{DAY_MS, HOUR_MS};
use crate::store::{Fault, Store, Transaction, Tx};

/// Sweeps every hour, until the future is dropped. Any number of instances may do so.
pub(crate) async fn sweep_until_stopped(store: Store) {
    let hour = Duration::from_millis(HOUR_MS.unsigned_abs());
    loop {
        if let Err(fault) = store.run(Sweep).await {
            tracing::warn!(%fault, "couldn't sweep old activations");
        }
        tokio::time::sleep(hour).await;
    }
}

struct Sweep;

impl Transaction for Sweep {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let before = tx.now().await? - DAY_MS;
        for sql in [
            "DELETE FROM activations WHERE expires_at < $1",
            "DELETE FROM tickets WHERE expires_at < $1",
            "DELETE FROM messages WHERE state = 'nobody' AND created_at < $1",
        ] {
            tx.execute(sql, &[before.into()]).await?;
        }
        Ok(())
    }
}
