//! Any SMS gateway with an HTTP interface, by templates.

use std::collections::BTreeMap;
use std::path::PathBuf;

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use reqwest::{Request, Url};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::kannel::{sender, ten};
use super::template::{Escape, Template};
use crate::outbound::settings::{Fault, Secret, seconds, url};
use crate::outbound::web::{Addresses, Answer, Way, Web};
use crate::outbound::{Refused, Sending, Sent, Sms, SmsMessage};

/// `[outbound.sms]` with `adapter = "gateway"`.
///
/// In `url` and `body`, `{to}`, `{text}`, `{id}`, `{sender}` and `{report_to}` stand for the message's own,
/// written so that they can't leave their place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewaySettings {
    /// `GET`, `POST` or `PUT`.
    #[serde(default = "post")]
    pub method: String,
    /// The gateway's address; values in it are percent-encoded.
    pub url: String,
    /// Headers to send. Values may stand in files: `authorization = { file = "/etc/kodevagt/sms" }`.
    #[serde(default)]
    pub headers: BTreeMap<String, Secret>,
    /// What `body` is.
    #[serde(default)]
    pub body_kind: BodyKind,
    /// The request's body.
    pub body: Option<String>,
    /// What the phone shows as sender.
    #[serde(default = "kodevagt")]
    pub sender: String,
    /// The statuses that mean "taken over"; all from 200 to 299 unless told.
    #[serde(default)]
    pub success: Vec<u16>,
    /// Where the JSON answer holds the gateway's name for the message (RFC 6901), such as `/messages/0/id`.
    /// When given, an answer without it counts as a refusal.
    pub reference: Option<String>,
    /// How long the gateway has to answer, in seconds; 10 unless told.
    #[serde(default = "ten")]
    pub timeout_s: u64,
    /// PEM certificates trusted besides the public ones.
    pub ca_file: Option<PathBuf>,
}

/// What a body is, which decides how values are written into it.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// JSON: values are escaped inside their quotes.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`: values are percent-encoded.
    Form,
    /// Plain text: values as they are.
    Text,
}

fn post() -> String {
    "POST".to_owned()
}

fn kodevagt() -> String {
    "Kodevagt".to_owned()
}

/// Sends by way of a gateway.
pub struct Gateway {
    web: Web,
    method: Method,
    url: Template,
    headers: HeaderMap,
    body: Option<(Template, BodyKind)>,
    sender: String,
    success: Vec<u16>,
    reference: Option<String>,
}

impl Gateway {
    /// Reads the settings.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &GatewaySettings) -> Result<Self, Fault> {
        sender("outbound.sms.sender", &settings.sender)?;
        if settings
            .reference
            .as_ref()
            .is_some_and(|pointer| !pointer.starts_with('/'))
        {
            return Err(Fault::new(
                "outbound.sms.reference",
                "a JSON pointer starts with a slash",
            ));
        }
        let web = Web::new(&Way {
            timeout: seconds("outbound.sms.timeout_s", settings.timeout_s)?,
            ca: settings.ca_file.as_deref(),
            addresses: Addresses::Any,
            http2_only: false,
        })
        .map_err(|fault| Fault::new("outbound.sms.ca_file", fault.to_string()))?;
        let gateway = Self {
            web,
            method: method(&settings.method)?,
            url: template("outbound.sms.url", &settings.url)?,
            headers: headers(settings)?,
            body: match &settings.body {
                Some(body) => Some((template("outbound.sms.body", body)?, settings.body_kind)),
                None => None,
            },
            sender: settings.sender.clone(),
            success: settings.success.clone(),
            reference: settings.reference.clone(),
        };
        gateway.try_out()?;
        Ok(gateway)
    }

    /// Fills the templates once, so that a mistake in them is told now and not by the first person's SMS.
    fn try_out(&self) -> Result<(), Fault> {
        let example = SmsMessage {
            to: Zeroizing::new("+4512345678".to_owned()),
            text: Zeroizing::new("12345678".to_owned()),
            id: "example".to_owned(),
            report_to: None,
            validity: core::time::Duration::from_secs(600),
        };
        url(
            "outbound.sms.url",
            &self.url.fill(&example, &self.sender, Escape::Percent),
        )?;
        let body = self.body.as_ref();
        let in_one = |has: fn(&Template) -> bool| {
            has(&self.url) || body.is_some_and(|(template, _)| has(template))
        };
        if !in_one(Template::has_text) || !in_one(Template::has_recipient) {
            return Err(Fault::new(
                "outbound.sms.body",
                "{to} and {text} must stand in the url or the body",
            ));
        }
        if let Some((template, BodyKind::Json)) = body {
            let filled = template.fill(&example, &self.sender, Escape::Json);
            serde_json::from_str::<serde::de::IgnoredAny>(&filled)
                .map_err(|error| Fault::new("outbound.sms.body", format!("isn't JSON: {error}")))?;
        }
        Ok(())
    }

    fn request(&self, message: &SmsMessage) -> Result<Request, Refused> {
        let url = self.url.fill(message, &self.sender, Escape::Percent);
        let url =
            Url::parse(&url).map_err(|_| Refused::permanent("no URL came of the template"))?;
        let mut request = Request::new(self.method.clone(), url);
        *request.headers_mut() = self.headers.clone();
        if let Some((template, kind)) = &self.body {
            let filled = template.fill(message, &self.sender, kind.escape());
            *request.body_mut() = Some(filled.as_bytes().to_vec().into());
        }
        Ok(request)
    }

    fn read(&self, answer: &Answer) -> Result<Sent, Refused> {
        let status = answer.status;
        let taken = if self.success.is_empty() {
            status.is_success()
        } else {
            self.success.contains(&status.as_u16())
        };
        if !taken {
            return Err(answer.refusal());
        }
        let Some(pointer) = &self.reference else {
            return Ok(Sent::default());
        };
        // Asking again could send the SMS twice, and the person can ask for a new code.
        let missing =
            || Refused::permanent("answered without the reference that the settings expect");
        let body: serde_json::Value =
            serde_json::from_slice(&answer.body).map_err(|_| missing())?;
        let reference = match body.pointer(pointer) {
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(serde_json::Value::Number(number)) => number.to_string(),
            _ => return Err(missing()),
        };
        Ok(Sent {
            reference: Some(reference.chars().take(128).collect()),
        })
    }
}

impl Sms for Gateway {
    fn send<'a>(&'a self, message: &'a SmsMessage) -> Sending<'a> {
        Box::pin(async move { self.read(&self.web.ask(self.request(message)?).await?) })
    }
}

impl BodyKind {
    fn escape(self) -> Escape {
        match self {
            Self::Json => Escape::Json,
            Self::Form => Escape::Percent,
            Self::Text => Escape::Plain,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

fn method(name: &str) -> Result<Method, Fault> {
    match name {
        "GET" => Ok(Method::GET),
        "POST" => Ok(Method::POST),
        "PUT" => Ok(Method::PUT),
        _ => Err(Fault::new(
            "outbound.sms.method",
            "GET, POST or PUT is expected",
        )),
    }
}

fn template(key: &'static str, source: &str) -> Result<Template, Fault> {
    Template::parse(source).map_err(|problem| Fault::new(key, problem))
}

fn headers(settings: &GatewaySettings) -> Result<HeaderMap, Fault> {
    const KEY: &str = "outbound.sms.headers";
    let mut headers = HeaderMap::new();
    if settings.body.is_some() {
        let media_type = HeaderValue::from_static(settings.body_kind.media_type());
        headers.insert(header::CONTENT_TYPE, media_type);
    }
    for (name, value) in &settings.headers {
        let wrong = || Fault::new(KEY, format!("{name:?} can't be a header with its value"));
        let name: HeaderName = name.parse().map_err(|_| wrong())?;
        let mut value: HeaderValue = value.read(KEY)?.parse().map_err(|_| wrong())?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}
