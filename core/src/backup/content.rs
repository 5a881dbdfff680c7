//! The inside of a backup: JSON with every account, in the clear.
//!
//! Public only so that the fuzzer reaches it without paying for Argon2.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::account::otpauth::seed;
use crate::account::{Account, Algorithm, Card, DIGITS, Kind, Otp};
use crate::secret::SecretText;

/// The plaintext is filled up with blanks to a multiple of this many bytes, so that the file doesn't
/// tell how many accounts there are.
const BLOCK: usize = 1024;

/// The accounts as JSON. Written twice, first only to be measured: a buffer that grows would leave
/// seeds behind.
#[must_use]
pub fn encode(accounts: &[Account]) -> Zeroizing<Vec<u8>> {
    let seeds: Vec<SecretText> = accounts
        .iter()
        .map(|account| {
            let mut text = String::with_capacity(seed::symbols(&account.otp.secret));
            seed::append(&account.otp.secret, &mut text);
            SecretText::new(text)
        })
        .collect();
    let content = Content {
        accounts: accounts
            .iter()
            .zip(&seeds)
            .map(|(account, seed)| Record::of(account, seed))
            .collect(),
    };
    let mut measure = Measure(0);
    serde_json::to_writer(&mut measure, &content).expect("texts and numbers are always JSON");
    let size = measure.0.next_multiple_of(BLOCK);
    let mut json = Zeroizing::new(Vec::with_capacity(size));
    serde_json::to_writer(&mut *json, &content).expect("a Vec takes what it is given");
    json.resize(size, b' ');
    json
}

/// The accounts of a plaintext; `None` when it isn't one, or one of them can't be an account.
#[must_use]
pub fn decode(plain: &[u8]) -> Option<Vec<Account>> {
    let content: Content<'_> = serde_json::from_slice(plain).ok()?;
    content.accounts.into_iter().map(Record::account).collect()
}

struct Measure(usize);

impl Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Content<'a> {
    #[serde(borrow)]
    accounts: Vec<Record<'a>>,
}

/// An account. Absent fields have their [`Default`]; an unknown one is an error, since to read past it
/// would be to lose it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record<'a> {
    #[serde(rename = "type")]
    kind: Type,
    #[serde(borrow)]
    secret: Cow<'a, str>,
    algorithm: Hash,
    digits: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    #[serde(borrow)]
    issuer: Cow<'a, str>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    icon: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    note: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    group: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    favourite: bool,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Type {
    Totp,
    Hotp,
    Steam,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum Hash {
    Sha1,
    Sha256,
    Sha512,
}

impl<'a> Record<'a> {
    fn of(account: &'a Account, seed: &'a SecretText) -> Self {
        let Account { otp, card } = account;
        let (kind, period, counter) = match otp.kind {
            Kind::Totp { period } => (Type::Totp, Some(period), None),
            Kind::Hotp { counter } => (Type::Hotp, None, Some(counter)),
            Kind::Steam => (Type::Steam, None, None),
        };
        Self {
            kind,
            secret: seed.as_str().into(),
            algorithm: match otp.algorithm {
                Algorithm::Sha1 => Hash::Sha1,
                Algorithm::Sha256 => Hash::Sha256,
                Algorithm::Sha512 => Hash::Sha512,
            },
            digits: otp.digits,
            period,
            counter,
            issuer: card.issuer.as_str().into(),
            label: card.label.as_str().into(),
            icon: card.icon.as_deref().map(Cow::from),
            note: card.note.as_str().into(),
            group: card.group.as_deref().map(Cow::from),
            favourite: card.favourite,
        }
    }

    fn account(self) -> Option<Account> {
        let kind = match (self.kind, self.period, self.counter) {
            (Type::Totp, Some(period @ 1..), None) => Kind::Totp { period },
            (Type::Hotp, None, Some(counter)) if counter < u64::MAX => Kind::Hotp { counter },
            (Type::Steam, None, None) if self.digits == 5 => Kind::Steam,
            _ => return None,
        };
        if !DIGITS.contains(&self.digits) {
            return None;
        }
        Some(Account {
            otp: Otp {
                secret: seed::parse(&self.secret).ok()?,
                algorithm: match self.algorithm {
                    Hash::Sha1 => Algorithm::Sha1,
                    Hash::Sha256 => Algorithm::Sha256,
                    Hash::Sha512 => Algorithm::Sha512,
                },
                digits: self.digits,
                kind,
            },
            card: Card {
                issuer: self.issuer.into_owned(),
                label: self.label.into_owned(),
                icon: self.icon.map(Cow::into_owned),
                note: self.note.into_owned(),
                group: self.group.map(Cow::into_owned),
                favourite: self.favourite,
            },
        })
    }
}
