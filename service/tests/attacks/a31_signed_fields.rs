//! Attack 31: every signed field flipped in turn, verbs swapped: refused. (The bytes themselves are held fast by the
//! vectors of `protocol`.)

use kodevagt_protocol::approval::{Challenge, Decided, Decision, State, Transaction, Verb};
use kodevagt_protocol::phone::Standing;
use kodevagt_protocol::request::{DEVICE_HEADER, EPOCH_HEADER, NONCE_HEADER, SIGNATURE_HEADER};
use kodevagt_protocol::{Bytes, Refusal};
use reqwest::header::HeaderValue;
use reqwest::{Method, Request};
use serde_json::json;

use crate::phone::{Phone, answer, read, refusal};
use crate::scene::Scene;

type Change = fn(&mut Challenge);

/// One for each field.
const CHANGES: [Change; 15] = [
    |challenge| challenge.id.0[0] ^= 1,
    |challenge| challenge.nonce.0[15] ^= 1,
    |challenge| challenge.application.push('s'),
    |challenge| challenge.person = "Kari".to_owned(),
    |challenge| challenge.origin.ip = None,
    |challenge| challenge.origin.place = Some("Oslo".to_owned()),
    |challenge| challenge.origin.browser = Some(String::new()),
    |challenge| challenge.text = Some("Log på".to_owned()),
    |challenge| paid(challenge).amount = "1.00".to_owned(),
    |challenge| paid(challenge).currency = "NOK".to_owned(),
    |challenge| paid(challenge).payee = "Ingen".to_owned(),
    |challenge| challenge.issued_at_ms += 1,
    |challenge| challenge.device.0[7] ^= 1,
    |challenge| challenge.epoch += 1,
    |challenge| challenge.digits += 1,
];

fn paid(challenge: &mut Challenge) -> &mut Transaction {
    challenge.transaction.as_mut().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a31_a_decision_on_anything_else_than_was_asked_is_refused() {
    let mut scene = Scene::sqlite().await;
    let body = json!({
        "person": "kari",
        "text": "Log ind",
        "where": { "ip": "192.0.2.7", "place": "Odense", "browser": null },
        "transaction": { "amount": "1250.00", "currency": "DKK", "payee": "Kiosken" },
    });
    let asked = scene.application.ask_for(&body).await.unwrap();
    let right = scene.fetched().await;
    for (place, change) in CHANGES.iter().enumerate() {
        let mut wrong = right.clone();
        change(&mut wrong.challenge);
        for (verb, number) in [
            (Verb::Approve, Some(asked.number.as_str())),
            (Verb::Deny, None),
        ] {
            let decision = scene.phone.decision(&wrong, verb, number);
            let decided = scene.phone.decide(asked.id, &decision).await;
            assert_eq!(refusal(decided), Refusal::DecisionUnsigned, "field {place}");
        }
    }
    assert_eq!(scene.application.state(asked.id).await, State::Pending);
    let approved = scene.phone.approve(&right, &asked.number).await.unwrap();
    assert_eq!(approved.state, State::Approved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a31_no_verb_stands_for_another() {
    let mut scene = Scene::sqlite().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let approval = scene
        .phone
        .decision(&challenge, Verb::Approve, Some(&asked.number));
    let denial = scene.phone.decision(&challenge, Verb::Deny, None);
    let bare = Decision {
        number: None,
        vault_signature: None,
        ..approval.clone()
    };
    let swapped = [
        Decision {
            verb: Verb::Deny,
            ..approval.clone()
        },
        Decision {
            verb: Verb::Deny,
            ..bare.clone()
        },
        Decision {
            verb: Verb::Report,
            ..bare
        },
        Decision {
            verb: Verb::Report,
            ..denial.clone()
        },
        Decision {
            verb: Verb::Approve,
            ..denial.clone()
        },
        Decision {
            verb: Verb::Approve,
            number: Some(asked.number.clone()),
            vault_signature: approval.vault_signature.clone(),
            ..denial.clone()
        },
        Decision {
            number: Some(Scene::other_than(&asked.number)),
            ..approval.clone()
        },
        // What belongs to an approval alone.
        Decision {
            number: Some(asked.number.clone()),
            ..denial.clone()
        },
        Decision {
            vault_signature: approval.vault_signature.clone(),
            ..denial
        },
    ];
    for decision in swapped {
        let decided = scene.phone.decide(asked.id, &decision).await;
        assert_eq!(refusal(decided), Refusal::DecisionUnsigned, "{decision:?}");
    }
    assert_eq!(scene.application.state(asked.id).await, State::Pending);
    scene.phone.decide(asked.id, &approval).await.unwrap();
}

type Tamper = fn(&mut Request);

/// One for each field that a request's signature covers.
const TAMPERED: [Tamper; 7] = [
    |request| *request.method_mut() = Method::PUT,
    |request| request.url_mut().set_query(Some("seconds=1")),
    |request| *request.body_mut() = Some(br#"{"verb":"report"}"#.to_vec().into()),
    |request| flip(request, EPOCH_HEADER, "2"),
    |request| {
        let nonce = changed(request, NONCE_HEADER);
        flip(request, NONCE_HEADER, &nonce);
    },
    |request| {
        let signature = changed(request, SIGNATURE_HEADER);
        flip(request, SIGNATURE_HEADER, &signature);
    },
    |request| {
        request.headers_mut().remove(SIGNATURE_HEADER);
    },
];

fn flip(request: &mut Request, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).unwrap();
    request.headers_mut().insert(name, value);
}

/// A header's bytes, the last bit flipped.
fn changed(request: &Request, name: &str) -> String {
    let mut bytes: Bytes = request.headers()[name].to_str().unwrap().parse().unwrap();
    *bytes.0.last_mut().unwrap() ^= 1;
    bytes.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a31_a_request_changed_on_its_way_is_refused() {
    let mut scene = Scene::sqlite().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let denial = scene.phone.decision(&challenge, Verb::Deny, None);
    let body = serde_json::to_vec(&denial).unwrap();
    let path = format!("/v1/phone/challenges/{}/decision", asked.id);
    for (place, tamper) in TAMPERED.iter().enumerate() {
        let mut request = signed(&scene.phone, &path, &body).await;
        tamper(&mut request);
        // What never was a route says so.
        let expected = match request.method() == Method::PUT {
            true => Refusal::MethodNotAllowed,
            false => Refusal::Unsigned,
        };
        let sent = scene.phone.client.execute(request).await.unwrap();
        assert_eq!(
            refusal(answer::<Decided>(sent).await),
            expected,
            "field {place}"
        );
    }
    let other = crate::scene::person(&scene.world, "ola", "+4587654321").await;
    let mut request = signed(&scene.phone, &path, &body).await;
    flip(&mut request, DEVICE_HEADER, &other.device().to_string());
    let sent = scene.phone.client.execute(request).await.unwrap();
    assert_eq!(refusal(answer::<Decided>(sent).await), Refusal::Unsigned);
    assert_eq!(scene.application.state(asked.id).await, State::Pending);
    // A signature for one route opens no other.
    let nonce = scene.phone.fresh_nonce().await.unwrap();
    let request = scene
        .phone
        .sign(&Method::GET, "/v1/phone/wait", &[], &nonce);
    let mut request = request.build().unwrap();
    request.url_mut().set_path("/v1/phone/status");
    let sent = scene.phone.client.execute(request).await.unwrap();
    assert_eq!(refusal(answer::<Standing>(sent).await), Refusal::Unsigned);
    let unsigned = scene.phone.to(Method::GET, "/v1/phone/challenges");
    assert_eq!(refusal(read::<Standing>(unsigned).await), Refusal::Unsigned);
}

async fn signed(phone: &Phone, path: &str, body: &[u8]) -> Request {
    let nonce = phone.fresh_nonce().await.unwrap();
    phone
        .sign(&Method::POST, path, body, &nonce)
        .build()
        .unwrap()
}
