//! Accounts leaving as text that other authenticators read. The text holds every seed in the clear.
//!
//! What is asked before, and that organisation accounts are never among them, is the authenticator's
//! business: this module writes what it is given.

use data_encoding::BASE64;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use prost::Message;
use zeroize::Zeroizing;

use crate::account::otpauth;
use crate::account::{Account, Algorithm, Kind, Otp};
use crate::import::migration::wire;
use crate::secret::SecretText;

/// Accounts in one part of a migration, so that its QR code stays readable on a phone's screen.
pub const PART_ACCOUNTS: usize = 10;
/// Bytes in one part's message, for the same reason, where names are long. One account alone may have
/// more.
pub const PART_BYTES: usize = 1200;

/// The `otpauth` URI of each account, in order: every rule survives, notes and groups don't.
#[must_use]
pub fn uris(accounts: &[Account]) -> Vec<SecretText> {
    accounts.iter().map(otpauth::format).collect()
}

/// A migration in Google Authenticator's format.
#[derive(Debug, PartialEq, Eq)]
pub struct Migration {
    /// The `otpauth-migration` URIs, one for each QR code, in order.
    pub parts: Vec<SecretText>,
    /// Places in the list of the accounts that this format can't carry: other than 6 or 8 digits, other
    /// steps than 30 s, Steam, a counter of 2⁶³ or more. They are in no part.
    pub left_out: Vec<usize>,
}

/// Writes `accounts` as `otpauth-migration` URIs. `batch_id` is a random number, the same in every
/// part.
#[must_use]
pub fn migration(accounts: &[Account], batch_id: i32) -> Migration {
    let mut parts: Zeroizing<Vec<wire::Payload>> = Zeroizing::default();
    let mut left_out = Vec::new();
    for (at, account) in accounts.iter().enumerate() {
        let Some(entry) = parameters(account) else {
            left_out.push(at);
            continue;
        };
        let entry = entry.encode_to_vec();
        match parts.last_mut() {
            Some(part) if has_room(part, entry.len()) => part.entries.push(entry),
            _ => parts.push(wire::Payload {
                entries: vec![entry],
                version: wire::VERSION,
                batch_id,
                ..wire::Payload::default()
            }),
        }
    }
    let size = i32::try_from(parts.len()).unwrap_or(i32::MAX);
    Migration {
        parts: (0..)
            .zip(parts.iter_mut())
            .map(|(index, part)| {
                part.batch_size = size;
                part.batch_index = index;
                uri(part)
            })
            .collect(),
        left_out,
    }
}

fn has_room(part: &wire::Payload, entry: usize) -> bool {
    let used: usize = part.entries.iter().map(Vec::len).sum();
    part.entries.len() < PART_ACCOUNTS && used + entry <= PART_BYTES
}

fn parameters(account: &Account) -> Option<Zeroizing<wire::Parameters>> {
    let Otp {
        secret,
        algorithm,
        digits,
        kind,
    } = &account.otp;
    let (kind, counter) = match *kind {
        Kind::Totp { period: 30 } => (wire::TOTP, 0),
        Kind::Hotp { counter } => (wire::HOTP, i64::try_from(counter).ok()?),
        Kind::Totp { .. } | Kind::Steam => return None,
    };
    let digits = match digits {
        6 => wire::SIX,
        8 => wire::EIGHT,
        _ => return None,
    };
    Some(Zeroizing::new(wire::Parameters {
        secret: secret.bytes().to_vec(),
        name: name(account).into_bytes(),
        issuer: account.card.issuer.clone().into_bytes(),
        algorithm: match algorithm {
            Algorithm::Sha1 => wire::SHA1,
            Algorithm::Sha256 => wire::SHA256,
            Algorithm::Sha512 => wire::SHA512,
        },
        digits,
        kind,
        counter,
    }))
}

/// The label; with the issuer in front where a colon in it would otherwise be taken for the one that
/// ends an issuer.
fn name(account: &Account) -> String {
    let card = &account.card;
    if card.label.contains(':') {
        return format!("{}:{}", card.issuer, card.label);
    }
    card.label.clone()
}

fn uri(part: &wire::Payload) -> SecretText {
    const START: &str = "otpauth-migration://offline?data=";
    let message = Zeroizing::new(part.encode_to_vec());
    let data = Zeroizing::new(BASE64.encode(&message));
    // Each of `+`, `/` and `=` takes three. Reserved at once: a text that grows leaves seeds behind.
    let mut uri = String::with_capacity(START.len() + 3 * data.len());
    uri.push_str(START);
    uri.extend(utf8_percent_encode(&data, NON_ALPHANUMERIC));
    SecretText::new(uri)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::account::otpauth::tests::writing::any_account;
    use crate::import;

    fn accounts(text: &str) -> Vec<Account> {
        let batch = import::read(text.as_bytes(), None).unwrap();
        assert_eq!(batch.missing, []);
        batch
            .entries
            .into_iter()
            .map(|entry| entry.result.unwrap())
            .collect()
    }

    fn lines(uris: &[SecretText]) -> String {
        uris.iter()
            .map(|uri| format!("{}\n", uri.as_str()))
            .collect()
    }

    #[test]
    fn ten_accounts_a_part() {
        let text: String = (0..23)
            .map(|i| {
                format!("otpauth://totp/Kommune:mette{i}?secret=JBSWY3DPEHPK3PXP&issuer=Kommune\n")
            })
            .collect();
        let all = accounts(&text);
        let migration = migration(&all, 7);
        assert_eq!((migration.parts.len(), migration.left_out.len()), (3, 0));
        assert_eq!(accounts(&lines(&migration.parts)), all);
        assert!(
            migration
                .parts
                .iter()
                .all(|part| part.as_str().len() < 1000)
        );
    }

    #[test]
    fn long_names_make_more_parts() {
        let name = "x".repeat(500);
        let all = accounts(&format!("otpauth://totp/{name}?secret=ME\n").repeat(5));
        let migration = migration(&all, 7);
        assert_eq!(migration.parts.len(), 3);
        assert_eq!(accounts(&lines(&migration.parts)), all);
    }

    #[test]
    fn nothing_makes_no_part() {
        assert_eq!(
            migration(&[], 1),
            Migration {
                parts: vec![],
                left_out: vec![]
            }
        );
        assert_eq!(uris(&[]), []);
    }

    fn is_googles(account: &Account) -> bool {
        let kind = match account.otp.kind {
            Kind::Totp { period } => period == 30,
            Kind::Hotp { counter } => counter < 1 << 63,
            Kind::Steam => false,
        };
        kind && matches!(account.otp.digits, 6 | 8)
    }

    fn any_kind() -> impl Strategy<Value = Account> {
        (any_account(), any::<bool>()).prop_map(|(mut account, google)| {
            if google && account.otp.kind != Kind::Steam {
                account.otp.digits = if account.otp.digits < 5 { 6 } else { 8 };
                if matches!(account.otp.kind, Kind::Totp { .. }) {
                    account.otp.kind = Kind::Totp { period: 30 };
                }
            }
            account
        })
    }

    proptest! {
        #[test]
        fn a_list_of_uris_comes_back(all in prop::collection::vec(any_kind(), 1..30)) {
            prop_assert_eq!(accounts(&lines(&uris(&all))), all);
        }

        #[test]
        fn a_migration_carries_what_google_knows_and_names_the_rest(
            all in prop::collection::vec(any_kind(), 1..30),
            batch_id: i32,
        ) {
            let migration = migration(&all, batch_id);
            let left_out: Vec<usize> = (0..all.len()).filter(|at| !is_googles(&all[*at])).collect();
            prop_assert_eq!(&migration.left_out, &left_out);
            let mut carried: Vec<Account> = all.into_iter().filter(is_googles).collect();
            for account in &mut carried {
                account.card.icon = None;
            }
            if carried.is_empty() {
                prop_assert!(migration.parts.is_empty());
            } else {
                prop_assert_eq!(accounts(&lines(&migration.parts)), carried);
            }
        }
    }
}
