//! What went wrong with a service: it refuses, isn't trusted, or wasn't reached.

use kodevagt_core::organisation::{self, Distrust};
use kodevagt_texts::Code;

use super::{Failure, Problem};

impl From<organisation::Error> for Failure {
    fn from(error: organisation::Error) -> Self {
        match error {
            organisation::Error::Refused {
                refusal,
                retry_at_ms,
                tries_left,
            } => refused(refusal, retry_at_ms, tries_left),
            organisation::Error::RefusedUnknown { .. } | organisation::Error::Unreadable { .. } => {
                Self::again(Code::AnswerNotUnderstood)
            }
            organisation::Error::Distrusted(Distrust::Older) => {
                Self::refused(Code::ServiceKeysOlder)
            }
            organisation::Error::Distrusted(_) | organisation::Error::Forged => {
                Self::refused(Code::ServiceUntrusted)
            }
        }
    }
}

/// A refusal with a number: its texts have the same. `tries_left` goes along for whoever asks.
fn refused(
    refusal: kodevagt_protocol::Refusal,
    retry_at_ms: Option<i64>,
    tries_left: Option<u32>,
) -> Failure {
    let code = Code::from_number(refusal.number()).unwrap_or(Code::AnswerNotUnderstood);
    let mut problem = Problem::of(code);
    if let Some(left) = tries_left {
        problem = problem.with_number("tries_left", left);
    }
    match retry_at_ms {
        Some(retry_at_ms) => Failure::RetryLater {
            problem,
            retry_at_ms,
        },
        None if refusal.status() >= 500 => Failure::again(problem),
        None => Failure::refused(problem),
    }
}

impl From<kodevagt_driver::Error<Failure>> for Failure {
    fn from(error: kodevagt_driver::Error<Self>) -> Self {
        use kodevagt_driver::Error;
        match error {
            Error::Unreachable { host, why } => Self::Unreachable {
                problem: Problem::of(Code::ServiceUnreachable)
                    .with("host", host)
                    .with("reason", why.as_str()),
            },
            Error::Untrusted { .. } => Self::refused(Code::ServiceUntrusted),
            Error::TooLarge { .. } | Error::Odd { .. } => Self::again(Code::AnswerNotUnderstood),
            Error::Insecure => Self::refused(Code::ServerInvalid),
            Error::Signing(failure) => failure,
        }
    }
}
