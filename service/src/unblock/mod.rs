//! A blocked phone is helped: it asks, support vouches, the phone gets its half, stages the next one and
//! confirms.
//!
//! ```text
//!   open ── support typed the words ──▶ issued ── right code ──▶ released ──▶ staged ──▶ confirmed
//!    │                                    │
//!    └── wrong words, a newer request ────┴── three wrong codes ──▶ refused
//! ```
//!
//! - [`ask`]: the phone asks, and looks where its request stands
//! - [`vouch`]: support types lock number and words, and gets a code to read out
//! - [`release`]: the code comes in, the halves go out
//! - [`renew`]: the phone stores its next half beside, and confirms
//! - [`phone`]: the routes of phones
//! - [`record`]: a request as it is stored

pub(crate) mod ask;
pub(crate) mod phone;
pub(crate) mod record;
pub(crate) mod release;
pub(crate) mod renew;
pub(crate) mod vouch;

#[cfg(test)]
mod tests;
