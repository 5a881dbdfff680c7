//! Waking phones: Web Push (UnifiedPush among it), FCM and APNs. Each carries a random hint and nothing
//! else.

mod apns;
mod fcm;
mod jwt;
mod target;
mod web;

use serde::Deserialize;

pub use apns::{Apns, ApnsSettings, ApnsStyle};
pub use fcm::{Fcm, FcmSettings};
pub use target::{NotATarget, Target};
pub use web::{WebPush, WebPushSettings, new_vapid_key};

use super::settings::Fault;
use super::{Push, Refused, Sending, WakeUp};

/// `[outbound.push]`: the push services that may be used. A phone of another kind holds a connection
/// instead.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PushSettings {
    /// Web Push and UnifiedPush.
    pub web: Option<WebPushSettings>,
    /// Firebase Cloud Messaging, for Android.
    pub fcm: Option<FcmSettings>,
    /// Apple's service.
    pub apns: Option<ApnsSettings>,
}

/// Sends each wake-up the way its phone is registered.
pub struct Routes {
    web: Option<WebPush>,
    fcm: Option<Fcm>,
    apns: Option<Apns>,
}

impl Routes {
    /// Makes the adapters that the settings name.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &PushSettings) -> Result<Self, Fault> {
        Ok(Self {
            web: settings.web.as_ref().map(WebPush::new).transpose()?,
            fcm: settings.fcm.as_ref().map(Fcm::new).transpose()?,
            apns: settings.apns.as_ref().map(Apns::new).transpose()?,
        })
    }

    /// The key that a phone subscribes to Web Push with.
    #[must_use]
    pub fn vapid_key(&self) -> Option<&str> {
        self.web.as_ref().map(WebPush::public_key)
    }
}

impl Push for Routes {
    fn send<'a>(&'a self, message: &'a WakeUp) -> Sending<'a> {
        let route: Option<&dyn Push> = match &message.to {
            Target::Web(_) => self.web.as_ref().map(|push| push as _),
            Target::Fcm { .. } => self.fcm.as_ref().map(|push| push as _),
            Target::Apns { .. } => self.apns.as_ref().map(|push| push as _),
        };
        match route {
            Some(route) => route.send(message),
            None => Box::pin(core::future::ready(Err(Refused::permanent(
                "this service isn't set up for the phone's push service",
            )))),
        }
    }
}

/// Seconds since 1970, for tokens that outside services check against their own clocks.
fn unix_now() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// What the phone is told: `{"hint":"…"}`.
fn payload(hint: &str) -> Vec<u8> {
    serde_json::json!({ "hint": hint }).to_string().into_bytes()
}
