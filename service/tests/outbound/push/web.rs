//! Web Push: RFC 8030, 8291 and 8292.

use data_encoding::BASE64URL_NOPAD;
use kodevagt_service::outbound::push::{Target, WebPush, new_vapid_key};
use kodevagt_service::outbound::{Push, Refusal};
use ring::signature::ECDSA_P256_SHA256_FIXED;
use web_push_native::p256::SecretKey;

use super::{HINT, Token, now, wake_up};
use crate::endpoint::Endpoint;

/// A phone's own side.
struct Phone {
    key: SecretKey,
    auth: [u8; 16],
}

impl Phone {
    fn new() -> Self {
        Self {
            key: SecretKey::from_slice(&[7; 32]).unwrap(),
            auth: [9; 16],
        }
    }

    fn target(&self, endpoint: &str) -> Target {
        let public = self.key.public_key().to_sec1_bytes();
        let (public, auth) = (
            BASE64URL_NOPAD.encode(&public),
            BASE64URL_NOPAD.encode(&self.auth),
        );
        Target::web(endpoint, &public, &auth).unwrap()
    }
}

#[tokio::test]
async fn a_wake_up_is_signed_and_only_the_phone_reads_it() {
    let mut endpoint = Endpoint::tls().await;
    let push = web_push(&endpoint, "");
    let phone = Phone::new();
    let target = phone.target(&endpoint.url("/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"));
    endpoint.answers(201, &[("location", "/message/1")], "");
    push.send(&wake_up(&target)).await.unwrap();

    let heard = endpoint.heard().await;
    assert_eq!(
        (heard.method.as_str(), heard.uri.path()),
        ("POST", "/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV")
    );
    assert_eq!(heard.header("content-encoding"), Some("aes128gcm"));
    assert_eq!(
        heard.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(heard.header("ttl"), Some("25"));
    assert_eq!(heard.header("urgency"), Some("high"));
    assert_eq!(heard.header("topic"), Some("kodevagt"));

    let authorization = heard
        .header("authorization")
        .unwrap()
        .strip_prefix("vapid t=")
        .unwrap();
    let (token, key) = authorization.split_once(", k=").unwrap();
    assert_eq!(key, push.public_key());
    let token = Token::read(token);
    token.verify(
        &ECDSA_P256_SHA256_FIXED,
        &BASE64URL_NOPAD.decode(key.as_bytes()).unwrap(),
    );
    assert_eq!(
        token.header,
        serde_json::json!({"typ": "JWT", "alg": "ES256"})
    );
    assert_eq!(token.claims["aud"], endpoint.url(""));
    assert_eq!(token.claims["sub"], "mailto:drift@example.dk");
    let life = token.claims["exp"].as_u64().unwrap() - now();
    assert!((1..=24 * 60 * 60).contains(&life), "{life}");

    let opened =
        web_push_native::decrypt(heard.body.clone(), &phone.key, &phone.auth.into()).unwrap();
    assert_eq!(opened, format!(r#"{{"hint":"{HINT}"}}"#).into_bytes());
    assert!(web_push_native::decrypt(heard.body, &phone.key, &[8; 16].into()).is_err());
}

#[tokio::test]
async fn what_a_push_service_refuses_is_told_apart() {
    let endpoint = Endpoint::tls().await;
    let push = web_push(&endpoint, "");
    let target = Phone::new().target(&endpoint.url("/p"));
    for (status, refusal) in [
        (404, Refusal::Gone),
        (410, Refusal::Gone),
        (413, Refusal::Permanent),
        (403, Refusal::Temporary(None)),
        (429, Refusal::Temporary(None)),
        (503, Refusal::Temporary(None)),
    ] {
        endpoint.answers(status, &[], "");
        let refused = push.send(&wake_up(&target)).await.unwrap_err();
        assert_eq!(refused.refusal, refusal, "{status}");
    }
}

/// The phone names the address, so it can't be one inside the house unless the operator said so.
#[tokio::test]
async fn inner_addresses_and_unknown_hosts_are_not_called() {
    let mut endpoint = Endpoint::tls().await;
    let phone = Phone::new();
    let here = endpoint.url("/p");
    let public_only = web_push_with("");
    for inner in [
        here.clone(),
        here.replace("localhost", "127.0.0.1"),
        here.replace("localhost", "[::1]"),
    ] {
        assert!(
            public_only
                .send(&wake_up(&phone.target(&inner)))
                .await
                .is_err(),
            "{inner}"
        );
    }
    let others = web_push_with("hosts = ['push.example']");
    for elsewhere in [
        &here,
        "https://push.example.evil/x",
        "https://xpush.example/x",
    ] {
        let refused = others
            .send(&wake_up(&phone.target(elsewhere)))
            .await
            .unwrap_err();
        assert_eq!(refused.refusal, Refusal::Permanent, "{elsewhere}");
    }
    assert!(endpoint.is_silent());
}

#[test]
fn a_registration_is_looked_at() {
    let phone = Phone::new();
    let key = BASE64URL_NOPAD.encode(&phone.key.public_key().to_sec1_bytes());
    let auth = BASE64URL_NOPAD.encode(&phone.auth);
    assert!(Target::web("https://push.example/x", &key, &auth).is_ok());
    for (endpoint, key, auth) in [
        ("http://push.example/x", key.as_str(), auth.as_str()),
        ("https://u:p@push.example/x", &key, &auth),
        ("push.example", &key, &auth),
        ("https://push.example/x", &key[1..], &auth),
        ("https://push.example/x", &key, &auth[2..]),
        ("https://push.example/x", "", ""),
    ] {
        assert!(
            Target::web(endpoint, key, auth).is_err(),
            "{endpoint} {key} {auth}"
        );
    }
    let sent = kodevagt_protocol::phone::Push::WebPush {
        endpoint: "https://push.example/x".to_owned(),
        p256dh: kodevagt_protocol::Bytes(phone.key.public_key().to_sec1_bytes().to_vec()),
        auth: kodevagt_protocol::Bytes(phone.auth.to_vec()),
    };
    let read = Target::read(&sent).unwrap().unwrap();
    assert!(read == phone.target("https://push.example/x"));
    let stored = serde_json::to_string(&phone.target("https://push.example/x")).unwrap();
    assert!(serde_json::from_str::<Target>(&stored).is_ok());
    assert!(serde_json::from_str::<Target>(&stored.replace("https", "http")).is_err());
    assert_eq!(
        format!("{:?}", phone.target("https://push.example/x")),
        "Web"
    );
}

fn web_push(endpoint: &Endpoint, more: &str) -> WebPush {
    web_push_with(&format!(
        "hosts = ['localhost']\nprivate_addresses = true\nca_file = {}\n{more}",
        endpoint.ca_toml()
    ))
}

fn web_push_with(more: &str) -> WebPush {
    let der = new_vapid_key().unwrap();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        data_encoding::BASE64.encode(&der)
    );
    let settings = format!("vapid_key = '''{pem}'''\ncontact = 'mailto:drift@example.dk'\n{more}");
    WebPush::new(&toml::from_str(&settings).unwrap()).unwrap()
}
