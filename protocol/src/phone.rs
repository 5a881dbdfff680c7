//! What else a phone asks of its service.
//!
//! `POST /v1/phone/nonce` ([`NonceFor`] → [`Nonce`]), unsigned; and signed by the device:
//! `GET /v1/phone/status` (→ [`Standing`]) · `GET /v1/phone/wait?seconds=25` (→ [`Waited`]) ·
//! `GET /v1/phone/socket` (WebSocket, each text frame a [`Waited`]) · `PUT /v1/phone/push` ([`Push`]).

use serde::{Deserialize, Serialize};

use crate::activation::{Contact, Policy};
use crate::keys::SignedStatement;
use crate::wire::{Bytes, Id};

/// Asks for a nonce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NonceFor {
    /// The device.
    pub device: Id,
}

/// A nonce for one signed request. Unknown devices get one too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Nonce {
    /// As it stands in the header.
    pub nonce: String,
    /// The service's time: milliseconds since the Unix epoch.
    pub time_ms: i64,
}

/// What a phone learns at every contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PhoneStanding))]
pub struct Standing {
    /// Whether the service still counts on this device.
    pub state: State,
    /// The organisation's name.
    pub name: String,
    /// The service's keys.
    pub keys: SignedStatement,
    /// Whom to ask for help.
    pub contact: Contact,
    /// What the organisation demands of the phone.
    pub policy: Policy,
    /// The service's time: milliseconds since the Unix epoch.
    pub time_ms: i64,
}

/// A device, as the service sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = PhoneState))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Confirmed; the PIN isn't chosen yet.
    Pending,
    /// The person's phone.
    Active,
    /// No longer: the phone erases the organisation's keys, and keeps the person's own accounts.
    Removed,
}

/// Why a wait ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waited {
    /// Random bytes: something is to be fetched. They name nobody and nothing.
    #[serde(default)]
    pub hint: Option<Bytes>,
}

/// Where wake-ups go, beside the open connection.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Push {
    /// No push; the phone asks.
    None,
    /// Google's Firebase Cloud Messaging.
    Fcm {
        /// The registration token.
        token: String,
    },
    /// Apple's push service.
    Apns {
        /// The device token, hex.
        token: String,
    },
    /// Web Push (RFC 8030, 8291), UnifiedPush.
    WebPush {
        /// Where to post to.
        endpoint: String,
        /// The phone's key: P-256, uncompressed, 65 bytes.
        p256dh: Bytes,
        /// The authentication secret: 16 bytes.
        auth: Bytes,
    },
}

impl core::fmt::Debug for Push {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Fcm { .. } => "Fcm(redacted)",
            Self::Apns { .. } => "Apns(redacted)",
            Self::WebPush { .. } => "WebPush(redacted)",
        })
    }
}
