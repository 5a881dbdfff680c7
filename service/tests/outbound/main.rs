//! What leaves the service, against real programs where Debian has them (Kannel with its fake SMSC, Exim)
//! and against stand-ins that check every byte where it hasn't.
#![allow(clippy::unwrap_used)]

mod endpoint;
mod gateway;
mod kannel;
mod programs;
mod push;
mod settings;
mod smtp;
