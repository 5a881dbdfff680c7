//! The ports: a message goes in, a reference or a refusal comes out.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::time::Duration;
use std::borrow::Cow;

use zeroize::Zeroizing;

use super::push::Target;

/// A message under way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Sent, Refused>> + Send + 'a>>;

/// Sends an SMS.
pub trait Sms: Send + Sync {
    /// Hands the message to a gateway. Ends within the adapter's timeout.
    fn send<'a>(&'a self, message: &'a SmsMessage) -> Sending<'a>;
}

/// Sends a mail.
pub trait Mail: Send + Sync {
    /// Hands the mail to a server. Ends within the adapter's timeout.
    fn send<'a>(&'a self, message: &'a MailMessage) -> Sending<'a>;
}

/// Wakes a phone.
pub trait Push: Send + Sync {
    /// Hands the wake-up to the phone's push service. Ends within the adapter's timeout.
    fn send<'a>(&'a self, message: &'a WakeUp) -> Sending<'a>;
}

/// An SMS.
#[derive(Clone)]
pub struct SmsMessage {
    /// Whom to, E.164 with its plus.
    pub to: Zeroizing<String>,
    /// What it says.
    pub text: Zeroizing<String>,
    /// The message's own id, 1–64 letters and digits: gateways that can, drop a second one with it.
    pub id: String,
    /// Where the gateway may report delivery; secret, since whoever knows it may report.
    pub report_to: Option<Zeroizing<String>>,
    /// How long it's worth delivering.
    pub validity: Duration,
}

/// A mail.
#[derive(Clone)]
pub struct MailMessage {
    /// Whom to, one address.
    pub to: Zeroizing<String>,
    /// What it is about.
    pub subject: Zeroizing<String>,
    /// What it says, plain.
    pub text: Zeroizing<String>,
    /// The same as HTML.
    pub html: Option<Zeroizing<String>>,
    /// The message's own id, 1–64 letters and digits: it names the mail in its Message-ID, so that a
    /// second one is recognised.
    pub id: String,
}

/// A wake-up: that something waits, and nothing about what.
#[derive(Clone)]
pub struct WakeUp {
    /// The phone's registration with its push service.
    pub to: Target,
    /// Random, so that the phone can tell one wake-up from another.
    pub hint: String,
    /// How long it's worth delivering.
    pub validity: Duration,
}

/// Taken over by a gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The gateway's name for the message, when it gave one.
    pub reference: Option<String>,
}

/// Not taken over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refused {
    /// Whether it's worth trying again.
    pub refusal: Refusal,
    /// Why, for the log: neither text nor recipient stands in it.
    pub reason: Cow<'static, str>,
}

/// What a refusal means for the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Worth trying again, not before this has passed if it says so.
    Temporary(Option<Duration>),
    /// This message will never be taken.
    Permanent,
    /// The phone's registration is no more: nothing should be sent there again.
    Gone,
}

impl Refused {
    /// Worth trying again.
    pub fn temporary(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            refusal: Refusal::Temporary(None),
            reason: reason.into(),
        }
    }

    /// Worth trying again after this time.
    pub fn later(after: Option<Duration>, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            refusal: Refusal::Temporary(after),
            reason: reason.into(),
        }
    }

    /// Never to be taken.
    pub fn permanent(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            refusal: Refusal::Permanent,
            reason: reason.into(),
        }
    }

    /// The registration is no more.
    pub fn gone(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            refusal: Refusal::Gone,
            reason: reason.into(),
        }
    }
}

impl fmt::Debug for SmsMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmsMessage")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for MailMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailMessage")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for WakeUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WakeUp")
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}
