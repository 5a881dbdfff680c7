//! Numbered refusals, and how they cross HTTP: problem documents (RFC 9457).

use core::fmt;

use serde::{Deserialize, Serialize};

macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal, $status:literal;)+) => {
        /// Why the service refuses. The numbers are those of `texts`: `KV-0711`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Refusal {
            $($(#[doc = $doc])+ $name = $number,)+
        }

        impl Refusal {
            /// Every refusal, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The HTTP status that it is answered with.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }
        }
    };
}

refusals! {
    /// A message that isn't what this place takes.
    Malformed = 704, 400;
    /// The device's signature doesn't fit, or its nonce is used up: ask for a nonce and sign again.
    Unsigned = 705, 401;
    /// The service doesn't know this device, or counts on it no more.
    DeviceUnknown = 706, 403;
    /// Too many requests; `retry_at` says when to come back.
    TooMany = 707, 429;
    /// The service failed; nothing was lost.
    ServiceFailed = 708, 503;
    /// Not a phone number in E.164.
    MobileInvalid = 710, 422;
    /// The code is wrong.
    CodeWrong = 711, 403;
    /// The code's time ran out, or another took its place: start again.
    CodeOver = 712, 403;
    /// Five wrong codes: start again.
    CodeTriesUsed = 713, 403;
    /// The ticket is none, or was used, or its time ran out.
    TicketInvalid = 714, 403;
    /// The code was right, but this account has had a phone: a ticket or support is needed.
    TicketNeeded = 717, 403;
    /// The code was right, but the number serves several people: support decides.
    NumberShared = 718, 403;
    /// The phone couldn't prove its hardware as the organisation demands.
    AttestationRefused = 719, 403;
    /// The person is barred.
    Barred = 722, 403;
    /// No such challenge for this phone.
    ChallengeUnknown = 730, 404;
    /// The challenge's time ran out.
    ChallengeExpired = 731, 409;
    /// A newer request took its place.
    ChallengeSuperseded = 732, 409;
    /// It was decided otherwise before.
    ChallengeDecided = 733, 409;
    /// The decision's signatures don't fit.
    DecisionUnsigned = 736, 403;
    /// No such unblock request for this phone.
    UnblockUnknown = 740, 404;
    /// Support's code is wrong.
    UnblockCodeWrong = 741, 403;
    /// Three wrong codes: ask anew.
    UnblockTriesUsed = 742, 403;
    /// The request's or the code's time ran out.
    UnblockExpired = 743, 403;
    /// Support took it back, or the words were wrong.
    UnblockCancelled = 744, 403;
    /// Support hasn't given out a code yet.
    UnblockNotTyped = 745, 409;
    /// It was used: the phone has confirmed.
    UnblockUsed = 748, 409;

    /// The API key is missing or wrong.
    KeyInvalid = 801, 401;
    /// Nobody of that name has a phone: also for names that nobody has.
    NoPhone = 803, 409;
    /// Requests to this person are paused or stopped.
    Paused = 804, 409;
    /// Two sign-ins wait already.
    TooManyPending = 805, 429;
    /// This application asked for no such approval.
    ApprovalUnknown = 806, 404;
    /// It was decided: nothing to retry.
    AlreadyDecided = 807, 409;
    /// It isn't approved, or was consumed, or 60 seconds passed.
    NotConsumable = 808, 409;
    /// The session's secret is missing or wrong.
    SessionWrong = 809, 403;
    /// A field holds what it can't: `field` says which.
    FieldInvalid = 813, 422;
    /// The idempotency key was used for another request.
    IdempotencyConflict = 814, 409;
    /// Nothing lives at this path.
    NotFound = 815, 404;
    /// This path takes other methods.
    MethodNotAllowed = 816, 405;
    /// The body is larger than is taken.
    BodyTooLarge = 817, 413;
    /// The body must be `application/json`.
    NotJson = 818, 415;
}

impl Refusal {
    /// The number, as in `KV-0711`.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The refusal of a code as it stands in a problem document.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let number: u16 = code.strip_prefix("KV-")?.parse().ok()?;
        Self::ALL
            .iter()
            .copied()
            .find(|refusal| refusal.number() == number)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KV-{:04}", self.number())
    }
}

/// A problem document (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `about:blank#KV-0711`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Why, and what to do.
    pub detail: String,
    /// `KV-0711`: docs/errors.md.
    pub code: String,
    /// When to come back: milliseconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<i64>,
    /// Guesses that are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// The field that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Problem {
    /// The refusal, if it is one that this version knows.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        Refusal::from_code(&self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_and_read_back() {
        assert!(Refusal::ALL.is_sorted());
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(&refusal.to_string()), Some(*refusal));
            assert!((400..=599).contains(&refusal.status()));
        }
    }
}
