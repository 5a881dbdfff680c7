//! What Kodevagt's phone, service and the applications that ask for approvals say to each other: the
//! messages, the exact bytes that are signed, the limits and the numbered refusals. Nothing here stores,
//! sends or waits; docs/protocol.md is the prose.
//!
//! - [`activation`]: a phone becomes a person's
//! - [`approval`]: a sign-in is put to a phone and decided
//! - [`unblock`]: a blocked phone is helped by support
//! - [`phone`]: what else a phone asks: nonce, status, waiting, push
//! - [`application`]: what applications send and get (the HTTP API with API keys)
//! - [`keys`]: the service's keys and how phones come to trust them; checking signatures
//! - [`request`]: how a phone signs an HTTP request
//! - [`sealed`]: sealing for the owner of a key by HPKE, RFC 9180
//! - [`signed`]: how fields become bytes that are signed
//! - [`refusal`]: numbered refusals and the problem document (RFC 9457)
//! - [`link`]: the `kodevagt://` links in QR codes
//! - [`limits`], [`text`], [`wire`]: figures; what a text may hold; ids and bytes as JSON

pub mod activation;
pub mod application;
pub mod approval;
pub mod keys;
pub mod limits;
pub mod link;
pub mod phone;
pub mod refusal;
pub mod request;
#[cfg(feature = "openapi")]
mod schema;
pub mod sealed;
pub mod signed;
pub mod text;
pub mod unblock;
pub mod wire;

pub use refusal::{Problem, Refusal};
pub use wire::{Bytes, Id};
