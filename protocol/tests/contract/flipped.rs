//! Attack 31, the protocol's part: every signed field changed in turn, and no signature holds any more.

use kodevagt_protocol::Bytes;
use kodevagt_protocol::activation::Confirm;
use kodevagt_protocol::approval::{Challenge, Decision, SignedChallenge, Verb};
use kodevagt_protocol::keys::SignedStatement;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use serde_json::Value;

use crate::samples::{self, NONCE};

#[test]
fn a_challenge_with_any_field_changed_is_not_the_signed_one() {
    let key = ed25519(1);
    for challenge in [
        samples::challenge(),
        samples::bare_challenge(),
        samples::empty_challenge(),
    ] {
        let bytes = SignedChallenge::bytes(&challenge, 21_500, NONCE);
        let signed = SignedChallenge {
            signature: key.sign(&bytes).as_ref().into(),
            remaining_ms: 21_500,
            challenge,
        };
        let public = key.public_key().as_ref();
        assert_eq!(signed.verify(public, NONCE), Ok(()));
        assert!(signed.verify(public, "bm9uY2V").is_err(), "another nonce");
        let json = serde_json::to_value(&signed).unwrap();
        for (name, other) in changes(&json) {
            let other: SignedChallenge = serde_json::from_value(other).unwrap();
            assert!(other.verify(public, NONCE).is_err(), "{name}");
        }
    }
}

#[test]
fn a_decision_is_about_one_challenge_one_verb_and_one_number() {
    let (device, vault) = (p256(), ed25519(2));
    let challenge = samples::challenge();
    for verb in [Verb::Approve, Verb::Deny, Verb::Report] {
        let number = (verb == Verb::Approve).then_some("042");
        let bytes = Decision::bytes(&challenge.hash(), verb, number);
        let decision = Decision {
            verb,
            number: number.map(str::to_owned),
            device_signature: sign(&device, &bytes),
            vault_signature: number.map(|_| vault.sign(&bytes).as_ref().into()),
        };
        let holds = |decision: &Decision, challenge: &Challenge| {
            let (device, vault) = (device.public_key(), vault.public_key());
            decision
                .verify(&challenge.hash(), device.as_ref(), vault.as_ref())
                .is_ok()
        };
        assert!(holds(&decision, &challenge));
        for (name, other) in changes(&serde_json::to_value(&challenge).unwrap()) {
            let other = serde_json::from_value(other).unwrap();
            assert!(!holds(&decision, &other), "{verb:?}: challenge{name}");
        }
        let mut json = serde_json::to_value(&decision).unwrap();
        for other in ["approve", "deny", "report"] {
            json["verb"] = other.into();
            let other: Decision = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(holds(&other, &challenge), other.verb == verb, "{verb:?}");
        }
        json.as_object_mut().unwrap().remove("verb");
        for (name, mut other) in changes(&json) {
            other["verb"] = verb.as_str().into();
            let other = serde_json::from_value(other).unwrap();
            assert!(!holds(&other, &challenge), "{verb:?}{name}");
        }
    }
}

#[test]
fn a_denial_can_not_be_dressed_up_as_an_approval() {
    let (device, vault) = (p256(), ed25519(2));
    let hash = samples::challenge().hash();
    let denial = Decision::bytes(&hash, Verb::Deny, None);
    let mut decision = Decision {
        verb: Verb::Deny,
        number: None,
        device_signature: sign(&device, &denial),
        vault_signature: None,
    };
    let verify = |decision: &Decision| {
        let (device, vault) = (device.public_key(), vault.public_key());
        decision.verify(&hash, device.as_ref(), vault.as_ref())
    };
    assert_eq!(verify(&decision), Ok(()));
    decision.number = Some(String::new());
    assert!(verify(&decision).is_err(), "an empty number");
    let numbered = Decision::bytes(&hash, Verb::Deny, Some(""));
    decision.device_signature = sign(&device, &numbered);
    assert!(verify(&decision).is_err(), "a number, and signed");
    decision.number = None;
    decision.device_signature = sign(&device, &denial);
    decision.vault_signature = Some(vault.sign(&denial).as_ref().into());
    assert!(verify(&decision).is_err(), "the vault key's beside");
    decision.verb = Verb::Approve;
    decision.vault_signature = Some(vault.sign(&denial).as_ref().into());
    assert!(verify(&decision).is_err(), "the verb swapped");
}

#[test]
fn a_confirm_with_any_field_changed_is_not_the_signed_one() {
    let device = p256();
    for mut confirm in [samples::confirm(), samples::confirm_by_ticket()] {
        confirm.device_key = device.public_key().as_ref().into();
        confirm.signature = sign(&device, &confirm.bytes());
        assert_eq!(confirm.verify(), Ok(()));
        for (name, other) in changes(&serde_json::to_value(&confirm).unwrap()) {
            let other: Confirm = serde_json::from_value(other).unwrap();
            assert!(other.verify().is_err(), "{name}");
            let only_the_signature = name == ".signature";
            assert_eq!(
                other.bytes() == confirm.bytes(),
                only_the_signature,
                "{name}"
            );
        }
    }
    assert_ne!(
        samples::confirm().bytes(),
        samples::confirm_by_ticket().bytes()
    );
}

#[test]
fn a_statement_with_any_field_changed_is_not_the_signed_one() {
    let root = ed25519(3);
    let statement = samples::statement();
    let signed = SignedStatement {
        root_key: root.public_key().as_ref().into(),
        signature: root.sign(&statement.bytes()).as_ref().into(),
        statement,
    };
    let pin = kodevagt_protocol::keys::Pin {
        root_key_hash: signed.root_key_hash(),
        serial: 1,
    };
    let now = signed.statement.not_before_ms + 1;
    assert!(signed.trusted(&pin, now).is_ok());
    for (name, other) in changes(&serde_json::to_value(&signed).unwrap()) {
        let other: SignedStatement = serde_json::from_value(other).unwrap();
        assert!(other.trusted(&pin, now).is_err(), "{name}");
    }
}

/// `json` with one of its leaves changed, or taken out where it may be missing; each with its name.
fn changes(json: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    match json {
        Value::Object(map) => {
            for (key, inner) in map {
                for (name, changed) in changes(inner) {
                    let mut map = map.clone();
                    map.insert(key.clone(), changed);
                    found.push((format!(".{key}{name}"), map.into()));
                }
                if OPTIONAL.contains(&key.as_str()) && !inner.is_null() {
                    let mut map = map.clone();
                    map.remove(key);
                    found.push((format!(".{key} missing"), map.into()));
                }
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                for (name, changed) in changes(inner) {
                    let mut list = list.clone();
                    list[index] = changed;
                    found.push((format!("[{index}]{name}"), list.into()));
                }
            }
            found.push(("[] shorter".to_owned(), list[1..].into()));
        }
        Value::String(text) => {
            // The first character: any other is still an id, base64 or text.
            let other = if text.starts_with('1') { "2" } else { "1" };
            let rest = text.chars().skip(1);
            let changed: String = other.chars().chain(rest).collect();
            found.push((String::new(), changed.into()));
        }
        Value::Number(number) => {
            found.push((String::new(), (number.as_i64().unwrap() + 1).into()));
        }
        Value::Null => {}
        Value::Bool(set) => found.push((String::new(), (!set).into())),
    }
    found
}

/// The fields that may be missing.
const OPTIONAL: &[&str] = &[
    "ip",
    "place",
    "browser",
    "text",
    "transaction",
    "mobile",
    "attestation",
    "number",
    "vault_signature",
];

fn ed25519(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn p256() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).unwrap()
}

fn sign(key: &EcdsaKeyPair, bytes: &[u8]) -> Bytes {
    let signature = key.sign(&SystemRandom::new(), bytes).unwrap();
    signature.as_ref().into()
}
