//! The terminal phone against what others wrote: a privacyIDEA server, `qrencode`, `oathtool`, and readers of
//! our files in Python, written from `docs/` and not from our source.
//!
//! What is missing on the machine is an error that says what to install, never a test that is skipped.
//! Python packages and the server are installed once, into the user's cache ([`venv`]).
#![allow(clippy::unwrap_used)]

mod backup;
mod codes;
mod kodevagt;
mod oathtool;
mod privacyidea;
mod program;
mod protocol;
mod qrencode;
mod server;
mod vault;
mod venv;
