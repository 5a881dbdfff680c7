#![allow(clippy::unwrap_used)]

use prost::Message;

use super::{Gathered, Part, Place, is, parse, wire};
use crate::account::{Algorithm, Kind, Refusal};
use crate::import::{Format, read};

/// What Google Authenticator wrote for one 2FAS test account (public sample).
const REAL: &str = "otpauth-migration://offline?data=Ch8KBdFBKZJTEgpUZXN0IFRva2VuGgQyRkFTIAEoATACEAEYASAAKIji6ej7%2F%2F%2F%2F%2FwE%3D";

fn uri(message: &[u8]) -> String {
    let data = data_encoding::BASE64URL_NOPAD.encode(message);
    format!("otpauth-migration://offline?data={data}")
}

fn plain(name: &str) -> wire::Parameters {
    wire::Parameters {
        secret: b"secret".to_vec(),
        name: name.as_bytes().to_vec(),
        ..wire::Parameters::default()
    }
}

fn payload(entries: &[wire::Parameters]) -> wire::Payload {
    wire::Payload {
        entries: entries.iter().map(Message::encode_to_vec).collect(),
        version: 1,
        ..wire::Payload::default()
    }
}

fn part(index: i32, size: i32, names: &[&str]) -> Part {
    let entries: Vec<_> = names.iter().map(|name| plain(name)).collect();
    let mut payload = payload(&entries);
    (payload.batch_id, payload.batch_index, payload.batch_size) = (-7, index, size);
    parse(&uri(&payload.encode_to_vec())).unwrap()
}

#[track_caller]
fn refused(parameters: wire::Parameters, expected: Refusal) {
    let part = parse(&uri(&payload(&[parameters]).encode_to_vec())).unwrap();
    assert_eq!(part.entries[0].result, Err(expected));
}

#[test]
fn a_real_export() {
    let part = parse(REAL).unwrap();
    assert_eq!(
        part.place.unwrap(),
        Place {
            id: -1_122_340_600,
            index: 0,
            size: 1
        }
    );
    let account = part.entries[0].result.as_ref().unwrap();
    assert_eq!(account.otp.secret.bytes(), b"\xd1\x41\x29\x92\x53");
    assert_eq!(account.otp.kind, Kind::Totp { period: 30 });
    assert_eq!(
        (account.otp.algorithm, account.otp.digits),
        (Algorithm::Sha1, 6)
    );
    assert_eq!(
        (account.card.issuer.as_str(), account.card.label.as_str()),
        ("2FAS", "Test Token")
    );
}

#[test]
fn the_data_in_every_dress() {
    let expected = parse(REAL).unwrap();
    let standard = "Ch8KBdFBKZJTEgpUZXN0IFRva2VuGgQyRkFTIAEoATACEAEYASAAKIji6ej7/////wE";
    for data in [
        standard.to_owned(),
        format!("{standard}="),
        format!("{standard}%3D"),
        format!("{standard}%253D"),
        standard.replace('/', "_"),
        standard.replace('/', "%2F"),
        format!("{}\r\n {}", &standard[..20], &standard[20..]).replace(' ', ""),
        format!("{standard}&lang=da"),
    ] {
        let uri = format!("OTPAUTH-MIGRATION://offline?data={data}");
        assert_eq!(parse(&uri).unwrap(), expected, "{uri}");
    }
    // A `+` arrives as itself, escaped, or as the space that a form decoder made of it.
    let message = payload(&[plain("\u{3ef}\u{3ef}\u{3ef}>>>>")]).encode_to_vec();
    let standard = data_encoding::BASE64.encode(&message);
    assert!(standard.contains('+'), "{standard}");
    for data in [
        standard.clone(),
        standard.replace('+', " "),
        standard.replace('+', "%2B"),
    ] {
        let part = parse(&format!("otpauth-migration://offline?data={data}")).unwrap();
        assert_eq!(part, parse(&uri(&message)).unwrap(), "{data}");
    }
}

#[test]
fn what_is_unspecified_is_googles_default() {
    let part = parse(&uri(&payload(&[plain("Kommune:mette")]).encode_to_vec())).unwrap();
    assert_eq!(part.place, None);
    let account = part.entries[0].result.as_ref().unwrap();
    assert_eq!(account.otp.kind, Kind::Totp { period: 30 });
    assert_eq!(
        (account.otp.algorithm, account.otp.digits),
        (Algorithm::Sha1, 6)
    );
    assert_eq!(
        (account.card.issuer.as_str(), account.card.label.as_str()),
        ("Kommune", "mette")
    );
}

#[test]
fn what_no_account_can_be_is_refused_with_its_reason() {
    refused(
        wire::Parameters {
            algorithm: wire::MD5,
            ..plain("a")
        },
        Refusal::BadAlgorithm("MD5".to_owned()),
    );
    refused(
        wire::Parameters {
            algorithm: 9,
            ..plain("a")
        },
        Refusal::BadAlgorithm("9".to_owned()),
    );
    refused(
        wire::Parameters {
            digits: 3,
            ..plain("a")
        },
        Refusal::Unsupported("digit count 3".to_owned()),
    );
    refused(
        wire::Parameters {
            kind: -1,
            ..plain("a")
        },
        Refusal::UnknownType("-1".to_owned()),
    );
    refused(
        wire::Parameters {
            kind: wire::HOTP,
            counter: -1,
            ..plain("a")
        },
        Refusal::BadCounter("-1".to_owned()),
    );
    refused(
        wire::Parameters {
            secret: vec![],
            ..plain("a")
        },
        Refusal::NoSecret,
    );
    refused(
        wire::Parameters {
            secret: vec![0; 1025],
            ..plain("a")
        },
        Refusal::TooLong,
    );
    refused(plain(&"x".repeat(1025)), Refusal::TooLong);
}

#[test]
fn a_damaged_entry_takes_no_other_with_it() {
    let mut payload = payload(&[plain("a"), plain("b")]);
    payload.entries.insert(1, b"\x0a\xff".to_vec());
    payload.entries.push(
        wire::Parameters {
            name: b"\xff".to_vec(),
            ..plain("")
        }
        .encode_to_vec(),
    );
    let mut message = payload.encode_to_vec();
    message.extend(b"\x7a\x02hi\x80\x01\x07"); // fields 15 and 16, which nobody knows
    let part = parse(&uri(&message)).unwrap();
    let labels: Vec<_> = part
        .entries
        .iter()
        .map(|entry| entry.title.label.as_str())
        .collect();
    assert_eq!(labels, ["a", "", "b", "\u{fffd}"]);
    let refused: Vec<_> = part
        .entries
        .iter()
        .filter_map(|entry| entry.result.as_ref().err())
        .collect();
    assert_eq!(refused, [&Refusal::Damaged]);
}

#[test]
fn what_is_no_part() {
    assert!(!is("otpauth://totp/a"));
    assert_eq!(parse("otpauth://totp/a"), Err(Refusal::NotOtpauth));
    for text in [
        "otpauth-migration:",
        "otpauth-migration://offline",
        "otpauth-migration://offline?",
        "otpauth-migration://offline?data=",
        "otpauth-migration://offline?data=%%%",
        "otpauth-migration://offline?data=AAAAA",
        "otpauth-migration://offline?data=CgX/",
    ] {
        assert!(is(text));
        assert_eq!(parse(text), Err(Refusal::Damaged), "{text}");
    }
    let long = format!("{REAL}&x={}", "y".repeat(super::LIMIT));
    assert_eq!(parse(&long), Err(Refusal::TooLong));
    for (index, size) in [(1, 1), (-1, 2), (0, 0), (0, 1001), (0, -1)] {
        assert_eq!(part(index, size, &["a"]).place, None, "{index} of {size}");
    }
}

#[test]
fn parts_in_any_order_and_repeated() {
    let mut gathered = Gathered::default();
    assert_eq!(gathered.add(part(2, 3, &["e"])).len(), 1);
    assert_eq!(gathered.add(part(0, 3, &["a", "b"])).len(), 2);
    assert_eq!(
        gathered.missing(),
        [Place {
            id: -7,
            index: 1,
            size: 3
        }]
    );
    assert_eq!(gathered.add(part(0, 3, &["a", "b"])).len(), 2);
    assert_eq!(gathered.add(part(1, 3, &["c", "d"])).len(), 2);
    assert_eq!(gathered.missing(), []);
    // The same place, but not the same part: nothing is dropped.
    assert_eq!(gathered.add(part(1, 3, &["x"])).len(), 1);
}

#[test]
fn a_file_of_parts() {
    let text = format!("{REAL}\n{REAL}\n");
    let batch = read(text.as_bytes(), None).unwrap();
    assert_eq!((batch.format, batch.entries.len()), (Format::Migration, 2));
    assert_eq!(batch.missing, []);
}

#[test]
fn a_claim_of_many_parts_costs_nothing() {
    let mut gathered = Gathered::default();
    for id in 0..50 {
        let payload = wire::Payload {
            batch_id: id,
            batch_size: 1000,
            ..payload(&[])
        };
        gathered.add(parse(&uri(&payload.encode_to_vec())).unwrap());
    }
    assert_eq!(gathered.missing().len(), 1000);
}
