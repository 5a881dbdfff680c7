//! Tokens that a real privacyIDEA server enrols: scanned by the phone, and its codes accepted.

use std::net::TcpStream;

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::kodevagt::{Phone, scan};
use crate::qrencode;
use crate::server::Server;

#[test]
fn a_real_server_takes_our_codes_once() {
    let server = Server::start();
    let phone = Phone::new();

    let totp =
        json!({"type": "totp", "hashlib": "sha1", "otplen": 6, "timeStep": 30, "pin": "first "});
    once(&server, &phone, &totp);
    let totp =
        json!({"type": "totp", "hashlib": "sha256", "otplen": 8, "timeStep": 60, "pin": "second "});
    once(&server, &phone, &totp);
    let hotp = json!({"type": "hotp", "hashlib": "sha1", "otplen": 6, "pin": "third "});
    let id = once(&server, &phone, &hotp);

    // What counts goes on counting: three codes that were never typed, and the server follows.
    let typed: Vec<_> = (0..4).map(|_| code(&phone, &id)).collect();
    assert!(server.accepts(&format!("third {}", typed[3])));
    assert!(
        !server.accepts(&format!("third {}", typed[1])),
        "a code that was passed over"
    );
}

#[test]
fn the_servers_own_picture_is_read() {
    let server = Server::start();
    let phone = Phone::new();
    let token =
        json!({"type": "totp", "hashlib": "sha512", "otplen": 6, "timeStep": 30, "pin": ""});
    let detail = server.enrol(&token);
    let picture = detail["googleurl"]["img"].as_str().unwrap();
    let picture = picture.strip_prefix("data:image/png;base64,").unwrap();
    let file = phone.file("enrolled.png");
    std::fs::write(&file, BASE64.decode(picture.as_bytes()).unwrap()).unwrap();

    let id = &scan(&phone, &[file])[0];
    let code = code(&phone, id);
    assert!(!server.accepts(&wrong(&code)));
    assert!(server.accepts(&code));
}

#[test]
fn a_test_that_panics_leaves_no_server_behind() {
    let panicked = std::panic::catch_unwind(|| {
        let server = Server::start();
        std::panic::resume_unwind(Box::new(server.address().to_owned()));
    });
    let address = panicked.unwrap_err().downcast::<String>().unwrap();
    assert!(TcpStream::connect(*address).is_err(), "it still listens");
}

/// Enrols a token, scans it and signs in with it, once: its id on the phone.
fn once(server: &Server, phone: &Phone, token: &Value) -> String {
    let detail = server.enrol(token);
    let uri = detail["googleurl"]["value"].as_str().unwrap();
    let serial = detail["serial"].as_str().unwrap();
    let picture = qrencode::draw(phone, serial, uri, &[]);
    let id = scan(phone, &[picture]).remove(0);

    let code = code(phone, &id);
    assert_eq!(code.len() as u64, token["otplen"].as_u64().unwrap());
    let pin = token["pin"].as_str().unwrap();
    assert!(
        !server.accepts(&format!("{pin}{}", wrong(&code))),
        "any code is accepted"
    );
    assert!(server.accepts(&format!("{pin}{code}")), "{token}");
    assert!(
        !server.accepts(&format!("{pin}{code}")),
        "accepted a second time: {token}"
    );
    id
}

fn code(phone: &Phone, id: &str) -> String {
    phone.done(&["code", id])["code"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Another code, of the same length.
fn wrong(code: &str) -> String {
    let first = u8::from(code.as_bytes()[0] == b'0');
    format!("{first}{}", &code[1..])
}
