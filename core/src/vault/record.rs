//! What a record says: an account and its life on this phone, as JSON.

use std::borrow::Cow;

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Error;
use crate::account::{Account, Algorithm, Card, DIGITS, Kind, Otp};
use crate::secret::SecretBytes;

/// An account and its life on this phone.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) account: Account,
    /// Issuer and label as they came in, once they were changed: an entry read again is known by them.
    pub(crate) origin: Option<(String, String)>,
    /// The place in the list; smaller comes first.
    pub(crate) position: i64,
    /// How often a code was asked for by name, and when last (wall clock, milliseconds).
    pub(crate) uses: u64,
    pub(crate) last_used_ms: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<'a> {
    #[serde(borrow)]
    secret: Cow<'a, str>,
    #[serde(borrow)]
    algorithm: Cow<'a, str>,
    digits: u8,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    issuer: Cow<'a, str>,
    label: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<(Cow<'a, str>, Cow<'a, str>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    icon: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<Cow<'a, str>>,
    #[serde(default)]
    favourite: bool,
    position: i64,
    #[serde(default)]
    uses: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_used_ms: Option<i64>,
}

impl Record {
    /// The JSON, in one buffer that never grows and is wiped.
    pub(crate) fn to_json(&self) -> Zeroizing<Vec<u8>> {
        let Account { otp, card } = &self.account;
        let secret = Zeroizing::new(BASE64.encode(otp.secret.bytes()));
        let own = (card.issuer.as_str(), card.label.as_str());
        let origin = self.origin.as_ref();
        let wire = Wire {
            secret: Cow::Borrowed(&secret),
            algorithm: algorithm_name(otp.algorithm).into(),
            digits: otp.digits,
            kind: otp.kind.name().into(),
            period: match otp.kind {
                Kind::Totp { period } => Some(period),
                _ => None,
            },
            counter: match otp.kind {
                Kind::Hotp { counter } => Some(counter),
                _ => None,
            },
            issuer: own.0.into(),
            label: own.1.into(),
            origin: origin.map(|(issuer, label)| (issuer.into(), label.into())),
            icon: card.icon.as_deref().map(Cow::from),
            note: card.note.as_str().into(),
            group: card.group.as_deref().map(Cow::from),
            favourite: card.favourite,
            position: self.position,
            uses: self.uses,
            last_used_ms: self.last_used_ms,
        };
        let former = origin.map_or(0, |(issuer, label)| issuer.len() + label.len());
        let texts = [own.0, own.1, card.note.as_str()];
        let optional = [&card.icon, &card.group].map(|text| text.as_ref().map_or(0, String::len));
        let text: usize = texts
            .iter()
            .map(|text| text.len())
            .chain(optional)
            .sum::<usize>()
            + former;
        // An escape (\u001f) is at most six bytes for one; names and numbers stay under 512.
        let mut out = Zeroizing::new(Vec::with_capacity(512 + secret.len() + 6 * text));
        serde_json::to_writer(&mut *out, &wire).expect("a record is plain data with text keys");
        out
    }

    /// # Errors
    /// [`Error::Tampered`]: what the key opened isn't a record that this version writes.
    pub(crate) fn from_json(json: &[u8]) -> Result<Self, Error> {
        let wire: Wire<'_> = serde_json::from_slice(json).map_err(|_| Error::Tampered)?;
        let secret = BASE64
            .decode(wire.secret.as_bytes())
            .map_err(|_| Error::Tampered)?;
        let kind = match (&*wire.kind, wire.period, wire.counter) {
            ("totp", Some(period @ 1..), None) => Kind::Totp { period },
            ("hotp", None, Some(counter)) => Kind::Hotp { counter },
            ("steam", None, None) => Kind::Steam,
            _ => return Err(Error::Tampered),
        };
        if secret.is_empty() || !DIGITS.contains(&wire.digits) {
            return Err(Error::Tampered);
        }
        let otp = Otp {
            secret: SecretBytes::new(secret),
            algorithm: algorithm(&wire.algorithm).ok_or(Error::Tampered)?,
            digits: wire.digits,
            kind,
        };
        let card = Card {
            issuer: wire.issuer.into_owned(),
            label: wire.label.into_owned(),
            icon: wire.icon.map(Cow::into_owned),
            note: wire.note.into_owned(),
            group: wire.group.map(Cow::into_owned),
            favourite: wire.favourite,
        };
        let origin = wire.origin;
        Ok(Self {
            account: Account { otp, card },
            origin: origin.map(|(issuer, label)| (issuer.into_owned(), label.into_owned())),
            position: wire.position,
            uses: wire.uses,
            last_used_ms: wire.last_used_ms,
        })
    }
}

const ALGORITHMS: [(Algorithm, &str); 3] = [
    (Algorithm::Sha1, "sha1"),
    (Algorithm::Sha256, "sha256"),
    (Algorithm::Sha512, "sha512"),
];

fn algorithm_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Sha1 => ALGORITHMS[0].1,
        Algorithm::Sha256 => ALGORITHMS[1].1,
        Algorithm::Sha512 => ALGORITHMS[2].1,
    }
}

fn algorithm(name: &str) -> Option<Algorithm> {
    ALGORITHMS
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(algorithm, _)| *algorithm)
}
