//! Every rule and every secret of the authenticator. Synchronous, without sockets, clock, FFI or
//! language: a step takes what arrived and [`Now`](time::Now), and returns what to show or send.
//!
//! The map, from the outside in:
//!
//! - [`authenticator`]: the phone as a whole, one value: its states and every step that a shell can take
//! - [`pin`]: what a PIN is, and which are refused
//! - [`vault`]: the files, the slots and the keys behind them (docs/vault.md)
//! - [`organisation`]: what is kept of an organisation that the phone is activated with
//! - [`account`]: what is kept for each place that asks for a code, and its `otpauth` URI
//! - [`codes`]: TOTP, HOTP and Steam codes
//! - [`qr`]: reading and drawing QR codes, and telling what a text from one is for
//! - [`import`], [`export`], [`backup`]: accounts coming in and leaving
//! - [`kdf`]: Argon2id and what it may cost
//! - [`guarded`]: running other people's decoders on files that nobody vouches for
//! - [`exchange`]: what is said to a service and what comes back; a driver carries it
//! - [`ports`]: what is asked of the phone (key store, randomness); [`time`]; [`secret`]

pub mod account;
pub mod authenticator;
pub mod backup;
pub mod codes;
pub mod exchange;
pub mod export;
pub mod guarded;
pub mod import;
pub mod kdf;
pub mod organisation;
pub mod pin;
pub mod ports;
pub mod qr;
pub mod secret;
pub mod time;
pub mod vault;
