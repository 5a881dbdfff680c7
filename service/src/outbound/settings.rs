//! `[outbound]`: which adapters there are and how they're reached.

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use reqwest::Url;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::mail::{Smtp, SmtpSettings};
use super::push::{PushSettings, Routes};
use super::sms::{Gateway, GatewaySettings, Kannel, KannelSettings, ReportWords};
use super::texts::{AppHash, SmsFormat};
use super::{Mail, Outbox, Push, Sms};

/// `[outbound]`: what leaves the service and how. A part that is left out doesn't leave.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// How SMS are sent.
    pub sms: Option<SmsSettings>,
    /// How the SMS gateway's delivery reports are read.
    pub reports: ReportWords,
    /// The Android app's hash (11 characters), so that the app may read the SMS with its code.
    pub android_app_hash: Option<String>,
    /// How mails are sent.
    pub mail: Option<SmtpSettings>,
    /// How phones are woken.
    pub push: PushSettings,
}

/// `[outbound.sms]`; its `adapter` says which.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "adapter", rename_all = "kebab-case")]
pub enum SmsSettings {
    /// `adapter = "kannel"`.
    Kannel(KannelSettings),
    /// `adapter = "gateway"`.
    Gateway(GatewaySettings),
}

/// The adapters that settings ask for.
#[derive(Clone)]
pub struct Adapters {
    /// Sends SMS; `None` when this service sends none.
    pub sms: Option<Arc<dyn Sms>>,
    /// Sends mail; `None` when this service sends none.
    pub mail: Option<Arc<dyn Mail>>,
    /// Wakes phones; one without a way is refused, and the phone hears when it next asks.
    pub push: Arc<dyn Push>,
    /// The key that a phone subscribes to Web Push with (65 bytes, base64url); `None` without Web Push.
    pub vapid_key: Option<String>,
}

impl Settings {
    /// Makes the adapters. Reads the files of keys and passwords; connects to nothing.
    ///
    /// # Errors
    /// The first key that is wrong, and what is expected there.
    pub fn adapters(&self) -> Result<Adapters, Fault> {
        let routes = Routes::new(&self.push)?;
        Ok(Adapters {
            vapid_key: routes.vapid_key().map(str::to_owned),
            sms: self.sms.as_ref().map(SmsSettings::adapter).transpose()?,
            mail: match &self.mail {
                Some(mail) => Some(Arc::new(Smtp::new(mail)?)),
                None => None,
            },
            push: Arc::new(routes),
        })
    }

    /// Checks that SMS can be written for a service at `public_url`, when it sends any.
    ///
    /// # Errors
    /// As [`sms_format`](Self::sms_format); when SMS are sent and no public URL says from where.
    pub fn check_sms(&self, public_url: Option<&str>) -> Result<(), Fault> {
        if self.sms.is_none() {
            return Ok(());
        }
        let host = public_url.and_then(|url| Some(Url::parse(url).ok()?.host_str()?.to_owned()));
        let host = host.ok_or_else(|| {
            Fault::new(
                "public_url",
                "is needed beside outbound.sms: an SMS names the service's host",
            )
        })?;
        self.sms_format(&host).map(drop)
    }

    /// How an activation SMS is written for the service at `host` (no port).
    ///
    /// # Errors
    /// When the app hash is no app hash, or an SMS with this host would be longer than 140 bytes.
    pub fn sms_format(&self, host: &str) -> Result<SmsFormat, Fault> {
        let hash = match &self.android_app_hash {
            Some(hash) => Some(AppHash::parse(hash).ok_or_else(|| {
                Fault::new(
                    "outbound.android_app_hash",
                    "11 characters of base64 are expected",
                )
            })?),
            None => None,
        };
        SmsFormat::new(host, hash).map_err(|error| Fault::new("public_url", error.to_string()))
    }
}

impl Adapters {
    /// Development's: everything goes to the outbox.
    #[must_use]
    pub fn outbox() -> Self {
        Self {
            sms: Some(Arc::new(Outbox)),
            mail: Some(Arc::new(Outbox)),
            push: Arc::new(Outbox),
            vapid_key: None,
        }
    }
}

impl fmt::Debug for Adapters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Adapters")
            .field("sms", &self.sms.is_some())
            .field("mail", &self.mail.is_some())
            .finish_non_exhaustive()
    }
}

impl SmsSettings {
    fn adapter(&self) -> Result<Arc<dyn Sms>, Fault> {
        Ok(match self {
            Self::Kannel(settings) => Arc::new(Kannel::new(settings)?),
            Self::Gateway(settings) => Arc::new(Gateway::new(settings)?),
        })
    }
}

/// A secret in the settings: `"the secret itself"` or `{ file = "/where/it/stands" }`.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub enum Secret {
    /// The secret itself.
    Here(Zeroizing<String>),
    /// The file whose content it is; a line end at its end doesn't count.
    In {
        /// The file.
        file: PathBuf,
    },
}

impl Secret {
    /// The secret, read from its file if it stands in one.
    ///
    /// # Errors
    /// When there is no such file, it isn't text or it's empty.
    pub fn read(&self, key: &'static str) -> Result<Zeroizing<String>, Fault> {
        let secret = match self {
            Self::Here(secret) => secret.clone(),
            Self::In { file } => {
                let unreadable =
                    |error| Fault::new(key, format!("{} can't be read: {error}", file.display()));
                let read = Zeroizing::new(std::fs::read_to_string(file).map_err(unreadable)?);
                Zeroizing::new(read.trim_end_matches(['\r', '\n']).to_owned())
            }
        };
        if secret.is_empty() {
            return Err(Fault::new(key, "is empty"));
        }
        Ok(secret)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(_) => f.write_str("Secret"),
            Self::In { file } => f.debug_struct("Secret").field("file", file).finish(),
        }
    }
}

/// A key of the settings whose value can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {problem}")]
pub struct Fault {
    /// The key, such as `outbound.sms.url`.
    pub key: &'static str,
    /// What is wrong and what is expected.
    pub problem: Cow<'static, str>,
}

impl Fault {
    pub(super) fn new(key: &'static str, problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key,
            problem: problem.into(),
        }
    }
}

/// An address for HTTP; without TLS only on this machine, since passwords and codes go there.
pub(super) fn url(key: &'static str, text: &str) -> Result<Url, Fault> {
    let url = Url::parse(text).map_err(|_| Fault::new(key, "isn't a URL"))?;
    match (url.scheme(), url.host_str()) {
        ("https", Some(_)) => Ok(url),
        ("http", Some(host)) if loopback(host) => Ok(url),
        ("http", Some(_)) => Err(Fault::new(
            key,
            "needs https://; http:// is taken on this machine only (localhost), such as to a Kannel \
             or a tunnel beside the service",
        )),
        _ => Err(Fault::new(key, "https:// is expected")),
    }
}

/// Whether a host is this machine.
pub(super) fn loopback(host: &str) -> bool {
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || literal
            .parse()
            .is_ok_and(|ip: core::net::IpAddr| ip.is_loopback())
}

/// A time limit: 1–60 seconds.
pub(super) fn seconds(key: &'static str, seconds: u64) -> Result<Duration, Fault> {
    if (1..=60).contains(&seconds) {
        Ok(Duration::from_secs(seconds))
    } else {
        Err(Fault::new(key, "1 to 60 seconds are expected"))
    }
}
