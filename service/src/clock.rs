//! The time, as something that can be given.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::store::{Fault, Topic, Transaction, Tx};

/// Where the time comes from. On PostgreSQL the system's clock means the database's, so that several
/// instances agree.
#[derive(Clone, Debug, Default)]
pub struct Clock(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    System,
    Fake(FakeClock),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        match &self.0 {
            Source::System => system_now(),
            Source::Fake(clock) => clock.now(),
        }
    }

    /// The time of a fake clock; `None` for the system's.
    pub(crate) fn given(&self) -> Option<i64> {
        match &self.0 {
            Source::System => None,
            Source::Fake(clock) => Some(clock.now()),
        }
    }
}

fn system_now() -> i64 {
    // Before 1970 the clock is wrong in any case; 0 makes everything late rather than valid for ever.
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

/// A clock that stands still until it is moved, for tests.
#[derive(Clone, Default)]
pub struct FakeClock(Arc<AtomicI64>);

impl FakeClock {
    /// A clock that shows `ms` since 1970.
    #[must_use]
    pub fn at(ms: i64) -> Self {
        Self(Arc::new(AtomicI64::new(ms)))
    }

    /// Moves it by `ms`, backwards if negative.
    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    /// The same clock, to be given to a service.
    #[must_use]
    pub fn clock(&self) -> Clock {
        Clock(Source::Fake(self.clone()))
    }
}

impl fmt::Debug for FakeClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FakeClock").field(&self.now()).finish()
    }
}

/// Moves the clock of every instance by so many milliseconds: answers how far it is now from the system's, or
/// `None` outside development.
pub(crate) struct Advance(pub(crate) i64);

impl Transaction for Advance {
    type Answer = Option<i64>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<i64>, Fault> {
        let development = "SELECT number FROM meta WHERE name = 'development'";
        let row = tx.row(development, &[]).await?;
        if !row.map_or(Ok(false), |row| row.read("number"))? {
            return Ok(None);
        }
        let moved = tx
            .row(
                "INSERT INTO meta (name, number) VALUES ('clock_offset', $1) \
                 ON CONFLICT (name) DO UPDATE SET number = meta.number + excluded.number \
                 RETURNING number",
                &[self.0.into()],
            )
            .await?;
        tx.wake(Topic::Everyone);
        moved.map(|row| row.read("number")).transpose()
    }
}
