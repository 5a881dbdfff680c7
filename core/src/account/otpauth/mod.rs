//! `otpauth` URIs as they exist, and the one canonical way in which we write them.
//!
//! The de facto standard is Google's "Key Uri Format"; issuers and other authenticators stray from it
//! in well-worn ways, and each is read here. What is decided where the format is silent:
//!
//! - **Scheme, type, names of parameters, algorithm** in any case; `otpauth:totp/…` and a missing label
//!   are fine; white space around the text is dropped. Unknown parameters are ignored; of a repeated
//!   one the first counts (as Android's own parser does).
//! - **Names**: `title.rs` says how issuer and label are told apart. Control and bidi characters are
//!   dropped. Bytes that aren't UTF-8 are read as Latin-1.
//! - **`#` and further `?`** are text: labels hold them unescaped, and no issuer uses a fragment.
//! - **Secret**: base32 in any case, with spaces, dashes and padding or without; from 1
//!   byte to [`SEED_LIMIT`].
//! - **Steam**: `otpauth://steam/…`, `steam://SECRET`, and `otpauth://totp/…` with `encoder=steam`, a
//!   parameter `steam`, `algorithm=steam`, or the issuer Steam and 5 digits (nobody else has 5).
//! - **Defaults**: SHA-1, 6 digits, 30 s, counter 0. An empty parameter counts as missing.
//! - **privacyIDEA**: `serial` and `creator` are ignored; two-step enrolment (`2step_…`) and push
//!   (`pipush`) are refused as unsupported, since a code made from such a URI alone would be wrong.

mod format;
pub(crate) mod parameters;
mod parse;
pub(crate) mod seed;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod title;

pub use format::format;
pub use parse::{parse, title};
pub use title::Title;

/// The most bytes of text that are looked at. A QR code holds at most 4,296 characters.
pub const LIMIT: usize = 16 * 1024;
/// The most bytes that an issuer or a label may have. A longer `image` is ignored.
pub const NAME_LIMIT: usize = 1024;
/// The most bytes that a seed may have.
pub const SEED_LIMIT: usize = 1024;
