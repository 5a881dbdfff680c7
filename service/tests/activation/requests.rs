//! Signed requests: each part counts, each nonce once.

use kodevagt_protocol::phone::{Push, Standing, State};
use kodevagt_protocol::request::{
    DEVICE_HEADER, EPOCH_HEADER, NEXT_NONCE_HEADER, NONCE_HEADER, SIGNATURE_HEADER, Signed,
};
use kodevagt_protocol::{Bytes, Id, Refusal};
use reqwest::Method;

use crate::MOBILE;
use crate::phone::{Phone, malleated, read, refusal};
use crate::world::World;

const STATUS: &str = "/v1/phone/status";

async fn with_phone() -> (World, Phone) {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let (_, ticket) = world.ticket("kari");
    let phone = Phone::activated_by_ticket(world.url(), &ticket)
        .await
        .unwrap();
    (world, phone)
}

#[tokio::test]
async fn a_nonce_is_used_once_however_it_is_signed() {
    let (_world, phone) = with_phone().await;
    let nonce = phone.fresh_nonce().await.unwrap();
    let first = phone.sign(&Method::GET, STATUS, &[], &nonce);
    let copy = first.try_clone().unwrap();
    let standing: Standing = read(first).await.unwrap();
    assert_eq!(standing.state, State::Active);
    assert_eq!(refusal(read::<Standing>(copy).await), Refusal::Unsigned);
    let grant = &phone.account().grant;
    let message = Signed {
        method: "GET",
        path: STATUS,
        body: &[],
        device: grant.device,
        epoch: grant.epoch,
        nonce: &nonce,
    };
    let signature = phone.device_signature(&message.bytes());
    for signature in [malleated(&signature), signature] {
        let again = phone
            .to(Method::GET, STATUS)
            .header(DEVICE_HEADER, grant.device.to_string())
            .header(EPOCH_HEADER, grant.epoch.to_string())
            .header(NONCE_HEADER, &nonce)
            .header(SIGNATURE_HEADER, signature.to_string());
        assert_eq!(refusal(read::<Standing>(again).await), Refusal::Unsigned);
    }
}

#[tokio::test]
async fn each_part_of_a_request_is_signed() {
    let (world, phone) = with_phone().await;
    let push = serde_json::to_vec(&Push::None).unwrap();
    let grant = phone.account().grant.clone();
    let path = "/v1/phone/push";
    for part in [
        "method", "path", "body", "device", "epoch", "nonce", "nothing",
    ] {
        let nonce = phone.fresh_nonce().await.unwrap();
        let other = phone.fresh_nonce().await.unwrap();
        let message = Signed {
            method: if part == "method" { "POST" } else { "PUT" },
            path: if part == "path" { STATUS } else { path },
            body: if part == "body" { b"{}" } else { &push },
            device: if part == "device" {
                Id([1; 16])
            } else {
                grant.device
            },
            epoch: if part == "epoch" {
                grant.epoch + 1
            } else {
                grant.epoch
            },
            nonce: if part == "nonce" { &other } else { &nonce },
        };
        let request = phone
            .to(Method::PUT, path)
            .header(DEVICE_HEADER, grant.device.to_string())
            .header(EPOCH_HEADER, grant.epoch.to_string())
            .header(NONCE_HEADER, &nonce)
            .header(
                SIGNATURE_HEADER,
                phone.device_signature(&message.bytes()).to_string(),
            )
            .header("content-type", "application/json")
            .body(push.clone());
        let answer = read::<serde_json::Value>(request).await;
        if part == "nothing" {
            answer.unwrap();
        } else {
            assert_eq!(refusal(answer), Refusal::Unsigned, "{part}");
        }
    }
    assert_eq!(
        world.count("SELECT COUNT(*) AS n FROM nonces").await,
        2,
        "refused ones keep none"
    );
}

#[tokio::test]
async fn strangers_old_nonces_and_stale_epochs_are_refused() {
    let (world, mut phone) = with_phone().await;
    // A nonce lives five minutes.
    let old = phone.fresh_nonce().await.unwrap();
    world.clock.advance(5 * 60_000);
    let late = phone.sign(&Method::GET, STATUS, &[], &old);
    assert_eq!(refusal(read::<Standing>(late).await), Refusal::Unsigned);
    // The answer's nonce serves the next request.
    let response = phone.sign(
        &Method::GET,
        STATUS,
        &[],
        &phone.fresh_nonce().await.unwrap(),
    );
    let response = response.send().await.unwrap();
    let next = response.headers()[NEXT_NONCE_HEADER]
        .to_str()
        .unwrap()
        .to_owned();
    let request = phone.sign(&Method::GET, STATUS, &[], &next);
    read::<Standing>(request).await.unwrap();
    // Made up, or another device's.
    let mut account = phone.account().clone();
    for nonce in ["", "AAAA", &Bytes(vec![7; 32]).to_string()] {
        let request = phone.sign(&Method::GET, STATUS, &[], nonce);
        assert_eq!(refusal(read::<Standing>(request).await), Refusal::Unsigned);
    }
    // Another epoch, rightly signed.
    account.grant.epoch += 1;
    phone.account = Some(account.clone());
    phone.next_nonce = None;
    assert_eq!(refusal(phone.status().await), Refusal::DeviceUnknown);
    // A device that isn't known gets a nonce, and no more.
    account.grant.device = Id([9; 16]);
    phone.account = Some(account.clone());
    phone.next_nonce = None;
    assert_eq!(refusal(phone.status().await), Refusal::DeviceUnknown);
    // Another phone's name under one's own signature.
    world.person("ola", "+4587654321");
    let (_, ticket) = world.ticket("ola");
    let theirs = Phone::activated_by_ticket(world.url(), &ticket)
        .await
        .unwrap();
    account.grant = theirs.account().grant.clone();
    phone.account = Some(account);
    phone.next_nonce = None;
    assert_eq!(refusal(phone.status().await), Refusal::Unsigned);
    let unsigned = phone.to(Method::GET, STATUS);
    assert_eq!(refusal(read::<Standing>(unsigned).await), Refusal::Unsigned);
}

#[tokio::test]
async fn a_pending_phone_may_finish_and_nothing_else() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let (_, ticket) = world.ticket("kari");
    let mut phone = Phone::new(world.url());
    phone.confirm_ticket(&ticket, None).await.unwrap();
    assert_eq!(
        refusal(phone.challenges().await.map(drop)),
        Refusal::DeviceUnknown
    );
    // S_srv for another device, or under a serial that isn't its own, doesn't open.
    let sealed = phone.sealed_half();
    let active = |half_serial| {
        serde_json::json!({
            "vault_key": phone.vault_public(), "half": sealed, "half_serial": half_serial
        })
    };
    let wrong = active(2);
    let answer = phone
        .post::<serde_json::Value>("/v1/phone/active", &wrong)
        .await;
    assert_eq!(refusal(answer), Refusal::Malformed);
    phone.activate().await.unwrap();
}

#[tokio::test]
async fn only_registrations_with_a_push_service_are_taken() {
    let (world, mut phone) = with_phone().await;
    let token = "a".repeat(64);
    phone.push(&Push::Apns { token }).await.unwrap();
    let kept = "SELECT COUNT(*) AS n FROM devices WHERE push_kind = 'apns' AND push_target_sealed IS NOT NULL";
    assert_eq!(world.count(kept).await, 1);
    let odd = Push::WebPush {
        endpoint: "http://127.0.0.1/".to_owned(),
        p256dh: phone.device_public(),
        auth: Bytes(vec![1; 16]),
    };
    assert_eq!(refusal(phone.push(&odd).await), Refusal::Malformed);
    phone.push(&Push::None).await.unwrap();
    assert_eq!(world.count(kept).await, 0);
}
