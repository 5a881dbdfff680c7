//! Every message as JSON; each is read back as it was written.

use core::fmt::Debug;

use kodevagt_protocol::activation::{self, Activated, Active, Confirmed, ServiceInfo, Started};
use kodevagt_protocol::application::{
    Ask, Asked, Consume, Event, Outcome, Reason, Verified, Verify,
};
use kodevagt_protocol::approval::{Challenges, Decided, Decision, SignedChallenge, State, Verb};
use kodevagt_protocol::phone::{self, Nonce, NonceFor, Push, Waited};
use kodevagt_protocol::unblock::{self, Half, Release, Released, Stage};
use kodevagt_protocol::{Problem, Refusal};
use serde::{Serialize, de::DeserializeOwned};

use crate::samples::{self, bytes};

const NOW: i64 = 1_795_000_000_000;

fn hold<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) {
    let json = serde_json::to_string_pretty(message).unwrap();
    assert_eq!(
        &serde_json::from_str::<T>(&json).unwrap(),
        message,
        "{name}"
    );
    insta::assert_snapshot!(name, json);
}

#[test]
fn activation() {
    let info = ServiceInfo {
        name: "Prøve Kommune".to_owned(),
        keys: samples::keys(),
        contact: samples::contact(),
        sms: true,
        time_ms: NOW,
    };
    hold("activation_service_info", &info);
    let start = activation::Start {
        mobile: "+4512345678".to_owned(),
        language: "da".to_owned(),
    };
    hold("activation_start", &start);
    let started = Started {
        activation: samples::ACTIVATION,
        code_digits: 8,
        resend_after_ms: 30_000,
        expires_in_ms: 600_000,
    };
    hold("activation_started", &started);
    hold("activation_confirm_sms", &samples::confirm());
    hold("activation_confirm_ticket", &samples::confirm_by_ticket());
    let confirmed = Confirmed {
        sealed: samples::sealed(),
        keys: samples::keys(),
        signature: bytes(0xb0, 64),
    };
    hold("activation_confirmed", &confirmed);
    hold("activation_grant", &samples::grant());
    let active = Active {
        vault_key: bytes(0x70, 32),
        half: samples::sealed(),
        half_serial: 1,
    };
    hold("activation_active", &active);
    let activated = Activated {
        device: samples::DEVICE,
        activated_at_ms: NOW,
    };
    hold("activation_activated", &activated);
}

#[test]
fn approval() {
    let signed = |challenge| SignedChallenge {
        challenge,
        remaining_ms: 21_500,
        signature: bytes(0xc0, 64),
    };
    let two = [samples::challenge(), samples::bare_challenge()].map(signed);
    let challenges = Challenges {
        challenges: two.into(),
    };
    hold("approval_challenges", &challenges);
    let decision = |verb, number: Option<&str>| Decision {
        verb,
        number: number.map(str::to_owned),
        device_signature: bytes(0xd0, 64),
        vault_signature: number.map(|_| bytes(0xe0, 64)),
    };
    hold("approval_approve", &decision(Verb::Approve, Some("042")));
    hold("approval_deny", &decision(Verb::Deny, None));
    hold("approval_report", &decision(Verb::Report, None));
    let state = State::Mismatch;
    hold("approval_decided", &Decided { state });
}

#[test]
fn applications() {
    let challenge = samples::challenge();
    let ask = Ask {
        person: challenge.person,
        session: Some("5f".repeat(32)),
        text: challenge.text,
        origin: Some(challenge.origin),
        transaction: challenge.transaction,
        ttl_ms: Some(25_000),
    };
    hold("application_ask", &ask);
    let bare = serde_json::from_str::<Ask>("{\"person\": \"anna\"}").unwrap();
    hold("application_ask_bare", &bare);
    let asked = Asked {
        id: challenge.id,
        number: "042".to_owned(),
        expires_at: NOW + 25_000,
        state: State::Pending,
    };
    hold("application_asked", &asked);
    let event = |at, event: &str| Event {
        at,
        event: event.to_owned(),
    };
    let outcome = Outcome {
        id: challenge.id,
        state: State::Approved,
        expires_at: NOW + 25_000,
        timeline: vec![event(NOW, "created"), event(NOW + 4_200, "approved")],
    };
    hold("application_outcome", &outcome);
    let session_secret = Some("hemmelig".to_owned());
    hold("application_consume", &Consume { session_secret });
    let verify = Verify {
        person: "anna".to_owned(),
        code: "123456".to_owned(),
    };
    hold("application_verify", &verify);
    let verified = |reason: Option<Reason>, retry_at| Verified {
        valid: reason.is_none(),
        reason,
        retry_at,
    };
    hold("application_verified", &verified(None, None));
    let wait = verified(Some(Reason::Wait), Some(NOW + 30_000));
    hold("application_verified_wait", &wait);
}

#[test]
fn phones() {
    let device = samples::DEVICE;
    hold("phone_nonce_for", &NonceFor { device });
    let nonce = Nonce {
        nonce: "bm9uY2U".to_owned(),
        time_ms: NOW,
    };
    hold("phone_nonce", &nonce);
    let grant = samples::grant();
    let standing = phone::Standing {
        state: phone::State::Active,
        name: grant.name,
        keys: samples::keys(),
        contact: grant.contact,
        policy: grant.policy,
        time_ms: NOW,
    };
    hold("phone_standing", &standing);
    let hint = Some(bytes(0x11, 16));
    hold("phone_waited", &Waited { hint });
    hold("phone_waited_in_vain", &Waited::default());
    let token = "f00d".to_owned();
    hold("phone_push_none", &Push::None);
    hold(
        "phone_push_fcm",
        &Push::Fcm {
            token: token.clone(),
        },
    );
    hold("phone_push_apns", &Push::Apns { token });
    let web = Push::WebPush {
        endpoint: "https://push.example/1".to_owned(),
        p256dh: bytes(0x04, 65),
        auth: bytes(0x12, 16),
    };
    hold("phone_push_web", &web);
}

#[test]
fn unblocking() {
    let start = unblock::Start {
        lock_number: "048123".to_owned(),
        request_key: bytes(0x55, 32),
    };
    hold("unblock_start", &start);
    let started = unblock::Started {
        unblock: samples::UNBLOCK,
        words: ["agurk".to_owned(), "tulipan".to_owned()],
        expires_in_ms: 900_000,
        contact: samples::contact(),
    };
    hold("unblock_started", &started);
    let standing = unblock::Standing {
        state: unblock::State::Typed,
        tries_left: 3,
        remaining_ms: 840_000,
    };
    hold("unblock_standing", &standing);
    let code = "123456782".to_owned();
    hold("unblock_release", &Release { code });
    let half = |serial| Half {
        serial,
        sealed: samples::sealed(),
    };
    let halves = vec![half(1), half(2)];
    hold("unblock_released", &Released { halves });
    let stage = Stage {
        serial: 2,
        half: samples::sealed(),
    };
    hold("unblock_stage", &stage);
}

#[test]
fn problems() {
    let refusal = Refusal::UnblockCodeWrong;
    let problem = Problem {
        kind: format!("about:blank#{refusal}"),
        title: "Support's code is not right.".to_owned(),
        status: refusal.status(),
        detail: "It was heard wrong. Ask your support to read it out once more.".to_owned(),
        code: refusal.to_string(),
        retry_at: None,
        tries_left: Some(2),
        field: None,
    };
    hold("problem", &problem);
    let all: Vec<String> = Refusal::ALL
        .iter()
        .map(|refusal| format!("{refusal} {} {refusal:?}", refusal.status()))
        .collect();
    insta::assert_snapshot!("refusals", all.join("\n"));
}
