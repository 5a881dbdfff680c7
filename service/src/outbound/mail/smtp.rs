//! SMTP (RFC 5321) by lettre.

use core::time::Duration;
use std::path::PathBuf;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::Deserialize;

use crate::outbound::settings::{Fault, Secret, loopback, seconds};
use crate::outbound::{Mail, MailMessage, Refused, Sending, Sent};

/// `[outbound.mail]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    /// The mail server's name; its certificate must carry it.
    pub host: String,
    /// Its port: 587 with `starttls`, 465 with `tls`, 25 with `none` unless told.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Security,
    /// The account to sign in with; none unless told.
    pub username: Option<String>,
    /// Its password.
    pub password: Option<Secret>,
    /// Whom the mails are from, such as `"Kodevagt <no-reply@example.dk>"`.
    pub from: String,
    /// Where answers go, such as support's address.
    pub reply_to: Option<String>,
    /// How long the server has for one mail, in seconds; 20 unless told.
    #[serde(default = "twenty")]
    pub timeout_s: u64,
    /// PEM certificates trusted besides the public ones.
    pub ca_file: Option<PathBuf>,
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// STARTTLS (RFC 3207), required: without it nothing is sent.
    #[default]
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// None; on this machine only.
    None,
}

fn twenty() -> u64 {
    20
}

/// Sends by way of a mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    timeout: Duration,
}

impl Smtp {
    /// Reads the settings.
    ///
    /// # Errors
    /// Names the key that is wrong.
    pub fn new(settings: &SmtpSettings) -> Result<Self, Fault> {
        let timeout = seconds("outbound.mail.timeout_s", settings.timeout_s)?;
        let default_port = match settings.security {
            Security::Starttls => 587,
            Security::Tls => 465,
            Security::None => 25,
        };
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.clone())
                .port(settings.port.unwrap_or(default_port))
                .tls(tls(settings)?)
                .timeout(Some(timeout));
        if let Some(username) = &settings.username {
            let password = settings.password.as_ref().ok_or_else(|| {
                Fault::new("outbound.mail.password", "is missing beside the username")
            })?;
            let password = password.read("outbound.mail.password")?;
            builder = builder.credentials(Credentials::new(
                username.clone(),
                password.as_str().to_owned(),
            ));
        }
        Ok(Self {
            transport: builder.build(),
            from: mailbox("outbound.mail.from", &settings.from)?,
            reply_to: match &settings.reply_to {
                Some(address) => Some(mailbox("outbound.mail.reply_to", address)?),
                None => None,
            },
            timeout,
        })
    }

    fn compose(&self, mail: &MailMessage) -> Result<Message, Refused> {
        let unusable = |_| Refused::permanent("the recipient isn't a mail address");
        let to: Mailbox = mail.to.parse().map_err(unusable)?;
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        // RFC 3834: no out-of-office answers, please.
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.as_str())
            .message_id(Some(id))
            .raw_header(automatic);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        let plain = SinglePart::plain(mail.text.as_str().to_owned());
        let composed = match &mail.html {
            None => builder.singlepart(plain),
            Some(html) => builder.multipart(
                MultiPart::alternative().singlepart(plain).singlepart(
                    SinglePart::builder()
                        .header(ContentType::TEXT_HTML)
                        .body(html.as_str().to_owned()),
                ),
            ),
        };
        composed.map_err(|_| Refused::permanent("no mail came of the message"))
    }

    async fn carry(&self, mail: &MailMessage) -> Result<Sent, Refused> {
        let composed = self.compose(mail)?;
        let sending = self.transport.send(composed);
        match tokio::time::timeout(self.timeout, sending).await {
            Err(_) => Err(Refused::temporary("no answer in time")),
            Ok(Err(error)) => Err(refused(&error)),
            Ok(Ok(_)) => Ok(Sent::default()),
        }
    }
}

impl Mail for Smtp {
    fn send<'a>(&'a self, message: &'a MailMessage) -> Sending<'a> {
        Box::pin(self.carry(message))
    }
}

/// The error's own words may hold the recipient, so only the code is told.
fn refused(error: &lettre::transport::smtp::Error) -> Refused {
    let Some(code) = error.status() else {
        return Refused::temporary(if error.is_tls() {
            "no TLS connection"
        } else if error.is_timeout() {
            "no answer in time"
        } else {
            "no connection, or it broke"
        });
    };
    let reason = format!("answered {code}");
    // 530–538 (RFC 4954) are about our own account, which somebody is about to correct.
    let about_us = ["530", "534", "535", "538"].contains(&code.to_string().as_str());
    if error.is_permanent() && !about_us {
        Refused::permanent(reason)
    } else {
        Refused::temporary(reason)
    }
}

fn tls(settings: &SmtpSettings) -> Result<Tls, Fault> {
    const CA: &str = "outbound.mail.ca_file";
    if settings.security == Security::None {
        return if loopback(&settings.host) {
            Ok(Tls::None)
        } else {
            Err(Fault::new(
                "outbound.mail.security",
                "none is taken on this machine only (localhost); starttls or tls is expected",
            ))
        };
    }
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(file) = &settings.ca_file {
        let unreadable =
            |error| Fault::new(CA, format!("{} can't be read: {error}", file.display()));
        let pem = std::fs::read(file).map_err(unreadable)?;
        let certificate = Certificate::from_pem(&pem)
            .map_err(|_| Fault::new(CA, "PEM certificates are expected"))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters
        .build_rustls()
        .map_err(|_| Fault::new("outbound.mail.host", "TLS can't be set up for this name"))?;
    Ok(match settings.security {
        Security::Tls => Tls::Wrapper(parameters),
        Security::Starttls | Security::None => Tls::Required(parameters),
    })
}

fn mailbox(key: &'static str, text: &str) -> Result<Mailbox, Fault> {
    text.parse().map_err(|_| {
        Fault::new(
            key,
            "an address is expected, such as \"Kodevagt <no-reply@example.dk>\"",
        )
    })
}
