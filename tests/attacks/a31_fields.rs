//! Attack 31: Every signed field flipped in turn, verb swapped: refused. (The fixed byte vectors of what is
//! signed stand in docs/protocol.md and protocol/tests/contract.)

use kodevagt_core::authenticator::{Authenticator, Presence, Proof, Verdict};
use kodevagt_core::exchange::{Reply, Request};
use kodevagt_core::organisation::Address;
use kodevagt_protocol::approval::{Decision, Transaction, Verb};
use kodevagt_protocol::keys::verify_device;
use kodevagt_protocol::request::{self, Signed};
use kodevagt_protocol::{Bytes, Id};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::service::steps::{activated, fetch, find, info};
use kodevagt_tests::service::{ORG, Service, TICKET};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, open, pin, set_up};
use serde_json::Value;

/// `value` with one of its leaves changed, each in turn, and the leaf's place.
fn flipped(value: &Value) -> Vec<(String, Value)> {
    let leaf = |changed: Value| vec![(String::new(), changed)];
    match value {
        Value::Null => leaf("x".into()),
        Value::Bool(is) => leaf((!is).into()),
        Value::Number(number) => leaf((number.as_i64().unwrap() ^ 1).into()),
        Value::String(text) => {
            let mut changed: Vec<char> = text.chars().collect();
            match changed.first_mut() {
                Some(first) => *first = if *first == 'b' { 'c' } else { 'b' },
                None => changed.push('b'),
            }
            leaf(changed.into_iter().collect::<String>().into())
        }
        Value::Array(items) => within(items.iter().enumerate(), |place, item| {
            let mut items = items.clone();
            items[place] = item;
            items.into()
        }),
        Value::Object(fields) => within(fields.iter(), |name, item| {
            let mut fields = fields.clone();
            fields[name] = item;
            fields.into()
        }),
    }
}

fn within<'a, K: core::fmt::Display + Copy>(
    parts: impl Iterator<Item = (K, &'a Value)>,
    put: impl Fn(K, Value) -> Value,
) -> Vec<(String, Value)> {
    parts
        .flat_map(|(key, part)| flipped(part).into_iter().map(move |leaf| (key, leaf)))
        .map(|(key, (path, changed))| (format!("{key}/{path}"), put(key, changed)))
        .collect()
}

/// Replies like `reply`, with one leaf of the body changed in each.
fn changed(reply: &Reply) -> Vec<(String, Reply)> {
    let body: Value = serde_json::from_slice(&reply.body).unwrap();
    let replies = flipped(&body).into_iter().map(|(place, body)| {
        let body = serde_json::to_vec(&body).unwrap();
        let reply = Reply {
            body,
            ..reply.clone()
        };
        (place, reply)
    });
    replies.collect()
}

/// A phone with a sign-in that has every field.
fn asked() -> (SimPhone, Service, Id) {
    let (phone, mut service) = activated(REUSABLE);
    let id = service.ask(25_000);
    let challenge = &mut service.waiting[0].challenge;
    challenge.text = Some("Sag 27/2026".to_owned());
    challenge.transaction = Some(Transaction {
        amount: "1250.00".to_owned(),
        currency: "DKK".to_owned(),
        payee: "Bjørn".to_owned(),
    });
    challenge.origin.browser = Some("Firefox".to_owned());
    (phone, service, id)
}

#[test]
fn a31_a_challenge_changed_in_any_field_is_not_shown() {
    let (phone, mut service, _) = asked();
    let mut app = open(&phone).unwrap();
    let request = app.begin_fetch(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    let changed = changed(&reply);
    assert_eq!(changed.len(), 17, "every field once: {changed:?}");
    for (place, reply) in changed {
        assert!(app.finish_fetch(ORG, &reply, NOW).is_err(), "{place}");
        assert!(app.approvals(NOW).is_empty(), "{place}");
    }
    let other_nonce = Reply {
        nonce: Some("nonce-0".to_owned()),
        ..reply.clone()
    };
    let unsigned = Reply {
        nonce: None,
        ..reply.clone()
    };
    for stale in [other_nonce, unsigned] {
        assert!(app.finish_fetch(ORG, &stale, NOW).is_err());
    }
    assert_eq!(app.finish_fetch(ORG, &reply, NOW).unwrap().len(), 1);
}

#[test]
fn a31_a_challenge_for_another_phone_or_epoch_is_not_shown() {
    let (phone, mut service, _) = asked();
    let mut app = open(&phone).unwrap();
    let asked = service.waiting[0].clone();
    for change in 0..2 {
        let challenge = &mut service.waiting[0].challenge;
        *challenge = asked.challenge.clone();
        match change {
            0 => challenge.device = Id([0; 16]),
            _ => challenge.epoch += 1,
        }
        assert!(fetch(&mut app, &mut service, NOW).is_err());
        assert!(app.approvals(NOW).is_empty());
    }
}

fn decision(app: &mut Authenticator, id: Id, approve: bool) -> Decision {
    let request = if approve {
        let right = pin(RIGHT);
        app.begin_approve(id, "042", Presence::Pin(&right), NOW)
    } else {
        app.begin_refuse(id, Verdict::Deny, NOW)
    };
    serde_json::from_slice(&request.unwrap().body).unwrap()
}

#[test]
fn a31_a_decision_changed_in_any_field_decides_nothing() {
    let (phone, mut service, id) = asked();
    let mut app = open(&phone).unwrap();
    fetch(&mut app, &mut service, NOW).unwrap();
    let device = service.device.clone().unwrap();
    let challenge = service.waiting[0].challenge.clone();
    for approve in [true, false] {
        let made = decision(&mut app, id, approve);
        let verify = |decision: &Decision, hash| {
            decision
                .verify(&hash, &device.key, &device.vault_key)
                .is_ok()
        };
        assert!(verify(&made, challenge.hash()));
        let as_json = serde_json::to_value(&challenge).unwrap();
        for (place, other) in flipped(&as_json) {
            // A device or an id that isn't hex is no challenge at all.
            if let Ok(other) =
                serde_json::from_value::<kodevagt_protocol::approval::Challenge>(other)
            {
                assert!(!verify(&made, other.hash()), "{place}");
            }
        }
        let as_json = serde_json::to_value(&made).unwrap();
        for (place, other) in flipped(&as_json) {
            if let Ok(other) = serde_json::from_value::<Decision>(other) {
                assert!(!verify(&other, challenge.hash()), "{place}");
            }
        }
        for verb in [Verb::Approve, Verb::Deny, Verb::Report] {
            let swapped = Decision {
                verb,
                ..made.clone()
            };
            assert_eq!(verify(&swapped, challenge.hash()), verb == made.verb);
        }
        for number in [None, Some("043"), Some("42"), Some("0042")] {
            let other = Decision {
                number: number.map(str::to_owned),
                ..made.clone()
            };
            let same = other.number == made.number;
            assert_eq!(verify(&other, challenge.hash()), same);
        }
    }
}

#[test]
fn a31_a_request_changed_in_any_part_is_not_the_phones() {
    let (phone, service, _) = asked();
    let app = open(&phone).unwrap();
    let request = Request {
        body: b"{}".to_vec(),
        ..app.begin_fetch(ORG, NOW).unwrap()
    };
    let headers = app.sign_request(&request, "nonce-1").unwrap();
    let device = service.device.unwrap();
    let signature: Bytes = headers[request::SIGNATURE_HEADER].parse().unwrap();
    let right = Signed {
        method: "GET",
        path: "/v1/phone/challenges",
        body: b"{}",
        device: device.id,
        epoch: 1,
        nonce: "nonce-1",
    };
    let verify = |signed: Signed<'_>| verify_device(&device.key, &signed.bytes(), &signature.0);
    assert!(verify(right).is_ok());
    for wrong in [
        Signed {
            method: "POST",
            ..right
        },
        Signed {
            path: "/v1/phone/status",
            ..right
        },
        Signed { body: b"", ..right },
        Signed {
            device: Id([0; 16]),
            ..right
        },
        Signed { epoch: 2, ..right },
        Signed {
            nonce: "nonce-2",
            ..right
        },
    ] {
        assert!(verify(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn a31_a_grant_changed_in_any_field_is_not_taken() {
    let phone = set_up(1, REUSABLE);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    find(&mut app, &mut service).unwrap();
    let ticket = Proof::Ticket {
        ticket: TICKET,
        mobile: None,
    };
    let request = app.begin_confirm(ORG, ticket, info(), None, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    for (place, reply) in changed(&reply) {
        assert!(app.finish_confirm(ORG, &reply, NOW).is_err(), "{place}");
    }
    // The reply to this confirm is none to another of the same keys.
    let mut other = info();
    other.model = "other".to_owned();
    app.begin_confirm(ORG, ticket, other, None, NOW).unwrap();
    assert!(app.finish_confirm(ORG, &reply, NOW).is_err());
    assert!(app.organisation(ORG).unwrap().device.is_none());
    app.begin_confirm(ORG, ticket, info(), None, NOW).unwrap();
    app.finish_confirm(ORG, &reply, NOW).unwrap();
}

#[test]
fn a31_a_service_that_says_anything_else_of_its_keys_is_not_trusted() {
    let phone = set_up(1, REUSABLE);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    let named = service.address();
    let typed = Address::typed("kodevagt.example").unwrap();
    assert_eq!(typed.server, named.server);
    for address in [&named, &typed] {
        let reply = service
            .call(&app, &app.begin_service(address, NOW))
            .unwrap();
        for (place, reply) in changed(&reply) {
            if place.starts_with("keys/") {
                let taken = app.finish_service(address, &reply, NOW);
                assert!(taken.is_err(), "{place}");
            }
        }
        assert!(app.organisations().unwrap().is_empty());
    }
    let reply = service.call(&app, &app.begin_service(&named, NOW)).unwrap();
    app.finish_service(&named, &reply, NOW).unwrap();
    assert_eq!(app.organisations().unwrap().len(), 1);
}
