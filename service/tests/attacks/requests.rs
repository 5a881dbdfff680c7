//! What an application may ask, how often, and what comes of asking twice.

use futures_util::future::join_all;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::approval::State;
use serde_json::json;

use crate::application::Application;
use crate::phone::refusal;
use crate::scene::{Scene, person};

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotency_key_makes_asking_again_safe() {
    let mut scene = Scene::two_instances().await;
    let elsewhere = scene.application.at(scene.other_url());
    let both = [&scene.application, &elsewhere];
    let body = json!({ "person": "kari" });
    for key in ["one", "two"] {
        let all = (0..10).map(|at| both[at % 2].ask_once(key, &body));
        let mut all = join_all(all).await.into_iter().map(Result::unwrap);
        let first = all.next().unwrap();
        assert!(all.all(|asked| asked == first));
    }
    assert_eq!(scene.phone.challenges().await.unwrap().len(), 2);
    let other = json!({ "person": "kari", "text": "Log ind" });
    let refused = elsewhere.ask_once("one", &other).await;
    assert_eq!(refusal(refused), Refusal::IdempotencyConflict);
    // Another application's key of that name is another key.
    scene.advance(25_000);
    let mail = Application::new(&scene.world, "Mail");
    mail.ask_once("one", &body).await.unwrap();
    for odd in [String::new(), "k".repeat(256)] {
        let refused = mail.ask_once(&odd, &body).await;
        assert_eq!(refusal(refused), Refusal::FieldInvalid);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_idempotency_key_for_two_people_at_once_is_one_request() {
    let scene = Scene::two_instances().await;
    let _ola = person(&scene.world, "ola", "+4587654321").await;
    let elsewhere = scene.application.at(scene.other_url());
    for round in 0..5 {
        let key = round.to_string();
        let (kari, ola) = (json!({ "person": "kari" }), json!({ "person": "ola" }));
        let (one, two) = tokio::join!(
            scene.application.ask_once(&key, &kari),
            elsewhere.ask_once(&key, &ola),
        );
        let refused = if one.is_ok() { two } else { one };
        assert_eq!(refusal(refused), Refusal::IdempotencyConflict);
        scene.advance(25_000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sign_ins_wait_at_most() {
    let scene = Scene::two_instances().await;
    let elsewhere = scene.application.at(scene.other_url());
    let both = [&scene.application, &elsewhere];
    let all = (0..10).map(|at| both[at % 2].ask("kari"));
    let (taken, refused): (Vec<_>, Vec<_>) =
        join_all(all).await.into_iter().partition(Result::is_ok);
    assert_eq!(taken.len(), 2);
    let free_at = scene.world.clock.now() + 25_000;
    for refused in refused {
        let refused = refused.unwrap_err();
        assert_eq!(refused.refusal(), Some(Refusal::TooManyPending));
        assert_eq!(
            (refused.status, refused.problem.retry_at),
            (429, Some(free_at))
        );
    }
    scene.advance(25_000);
    elsewhere.ask("kari").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_takes_the_place_of_its_own_sign_in_until_it_is_decided() {
    let mut scene = Scene::sqlite().await;
    let application = scene.application.clone();
    let first = application.ask("kari").await.unwrap();
    let beside = application.ask("kari").await.unwrap();
    let second = application.retry(first.id).await.unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!(application.state(first.id).await, State::Superseded);
    assert_eq!(application.state(beside.id).await, State::Pending);
    // An older one names the sign-in as well, and one that lapsed may be tried again.
    scene.advance(25_000);
    assert_eq!(application.state(second.id).await, State::Expired);
    let third = application.retry(first.id).await.unwrap();
    let challenge = scene.fetched().await;
    assert_eq!(challenge.challenge.id, third.id);
    let decided = scene
        .phone
        .approve(&challenge, &third.number)
        .await
        .unwrap();
    assert_eq!(decided.state, State::Approved);
    for id in [first.id, second.id, third.id] {
        let refused = application.retry(id).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(Refusal::AlreadyDecided));
        assert_eq!(refused.status, 409);
    }
    let asked = application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    scene.phone.deny(&challenge).await.unwrap();
    assert_eq!(
        refusal(application.retry(asked.id).await),
        Refusal::AlreadyDecided
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_phone_and_who_isnt_known_are_told_apart_by_nobody() {
    let scene = Scene::sqlite().await;
    scene.world.person("ola", "+4587654321");
    let without = scene.application.ask("ola").await.unwrap_err();
    assert_eq!(without.refusal(), Some(Refusal::NoPhone));
    assert_eq!(scene.application.ask("nobody").await.unwrap_err(), without);
    for ttl_ms in [4_999, 120_001] {
        let body = json!({ "person": "kari", "ttl_ms": ttl_ms });
        let refused = scene.application.ask_for(&body).await;
        assert_eq!(refusal(refused), Refusal::FieldInvalid, "{ttl_ms}");
    }
    let body = json!({ "person": "kari", "ttl_ms": 120_000 });
    let asked = scene.application.ask_for(&body).await.unwrap();
    assert_eq!(asked.expires_at, scene.world.clock.now() + 120_000);
    assert_eq!(asked.number.len(), 3);
}
