//! The service: activation by SMS or ticket, approval of sign-ins within 25 seconds, unblocking.
//!
//! - [`Service`]: starts on a listener and stops gracefully; the binary and the tests own it alike
//! - [`store`]: named transactions over SQLite and PostgreSQL
//! - [`keys`]: what the database is sealed under, look-ups by keyed hash
//! - [`outbound`]: SMS, mail and wake-ups, and the queue they leave by
//! - [`settings`], [`clock`]: what the operator decides; the time as something given
//! - [`command`]: the binary's command line

pub mod clock;
pub mod keys;
pub mod outbound;
pub mod settings;
pub mod store;

mod activation;
mod alike;
mod applications;
mod approvals;
mod audit;
mod cli;
mod codes;
mod devices;
mod http;
mod limits;
mod messages;
mod people;
mod published;
mod start;
mod tickets;
mod unblock;

pub use cli::command;
pub use start::{Service, StartError};
