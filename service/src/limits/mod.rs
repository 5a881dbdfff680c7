//! How often something may happen: counted in the database, so that instances count together.

use std::time::Duration;

use crate::store::{Fault, Store, Transaction, Tx};

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
        let sql = "SELECT count, window_start FROM limits WHERE name = $1 FOR UPDATE";
        let row = tx.row(sql, &[name.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a limit is gone".to_owned()))?;
        let now = tx.now().await?;
        let (mut count, mut start): (i64, i64) = (row.read("count")?, row.read("window_start")?);
        // A clock that was set back mustn't lock anybody out for longer than a window.
        if !(start..start.saturating_add(window)).contains(&now) {
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

/// How often what is over is forgotten.
const SWEEP: Duration = Duration::from_secs(300);

/// Forgets from time to time, until the future is dropped.
pub(crate) async fn sweep_until_stopped(store: Store) {
    loop {
        if let Err(fault) = store.run(Sweep).await {
            tracing::warn!(%fault, "couldn't tidy up");
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// Forgets limits whose time is over, and nonces that nobody may use any more.
struct Sweep;

impl Transaction for Sweep {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let now = tx.now().await?;
        let sql = "DELETE FROM limits WHERE window_start + window_ms < $1";
        tx.execute(sql, &[now.into()]).await?;
        let sql = "DELETE FROM nonces WHERE expires_at < $1";
        tx.execute(sql, &[now.into()]).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::FakeClock;
    use crate::store::{Options, Place};

    struct Take(&'static [u8]);

    impl Transaction for Take {
        type Answer = Option<i64>;

        async fn run(&self, tx: &mut dyn Tx) -> Result<Option<i64>, Fault> {
            Limit::new("test", self.0, 2, 1000).take(tx).await
        }
    }

    #[tokio::test]
    async fn two_within_a_second_and_the_third_waits_for_its_end() {
        let dir = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(50_000);
        let options = Options {
            clock: clock.clock(),
            development: false,
        };
        let place = Place::File(dir.path().join("store.sqlite"));
        let store = Store::open(&place, options).await.unwrap();
        let mine = || store.run(Take(b"mine"));
        assert_eq!(mine().await, Ok(None));
        clock.advance(900);
        assert_eq!(mine().await, Ok(None));
        assert_eq!(mine().await, Ok(Some(51_000)));
        assert_eq!(store.run(Take(b"another's")).await, Ok(None));
        clock.advance(99);
        store.run(Sweep).await.unwrap();
        assert_eq!(mine().await, Ok(Some(51_000)));
        clock.advance(1);
        assert_eq!(mine().await, Ok(None));
        // Set back by an hour: nobody waits for it to come again.
        clock.advance(-3_600_000);
        assert_eq!(mine().await, Ok(None));
    }
}
