//! FCM, as "Send messages with the FCM HTTP v1 API" and "Using OAuth 2.0 for server to server applications"
//! describe it.

use kodevagt_service::outbound::push::{Fcm, Target};
use kodevagt_service::outbound::{Push, Refusal};
use ring::signature::{KeyPair, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::json;

use super::{HINT, Token, now, wake_up};
use crate::endpoint::Endpoint;

/// Made for these tests; it opens nothing.
const KEY: &str = include_str!("rsa-for-tests.pem");

#[tokio::test]
async fn a_data_message_under_a_service_accounts_token() {
    let (mut google, mut tokens) = (Endpoint::tls().await, Endpoint::plain().await);
    let fcm = fcm(&google, &tokens);
    let target = Target::fcm("bk3RNwTe3H0:CI2k_HHwgIpoDKCIZvvDMExUdFQ3P1").unwrap();
    tokens.answers(
        200,
        &[],
        r#"{"access_token":"ya29.first","expires_in":3599,"token_type":"Bearer"}"#,
    );
    google.answers(200, &[], r#"{"name":"projects/kode-1/messages/0:15"}"#);
    let sent = fcm.send(&wake_up(&target)).await.unwrap();
    assert_eq!(
        sent.reference.as_deref(),
        Some("projects/kode-1/messages/0:15")
    );

    let heard = tokens.heard().await;
    assert_eq!(
        (heard.method.as_str(), heard.uri.path()),
        ("POST", "/token")
    );
    assert_eq!(
        heard.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let form = String::from_utf8(heard.body).unwrap();
    let assertion = form
        .strip_prefix(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant%2Dtype%3Ajwt%2Dbearer&assertion=",
        )
        .unwrap();
    let token = Token::read(assertion);
    token.verify(&RSA_PKCS1_2048_8192_SHA256, &public_key());
    assert_eq!(
        token.header,
        json!({"typ": "JWT", "alg": "RS256", "kid": "key1"})
    );
    let (issued, expires) = (
        token.claims["iat"].as_u64().unwrap(),
        token.claims["exp"].as_u64().unwrap(),
    );
    assert!(issued.abs_diff(now()) < 60 && (1..=3600).contains(&(expires - issued)));
    assert_eq!(
        token.claims,
        json!({
            "iss": "push@kode-1.iam.gserviceaccount.com",
            "scope": "https://www.googleapis.com/auth/firebase.messaging",
            "aud": tokens.url("/token"), "iat": issued, "exp": expires,
        })
    );

    let heard = google.heard().await;
    assert_eq!(
        (heard.method.as_str(), heard.uri.path()),
        ("POST", "/v1/projects/kode-1/messages:send")
    );
    assert_eq!(heard.header("authorization"), Some("Bearer ya29.first"));
    assert_eq!(heard.header("content-type"), Some("application/json"));
    assert_eq!(
        heard.json(),
        json!({"message": {
            "token": "bk3RNwTe3H0:CI2k_HHwgIpoDKCIZvvDMExUdFQ3P1",
            "data": {"hint": HINT},
            "android": {"priority": "HIGH", "ttl": "25s"},
        }})
    );
}

#[tokio::test]
async fn a_token_is_kept_until_it_is_refused() {
    let (mut google, mut tokens) = (Endpoint::tls().await, Endpoint::plain().await);
    let fcm = fcm(&google, &tokens);
    let target = Target::fcm("t").unwrap();
    tokens.answers(200, &[], r#"{"access_token":"one","expires_in":3599}"#);
    fcm.send(&wake_up(&target)).await.unwrap();
    tokens.heard().await;
    google.answers(
        401,
        &[],
        r#"{"error":{"code":401,"status":"UNAUTHENTICATED"}}"#,
    );
    google.heard().await;
    let refused = fcm.send(&wake_up(&target)).await.unwrap_err();
    assert_eq!(refused.refusal, Refusal::Temporary(None));
    assert!(tokens.is_silent());
    google.heard().await;
    tokens.answers(200, &[], r#"{"access_token":"two","expires_in":3599}"#);
    fcm.send(&wake_up(&target)).await.unwrap();
    assert_eq!(
        google.heard().await.header("authorization"),
        Some("Bearer two")
    );
}

#[tokio::test]
async fn what_fcm_refuses_is_told_apart() {
    let (google, tokens) = (Endpoint::tls().await, Endpoint::plain().await);
    let fcm = fcm(&google, &tokens);
    let target = Target::fcm("t").unwrap();
    // No token, no message.
    tokens.answers(400, &[], r#"{"error":"invalid_grant"}"#);
    let refused = fcm.send(&wake_up(&target)).await.unwrap_err();
    assert_eq!(refused.refusal, Refusal::Temporary(None));
    tokens.answers(200, &[], r#"{"access_token":"one","expires_in":3599}"#);
    for (status, code, refusal) in [
        (404, "UNREGISTERED", Refusal::Gone),
        (403, "SENDER_ID_MISMATCH", Refusal::Gone),
        (400, "INVALID_ARGUMENT", Refusal::Permanent),
        (429, "QUOTA_EXCEEDED", Refusal::Temporary(None)),
        (503, "UNAVAILABLE", Refusal::Temporary(None)),
    ] {
        let error = json!({"error": {"code": status, "details": [
            {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": code},
        ]}});
        google.answers(status, &[], &error.to_string());
        assert_eq!(
            fcm.send(&wake_up(&target)).await.unwrap_err().refusal,
            refusal,
            "{code}"
        );
    }
}

fn fcm(google: &Endpoint, tokens: &Endpoint) -> Fcm {
    let account = json!({
        "type": "service_account", "project_id": "kode-1", "private_key_id": "key1", "private_key": KEY,
        "client_email": "push@kode-1.iam.gserviceaccount.com", "token_uri": tokens.url("/token"),
    });
    let settings = format!(
        "service_account = '''{account}'''\nurl = '{}'\nca_file = {}",
        google.url(""),
        google.ca_toml(),
    );
    Fcm::new(&toml::from_str(&settings).unwrap()).unwrap()
}

fn public_key() -> Vec<u8> {
    let der = PrivatePkcs8KeyDer::from_pem_slice(KEY.as_bytes()).unwrap();
    let pair = RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    pair.public_key().as_ref().to_vec()
}
