//! The exact bytes of everything that is signed or bound, committed in `vectors/`: who writes another
//! client or service checks it against them, and nothing here changes them unnoticed.
//!
//! Each vector is made from the values below. Ed25519 and HPKE with given randomness have one outcome, which
//! is compared; ECDSA has many, so a committed signature is checked.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use kodevagt_protocol::activation::{
    self, Attestation, Confirm, Confirmed, PhoneInfo, Way, grant_info, half_info,
};
use kodevagt_protocol::approval::{
    Challenge, Decision, Origin, SignedChallenge, Transaction, Verb,
};
use kodevagt_protocol::keys::{Statement, verify_device, verify_ed25519};
use kodevagt_protocol::request::Signed;
use kodevagt_protocol::sealed::{Export, PrivateKey, Sealed, open, seal};
use kodevagt_protocol::unblock::{check_digit, release_info};
use kodevagt_protocol::{Bytes, Id};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use zeroize::Zeroizing;

const DEVICE: Id = Id([0xD1; 16]);
const NONCE: &str = "bm9uY2U";

fn origin() -> Origin {
    Origin {
        ip: Some("192.0.2.7".to_owned()),
        place: Some("Odense".to_owned()),
        browser: None,
    }
}

fn challenge() -> Challenge {
    Challenge {
        id: Id([0xC1; 16]),
        nonce: Bytes(vec![0xC2; 16]),
        application: "Sagsbehandling".to_owned(),
        person: "mette".to_owned(),
        origin: origin(),
        text: None,
        transaction: None,
        issued_at_ms: 1_790_000_000_000,
        device: DEVICE,
        epoch: 1,
        digits: 3,
    }
}

fn payment() -> Challenge {
    Challenge {
        text: Some("Betal regning 27 til Bjørn".to_owned()),
        transaction: Some(Transaction {
            amount: "1250.00".to_owned(),
            currency: "DKK".to_owned(),
            payee: "Bjørn".to_owned(),
        }),
        ..challenge()
    }
}

fn confirm(way: Way, attestation: Option<Attestation>) -> Confirm {
    Confirm {
        way,
        device_key: Bytes(vec![0x04; 65]),
        hpke_key: Bytes(vec![0x11; 32]),
        phone: PhoneInfo {
            platform: "android".to_owned(),
            model: "Fairphone 6".to_owned(),
            app_version: "0.1.0".to_owned(),
            language: "da".to_owned(),
        },
        attestation,
        signature: Bytes::default(),
    }
}

fn by_sms() -> Confirm {
    let activation = Id([0xA1; 16]);
    let code = "12345678".to_owned();
    confirm(Way::Sms { activation, code }, None)
}

fn by_ticket() -> Confirm {
    let way = Way::Ticket {
        ticket: "MFRGGZDF".to_owned(),
        mobile: Some("+4520123456".to_owned()),
    };
    let attestation = Attestation {
        kind: "android-key".to_owned(),
        data: vec![Bytes(vec![0x30, 1]), Bytes(vec![0x30, 2])],
    };
    confirm(way, Some(attestation))
}

fn statement() -> Statement {
    Statement {
        organisation: Id([0x07; 16]),
        serial: 3,
        signing_key: Bytes(vec![0x22; 32]),
        hpke_key: Bytes(vec![0x33; 32]),
        not_before_ms: 1_780_000_000_000,
        not_after_ms: 1_810_000_000_000,
    }
}

fn sealed_bytes() -> Sealed {
    Sealed {
        enc: Bytes(vec![0x44; 32]),
        ciphertext: Bytes(vec![0x55; 48]),
    }
}

/// Everything that a key signs, or that is bound to a sealed message.
fn messages() -> BTreeMap<&'static str, Vec<u8>> {
    let request = |method, path, body| {
        let signed = Signed {
            method,
            path,
            body,
            device: DEVICE,
            epoch: 1,
            nonce: NONCE,
        };
        signed.bytes()
    };
    let decision = |verb, number| Decision::bytes(&challenge().hash(), verb, number);
    BTreeMap::from([
        (
            "request-get",
            request("GET", "/v1/phone/wait?seconds=25", b""),
        ),
        ("request-post", request("POST", "/v1/phone/unblocks", b"{}")),
        ("statement", statement().bytes()),
        ("confirm-sms", by_sms().bytes()),
        ("confirm-ticket", by_ticket().bytes()),
        ("confirmed", Confirmed::bytes(&by_sms(), &sealed_bytes())),
        ("grant-info", grant_info(&by_sms())),
        ("half-info", half_info(DEVICE, 1)),
        ("release-info", release_info(Id([0xB1; 16]), DEVICE, 2)),
        ("challenge", challenge().bytes()),
        ("challenge-payment", payment().bytes()),
        ("challenge-hash", challenge().hash().to_vec()),
        (
            "fetched",
            SignedChallenge::bytes(&challenge(), 24_500, NONCE),
        ),
        ("decision-approve", decision(Verb::Approve, Some("042"))),
        ("decision-deny", decision(Verb::Deny, None)),
        ("decision-report", decision(Verb::Report, None)),
    ])
}

/// The committed vectors: `name hex`, a line each.
fn committed(file: &str) -> BTreeMap<String, Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(file);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, hex) = line.split_once(' ').unwrap();
            (name.to_owned(), HEXLOWER.decode(hex.as_bytes()).unwrap())
        })
        .collect()
}

fn written<K: core::fmt::Display, V: AsRef<[u8]>>(vectors: &BTreeMap<K, V>) -> String {
    let lines = vectors
        .iter()
        .map(|(name, bytes)| format!("{name} {}\n", HEXLOWER.encode(bytes.as_ref())));
    lines.collect()
}

#[test]
fn what_is_signed_is_what_it_was() {
    assert_eq!(written(&messages()), written(&committed("messages.txt")));
}

#[test]
fn no_two_messages_are_the_same_and_every_field_counts() {
    let mut seen = std::collections::BTreeSet::new();
    for (name, bytes) in messages() {
        assert!(seen.insert(bytes), "{name}");
    }
    let changes: [fn(&mut Challenge); 13] = [
        |one| one.id.0[15] ^= 1,
        |one| one.nonce.0[0] ^= 1,
        |one| one.application.push('x'),
        |one| one.person.push('x'),
        |one| one.origin.ip = None,
        |one| one.origin.place = Some(String::new()),
        |one| one.origin.browser = Some(String::new()),
        |one| one.text = Some(String::new()),
        |one| one.transaction = payment().transaction,
        |one| one.issued_at_ms += 1,
        |one| one.device.0[0] ^= 1,
        |one| one.epoch += 1,
        |one| one.digits += 1,
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut other = challenge();
        change(&mut other);
        assert!(seen.insert(other.bytes()), "{place}");
    }
    // A field's end is not its neighbour's beginning.
    let mut moved = challenge();
    moved.application.push('m');
    moved.person.remove(0);
    assert!(seen.insert(moved.bytes()));
    let changes: [fn(&mut Statement); 6] = [
        |one| one.organisation.0[0] ^= 1,
        |one| one.serial += 1,
        |one| one.signing_key.0[0] ^= 1,
        |one| one.hpke_key.0[0] ^= 1,
        |one| one.not_before_ms += 1,
        |one| one.not_after_ms += 1,
    ];
    for change in changes {
        let mut other = statement();
        change(&mut other);
        assert!(seen.insert(other.bytes()));
    }
    let changes: [fn(&mut Confirm); 8] = [
        |one| one.device_key.0[1] ^= 1,
        |one| one.hpke_key.0[0] ^= 1,
        |one| one.phone.platform.push('x'),
        |one| one.phone.model.push('x'),
        |one| one.phone.app_version.push('x'),
        |one| one.phone.language.push('x'),
        |one| one.attestation = by_ticket().attestation,
        |one| one.way = by_ticket().way,
    ];
    for change in changes {
        let mut other = by_sms();
        change(&mut other);
        assert!(seen.insert(other.bytes()));
    }
}

#[test]
fn ed25519_signatures_are_those_of_rfc_8032() {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let public = pair.public_key().as_ref().to_vec();
    let messages = messages();
    let mut made = BTreeMap::from([("public-key", public.clone())]);
    for name in ["statement", "confirmed", "fetched", "decision-approve"] {
        let signature = pair.sign(&messages[name]).as_ref().to_vec();
        assert!(verify_ed25519(&public, &messages[name], &signature).is_ok());
        made.insert(name, signature);
    }
    assert_eq!(written(&made), written(&committed("ed25519.txt")));
}

#[test]
fn a_device_keys_signature_is_checked() {
    let committed = committed("p256.txt");
    let key = &committed["public-key"];
    let messages = messages();
    for name in [
        "request-get",
        "confirm-sms",
        "decision-approve",
        "decision-deny",
    ] {
        let signature = &committed[name];
        assert!(
            verify_device(key, &messages[name], signature).is_ok(),
            "{name}"
        );
        for place in 0..signature.len() {
            let mut other = signature.clone();
            other[place] ^= 1;
            assert!(verify_device(key, &messages[name], &other).is_err());
        }
        assert!(verify_device(key, &messages["fetched"], signature).is_err());
    }
}

#[test]
fn hpke_seals_and_exports_what_it_did() {
    let key = PrivateKey::from_random(&Zeroizing::new([1; 32]));
    let info = grant_info(&by_sms());
    let random = Zeroizing::new([2; 32]);
    let sealing = seal(&key.public(), &info, b"{}", activation::SEED, &random).unwrap();
    let made = BTreeMap::from([
        ("ciphertext", sealing.sealed.ciphertext.0.clone()),
        ("enc", sealing.sealed.enc.0.clone()),
        ("exported-seed", sealing.exported.to_vec()),
        ("private-key", key.bytes().to_vec()),
        ("public-key", key.public().to_vec()),
    ]);
    assert_eq!(written(&made), written(&committed("hpke.txt")));
    let opened = open(&key, &info, &sealing.sealed, activation::SEED).unwrap();
    assert_eq!(opened.exported, sealing.exported);
    let other = open(&key, &info, &sealing.sealed, Export::NONE).unwrap();
    assert!(other.exported.is_empty());
}

#[test]
fn check_digits_are_luhns() {
    for (digits, check) in [("12345678", '2'), ("00000000", '0'), ("98765432", '4')] {
        assert_eq!(check_digit(digits), Some(check), "{digits}");
    }
}
