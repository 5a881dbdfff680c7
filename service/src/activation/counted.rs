//! Several limits at once.

use crate::keys::Keys;
use crate::limits::{Limit, Taken, take};
use crate::store::{Fault, Tx};

pub(super) const HOUR_MS: i64 = 60 * 60_000;
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;

/// One of them: whose, how often, within what time.
pub(super) struct Counted {
    name: [u8; 32],
    limit: Limit,
}

impl Counted {
    /// At most `most` of `what` for `whom` (an index; empty for everybody) within `window_ms`.
    pub(super) fn new(keys: &Keys, what: &str, whom: &[u8], most: i64, window_ms: i64) -> Self {
        Self {
            name: keys.hash(what, whom),
            limit: Limit { most, window_ms },
        }
    }
}

/// Counts one more of each, in this order, which is the same everywhere. Stops at the first that is used up,
/// and says when to come back.
pub(super) async fn take_all(tx: &mut dyn Tx, all: &[Counted]) -> Result<Option<i64>, Fault> {
    for counted in all {
        if let Taken::Until(retry_at) = take(tx, &counted.name, counted.limit).await? {
            return Ok(Some(retry_at));
        }
    }
    Ok(None)
}
