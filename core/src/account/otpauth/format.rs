//! Writing.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

use super::seed;
use crate::account::{Account, Algorithm, Kind};
use crate::secret::SecretText;

/// What RFC 3986 §2.3 calls unreserved stays; all else is escaped.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The canonical URI of `account`: ASCII, every rule written out, parameters in the order secret,
/// issuer, algorithm, digits, period or counter, image. [`parse`](super::parse()) gives back the same
/// seed, rules, issuer, label and icon; note, group and favourite have no place in a URI.
#[must_use]
pub fn format(account: &Account) -> SecretText {
    let (otp, card) = (&account.otp, &account.card);
    let icon = card.icon.as_deref().unwrap_or_default();
    // An escape is three bytes for one. Reserved at once: a text that grows leaves the seed behind.
    let names = 2 * card.issuer.len() + card.label.len() + icon.len();
    let mut uri = String::with_capacity(192 + 3 * names + seed::symbols(&otp.secret));

    uri.push_str("otpauth://");
    uri.push_str(otp.kind.name());
    uri.push('/');
    push_label(&mut uri, &card.issuer, &card.label);
    uri.push_str("?secret=");
    seed::append(&otp.secret, &mut uri);
    if !card.issuer.is_empty() {
        uri.push_str("&issuer=");
        push(&mut uri, &card.issuer);
    }
    uri.push_str("&algorithm=");
    uri.push_str(name(otp.algorithm));
    uri.push_str("&digits=");
    uri.push_str(&otp.digits.to_string());
    match otp.kind {
        Kind::Hotp { counter } => {
            uri.push_str("&counter=");
            uri.push_str(&counter.to_string());
        }
        Kind::Totp { .. } | Kind::Steam => {
            uri.push_str("&period=");
            uri.push_str(&otp.kind.period().unwrap_or(30).to_string());
        }
    }
    if looks_like_steam(account) {
        uri.push_str("&encoder=decimal");
    }
    if !icon.is_empty() {
        uri.push_str("&image=");
        push(&mut uri, icon);
    }
    SecretText::new(uri)
}

/// `issuer:label`; `:label` where a colon in the label would make its beginning an issuer.
fn push_label(uri: &mut String, issuer: &str, label: &str) {
    push(uri, issuer);
    if !issuer.is_empty() || label.contains(':') {
        uri.push(':');
    }
    push(uri, label);
}

/// A text with a `%` is escaped whole, letters too, so that it can't be taken for one encoded twice.
fn push(uri: &mut String, text: &str) {
    if text.contains('%') {
        uri.extend(text.bytes().map(percent_encode_byte));
    } else {
        uri.extend(utf8_percent_encode(text, RESERVED));
    }
}

const fn name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => "SHA1",
        Algorithm::Sha256 => "SHA256",
        Algorithm::Sha512 => "SHA512",
    }
}

/// A five-digit account that someone named Steam says that it isn't.
fn looks_like_steam(account: &Account) -> bool {
    matches!(account.otp.kind, Kind::Totp { .. })
        && account.otp.digits == 5
        && account.card.issuer.eq_ignore_ascii_case("steam")
}
