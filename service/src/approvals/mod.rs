//! Sign-ins put to phones: asked by an application, fetched and decided by a phone, consumed once.
//!
//! - [`api`]: the routes of applications
//! - [`ask`]: a new challenge, and `retry`, which puts a newer one in its place
//! - [`fetch`]: what waits for a phone
//! - [`decide`]: the one transaction that ends a challenge
//! - [`outcome`]: where one stands; consuming an approval
//! - [`sweep`]: what nobody asked about expires all the same
//! - [`phone`]: the routes of phones
//! - [`record`]: a challenge as it is stored
//! - [`wake`]: whether a phone is woken for it
//!
//! Every transaction locks the person's row first, then the challenge's, then asks for the time: whoever
//! waited for a lock decides by the time at which it was had.

pub(crate) mod api;
pub(crate) mod ask;
pub(crate) mod decide;
pub(crate) mod fetch;
pub(crate) mod outcome;
pub(crate) mod phone;
pub(crate) mod record;
pub(crate) mod sweep;
mod wake;

use kodevagt_protocol::Refusal;

/// A rule said no. Nothing but what the rule counts has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Which rule.
    pub(crate) refusal: Refusal,
    /// When to come back: milliseconds since 1970.
    pub(crate) retry_at: Option<i64>,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            retry_at: None,
        }
    }
}

/// Milliseconds as the database has them.
pub(crate) fn ms(duration: u64) -> i64 {
    i64::try_from(duration).unwrap_or(i64::MAX)
}
