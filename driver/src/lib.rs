//! Carries the requests of the core over HTTPS and brings the answers back. It knows no rules: what a
//! request says and what an answer means is the core's.
//!
//! - [`Driver`]: one request, one answer; signed requests get their nonce here
//! - [`Line`]: waits for the service's hints, by WebSocket or long poll
//! - [`Signer`]: who makes a request signed: the caller
//! - [`Error`]: why no answer came
//! - `trust`, `resolver`, `nonces`, `causes`, `repeat`: whom TLS trusts; names to addresses; the nonces at hand;
//!   reading the causes of a failure; when to send again

mod causes;
mod error;
mod line;
mod nonces;
mod repeat;
mod resolver;
mod send;
mod signer;
mod trust;

pub use error::{Error, Why};
pub use line::{Line, News};
pub use send::{Driver, Settings};
pub use signer::Signer;
pub use trust::BadCa;
