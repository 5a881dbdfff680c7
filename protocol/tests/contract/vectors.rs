//! The bytes that are signed, or bound to what is sealed, for one literal input each. docs/protocol.md
//! prints them; docs/readers/read_protocol.py builds them from its description alone.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use kodevagt_protocol::activation::{self, Confirmed};
use kodevagt_protocol::approval::{Decision, SignedChallenge, Verb};
use kodevagt_protocol::request::Signed;
use kodevagt_protocol::sealed::{self, PrivateKey};
use kodevagt_protocol::{keys, unblock};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde::Serialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::{literals, samples};

/// One input, the bytes that it gives, and what they have been since the protocol's first version.
pub(crate) struct Vector {
    pub(crate) name: &'static str,
    pub(crate) input: Value,
    bytes: Vec<u8>,
    pub(crate) literal: &'static str,
}

pub(crate) fn vectors() -> Vec<Vector> {
    let mut all = activations();
    all.extend(requests());
    all.extend(approvals());
    all.extend(unblocks());
    all
}

fn activations() -> Vec<Vector> {
    let (sms, ticket) = (samples::confirm(), samples::confirm_by_ticket());
    let sealed = samples::sealed();
    vec![
        vector(
            "statement",
            samples::statement(),
            samples::statement().bytes(),
            literals::STATEMENT,
        ),
        vector("confirm-sms", &sms, sms.bytes(), literals::CONFIRM_SMS),
        vector(
            "confirm-ticket",
            &ticket,
            ticket.bytes(),
            literals::CONFIRM_TICKET,
        ),
        vector("grant", &sms, activation::grant_info(&sms), literals::GRANT),
        vector(
            "confirmed",
            json!({ "confirm": sms, "sealed": sealed }),
            Confirmed::bytes(&sms, &sealed),
            literals::CONFIRMED,
        ),
        vector(
            "half",
            json!({ "device": samples::DEVICE, "serial": 1 }),
            activation::half_info(samples::DEVICE, 1),
            literals::HALF,
        ),
    ]
}

fn requests() -> Vec<Vector> {
    let request = |name, method, path, body: &str, literal| {
        let (device, epoch, nonce) = (samples::DEVICE, 3, samples::NONCE);
        let signed = Signed {
            method,
            path,
            body: body.as_bytes(),
            device,
            epoch,
            nonce,
        };
        let input = json!({
            "method": method, "path": path, "body": body,
            "device": device, "epoch": epoch, "nonce": nonce,
        });
        vector(name, input, signed.bytes(), literal)
    };
    vec![
        request("request", "GET", WAIT, "", literals::REQUEST),
        request(
            "request-body",
            "PUT",
            PUSH,
            PUSH_BODY,
            literals::REQUEST_BODY,
        ),
    ]
}

const WAIT: &str = "/v1/phone/wait?seconds=25";
const PUSH: &str = "/v1/phone/push";
const PUSH_BODY: &str = "{\"kind\":\"none\"}";

fn approvals() -> Vec<Vector> {
    let (full, bare) = (samples::challenge(), samples::bare_challenge());
    let fetched = json!({ "challenge": full, "remaining_ms": 21_500, "nonce": samples::NONCE });
    let decision = |name, verb: Verb, number: Option<&str>, literal| {
        let mut input = json!({ "challenge_hash": HEXLOWER.encode(&full.hash()), "verb": verb });
        if let Some(number) = number {
            input["number"] = number.into();
        }
        vector(
            name,
            input,
            Decision::bytes(&full.hash(), verb, number),
            literal,
        )
    };
    vec![
        vector("challenge", &full, full.bytes(), literals::CHALLENGE),
        vector(
            "challenge-bare",
            &bare,
            bare.bytes(),
            literals::CHALLENGE_BARE,
        ),
        vector(
            "fetched",
            fetched,
            SignedChallenge::bytes(&full, 21_500, samples::NONCE),
            literals::FETCHED,
        ),
        decision(
            "decision-approve",
            Verb::Approve,
            Some("042"),
            literals::DECISION_APPROVE,
        ),
        decision("decision-deny", Verb::Deny, None, literals::DECISION_DENY),
        decision(
            "decision-report",
            Verb::Report,
            None,
            literals::DECISION_REPORT,
        ),
    ]
}

fn unblocks() -> Vec<Vector> {
    let (unblock, device) = (samples::UNBLOCK, samples::DEVICE);
    vec![vector(
        "release",
        json!({ "unblock": unblock, "device": device, "serial": 1 }),
        unblock::release_info(unblock, device, 1),
        literals::RELEASE,
    )]
}

fn vector(
    name: &'static str,
    input: impl Serialize,
    bytes: Vec<u8>,
    literal: &'static str,
) -> Vector {
    Vector {
        name,
        input: serde_json::to_value(input).unwrap(),
        bytes,
        literal,
    }
}

#[test]
fn the_bytes_are_what_they_have_always_been() {
    for vector in vectors() {
        let bytes = HEXLOWER.encode(&vector.bytes);
        assert_eq!(bytes, vector.literal, "{}", vector.name);
    }
}

/// A signature that somebody else made (RFC 6979, with the key of its appendix A.2.5).
#[test]
fn the_worked_example_is_signed_by_the_device_it_names() {
    let request = requests().swap_remove(0);
    let key = HEXLOWER.decode(literals::DEVICE_KEY.as_bytes()).unwrap();
    let signature = BASE64URL_NOPAD
        .decode(literals::REQUEST_SIGNATURE.as_bytes())
        .unwrap();
    let verify = |bytes: &[u8]| keys::verify_device(&key, bytes, &signature);
    assert_eq!(verify(&request.bytes), Ok(()));
    assert!(verify(&request.bytes[1..]).is_err());
}

#[test]
fn the_statement_is_signed_by_the_root_key() {
    let root = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap();
    let signature = root.sign(&samples::statement().bytes());
    assert_eq!(
        HEXLOWER.encode(signature.as_ref()),
        literals::STATEMENT_SIGNATURE
    );
    assert_eq!(
        HEXLOWER.encode(root.public_key().as_ref()),
        literals::ROOT_KEY
    );
}

#[test]
fn a_grant_is_sealed_and_the_seed_exported_the_same_way_everywhere() {
    let key = PrivateKey::from_random(&Zeroizing::new([2; 32]));
    let info = activation::grant_info(&samples::confirm());
    let made = sealed::seal(
        &key.public(),
        &info,
        b"hej",
        activation::SEED,
        &Zeroizing::new([3; 32]),
    )
    .unwrap();
    for (bytes, literal) in [
        (&key.public()[..], literals::SEALING_KEY),
        (&made.sealed.enc.0, literals::SEALING_ENC),
        (&made.sealed.ciphertext.0, literals::SEALING_CIPHERTEXT),
        (&made.exported, literals::SEALING_SEED),
    ] {
        assert_eq!(HEXLOWER.encode(bytes), literal);
    }
}
