//! Accounts: what a phone keeps for each place that asks for a code.

pub mod otpauth;

use core::fmt;

use crate::secret::SecretBytes;

/// One account, as a QR, a file or a person describes it. Holds the seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What makes its codes.
    pub otp: Otp,
    /// How it is shown and filed.
    pub card: Card,
}

/// How an account is shown and filed: nothing here is secret, all of it is private.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Who asks for the code: "Kommune", "GitHub". May be empty.
    pub issuer: String,
    /// Whose account: "mette@example.dk". May be empty.
    pub label: String,
    /// The name of a picture (an emoji, a slug or a URL's text); never fetched by the core.
    pub icon: Option<String>,
    /// The person's own words.
    pub note: String,
    /// The group it is filed under.
    pub group: Option<String>,
    /// Kept at the top of the list.
    pub favourite: bool,
}

impl Card {
    /// Issuer and label in one line, for a list or a message; empty if both are.
    #[must_use]
    pub fn title(&self) -> String {
        match (self.issuer.as_str(), self.label.as_str()) {
            (one, "") | ("", one) => one.to_owned(),
            (issuer, label) => format!("{issuer} ({label})"),
        }
    }
}

/// What makes an account's codes: seed and rules, already checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otp {
    /// The shared seed, 1 byte or more.
    pub secret: SecretBytes,
    /// The hash under the HMAC.
    pub algorithm: Algorithm,
    /// Characters in a code: 1–10 digits, 5 for Steam.
    pub digits: u8,
    /// What moves the code on.
    pub kind: Kind,
}

/// The hash under the HMAC (RFC 6238 §1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// HMAC-SHA-1, what nearly every issuer uses.
    #[default]
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

/// What moves the code on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// RFC 6238: the clock, in steps of `period` seconds (1 or more).
    Totp {
        /// Seconds a code is valid.
        period: u32,
    },
    /// RFC 4226: a counter, the next one to be used.
    Hotp {
        /// The counter that the next code will use.
        counter: u64,
    },
    /// Steam Guard: TOTP of 30 s, written with 5 characters of an alphabet of its own.
    Steam,
}

impl Kind {
    /// The name in URIs and in the command line's answers: `totp`, `hotp`, `steam`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Totp { .. } => "totp",
            Self::Hotp { .. } => "hotp",
            Self::Steam => "steam",
        }
    }

    /// Seconds a code is valid, where the clock moves it.
    #[must_use]
    pub const fn period(self) -> Option<u32> {
        match self {
            Self::Totp { period } => Some(period),
            Self::Steam => Some(30),
            Self::Hotp { .. } => None,
        }
    }
}

/// The least and the most digits that a code may have.
pub const DIGITS: core::ops::RangeInclusive<u8> = 1..=10;

/// An account's name on this phone: 16 random bytes, shown as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub [u8; 16]);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

impl core::str::FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE
            .decode(text.as_bytes())
            .map_err(|_| NotAnId)?;
        Ok(Self(bytes.try_into().map_err(|_| NotAnId)?))
    }
}

/// The text is not 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an account id is 32 hex digits")]
pub struct NotAnId;

/// Why an entry can't become an account. Each has a text in `texts`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text isn't a URI that carries an account.
    #[error("not an otpauth URI")]
    NotOtpauth,
    /// The URI's type is neither totp, hotp nor steam.
    #[error("unknown type {0:?}")]
    UnknownType(String),
    /// There is no secret, or it is empty.
    #[error("the secret is missing")]
    NoSecret,
    /// The secret isn't base32.
    #[error("the secret is not base32")]
    BadSecret,
    /// The number of digits isn't 1–10 (Steam: 5).
    #[error("{0:?} digits can't be made")]
    BadDigits(String),
    /// The period isn't a whole number of seconds from 1.
    #[error("a period of {0:?} can't be kept")]
    BadPeriod(String),
    /// The hash isn't SHA-1, SHA-256 or SHA-512.
    #[error("unknown algorithm {0:?}")]
    BadAlgorithm(String),
    /// The counter isn't a whole number, or leaves no room to count.
    #[error("the counter {0:?} can't be used")]
    BadCounter(String),
    /// The entry is damaged in a way that the format's own reader reports.
    #[error("the entry is damaged")]
    Damaged,
    /// The text is longer than any account can be.
    #[error("the entry is too long")]
    TooLong,
    /// It needs a step that this version can't do (privacyIDEA's two-step enrolment, push).
    #[error("{0:?} is not supported")]
    Unsupported(String),
}
