//! How often something may happen: counted in the database, so that instances count together.

use crate::store::{Fault, Transaction, Tx};

/// So many within such a time, for one number, source or the whole service.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    name: Vec<u8>,
    most: i64,
    window_ms: i64,
}

impl Limit {
    /// At most `most` of `what` for `whom` (an index; empty for everybody) within `window_ms`.
    pub(crate) fn new(what: &str, whom: &[u8], most: i64, window_ms: i64) -> Self {
        Self {
            // No `what` holds a zero byte, so the two can't run into each other.
            name: [what.as_bytes(), &[0], whom].concat(),
            most,
            window_ms,
        }
    }

    /// Counts one more, unless there were too many: then says when to come back. The limit's row stays
    /// locked until the transaction's end, so this comes before any lock but a person's.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn take(&self, tx: &mut dyn Tx) -> Result<Option<i64>, Fault> {
        let sql = "INSERT INTO limits (name, count, window_start, window_ms) VALUES ($1, 0, 0, $2) \
                   ON CONFLICT (name) DO UPDATE SET window_ms = excluded.window_ms";
        let (name, window) = (&self.name, self.window_ms);
        tx.execute(sql, &[name.into(), window.into()]).await?;
        let sql = "SELECT count, window_start FROM limits WHERE name = $1";
        let row = tx.row(sql, &[name.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a limit is gone".to_owned()))?;
        let now = tx.now().await?;
        let (mut count, mut start): (i64, i64) = (row.read("count")?, row.read("window_start")?);
        if now >= start.saturating_add(window) {
            (count, start) = (0, now);
        }
        if count >= self.most {
            return Ok(Some(start.saturating_add(window)));
        }
        let sql = "UPDATE limits SET count = $2, window_start = $3 WHERE name = $1";
        let values = [name.into(), (count + 1).into(), start.into()];
        tx.execute(sql, &values).await?;
        Ok(None)
    }

    /// [`Limit::take`] for each, in this order; stops at the first that is used up.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn take_all(limits: &[Self], tx: &mut dyn Tx) -> Result<Option<i64>, Fault> {
        for limit in limits {
            if let Some(retry_at) = limit.take(tx).await? {
                return Ok(Some(retry_at));
            }
        }
        Ok(None)
    }
}

/// Forgets limits whose time is over.
pub(crate) struct Sweep;

impl Transaction for Sweep {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let now = tx.now().await?;
        let sql = "DELETE FROM limits WHERE window_start + window_ms < $1";
        tx.execute(sql, &[now.into()]).await?;
        Ok(())
    }
}
