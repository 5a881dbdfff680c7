//! What the core has to say to a service, and what comes back. A driver carries both; the core neither
//! waits nor sends.
//!
//! A step that needs the service is two calls: one gives a [`Request`], the other takes the [`Reply`].
//! Between them the phone may be closed, restarted or lost: both halves ask the files where they stand.

use std::collections::BTreeMap;

use crate::time::Now;
use crate::vault::RootId;

/// An HTTP request to a service.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The service's URL, without a slash at its end.
    pub server: String,
    /// `GET`, `POST` or `PUT`.
    pub method: &'static str,
    /// Path and query: `/v1/phone/status`.
    pub path: String,
    /// JSON; empty for none.
    pub body: Vec<u8>,
    /// The organisation whose device key signs it
    /// ([`Authenticator::sign_request`](crate::authenticator::Authenticator)); `None`: it goes unsigned.
    pub signer: Option<RootId>,
    /// When the step began. What the answer says is still left counts from here: a request that was held
    /// up on its way is over too early, never too late.
    pub begun: Now,
}

impl core::fmt::Debug for Request {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "{} {} ({} bytes)",
            self.method,
            self.server,
            self.body.len()
        )
    }
}

/// A service's answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body, at most 1 MiB.
    pub body: Vec<u8>,
    /// The nonce that the request was signed with, if it was.
    pub nonce: Option<String>,
    /// The service's time, from [`TIME_HEADER`](kodevagt_protocol::request::TIME_HEADER): milliseconds
    /// since the Unix epoch.
    pub time_ms: Option<i64>,
    /// As in the [`Request`] that this answers.
    pub begun: Now,
}

impl core::fmt::Debug for Reply {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} ({} bytes)", self.status, self.body.len())
    }
}

/// The headers that make a request signed ([`kodevagt_protocol::request`]).
pub type Headers = BTreeMap<&'static str, String>;
