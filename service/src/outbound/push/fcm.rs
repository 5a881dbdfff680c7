//! Firebase Cloud Messaging, HTTP v1, with a service account's OAuth 2 token (RFC 7523).

use std::path::PathBuf;

use http::{HeaderValue, Method, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Request, Url};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::jwt::SigningKey;
use super::{Target, unix_now};
use crate::outbound::settings::{Fault, Secret, seconds, url};
use crate::outbound::web::{Addresses, Answer, Way, Web};
use crate::outbound::{Push, Refused, Sending, Sent, WakeUp};

/// `[outbound.push.fcm]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FcmSettings {
    /// The service account's key file, as Firebase's console hands it out (JSON).
    pub service_account: Secret,
    /// FCM's address; Google's unless told.
    #[serde(default = "google")]
    pub url: String,
    /// How long FCM has to answer, in seconds; 5 unless told.
    #[serde(default = "super::apns::five")]
    pub timeout_s: u64,
    /// PEM certificates trusted besides the public ones.
    pub ca_file: Option<PathBuf>,
}

fn google() -> String {
    "https://fcm.googleapis.com".to_owned()
}

const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// How long an assertion is good for; Google takes an hour at most.
const ASSERTION_LIFE_S: u64 = 600;
/// A token this near its end is replaced first.
const MARGIN_S: u64 = 120;

/// Wakes phones by FCM.
pub struct Fcm {
    web: Web,
    send: Url,
    account: Account,
    key: SigningKey,
    token: Mutex<Option<Token>>,
}

/// What is needed of the key file.
#[derive(Deserialize)]
struct Account {
    project_id: String,
    private_key_id: String,
    private_key: Zeroizing<String>,
    client_email: String,
    token_uri: String,
}

struct Token {
    text: Zeroizing<String>,
    until: u64,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    scope: &'a str,
    aud: &'a str,
    iat: u64,
    exp: u64,
}

#[derive(Deserialize)]
struct Granted {
    access_token: Zeroizing<String>,
    expires_in: u64,
}

impl Fcm {
    /// Reads the settings.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &FcmSettings) -> Result<Self, Fault> {
        const ACCOUNT: &str = "outbound.push.fcm.service_account";
        let file = settings.service_account.read(ACCOUNT)?;
        // serde's own words would quote the file.
        let account: Account = serde_json::from_str(&file).map_err(|_| {
            Fault::new(
                ACCOUNT,
                "Firebase's JSON key file of a service account is expected",
            )
        })?;
        url(ACCOUNT, &account.token_uri)?;
        let project: String = utf8_percent_encode(&account.project_id, NON_ALPHANUMERIC).collect();
        let base = url("outbound.push.fcm.url", &settings.url)?;
        let send = base
            .join(&format!(
                "/v1/projects/{}/messages:send",
                project.replace("%2D", "-")
            ))
            .map_err(|_| Fault::new("outbound.push.fcm.url", "isn't a base URL"))?;
        let web = Web::new(&Way {
            timeout: seconds("outbound.push.fcm.timeout_s", settings.timeout_s)?,
            ca: settings.ca_file.as_deref(),
            addresses: Addresses::Any,
            http2_only: false,
        })
        .map_err(|fault| Fault::new("outbound.push.fcm.ca_file", fault.to_string()))?;
        let key = SigningKey::rs256(&account.private_key)
            .map_err(|error| Fault::new(ACCOUNT, format!("private_key {error}")))?;
        Ok(Self {
            web,
            send,
            account,
            key,
            token: Mutex::default(),
        })
    }

    async fn carry(&self, token: &str, message: &WakeUp) -> Result<Sent, Refused> {
        let body = json!({"message": {
            "token": token,
            "data": {"hint": message.hint},
            "android": {"priority": "HIGH", "ttl": format!("{}s", message.validity.as_secs())},
        }});
        let mut request = Request::new(Method::POST, self.send.clone());
        let bearer = Zeroizing::new(format!("Bearer {}", self.bearer().await?.as_str()));
        let mut bearer: HeaderValue = bearer
            .parse()
            .map_err(|_| Refused::temporary("no header came of the token"))?;
        bearer.set_sensitive(true);
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::CONTENT_TYPE, json);
        *request.body_mut() = Some(body.to_string().into());
        let answer = self.web.ask(request).await?;
        if answer.status == StatusCode::UNAUTHORIZED {
            *self.token.lock().await = None;
        }
        read(&answer)
    }

    /// The access token: the kept one while it's good, else a new one. Those who need it meanwhile wait for
    /// the same.
    async fn bearer(&self) -> Result<Zeroizing<String>, Refused> {
        let mut kept = self.token.lock().await;
        let now = unix_now();
        if let Some(token) = kept.as_ref().filter(|token| now + MARGIN_S < token.until) {
            return Ok(token.text.clone());
        }
        let granted = self.ask_for_token(now).await?;
        let text = granted.access_token.clone();
        *kept = Some(Token {
            text: granted.access_token,
            until: now.saturating_add(granted.expires_in),
        });
        Ok(text)
    }

    async fn ask_for_token(&self, now: u64) -> Result<Granted, Refused> {
        let claims = Claims {
            iss: &self.account.client_email,
            scope: SCOPE,
            aud: &self.account.token_uri,
            iat: now,
            exp: now + ASSERTION_LIFE_S,
        };
        let assertion = self
            .key
            .sign(Some(&self.account.private_key_id), &claims)
            .map_err(|_| Refused::temporary("no assertion"))?;
        let address = Url::parse(&self.account.token_uri)
            .map_err(|_| Refused::permanent("token_uri isn't a URL"))?;
        let grant = utf8_percent_encode(GRANT, NON_ALPHANUMERIC);
        let mut request = Request::new(Method::POST, address);
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(header::CONTENT_TYPE, form);
        // A token is letters, digits, '-', '_' and '.', which a form carries as they are.
        *request.body_mut() = Some(format!("grant_type={grant}&assertion={assertion}").into());
        let answer = self.web.ask(request).await?;
        if !answer.status.is_success() {
            let reason = format!("no access token: answered {}", answer.status.as_u16());
            return Err(Refused::later(answer.retry_after(), reason));
        }
        serde_json::from_slice(&answer.body)
            .map_err(|_| Refused::temporary("no access token in the answer"))
    }
}

impl Push for Fcm {
    fn send<'a>(&'a self, message: &'a WakeUp) -> Sending<'a> {
        match &message.to {
            Target::Fcm { token } => Box::pin(self.carry(token, message)),
            _ => Box::pin(core::future::ready(Err(Refused::permanent(
                "isn't an FCM phone",
            )))),
        }
    }
}

fn read(answer: &Answer) -> Result<Sent, Refused> {
    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if answer.status.is_success() {
        let name = body["name"].as_str().map(str::to_owned);
        return Ok(Sent { reference: name });
    }
    let code = body["error"]["details"]
        .as_array()
        .into_iter()
        .flatten()
        .find_map(|detail| detail["errorCode"].as_str());
    match code {
        Some("UNREGISTERED") => Err(Refused::gone("the registration is no more")),
        Some("SENDER_ID_MISMATCH") => Err(Refused::gone("the registration is another app's")),
        _ if answer.status == StatusCode::NOT_FOUND => {
            Err(Refused::gone("the registration is unknown"))
        }
        _ => Err(answer.refusal()),
    }
}
