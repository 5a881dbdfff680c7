//! The driver against a real TLS server on loopback.
#![allow(clippy::unwrap_used)]

mod lines;
mod requests;
mod server;
