//! One-time codes: TOTP (RFC 6238), HOTP (RFC 4226) and Steam's.
//!
//! A [`Generator`] makes the codes of one account from HMAC states that already hold its seed, so a
//! code costs two hash blocks instead of four. A [`Board`] holds the generators of all accounts while
//! the vault is open and remembers what each shows, so a second look inside the same step hashes
//! nothing. Time is an argument, in seconds since the Unix epoch.

mod board;
mod code;
mod generator;
#[cfg(test)]
mod tests;

pub use board::{Board, Codes};
pub use code::Code;
pub use generator::{Generator, Shown};
