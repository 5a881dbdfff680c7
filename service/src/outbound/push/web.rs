//! Web Push: RFC 8030, encrypted to the phone by RFC 8291, signed for by RFC 8292 (VAPID).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

use data_encoding::BASE64URL_NOPAD;
use http::{HeaderName, HeaderValue, Method, header};
use reqwest::{Request, Url};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde::{Deserialize, Serialize};
use web_push_native::encrypt;

use super::jwt::SigningKey;
use super::target::Subscription;
use super::{Target, unix_now};
use crate::outbound::settings::{Fault, Secret, seconds};
use crate::outbound::web::{Addresses, Way, Web};
use crate::outbound::{Push, Refused, Sending, Sent, WakeUp};

/// `[outbound.push.web]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebPushSettings {
    /// The key that names this service to push services: P-256, PKCS #8 in PEM
    /// (`openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`).
    pub vapid_key: Secret,
    /// Whom a push service may ask about us: `mailto:` or `https:`.
    pub contact: String,
    /// The hosts of the push services that are used; a name also stands for what is below it. All public
    /// ones unless told.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Whether a push service may have a private address, such as a UnifiedPush server in the house. The
    /// phones name the address, so `hosts` must name it too.
    #[serde(default)]
    pub private_addresses: bool,
    /// How long a push service has to answer, in seconds; 5 unless told.
    #[serde(default = "super::apns::five")]
    pub timeout_s: u64,
    /// PEM certificates trusted besides the public ones.
    pub ca_file: Option<PathBuf>,
}

/// A newer wake-up takes the place of one that the phone hasn't had (RFC 8030, 5.4).
const TOPIC: &str = "kodevagt";
/// A token is good for this long (RFC 8292, 2: at most 24 hours) and used for half of it.
const TOKEN_LIFE_S: u64 = 12 * 60 * 60;
/// Tokens kept, one for each push service.
const TOKENS: usize = 256;

/// Wakes phones by Web Push.
pub struct WebPush {
    web: Web,
    key: SigningKey,
    /// The public half, as the header carries it.
    public: String,
    contact: String,
    hosts: Vec<String>,
    /// By origin: the token and when it was made.
    tokens: Mutex<HashMap<String, (String, u64)>>,
}

/// RFC 8292, 2.
#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    exp: u64,
    sub: &'a str,
}

impl WebPush {
    /// Reads the settings.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &WebPushSettings) -> Result<Self, Fault> {
        const KEY: &str = "outbound.push.web.vapid_key";
        let contact = settings.contact.as_str();
        if !contact.starts_with("mailto:") && !contact.starts_with("https:") {
            return Err(Fault::new(
                "outbound.push.web.contact",
                "mailto: or https: is expected",
            ));
        }
        if settings.private_addresses && settings.hosts.is_empty() {
            return Err(Fault::new(
                "outbound.push.web.hosts",
                "must name the hosts when private addresses are allowed",
            ));
        }
        let wrong_key = |error: super::jwt::NotAKey| Fault::new(KEY, error.to_string());
        let key = SigningKey::es256(&settings.vapid_key.read(KEY)?).map_err(wrong_key)?;
        let web = Web::new(&Way {
            timeout: seconds("outbound.push.web.timeout_s", settings.timeout_s)?,
            ca: settings.ca_file.as_deref(),
            addresses: if settings.private_addresses {
                Addresses::Any
            } else {
                Addresses::Public
            },
            http2_only: false,
        })
        .map_err(|fault| Fault::new("outbound.push.web.ca_file", fault.to_string()))?;
        Ok(Self {
            web,
            public: BASE64URL_NOPAD.encode(&key.public_p256().map_err(wrong_key)?),
            key,
            contact: settings.contact.clone(),
            hosts: settings
                .hosts
                .iter()
                .map(|host| host.to_ascii_lowercase())
                .collect(),
            tokens: Mutex::default(),
        })
    }

    /// The service's public VAPID key (65 bytes, base64url), which a phone subscribes with.
    #[must_use]
    pub fn public_key(&self) -> &str {
        &self.public
    }

    async fn carry(&self, to: &Subscription, message: &WakeUp) -> Result<Sent, Refused> {
        if !self.may_call(&to.endpoint) {
            return Err(Refused::permanent(
                "the push service isn't among the allowed hosts",
            ));
        }
        let answer = self.web.ask(self.request(to, message)?).await?;
        match answer.status.as_u16() {
            200..=299 => Ok(Sent::default()),
            404 | 410 => Err(Refused::gone("the subscription is no more")),
            _ => Err(answer.refusal()),
        }
    }

    fn request(&self, to: &Subscription, message: &WakeUp) -> Result<Request, Refused> {
        let body = super::payload(&message.hint);
        let sealed = encrypt(body, &to.p256dh, &to.auth.into())
            .map_err(|_| Refused::permanent("can't be encrypted to the phone"))?;
        let mut request = Request::new(Method::POST, to.endpoint.clone());
        let headers = request.headers_mut();
        let mut authorization = HeaderValue::try_from(self.authorization(&to.endpoint)?)
            .map_err(|_| Refused::permanent("no header came of the token"))?;
        authorization.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, authorization);
        headers.insert(
            header::CONTENT_ENCODING,
            HeaderValue::from_static("aes128gcm"),
        );
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        );
        headers.insert(
            HeaderName::from_static("ttl"),
            message.validity.as_secs().into(),
        );
        headers.insert(
            HeaderName::from_static("urgency"),
            HeaderValue::from_static("high"),
        );
        headers.insert(
            HeaderName::from_static("topic"),
            HeaderValue::from_static(TOPIC),
        );
        *request.body_mut() = Some(sealed.into());
        Ok(request)
    }

    fn authorization(&self, endpoint: &Url) -> Result<String, Refused> {
        let origin = endpoint.origin().ascii_serialization();
        let now = unix_now();
        let mut tokens = self.tokens.lock().unwrap_or_else(|held| held.into_inner());
        let fresh = tokens
            .get(&origin)
            .filter(|(_, made)| now < made + TOKEN_LIFE_S / 2);
        if let Some((token, _)) = fresh {
            return Ok(self.header(token));
        }
        let claims = Claims {
            aud: &origin,
            exp: now + TOKEN_LIFE_S,
            sub: &self.contact,
        };
        let token = self
            .key
            .sign(None, &claims)
            .map_err(|_| Refused::temporary("no token"))?;
        let authorization = self.header(&token);
        if tokens.len() >= TOKENS {
            tokens.clear();
        }
        tokens.insert(origin, (token, now));
        Ok(authorization)
    }

    fn header(&self, token: &str) -> String {
        format!("vapid t={token}, k={}", self.public)
    }

    fn may_call(&self, endpoint: &Url) -> bool {
        let Some(host) = endpoint.host_str() else {
            return false;
        };
        let below = |allowed: &String| {
            host.strip_suffix(allowed.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        self.hosts.is_empty() || self.hosts.iter().any(below)
    }
}

impl Push for WebPush {
    fn send<'a>(&'a self, message: &'a WakeUp) -> Sending<'a> {
        match &message.to {
            Target::Web(to) => Box::pin(self.carry(to, message)),
            _ => Box::pin(core::future::ready(Err(Refused::permanent(
                "isn't a Web Push phone",
            )))),
        }
    }
}

/// A new key for VAPID: PKCS #8, DER. For development, where nobody made one.
///
/// # Errors
/// When the system has no randomness.
pub fn new_vapid_key() -> Result<zeroize::Zeroizing<Vec<u8>>, ring::error::Unspecified> {
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())?;
    Ok(zeroize::Zeroizing::new(key.as_ref().to_vec()))
}
