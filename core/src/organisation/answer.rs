//! A service's answers: what they say, or why the service refuses.

use kodevagt_protocol::keys::Distrust;
use kodevagt_protocol::{Problem, Refusal};
use serde::de::DeserializeOwned;

use crate::exchange::Reply;

/// Why a service's answer brings nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The service refuses, for a reason that has a number.
    #[error("the service refuses: {refusal}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// When to come back: milliseconds since the Unix epoch, by the service's clock.
        retry_at_ms: Option<i64>,
        /// Guesses that are left.
        tries_left: Option<u32>,
    },
    /// The service refuses for a reason that this version doesn't know.
    #[error("the service refuses with status {status} for a reason that this version doesn't know")]
    RefusedUnknown {
        /// The HTTP status.
        status: u16,
    },
    /// What came isn't an answer of this protocol: another server, a proxy's page, a newer service.
    #[error("the answer isn't one of this protocol (status {status})")]
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
    /// The service's keys aren't ones that this phone trusts.
    #[error(transparent)]
    Distrusted(#[from] Distrust),
    /// The answer isn't signed by the service, was made for another question, or is for another phone.
    #[error("the answer was not made by the service for this phone")]
    Forged,
}

impl Error {
    /// A refusal without more.
    pub(crate) const fn refused(refusal: Refusal) -> Self {
        Self::Refused {
            refusal,
            retry_at_ms: None,
            tries_left: None,
        }
    }

    /// The refusal, if the service gave one.
    #[must_use]
    pub const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(*refusal),
            _ => None,
        }
    }
}

/// Reads what the service says.
///
/// # Errors
/// [`Error::Refused`], [`Error::RefusedUnknown`], [`Error::Unreadable`].
pub(crate) fn read<T: DeserializeOwned>(reply: &Reply) -> Result<T, Error> {
    let unreadable = Error::Unreadable {
        status: reply.status,
    };
    if (200..300).contains(&reply.status) {
        return serde_json::from_slice(&reply.body).map_err(|_| unreadable);
    }
    let problem: Problem = serde_json::from_slice(&reply.body).map_err(|_| unreadable)?;
    Err(match problem.refusal() {
        Some(refusal) => Error::Refused {
            refusal,
            retry_at_ms: problem.retry_at,
            tries_left: problem.tries_left,
        },
        None => Error::RefusedUnknown {
            status: reply.status,
        },
    })
}

/// How far the phone's clock is off: milliseconds to add to it to get the service's time, which is taken
/// to be from half-way between question and answer. `None` without a time, or across a restart.
pub(crate) fn clock_offset_ms(reply: &Reply, now: crate::time::Now) -> Option<i64> {
    let trip = i64::try_from(now.since(&reply.begun)?).ok()?;
    let half_way = now.wall_ms.saturating_sub(trip / 2);
    Some(reply.time_ms?.saturating_sub(half_way))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::time::{BootId, Now};

    const THEN: Now = Now {
        wall_ms: 1_790_000_000_000,
        boot_ms: 5_000,
        boot_id: BootId([1; 16]),
    };

    fn reply(status: u16, body: &str) -> Reply {
        Reply {
            status,
            body: body.into(),
            nonce: None,
            time_ms: None,
            begun: THEN,
        }
    }

    #[test]
    fn refusals_keep_their_number_and_strangers_are_told_apart() {
        let problem = r#"{"type":"about:blank#KV-0711","title":"","status":403,"detail":"","code":"KV-0711","tries_left":4}"#;
        let refused = Error::Refused {
            refusal: Refusal::CodeWrong,
            retry_at_ms: None,
            tries_left: Some(4),
        };
        assert_eq!(read::<u8>(&reply(403, problem)), Err(refused));
        let newer = problem.replace("KV-0711", "KV-0799");
        assert_eq!(
            read::<u8>(&reply(403, &newer)),
            Err(Error::RefusedUnknown { status: 403 })
        );
        for (status, body) in [(502, "<html>"), (200, "<html>"), (200, ""), (404, "{}")] {
            assert_eq!(
                read::<u8>(&reply(status, body)),
                Err(Error::Unreadable { status }),
                "{body}"
            );
        }
        assert_eq!(read::<u8>(&reply(201, "7")), Ok(7));
    }

    #[test]
    fn the_offset_counts_half_the_way_by_the_boot_clock() {
        let day = 24 * 60 * 60 * 1000;
        let answered = |time_ms| Reply {
            time_ms,
            ..reply(200, "")
        };
        let now = Now {
            // The wall clock was set meanwhile; the boot clock wasn't.
            wall_ms: THEN.wall_ms - day + 600,
            boot_ms: THEN.boot_ms + 600,
            ..THEN
        };
        let service = THEN.wall_ms + 300;
        assert_eq!(clock_offset_ms(&answered(Some(service)), now), Some(day));
        assert_eq!(clock_offset_ms(&answered(None), now), None);
        let restarted = Now {
            boot_id: BootId([2; 16]),
            ..now
        };
        assert_eq!(clock_offset_ms(&answered(Some(service)), restarted), None);
    }
}
