//! Attack 34: somebody asks over and over. The phone stays quiet, the app still finds what waits, and a report stops
//! the stranger alone.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::approval::State;
use kodevagt_protocol::phone::Push;
use serde_json::{Value as Json, json};

use crate::application::Application;
use crate::phone::refusal;
use crate::scene::{Scene, person};
use crate::world::Message;

fn from(person: &str, ip: &str) -> Json {
    json!({ "person": person, "where": { "ip": ip } })
}

#[tokio::test(flavor = "multi_thread")]
async fn a34_a_hundred_sign_ins_in_a_minute_wake_the_phone_three_times() {
    let mut scene = Scene::sqlite().await;
    let push = Push::Fcm {
        token: "phone-registration-token".to_owned(),
    };
    scene.phone.push(&push).await.unwrap();
    let (mut taken, mut told) = (0, 0);
    for number in 0..100 {
        // Denied now and then, so that more of them get as far as the phone.
        if number % 5 == 4
            && let Some(first) = scene.phone.challenges().await.unwrap().first()
        {
            scene.phone.deny(first).await.unwrap();
        }
        let before = woken(&scene).await;
        let ip = format!("198.51.100.{number}");
        match scene.application.ask_for(&from("kari", &ip)).await {
            Ok(asked) => {
                taken += 1;
                let all = scene.phone.challenges().await.unwrap();
                let found = all.iter().any(|waiting| waiting.challenge.id == asked.id);
                assert!(found, "opening the app finds it, woken or not");
                let hinted = scene.phone.wait(0).await.unwrap().hint.is_some();
                assert!(!hinted, "it is fetched already");
            }
            Err(refused) => {
                assert_eq!(refused.refusal(), Some(Refusal::TooManyPending));
                assert_eq!(refused.status, 429);
                let at = refused.problem.retry_at.unwrap();
                let now = scene.world.clock.now();
                assert!((now + 1..=now + 25_000).contains(&at));
            }
        }
        told += woken(&scene).await - before;
        scene.advance(600);
    }
    assert!(taken > 20, "{taken}");
    assert_eq!((told, woken(&scene).await), (3, 3));
    let pushes = "SELECT COUNT(*) AS n FROM messages WHERE kind = 'push'";
    assert_eq!(scene.world.count(pushes).await, 3);
    // A while later the phone is woken again.
    scene.advance(10 * 60_000);
    scene.phone.next_nonce = None;
    scene.application.ask("kari").await.unwrap();
    assert!(scene.phone.wait(0).await.unwrap().hint.is_some());
    assert_eq!(scene.world.count(pushes).await, 4);
}

/// How many requests the phone was woken for.
async fn woken(scene: &Scene) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM timeline WHERE event = 'woken'";
    scene.world.count(sql).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a34_a_quiet_phone_isnt_hinted_by_any_way_but_finds_what_waits() {
    let mut scene = Scene::two_instances().await;
    for _ in 0..3 {
        scene.application.ask("kari").await.unwrap();
        assert!(scene.phone.wait(0).await.unwrap().hint.is_some());
        let waiting = scene.fetched().await;
        scene.phone.deny(&waiting).await.unwrap();
    }
    let asked = scene.application.ask("kari").await.unwrap();
    assert_eq!(scene.phone.wait(0).await.unwrap().hint, None);
    let waiting = scene.fetched().await;
    let decided = scene.phone.approve(&waiting, &asked.number).await.unwrap();
    assert_eq!(decided.state, State::Approved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a34_a_report_stops_that_source_for_that_person_only() {
    let mut scene = Scene::sqlite().await;
    let mut other = person(&scene.world, "ola", "+4587654321").await;
    let application = &scene.application;
    let stranger = "203.0.113.9";
    let waiting = application.ask_for(&from("kari", stranger)).await.unwrap();
    let asked = application.ask_for(&from("kari", stranger)).await.unwrap();
    let all = scene.phone.challenges().await.unwrap();
    let found = all.iter().find(|found| found.challenge.id == asked.id);
    let reported = scene.phone.report(found.unwrap()).await.unwrap();
    assert_eq!(reported.state, State::Reported);
    assert_eq!(application.state(asked.id).await, State::Reported);
    for refused in [
        application.ask_for(&from("kari", stranger)).await,
        application.retry(waiting.id).await,
    ] {
        assert_eq!(refusal(refused), Refusal::Paused);
    }
    assert_eq!(
        refusal(application.retry(asked.id).await),
        Refusal::AlreadyDecided
    );
    // It is written down, and the person has a mail of it.
    let written = "SELECT COUNT(*) AS n FROM audit WHERE action = 'approval.reported'";
    assert_eq!(scene.world.count(written).await, 1);
    let outbox = scene.world.outbox().await;
    let told = |message: &Message| message.text.contains("wasn't yours");
    let mails: Vec<_> = outbox.iter().filter(|message| told(message)).collect();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "kari@example.org");
    let elsewhere = Application::new(&scene.world, "Mail");
    let refused = elsewhere.ask_for(&from("kari", stranger)).await;
    assert_eq!(refusal(refused), Refusal::Paused);
    // The person's own sign-ins go on, and so do others from there.
    application
        .ask_for(&from("kari", "192.0.2.7"))
        .await
        .unwrap();
    application.ask_for(&from("ola", stranger)).await.unwrap();
    assert_eq!(other.challenges().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a34_a_strangers_requests_dont_take_the_place_of_ones_own() {
    let mut scene = Scene::sqlite().await;
    let own = scene
        .application
        .ask_for(&from("kari", "192.0.2.7"))
        .await
        .unwrap();
    let stranger = Application::new(&scene.world, "Mail");
    let mut theirs = stranger
        .ask_for(&from("kari", "203.0.113.9"))
        .await
        .unwrap();
    for _ in 0..20 {
        let refused = stranger.ask_for(&from("kari", "203.0.113.9")).await;
        assert_eq!(refusal(refused), Refusal::TooManyPending);
        theirs = stranger.retry(theirs.id).await.unwrap();
        assert_eq!(
            refusal(stranger.retry(own.id).await),
            Refusal::ApprovalUnknown
        );
    }
    assert_eq!(scene.application.state(own.id).await, State::Pending);
    let all = scene.phone.challenges().await.unwrap();
    let mine = all
        .iter()
        .find(|found| found.challenge.id == own.id)
        .unwrap();
    let decided = scene.phone.approve(mine, &own.number).await.unwrap();
    assert_eq!(decided.state, State::Approved);
    assert_eq!(stranger.state(theirs.id).await, State::Pending);
}
