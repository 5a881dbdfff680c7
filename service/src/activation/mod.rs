//! A phone becomes a person's: by the code of an SMS, or by a ticket.
//!
//! - [`start`]: a code is asked for, and asked for again
//! - [`guess`]: a try is counted before anybody looks at it
//! - [`by_sms`], [`by_ticket`]: what lets a phone in is compared, and who may come in is decided
//! - [`grant`]: the phone's row, and the sealed reply
//! - [`active`]: the PIN is chosen, the phone counts
//! - [`sweep`]: what is over is forgotten
//! - [`attestation`]: what the organisation demands of a phone's hardware

use kodevagt_protocol::Refusal;

pub(crate) mod active;
pub(crate) mod attestation;
pub(crate) mod by_sms;
pub(crate) mod by_ticket;
pub(crate) mod code;
mod counted;
pub(crate) mod grant;
pub(crate) mod guess;
pub(crate) mod start;
pub(crate) mod sweep;

/// A rule said no. Nothing but what the rule counts has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Which rule.
    pub(crate) refusal: Refusal,
    /// When to come back: milliseconds since 1970.
    pub(crate) retry_at: Option<i64>,
    /// Guesses that are left.
    pub(crate) tries_left: Option<u32>,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            retry_at: None,
            tries_left: None,
        }
    }
}

impl Refused {
    /// Too often; come back then.
    pub(crate) fn until(retry_at: i64) -> Self {
        Self {
            retry_at: Some(retry_at),
            ..Refusal::TooMany.into()
        }
    }
}

/// Milliseconds as the database has them.
pub(crate) fn ms(duration: u64) -> i64 {
    i64::try_from(duration).unwrap_or(i64::MAX)
}
