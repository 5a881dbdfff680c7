//! Where a phone is woken.

use core::fmt;

use data_encoding::BASE64URL_NOPAD;
use kodevagt_protocol::phone::Push;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use web_push_native::p256::PublicKey;

/// A phone's registration with its push service. Whoever knows it may wake the phone, so it isn't shown.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "service", rename_all = "kebab-case")]
pub enum Target {
    /// Web Push (RFC 8030, RFC 8291).
    Web(Subscription),
    /// Firebase Cloud Messaging.
    Fcm {
        /// The app's registration token.
        token: String,
    },
    /// Apple's push service.
    Apns {
        /// The device token, hexadecimal.
        token: String,
    },
}

/// A Web Push subscription that has been looked at.
#[derive(Clone, Deserialize, PartialEq, Eq, Serialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Subscription {
    pub(super) endpoint: Url,
    pub(super) p256dh: PublicKey,
    pub(super) auth: [u8; 16],
}

/// As the phone writes it.
#[derive(Deserialize, Serialize)]
struct Raw {
    endpoint: String,
    p256dh: String,
    auth: String,
}

/// The longest endpoint or token that is taken.
const LONGEST: usize = 2048;

impl Target {
    /// What a phone sent as its registration; `None` when it wants no push.
    ///
    /// # Errors
    /// When it isn't one.
    pub fn read(push: &Push) -> Result<Option<Self>, NotATarget> {
        match push {
            Push::None => Ok(None),
            Push::Fcm { token } => Self::fcm(token).map(Some),
            Push::Apns { token } => Self::apns(token).map(Some),
            Push::WebPush {
                endpoint,
                p256dh,
                auth,
            } => {
                let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
                Self::web(endpoint, &text(&p256dh.0), &text(&auth.0)).map(Some)
            }
        }
    }

    /// Its name in `devices.push_kind`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Web(_) => "webpush",
            Self::Fcm { .. } => "fcm",
            Self::Apns { .. } => "apns",
        }
    }

    /// A Web Push subscription: the endpoint's https URL, the phone's public key (65 bytes, P-256
    /// uncompressed) and its 16-byte secret, both base64url without padding.
    ///
    /// # Errors
    /// When one of them isn't that.
    pub fn web(endpoint: &str, p256dh: &str, auth: &str) -> Result<Self, NotATarget> {
        Raw {
            endpoint: endpoint.to_owned(),
            p256dh: p256dh.to_owned(),
            auth: auth.to_owned(),
        }
        .try_into()
        .map(Self::Web)
    }

    /// A registration token of FCM.
    ///
    /// # Errors
    /// When it is empty, too long or holds other characters than such a token does.
    pub fn fcm(token: &str) -> Result<Self, NotATarget> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_:.%".contains(&b);
        if token.is_empty() || token.len() > LONGEST || !token.bytes().all(plain) {
            return Err(NotATarget);
        }
        Ok(Self::Fcm {
            token: token.to_owned(),
        })
    }

    /// A device token of APNs.
    ///
    /// # Errors
    /// When it isn't hexadecimal, 32 to 100 bytes of it.
    pub fn apns(token: &str) -> Result<Self, NotATarget> {
        let length = (64..=200).contains(&token.len()) && token.len().is_multiple_of(2);
        if !length || !token.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotATarget);
        }
        Ok(Self::Apns {
            token: token.to_ascii_lowercase(),
        })
    }
}

impl TryFrom<Raw> for Subscription {
    type Error = NotATarget;

    fn try_from(raw: Raw) -> Result<Self, NotATarget> {
        let bytes = |text: &str| {
            BASE64URL_NOPAD
                .decode(text.as_bytes())
                .map_err(|_| NotATarget)
        };
        let endpoint = Url::parse(&raw.endpoint).map_err(|_| NotATarget)?;
        let plain = endpoint.username().is_empty() && endpoint.password().is_none();
        if endpoint.scheme() != "https" || !plain || raw.endpoint.len() > LONGEST {
            return Err(NotATarget);
        }
        Ok(Self {
            endpoint,
            p256dh: PublicKey::from_sec1_bytes(&bytes(&raw.p256dh)?).map_err(|_| NotATarget)?,
            auth: bytes(&raw.auth)?.try_into().map_err(|_| NotATarget)?,
        })
    }
}

impl From<Subscription> for Raw {
    fn from(subscription: Subscription) -> Self {
        Self {
            endpoint: subscription.endpoint.into(),
            p256dh: BASE64URL_NOPAD.encode(&subscription.p256dh.to_sec1_bytes()),
            auth: BASE64URL_NOPAD.encode(&subscription.auth),
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Web(_) => "Web",
            Self::Fcm { .. } => "Fcm",
            Self::Apns { .. } => "Apns",
        })
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription")
    }
}

/// What a phone gave isn't a registration with its push service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("isn't a registration with that push service")]
pub struct NotATarget;
