//! Push services: Web Push decrypted as a phone does, FCM and APNs against stand-ins that check what their
//! documentation asks.

mod apns;
mod fcm;
mod web;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use data_encoding::BASE64URL_NOPAD;
use kodevagt_service::outbound::WakeUp;
use kodevagt_service::outbound::push::Target;
use serde_json::Value;

const HINT: &str = "MFRGGZDFMZTWQ2LK";

fn wake_up(to: &Target) -> WakeUp {
    WakeUp {
        to: to.clone(),
        hint: HINT.to_owned(),
        validity: Duration::from_secs(25),
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

/// A signed token: header, claims, what is signed, and the signature.
struct Token {
    header: Value,
    claims: Value,
    signed: String,
    signature: Vec<u8>,
}

impl Token {
    fn read(text: &str) -> Self {
        let [header, claims, signature] = text.split('.').collect::<Vec<_>>().try_into().unwrap();
        let bytes = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap();
        let json = |part| serde_json::from_slice(&bytes(part)).unwrap();
        Self {
            header: json(header),
            claims: json(claims),
            signed: format!("{header}.{claims}"),
            signature: bytes(signature),
        }
    }

    fn verify(&self, algorithm: &'static dyn ring::signature::VerificationAlgorithm, key: &[u8]) {
        ring::signature::UnparsedPublicKey::new(algorithm, key)
            .verify(self.signed.as_bytes(), &self.signature)
            .unwrap();
    }
}
