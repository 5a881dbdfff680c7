//! The HTTP API for applications, each with its API key as a bearer token.
//!
//! `POST /v1/approvals` ([`Ask`] → [`Asked`]) · `GET /v1/approvals/{id}?wait=S` (→ [`Outcome`]) ·
//! `POST /v1/approvals/{id}/retry` (→ [`Asked`]) · `POST /v1/approvals/{id}/consume`
//! ([`Consume`] → [`Outcome`]) · `POST /v1/codes/verify` ([`Verify`] → [`Verified`]).

use serde::{Deserialize, Serialize};

use crate::approval::{Origin, State, Transaction};
use crate::wire::Id;

/// Asks a person's phone to approve a sign-in. The header `Idempotency-Key` makes a repeated call safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The person's user name.
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 200, pattern = r"\S", example = "kari")
    )]
    pub person: String,
    /// SHA-256, 64 hex digits, of a secret that only the browser session holds; consuming then takes the
    /// secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-fA-F]{64}$"))]
    pub session: Option<String>,
    /// A text for the person ([`crate::text::Shown`]): at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Text>))]
    pub text: Option<String>,
    /// Where the sign-in comes from.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What is approved beside the sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<Transaction>,
    /// Milliseconds to wait for the phone, 5,000–120,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 5000, maximum = 120_000))]
    pub ttl_ms: Option<u64>,
}

/// The answer to asking: 201.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    /// Names the approval.
    pub id: Id,
    /// The number to show on the sign-in page, leading zeros and all: given here and nowhere else.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9]{2,6}$"))]
    pub number: String,
    /// Until when it waits: milliseconds since the Unix epoch.
    pub expires_at: i64,
    /// Pending.
    pub state: State,
}

/// Where an approval stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// Names the approval.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// Until when it waits, or waited: milliseconds since the Unix epoch.
    pub expires_at: i64,
    /// What happened, oldest first.
    pub timeline: Vec<Event>,
}

/// One thing that happened to an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// When: milliseconds since the Unix epoch.
    pub at: i64,
    /// `created`, `woken`, `fetched`, or the state that it went to.
    pub event: String,
}

/// Takes an approval, once.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Consume {
    /// The secret whose SHA-256 was given as `session`: its bytes as UTF-8 text.
    pub session_secret: Option<String>,
}

impl core::fmt::Debug for Consume {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Consume(redacted)")
    }
}

/// Checks a one-time code of the organisation's account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The person's user name.
    pub person: String,
    /// What was typed; blanks don't matter.
    pub code: String,
}

impl core::fmt::Debug for Verify {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Verify(redacted)")
    }
}

/// Whether the code was right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verified {
    /// Whether it was.
    pub valid: bool,
    /// Why not; absent when it was.
    pub reason: Option<Reason>,
    /// When codes are looked at again: milliseconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<i64>,
}

/// Why a code isn't taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It isn't the person's code now; also for people who aren't known.
    Wrong,
    /// It was the right code, and was used before.
    Used,
    /// Too many wrong ones: see `retry_at`.
    Wait,
    /// Far too many: off until support turns it on.
    Off,
}
