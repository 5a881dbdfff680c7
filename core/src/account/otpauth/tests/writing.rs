//! What is written, and that it comes back.

use proptest::prelude::*;

use super::super::{NAME_LIMIT, SEED_LIMIT, format, parse, title};
use super::read;
use crate::account::{Account, Algorithm, Card, Kind, Otp, Refusal};
use crate::secret::SecretBytes;

#[test]
fn the_canonical_text() {
    let account = read(
        "otpauth://totp/ACME Co:john.doe@email.com?secret=hxdm vjec jjws rb3h wizr 4ifu gftm xboz&issuer=ACME+Co&image=/x",
    );
    assert_eq!(
        format(&account).as_str(),
        "otpauth://totp/ACME%20Co:john.doe%40email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30&image=%2Fx"
    );
    let steam = read("steam://JBSWY3DPEHPK3PXP");
    assert_eq!(
        format(&steam).as_str(),
        "otpauth://steam/Steam:?secret=JBSWY3DPEHPK3PXP&issuer=Steam&algorithm=SHA1&digits=5&period=30"
    );
}

#[test]
fn writing_never_moves_the_secret() {
    let account = Account {
        otp: Otp {
            secret: SecretBytes::new(vec![0xff; SEED_LIMIT]),
            algorithm: Algorithm::Sha512,
            digits: 10,
            kind: Kind::Hotp {
                counter: u64::MAX - 1,
            },
        },
        card: Card {
            issuer: "%".repeat(NAME_LIMIT),
            label: "%".repeat(NAME_LIMIT),
            icon: Some("%".repeat(NAME_LIMIT)),
            ..Card::default()
        },
    };
    // The room reserved: what `format` computes for these lengths.
    let room = 192 + 3 * 4 * NAME_LIMIT + 1639;
    assert!(format(&account).as_str().len() <= room);
    assert_eq!(parse(format(&account).as_str()), Ok(account));
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9%:+ /?#&=.@æøåß🦀-]{0,24}".prop_map(|text| title::clean(&text))
}

prop_compose! {
    pub(crate) fn any_account()(
        secret in prop::collection::vec(any::<u8>(), 1..70),
        algorithm in prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)],
        digits in 1..=10u8,
        kind in prop_oneof![
            (1..=u32::MAX).prop_map(|period| Kind::Totp { period }),
            (0..u64::MAX).prop_map(|counter| Kind::Hotp { counter }),
            Just(Kind::Steam),
        ],
        issuer in prop_oneof![name(), Just("Steam".to_owned())],
        label in name(),
        icon in prop::option::of(name().prop_filter("an empty icon is none", |icon| !icon.is_empty())),
    ) -> Account {
        let steam = kind == Kind::Steam;
        Account {
            otp: Otp {
                secret: SecretBytes::new(secret),
                algorithm: if steam { Algorithm::Sha1 } else { algorithm },
                digits: if steam { 5 } else { digits },
                kind,
            },
            card: Card { issuer, label, icon, ..Card::default() },
        }
    }
}

proptest! {
    #[test]
    fn every_account_comes_back_as_it_was(account in any_account()) {
        let uri = format(&account);
        prop_assert_eq!(parse(uri.as_str()), Ok(account), "{}", uri.as_str());
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = parse(&text);
        let _ = parse(&format!("otpauth://totp/{text}"));
        let result = parse(&format!("otpauth://totp/a?secret=ME&{text}"));
        prop_assert_ne!(result, Err(Refusal::NotOtpauth));
    }
}
