#![allow(clippy::unwrap_used)]

pub(crate) mod writing;

use super::{LIMIT, NAME_LIMIT, parse};
use crate::account::{Account, Algorithm, Card, Kind, Otp, Refusal};
use crate::secret::SecretBytes;

const HELLO: &[u8] = b"Hello!\xde\xad\xbe\xef";

fn read(text: &str) -> Account {
    parse(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}"))
}

fn names(text: &str) -> (String, String) {
    let card = read(text).card;
    (card.issuer, card.label)
}

#[track_caller]
fn refused(text: &str, expected: Refusal) {
    assert_eq!(parse(text), Err(expected), "{text}");
}

#[test]
fn reads_every_rule() {
    let account = read(
        "otpauth://totp/Kommune:mette%40example.dk?secret=JBSWY3DPEHPK3PXP&issuer=Kommune&algorithm=SHA512&digits=8&period=60&image=https%3A%2F%2Fexample.dk%2Ficon.png",
    );
    assert_eq!(
        account,
        Account {
            otp: Otp {
                secret: SecretBytes::new(HELLO.to_vec()),
                algorithm: Algorithm::Sha512,
                digits: 8,
                kind: Kind::Totp { period: 60 },
            },
            card: Card {
                issuer: "Kommune".to_owned(),
                label: "mette@example.dk".to_owned(),
                icon: Some("https://example.dk/icon.png".to_owned()),
                ..Card::default()
            },
        }
    );
}

#[test]
fn defaults_are_those_of_the_key_uri_format() {
    for text in [
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP",
        "OTPAUTH://TOTP/a?SECRET=jbswy3dpehpk3pxp",
        "otpauth:totp/a?secret=JBSWY3DPEHPK3PXP",
        "  \u{feff}otpauth://totp/a?secret=JBSWY3DPEHPK3PXP \r\n",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=&digits=&period=&issuer=&image=",
        "otpauth://totp/a?foo=bar&secret=JBSWY3DPEHPK3PXP&&=&x",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&secret=AAAA&digits=6&digits=8",
        "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&amp;digits=6&amp;period=30",
    ] {
        let account = read(text);
        assert_eq!(account.otp.secret.bytes(), HELLO, "{text}");
        assert_eq!(account.otp.algorithm, Algorithm::Sha1, "{text}");
        assert_eq!(account.otp.digits, 6, "{text}");
        assert_eq!(account.otp.kind, Kind::Totp { period: 30 }, "{text}");
        assert_eq!(account.card.label, "a", "{text}");
    }
}

#[test]
fn the_secret_as_people_write_it() {
    for secret in [
        "JBSWY3DPEHPK3PXP",
        "jbsw y3dp ehpk 3pxp",
        "JBSW-Y3DP-EHPK-3PXP",
        "JBSW+Y3DP+EHPK+3PXP",
        "JBSW%20Y3DP%20EHPK%203PXP",
        "JBSWY3DPEHPK3PXP======",
        "JBSWY3DPEHPK3PXP%3D%3D",
        "JBSWY3DPEHPK3PXP%253D",
    ] {
        let account = read(&format!("otpauth://totp/a?secret={secret}"));
        assert_eq!(account.otp.secret.bytes(), HELLO, "{secret}");
    }
    let bytes = |secret: &str| {
        read(&format!("otpauth://totp/a?secret={secret}"))
            .otp
            .secret
            .bytes()
            .to_vec()
    };
    assert_eq!(bytes("ME"), b"a");
    assert_eq!(bytes("MFR"), b"a", "an odd symbol carries no whole byte");
    assert_eq!(bytes("MFRGG2"), b"abc");
    assert_eq!(bytes("2FASTEST").len(), 5);
}

#[test]
fn secrets_that_cannot_be() {
    for secret in ["", "====", "%20", "-"] {
        refused(
            &format!("otpauth://totp/a?secret={secret}"),
            Refusal::NoSecret,
        );
    }
    refused("otpauth://totp/a", Refusal::NoSecret);
    refused("otpauth://totp/a?issuer=b", Refusal::NoSecret);
    for secret in [
        "0189",
        "A",
        "JBSW=Y3D",
        "æøå",
        "JBSWY3DP!",
        "%00%00",
        "JBSWY3DP#x",
    ] {
        refused(
            &format!("otpauth://totp/a?secret={secret}"),
            Refusal::BadSecret,
        );
    }
    refused(
        &format!("otpauth://totp/a?secret={}", "A".repeat(1648)),
        Refusal::TooLong,
    );
    assert_eq!(
        read(&format!("otpauth://totp/a?secret={}", "A".repeat(1639)))
            .otp
            .secret
            .bytes()
            .len(),
        1024
    );
}

#[test]
fn issuer_and_label() {
    for (label, issuer, expected) in [
        ("GitHub:mette", "", ("GitHub", "mette")),
        ("GitHub:mette", "issuer=GitHub", ("GitHub", "mette")),
        ("github: mette", "issuer=GitHub", ("GitHub", "mette")),
        ("GitHub%3Amette", "issuer=GitHub", ("GitHub", "mette")),
        (
            "GitHub%253Amette%2540example.dk",
            "issuer=GitHub",
            ("GitHub", "mette@example.dk"),
        ),
        ("Work:mette", "issuer=GitHub", ("GitHub", "Work:mette")),
        ("mette", "issuer=GitHub", ("GitHub", "mette")),
        ("mette", "", ("", "mette")),
        ("", "issuer=GitHub", ("GitHub", "")),
        ("", "", ("", "")),
        ("GitHub:", "", ("GitHub", "")),
        (":mette", "", ("", "mette")),
        (":mette", "issuer=GitHub", ("GitHub", "mette")),
        ("://a:b", "", ("", "//a:b")),
        (
            "https://example.dk:mette",
            "",
            ("", "https://example.dk:mette"),
        ),
        ("a:b:mette", "issuer=a:b", ("a:b", "mette")),
        ("Big Company: mette", "", ("Big Company", "mette")),
        (
            "Big%20Company:mette",
            "issuer=Big+Company",
            ("Big Company", "mette"),
        ),
        (
            "Big+Company:mette",
            "issuer=Big+Company",
            ("Big Company", "mette"),
        ),
        (
            "Big+Company:mette%2Bx",
            "issuer=Big%20Company",
            ("Big Company", "mette+x"),
        ),
        (
            "mette+work@example.dk",
            "issuer=GitHub",
            ("GitHub", "mette+work@example.dk"),
        ),
        ("C%23 and # too", "issuer=C#", ("C#", "C# and # too")),
        ("K%F8benhavn:mette", "", ("København", "mette")),
        ("K%C3%B8benhavn:mette", "", ("København", "mette")),
        ("100%25:mette", "", ("100%", "mette")),
        ("100%:mette", "", ("100%", "mette")),
        ("a%0Ab%E2%80%AEc", "", ("", "abc")),
    ] {
        let text = format!("otpauth://totp/{label}?secret=JBSWY3DPEHPK3PXP&{issuer}");
        assert_eq!(
            names(&text),
            (expected.0.to_owned(), expected.1.to_owned()),
            "{text}"
        );
    }
    assert_eq!(
        names("otpauth://totp?secret=ME"),
        (String::new(), String::new())
    );
}

#[test]
fn a_refused_entry_still_has_a_title() {
    for (text, expected) in [
        (
            "otpauth://motp/Kommune:mette?secret=ME",
            ("Kommune", "mette"),
        ),
        (
            "otpauth://totp/mette?secret=!&issuer=Kommune",
            ("Kommune", "mette"),
        ),
        ("steam://!", ("Steam", "")),
        ("otpauth://JBSWY3DPEHPK3PXP", ("", "")),
        ("hello: world", ("", "")),
    ] {
        assert!(parse(text).is_err(), "{text}");
        let title = super::title(text);
        assert_eq!(
            (title.issuer.as_str(), title.label.as_str()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn algorithms_by_their_many_names() {
    for (name, expected) in [
        ("SHA1", Algorithm::Sha1),
        ("sha-1", Algorithm::Sha1),
        ("HmacSHA256", Algorithm::Sha256),
        ("sha256", Algorithm::Sha256),
        ("SHA-512", Algorithm::Sha512),
        ("HMAC_SHA_512", Algorithm::Sha512),
    ] {
        let text = format!("otpauth://totp/a?secret=ME&algorithm={name}");
        assert_eq!(read(&text).otp.algorithm, expected, "{name}");
    }
    for name in ["MD5", "SHA384", "1", "🦀"] {
        let text = format!("otpauth://totp/a?secret=ME&algorithm={name}");
        refused(&text, Refusal::BadAlgorithm(name.to_owned()));
    }
}

#[test]
fn numbers_that_cannot_be() {
    for digits in ["0", "11", "-6", "6.0", "six", "256"] {
        let text = format!("otpauth://totp/a?secret=ME&digits={digits}");
        refused(&text, Refusal::BadDigits(digits.to_owned()));
    }
    for period in ["0", "-30", "30s", "4294967296"] {
        let text = format!("otpauth://totp/a?secret=ME&period={period}");
        refused(&text, Refusal::BadPeriod(period.to_owned()));
    }
    for counter in ["-1", "18446744073709551615", "x"] {
        let text = format!("otpauth://hotp/a?secret=ME&counter={counter}");
        refused(&text, Refusal::BadCounter(counter.to_owned()));
    }
    for (text, digits, kind) in [
        (
            "otpauth://totp/a?secret=ME&digits=1&period=1",
            1,
            Kind::Totp { period: 1 },
        ),
        (
            "otpauth://totp/a?secret=ME&digits=10&period=86400",
            10,
            Kind::Totp { period: 86_400 },
        ),
        ("otpauth://hotp/a?secret=ME", 6, Kind::Hotp { counter: 0 }),
        (
            "otpauth://hotp/a?secret=ME&counter=1&period=0",
            6,
            Kind::Hotp { counter: 1 },
        ),
        (
            "otpauth://hotp/a?secret=ME&counter=18446744073709551614",
            6,
            Kind::Hotp {
                counter: u64::MAX - 1,
            },
        ),
    ] {
        let otp = read(text).otp;
        assert_eq!((otp.digits, otp.kind), (digits, kind), "{text}");
    }
}

#[test]
fn steam_in_all_its_guises() {
    for text in [
        "otpauth://steam/Steam:mette?secret=JBSWY3DPEHPK3PXP&issuer=Steam",
        "otpauth://steam/Steam:mette?period=30&digits=5&algorithm=SHA1&secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/Steam:mette?secret=JBSWY3DPEHPK3PXP&encoder=steam",
        "otpauth://totp/Steam:mette?secret=JBSWY3DPEHPK3PXP&issuer=Steam&digits=5",
        "otpauth://totp/Steam:mette?secret=JBSWY3DPEHPK3PXP&issuer=Steam&steam",
        "otpauth://totp/Steam:mette?secret=JBSWY3DPEHPK3PXP&algorithm=Steam",
        "steam://JBSWY3DPEHPK3PXP",
        "steam://jbswy3dpehpk3pxp/",
    ] {
        let account = read(text);
        assert_eq!(account.otp.kind, Kind::Steam, "{text}");
        assert_eq!(account.otp.digits, 5, "{text}");
        assert_eq!(account.otp.secret.bytes(), HELLO, "{text}");
        assert_eq!(account.card.issuer, "Steam", "{text}");
    }
    let plain = read("otpauth://totp/Steam:mette?secret=ME&issuer=Steam&digits=6");
    assert_eq!(plain.otp.kind, Kind::Totp { period: 30 });
    refused(
        "otpauth://steam/a?secret=ME&digits=6",
        Refusal::BadDigits("6".to_owned()),
    );
    refused(
        "otpauth://steam/a?secret=ME&period=60",
        Refusal::BadPeriod("60".to_owned()),
    );
    refused(
        "otpauth://steam/a?secret=ME&algorithm=SHA256",
        Refusal::BadAlgorithm("SHA256".to_owned()),
    );
    refused("steam://", Refusal::NoSecret);
    refused("steam://run/440", Refusal::BadSecret);
}

#[test]
fn what_privacyidea_hands_out() {
    let account = read(
        "otpauth://hotp/OATH0001C2A1?secret=JBSWY3DPEHPK3PXP&counter=1&digits=6&creator=privacyidea&issuer=privacyIDEA&serial=OATH0001C2A1",
    );
    assert_eq!(account.otp.kind, Kind::Hotp { counter: 1 });
    assert_eq!(account.card.issuer, "privacyIDEA");
    refused(
        "otpauth://totp/TOTP1?secret=JBSWY3DPEHPK3PXP&2step_salt=8&2step_output=20&2step_difficulty=10000",
        Refusal::Unsupported("2step".to_owned()),
    );
    refused(
        "otpauth://pipush/PIPU1?url=https%3A//example.dk&enrollment_credential=00&v=1",
        Refusal::Unsupported("push".to_owned()),
    );
}

#[test]
fn what_is_no_account() {
    for text in [
        "",
        ":",
        "hello",
        "https://example.dk",
        "otpauth",
        "otpauth-migration://offline?data=x",
        "JBSWY3DPEHPK3PXP",
        "\u{feff}",
    ] {
        refused(text, Refusal::NotOtpauth);
    }
    refused(
        "otpauth://motp/a?secret=ME",
        Refusal::UnknownType("motp".to_owned()),
    );
    refused("otpauth://", Refusal::UnknownType(String::new()));
    refused(
        "otpauth://JBSWY3DPEHPK3PXP",
        Refusal::UnknownType("JBS…".to_owned()),
    );
    refused(
        &format!("otpauth://totp/a?secret=ME&x={}", "y".repeat(LIMIT)),
        Refusal::TooLong,
    );
    refused(
        &format!("otpauth://totp/{}?secret=ME", "y".repeat(NAME_LIMIT + 1)),
        Refusal::TooLong,
    );
}
