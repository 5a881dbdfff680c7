//! How often something may be done within a time, over all instances.

use std::time::Duration;

use crate::store::{Fault, Store, Transaction, Tx};

/// What a limiter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It was counted, and is allowed.
    Allowed,
    /// Not before this time, in milliseconds since 1970; nothing was counted.
    Until(i64),
}

/// How much is allowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// So often at most …
    pub(crate) most: i64,
    /// … within so many milliseconds of the first.
    pub(crate) window_ms: i64,
}

/// Counts one more under `name`, a keyed hash of what is limited ([`Keys::hash`](crate::keys::Keys::hash)).
///
/// It locks the limiter's row until the end of the transaction: take limits before a person's row, and
/// several always in the same order.
pub(crate) async fn take(tx: &mut dyn Tx, name: &[u8; 32], limit: Limit) -> Result<Taken, Fault> {
    tx.execute(
        "INSERT INTO limits (name, count, window_start, window_ms) VALUES ($1, 0, 0, $2) \
         ON CONFLICT (name) DO NOTHING",
        &[name.into(), limit.window_ms.into()],
    )
    .await?;
    let found = tx
        .row(
            "SELECT count, window_start FROM limits WHERE name = $1 FOR UPDATE",
            &[name.into()],
        )
        .await?;
    // Tidying up may have come between the two statements; then there is nothing to count on.
    let (count, start) = match found {
        Some(row) => (row.read::<i64>("count")?, row.read::<i64>("window_start")?),
        None => return Err(Fault::Contended),
    };
    let now = tx.now().await?;
    let end = start.saturating_add(limit.window_ms);
    // A clock that was set back mustn't lock anybody out for longer than a window.
    let running = (start..end).contains(&now);
    if running && count >= limit.most {
        return Ok(Taken::Until(end));
    }
    let (count, start) = if running {
        (count + 1, start)
    } else {
        (1, now)
    };
    tx.execute(
        "UPDATE limits SET count = $2, window_start = $3, window_ms = $4 WHERE name = $1",
        &[
            name.into(),
            count.into(),
            start.into(),
            limit.window_ms.into(),
        ],
    )
    .await?;
    Ok(Taken::Allowed)
}

/// How often what no longer limits anything is removed.
const TIDY: Duration = Duration::from_secs(300);

/// Tidies up from time to time, until the future is dropped.
pub(crate) async fn tidy_until_stopped(store: Store) {
    loop {
        if let Err(fault) = store.run(Tidy).await {
            tracing::warn!(%fault, "couldn't tidy up");
        }
        tokio::time::sleep(TIDY).await;
    }
}

/// Removes what no longer limits anything, and nonces that nobody may use any more.
struct Tidy;

impl Transaction for Tidy {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let now = tx.now().await?;
        tx.execute(
            "DELETE FROM limits WHERE window_start + window_ms < $1 AND blocked_until < $1",
            &[now.into()],
        )
        .await?;
        tx.execute("DELETE FROM nonces WHERE expires_at < $1", &[now.into()])
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::FakeClock;
    use crate::store::{Options, Place};

    const TWO: Limit = Limit {
        most: 2,
        window_ms: 1000,
    };

    struct Take([u8; 32]);

    impl Transaction for Take {
        type Answer = Taken;

        async fn run(&self, tx: &mut dyn Tx) -> Result<Taken, Fault> {
            take(tx, &self.0, TWO).await
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
        let mine = || store.run(Take([1; 32]));
        assert_eq!(mine().await, Ok(Taken::Allowed));
        clock.advance(900);
        assert_eq!(mine().await, Ok(Taken::Allowed));
        assert_eq!(mine().await, Ok(Taken::Until(51_000)));
        assert_eq!(store.run(Take([2; 32])).await, Ok(Taken::Allowed));
        clock.advance(99);
        store.run(Tidy).await.unwrap();
        assert_eq!(mine().await, Ok(Taken::Until(51_000)));
        clock.advance(1);
        assert_eq!(mine().await, Ok(Taken::Allowed));
        // Set back by an hour: nobody waits for it to come again.
        clock.advance(-3_600_000);
        assert_eq!(mine().await, Ok(Taken::Allowed));
    }
}
