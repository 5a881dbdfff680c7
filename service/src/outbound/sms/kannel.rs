//! Kannel's sendsms interface (Kannel 1.4 user guide, "Using the SMS gateway with sendsms").

use core::time::Duration;
use std::path::PathBuf;

use reqwest::{Method, Request, Url};
use serde::Deserialize;

use super::septets;
use crate::outbound::settings::{Fault, Secret, seconds, url};
use crate::outbound::web::{Addresses, Way, Web};
use crate::outbound::{Refused, Sending, Sent, Sms, SmsMessage};

/// Asks for a report on delivered (1), failed (2) and rejected by the SMS centre (16).
const REPORTS: &str = "19";

/// `[outbound.sms]` with `adapter = "kannel"`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KannelSettings {
    /// smsbox's sendsms address, such as `http://localhost:13013/cgi-bin/sendsms`.
    pub url: String,
    /// The sendsms-user's name.
    pub username: String,
    /// The sendsms-user's password.
    pub password: Secret,
    /// What the phone shows as sender: a number or at most 11 letters.
    pub sender: String,
    /// Which SMS centre to use, when Kannel has several.
    pub smsc: Option<String>,
    /// How long Kannel has to answer, in seconds; 10 unless told.
    #[serde(default = "ten")]
    pub timeout_s: u64,
    /// PEM certificates trusted besides the public ones.
    pub ca_file: Option<PathBuf>,
}

pub(super) fn ten() -> u64 {
    10
}

/// Sends by way of Kannel.
pub struct Kannel {
    web: Web,
    base: Url,
}

impl Kannel {
    /// Reads the settings.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &KannelSettings) -> Result<Self, Fault> {
        let mut base = url("outbound.sms.url", &settings.url)?;
        sender("outbound.sms.sender", &settings.sender)?;
        let password = settings.password.read("outbound.sms.password")?;
        base.query_pairs_mut()
            .append_pair("username", &settings.username)
            .append_pair("password", &password)
            .append_pair("from", &settings.sender);
        if let Some(smsc) = &settings.smsc {
            base.query_pairs_mut().append_pair("smsc", smsc);
        }
        let web = Web::new(&Way {
            timeout: seconds("outbound.sms.timeout_s", settings.timeout_s)?,
            ca: settings.ca_file.as_deref(),
            addresses: Addresses::Any,
            http2_only: false,
        })
        .map_err(|fault| Fault::new("outbound.sms.ca_file", fault.to_string()))?;
        Ok(Self { web, base })
    }

    fn request(&self, message: &SmsMessage) -> Request {
        let mut url = self.base.clone();
        url.query_pairs_mut()
            .append_pair("to", &message.to)
            .append_pair("text", &message.text)
            .append_pair("charset", "UTF-8")
            .append_pair("coding", coding(&message.text))
            .append_pair("validity", &minutes(message.validity).to_string());
        if let Some(report_to) = &message.report_to {
            // Kannel puts the kind of report where %d stands.
            let report = format!("{}?status=%d", report_to.as_str());
            url.query_pairs_mut()
                .append_pair("dlr-mask", REPORTS)
                .append_pair("dlr-url", &report);
        }
        Request::new(Method::GET, url)
    }

    async fn carry(&self, message: &SmsMessage) -> Result<Sent, Refused> {
        let answer = self.web.ask(self.request(message)).await?;
        if !answer.status.is_success() {
            return Err(answer.refusal());
        }
        // "0: Accepted for delivery" or "3: Queued for later delivery"; no id that anybody could ask for.
        match answer.body.first() {
            Some(b'0' | b'3') => Ok(Sent::default()),
            _ => Err(Refused::permanent("answered neither accepted nor queued")),
        }
    }
}

impl Sms for Kannel {
    fn send<'a>(&'a self, message: &'a SmsMessage) -> Sending<'a> {
        Box::pin(self.carry(message))
    }
}

/// Kannel's `coding`: 0 is seven bits, 2 is UCS-2.
fn coding(text: &str) -> &'static str {
    if septets(text).is_some() { "0" } else { "2" }
}

/// Kannel counts validity in minutes; less than one would be taken as its default, a day.
fn minutes(validity: Duration) -> u64 {
    (validity.as_secs() / 60).max(1)
}

/// A sender is a number or a short name (3GPP TS 23.040, 9.1.2.5: eleven letters).
pub(super) fn sender(key: &'static str, sender: &str) -> Result<(), Fault> {
    let number = sender.trim_start_matches('+');
    let is_number = (3..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let is_name = (1..=11).contains(&sender.chars().count()) && septets(sender).is_some();
    if is_number || is_name {
        Ok(())
    } else {
        Err(Fault::new(
            key,
            "a number, or a name of at most 11 letters, is expected",
        ))
    }
}
