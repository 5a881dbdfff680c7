//! `otpauth-migration://offline?data=…`: what Google Authenticator shows as QR codes when it exports.
//!
//! The data is a Protocol Buffers message in base64. An export of more than ten accounts comes in
//! several parts that name each other by a batch; they may arrive in any order, and repeated.
//!
//! Google's message knows 6 and 8 digits, steps of 30 s, SHA-1, SHA-256, SHA-512 and MD5. MD5 is
//! refused. What is unspecified is what Google takes for it: SHA-1, 6 digits, TOTP. Unknown fields and
//! versions are read past: the message has been extended before.

mod gathered;
#[cfg(test)]
mod tests;
pub(crate) mod wire;

use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use prost::Message;
use zeroize::Zeroizing;

pub use self::gathered::Gathered;
use super::{ENTRY_LIMIT, Entry};
use crate::account::otpauth::parameters::Parameters;
use crate::account::otpauth::{SEED_LIMIT, Title};
use crate::account::{Account, Algorithm, Card, Kind, Otp, Refusal};
use crate::secret::SecretBytes;

/// The most bytes that a URI may have. A QR code holds at most 4,296 characters.
pub const LIMIT: usize = 64 * 1024;
/// The most parts that an export may have; a message that claims more counts as one that names none.
pub const PART_LIMIT: u32 = 1000;

const SCHEME: &str = "otpauth-migration:";

/// One URI's worth of an export.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part of which export, where the message says so in a way that can be.
    pub place: Option<Place>,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// Which part of which export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// What all parts of one export have in common: a random number.
    pub id: i32,
    /// Which part, from 0.
    pub index: u32,
    /// How many parts there are, from 1 to [`PART_LIMIT`].
    pub size: u32,
}

/// Whether `text` is a URI of this kind, well-formed or not.
#[must_use]
pub fn is(text: &str) -> bool {
    text.trim_start()
        .get(..SCHEME.len())
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

/// Reads one URI. An entry that is damaged is refused and takes no other with it.
///
/// # Errors
/// [`Refusal::NotOtpauth`], [`Refusal::TooLong`] or, when no entry can be told apart,
/// [`Refusal::Damaged`].
pub fn parse(text: &str) -> Result<Part, Refusal> {
    if !is(text) {
        return Err(Refusal::NotOtpauth);
    }
    if text.len() > LIMIT {
        return Err(Refusal::TooLong);
    }
    let (_, query) = text.trim().split_once('?').ok_or(Refusal::Damaged)?;
    let data = Parameters::new(query)
        .value("data")
        .ok_or(Refusal::Damaged)?;
    let message = Zeroizing::new(
        BASE64
            .decode(data.as_bytes())
            .map_err(|_| Refusal::Damaged)?,
    );
    let mut payload = Zeroizing::new(wire::Payload::default());
    payload
        .merge(message.as_slice())
        .map_err(|_| Refusal::Damaged)?;
    if payload.entries.len() > ENTRY_LIMIT {
        return Err(Refusal::TooLong);
    }
    Ok(Part {
        place: place(&payload),
        entries: payload.entries.iter().map(|bytes| entry(bytes)).collect(),
    })
}

/// Base64 as it arrives: standard or URL-safe, padded or not, with a `+` that a form decoder turned to
/// a space, broken into lines.
static BASE64: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification
        .symbols
        .push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    specification.translate.from.push_str("-_ ");
    specification.translate.to.push_str("+/+");
    specification.ignore.push_str("=\r\n\t");
    specification.check_trailing_bits = false;
    specification
        .encoding()
        .expect("64 distinct symbols, and nothing both ignored and translated")
});

fn place(payload: &wire::Payload) -> Option<Place> {
    let size = u32::try_from(payload.batch_size).ok()?;
    let index = u32::try_from(payload.batch_index).ok()?;
    (index < size && size <= PART_LIMIT).then_some(Place {
        id: payload.batch_id,
        index,
        size,
    })
}

fn entry(bytes: &[u8]) -> Entry {
    let mut parameters = Zeroizing::new(wire::Parameters::default());
    if parameters.merge(bytes).is_err() {
        return Entry::refused(Title::default(), Refusal::Damaged);
    }
    let title = Title::of(
        &String::from_utf8_lossy(&parameters.name),
        Some(&String::from_utf8_lossy(&parameters.issuer)),
    );
    if !title.fits() {
        return Entry::refused(Title::default(), Refusal::TooLong);
    }
    match otp(&mut parameters) {
        Ok(otp) => Entry::account(Account {
            otp,
            card: Card {
                issuer: title.issuer,
                label: title.label,
                ..Card::default()
            },
        }),
        Err(refusal) => Entry::refused(title, refusal),
    }
}

fn otp(parameters: &mut wire::Parameters) -> Result<Otp, Refusal> {
    let algorithm = match parameters.algorithm {
        0 | wire::SHA1 => Algorithm::Sha1,
        wire::SHA256 => Algorithm::Sha256,
        wire::SHA512 => Algorithm::Sha512,
        wire::MD5 => return Err(Refusal::BadAlgorithm("MD5".to_owned())),
        other => return Err(Refusal::BadAlgorithm(other.to_string())),
    };
    let digits = match parameters.digits {
        0 | wire::SIX => 6,
        wire::EIGHT => 8,
        other => return Err(Refusal::Unsupported(format!("digit count {other}"))),
    };
    let kind = match parameters.kind {
        0 | wire::TOTP => Kind::Totp { period: 30 },
        wire::HOTP => Kind::Hotp {
            counter: u64::try_from(parameters.counter)
                .map_err(|_| Refusal::BadCounter(parameters.counter.to_string()))?,
        },
        other => return Err(Refusal::UnknownType(other.to_string())),
    };
    match parameters.secret.len() {
        0 => Err(Refusal::NoSecret),
        1..=SEED_LIMIT => Ok(Otp {
            secret: SecretBytes::new(core::mem::take(&mut parameters.secret)),
            algorithm,
            digits,
            kind,
        }),
        _ => Err(Refusal::TooLong),
    }
}
