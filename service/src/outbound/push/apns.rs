//! Apple's push service, HTTP/2, with a provider token (ES256).

use std::path::PathBuf;
use std::sync::Mutex;

use http::{HeaderName, HeaderValue, Method, header};
use reqwest::{Request, Url};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::jwt::SigningKey;
use super::{Target, unix_now};
use crate::outbound::settings::{Fault, Secret, seconds, url};
use crate::outbound::web::{Addresses, Answer, Way, Web};
use crate::outbound::{Push, Refused, Sending, Sent, WakeUp};

/// `[outbound.push.apns]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApnsSettings {
    /// The key from Apple's developer pages (the content of its .p8 file).
    pub key: Secret,
    /// That key's id, ten characters.
    pub key_id: String,
    /// The developer team's id, ten characters.
    pub team_id: String,
    /// The app's bundle id.
    pub topic: String,
    /// What kind of notification wakes the app.
    #[serde(default)]
    pub style: ApnsStyle,
    /// APNs' address; Apple's production one unless told, `https://api.sandbox.push.apple.com` in
    /// development.
    #[serde(default = "apple")]
    pub url: String,
    /// How long APNs has to answer, in seconds; 5 unless told.
    #[serde(default = "five")]
    pub timeout_s: u64,
    /// PEM certificates trusted besides the public ones.
    pub ca_file: Option<PathBuf>,
}

/// What kind of notification wakes the app.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ApnsStyle {
    /// A notification that the person sees, worded by the app (`push-waiting` in its strings); the app may
    /// change it before it shows.
    #[default]
    Alert,
    /// The app is woken and nothing is shown; Apple may delay or drop it.
    Background,
}

fn apple() -> String {
    "https://api.push.apple.com".to_owned()
}

pub(super) fn five() -> u64 {
    5
}

/// Apple refuses tokens older than an hour, and new ones more often than each 20 minutes.
const TOKEN_USE_S: u64 = 40 * 60;

/// Wakes phones by APNs.
pub struct Apns {
    web: Web,
    base: Url,
    key: SigningKey,
    key_id: String,
    team_id: String,
    topic: HeaderValue,
    style: ApnsStyle,
    /// The token and when it was made.
    token: Mutex<Option<(String, u64)>>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    iat: u64,
}

impl Apns {
    /// Reads the settings.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &ApnsSettings) -> Result<Self, Fault> {
        const KEY: &str = "outbound.push.apns.key";
        ten_characters("outbound.push.apns.key_id", &settings.key_id)?;
        ten_characters("outbound.push.apns.team_id", &settings.team_id)?;
        let web = Web::new(&Way {
            timeout: seconds("outbound.push.apns.timeout_s", settings.timeout_s)?,
            ca: settings.ca_file.as_deref(),
            addresses: Addresses::Any,
            http2_only: true,
        })
        .map_err(|fault| Fault::new("outbound.push.apns.ca_file", fault.to_string()))?;
        Ok(Self {
            web,
            base: url("outbound.push.apns.url", &settings.url)?,
            key: SigningKey::es256(&settings.key.read(KEY)?)
                .map_err(|error| Fault::new(KEY, error.to_string()))?,
            key_id: settings.key_id.clone(),
            team_id: settings.team_id.clone(),
            topic: settings
                .topic
                .parse()
                .map_err(|_| Fault::new("outbound.push.apns.topic", "a bundle id is expected"))?,
            style: settings.style,
            token: Mutex::default(),
        })
    }

    async fn carry(&self, token: &str, message: &WakeUp) -> Result<Sent, Refused> {
        let answer = self.web.ask(self.request(token, message)?).await?;
        if answer.status.is_success() {
            let id = answer
                .headers
                .get("apns-id")
                .and_then(|id| id.to_str().ok());
            return Ok(Sent {
                reference: id.map(str::to_owned),
            });
        }
        Err(self.refused(&answer))
    }

    fn request(&self, token: &str, message: &WakeUp) -> Result<Request, Refused> {
        let address = self
            .base
            .join(&format!("/3/device/{token}"))
            .map_err(|_| Refused::permanent("no URL came of the device token"))?;
        let (kind, priority, aps) = match self.style {
            ApnsStyle::Alert => (
                "alert",
                "10",
                json!({"alert": {"loc-key": "push-waiting"}, "mutable-content": 1, "sound": "default"}),
            ),
            ApnsStyle::Background => ("background", "5", json!({"content-available": 1})),
        };
        let mut request = Request::new(Method::POST, address);
        let bearer = format!("bearer {}", self.provider_token()?);
        let mut bearer: HeaderValue = bearer
            .parse()
            .map_err(|_| Refused::temporary("no header came of the token"))?;
        bearer.set_sensitive(true);
        let headers = request.headers_mut();
        headers.insert(header::AUTHORIZATION, bearer);
        headers.insert(HeaderName::from_static("apns-topic"), self.topic.clone());
        let mut add = |name: &'static str, value: &'static str| {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        };
        add("apns-push-type", kind);
        add("apns-priority", priority);
        // A newer wake-up takes the place of an older one that the phone hasn't had.
        add("apns-collapse-id", "kodevagt");
        let expires = unix_now() + message.validity.as_secs();
        headers.insert(HeaderName::from_static("apns-expiration"), expires.into());
        let body = json!({"aps": aps, "hint": message.hint});
        *request.body_mut() = Some(body.to_string().into());
        Ok(request)
    }

    fn provider_token(&self) -> Result<String, Refused> {
        let now = unix_now();
        let mut kept = self.token.lock().unwrap_or_else(|held| held.into_inner());
        if let Some((token, _)) = kept.as_ref().filter(|(_, made)| now < made + TOKEN_USE_S) {
            return Ok(token.clone());
        }
        let claims = Claims {
            iss: &self.team_id,
            iat: now,
        };
        let token = self
            .key
            .sign(Some(&self.key_id), &claims)
            .map_err(|_| Refused::temporary("no token"))?;
        *kept = Some((token.clone(), now));
        Ok(token)
    }

    fn refused(&self, answer: &Answer) -> Refused {
        let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match body["reason"].as_str() {
            Some("Unregistered" | "BadDeviceToken" | "DeviceTokenNotForTopic" | "ExpiredToken") => {
                Refused::gone("the device token is no more")
            }
            Some("ExpiredProviderToken") => {
                *self.token.lock().unwrap_or_else(|held| held.into_inner()) = None;
                Refused::temporary("the provider token had expired")
            }
            _ => answer.refusal(),
        }
    }
}

impl Push for Apns {
    fn send<'a>(&'a self, message: &'a WakeUp) -> Sending<'a> {
        match &message.to {
            Target::Apns { token } => Box::pin(self.carry(token, message)),
            _ => Box::pin(core::future::ready(Err(Refused::permanent(
                "isn't an APNs phone",
            )))),
        }
    }
}

fn ten_characters(key: &'static str, id: &str) -> Result<(), Fault> {
    if id.len() == 10 && id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        Ok(())
    } else {
        Err(Fault::new(key, "ten letters and digits are expected"))
    }
}
