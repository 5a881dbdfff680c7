//! APNs, as "Sending notification requests to APNs" and "Establishing a token-based connection" describe it.

use http::Version;
use kodevagt_service::outbound::push::{Apns, Target};
use kodevagt_service::outbound::{Push, Refusal};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
};
use serde_json::json;

use super::{HINT, Token, now, wake_up};
use crate::endpoint::Endpoint;

const DEVICE: &str = "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";

#[tokio::test]
async fn an_alert_over_http2_under_a_provider_token() {
    let mut apple = Endpoint::tls().await;
    let key = Key::new();
    let apns = key.apns(&apple, "");
    apple.answers(
        200,
        &[("apns-id", "EC1BF194-B3B2-424A-89A9-5A918A6E6B5D")],
        "",
    );
    let sent = apns.send(&wake_up(&target())).await.unwrap();
    assert_eq!(
        sent.reference.as_deref(),
        Some("EC1BF194-B3B2-424A-89A9-5A918A6E6B5D")
    );

    let heard = apple.heard().await;
    assert_eq!(heard.version, Version::HTTP_2);
    assert_eq!(
        (heard.method.as_str(), heard.uri.path()),
        ("POST", format!("/3/device/{DEVICE}").as_str())
    );
    assert_eq!(heard.header("apns-topic"), Some("dk.example.kodevagt"));
    assert_eq!(heard.header("apns-push-type"), Some("alert"));
    assert_eq!(heard.header("apns-priority"), Some("10"));
    assert_eq!(heard.header("apns-collapse-id"), Some("kodevagt"));
    let expires: u64 = heard.header("apns-expiration").unwrap().parse().unwrap();
    assert!(expires.abs_diff(now() + 25) < 20, "{expires}");
    assert_eq!(
        heard.json(),
        json!({
            "aps": {"alert": {"loc-key": "push-waiting"}, "mutable-content": 1, "sound": "default"},
            "hint": HINT,
        })
    );
    let token = Token::read(
        heard
            .header("authorization")
            .unwrap()
            .strip_prefix("bearer ")
            .unwrap(),
    );
    token.verify(&ECDSA_P256_SHA256_FIXED, key.pair.public_key().as_ref());
    assert_eq!(
        token.header,
        json!({"typ": "JWT", "alg": "ES256", "kid": "ABC123DEFG"})
    );
    let issued = token.claims["iat"].as_u64().unwrap();
    assert!(issued.abs_diff(now()) < 60);
    assert_eq!(token.claims, json!({"iss": "DEF123GHIJ", "iat": issued}));

    // Apple refuses a new token for each request: the same one serves again.
    let first = heard.header("authorization").map(str::to_owned);
    apns.send(&wake_up(&target())).await.unwrap();
    assert_eq!(
        apple
            .heard()
            .await
            .header("authorization")
            .map(str::to_owned),
        first
    );
}

#[tokio::test]
async fn a_background_wake_up() {
    let mut apple = Endpoint::tls().await;
    let apns = Key::new().apns(&apple, "style = 'background'");
    apns.send(&wake_up(&target())).await.unwrap();
    let heard = apple.heard().await;
    assert_eq!(heard.header("apns-push-type"), Some("background"));
    assert_eq!(heard.header("apns-priority"), Some("5"));
    assert_eq!(
        heard.json(),
        json!({"aps": {"content-available": 1}, "hint": HINT})
    );
}

#[tokio::test]
async fn what_apns_refuses_is_told_apart() {
    let apple = Endpoint::tls().await;
    let apns = Key::new().apns(&apple, "");
    for (status, reason, refusal) in [
        (410, "Unregistered", Refusal::Gone),
        (400, "BadDeviceToken", Refusal::Gone),
        (400, "DeviceTokenNotForTopic", Refusal::Gone),
        (400, "BadTopic", Refusal::Permanent),
        (403, "ExpiredProviderToken", Refusal::Temporary(None)),
        (403, "InvalidProviderToken", Refusal::Temporary(None)),
        (429, "TooManyRequests", Refusal::Temporary(None)),
        (503, "ServiceUnavailable", Refusal::Temporary(None)),
    ] {
        apple.answers(status, &[], &json!({"reason": reason}).to_string());
        assert_eq!(
            apns.send(&wake_up(&target())).await.unwrap_err().refusal,
            refusal,
            "{reason}"
        );
    }
}

struct Key {
    pair: EcdsaKeyPair,
    pem: String,
}

impl Key {
    fn new() -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let der = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self {
            pair: EcdsaKeyPair::from_pkcs8(kind, der.as_ref(), &random).unwrap(),
            pem: format!(
                "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
                data_encoding::BASE64.encode(der.as_ref())
            ),
        }
    }

    fn apns(&self, apple: &Endpoint, more: &str) -> Apns {
        let settings = format!(
            "key = '''{}'''\nkey_id = 'ABC123DEFG'\nteam_id = 'DEF123GHIJ'\n\
             topic = 'dk.example.kodevagt'\nurl = '{}'\nca_file = {}\n{more}",
            self.pem,
            apple.url(""),
            apple.ca_toml(),
        );
        Apns::new(&toml::from_str(&settings).unwrap()).unwrap()
    }
}

fn target() -> Target {
    Target::apns(DEVICE).unwrap()
}
