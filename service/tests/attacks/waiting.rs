//! Who waits is woken, wherever the news was made.

use std::time::{Duration, Instant};

use kodevagt_protocol::approval::State;

use crate::scene::Scene;

/// News are told within this.
const SOON: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_phone_is_woken_by_a_request_made_at_another_instance() {
    let mut scene = Scene::two_instances().await;
    let elsewhere = scene.application.at(scene.other_url());
    for _ in 0..3 {
        let waits = scene.phone.wait(30);
        let asks = async {
            let asked = elsewhere.ask("kari").await.unwrap();
            (asked, Instant::now())
        };
        let (waited, (asked, at)) = tokio::join!(waits, asks);
        assert!(at.elapsed() < SOON);
        assert!(waited.unwrap().hint.is_some());
        let challenge = scene.fetched().await;
        let decided = scene.phone.approve(&challenge, &asked.number).await;
        assert_eq!(decided.unwrap().state, State::Approved);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_application_hears_of_the_decision_at_once() {
    let mut scene = Scene::two_instances().await;
    let elsewhere = scene.application.at(scene.other_url());
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let waits = elsewhere.wait(asked.id, 30);
    let decides = async {
        scene.phone.deny(&challenge).await.unwrap();
        Instant::now()
    };
    let (outcome, at) = tokio::join!(waits, decides);
    assert!(at.elapsed() < SOON);
    let outcome = outcome.unwrap();
    assert_eq!(outcome.state, State::Denied);
    let events: Vec<_> = outcome
        .timeline
        .iter()
        .map(|event| event.event.as_str())
        .collect();
    assert_eq!(events, ["created", "woken", "fetched", "denied"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn expiry_is_told_though_nobody_asks() {
    let scene = Scene::two_instances().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let mut waiter = scene
        .world
        .store()
        .subscribe(kodevagt_service::store::Topic::Challenge(asked.id.0));
    scene.advance(25_000);
    let start = Instant::now();
    waiter.changed().await;
    assert!(start.elapsed() < 3 * SOON);
    let sql = "SELECT COUNT(*) AS n FROM challenges WHERE state = 'expired'";
    assert_eq!(scene.world.count(sql).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_tell_each_change_and_end_with_the_last() {
    let mut scene = Scene::two_instances().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let elsewhere = scene.application.at(scene.other_url());
    let mut response = elsewhere.events(asked.id).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut told = Vec::new();
    told.push(next(&mut response).await.unwrap());
    let challenge = scene.fetched().await;
    told.push(next(&mut response).await.unwrap());
    scene
        .phone
        .approve(&challenge, &asked.number)
        .await
        .unwrap();
    let at = Instant::now();
    told.push(next(&mut response).await.unwrap());
    assert!(at.elapsed() < SOON);
    for (event, expected) in told
        .iter()
        .zip(["\"woken\"", "\"fetched\"", "\"approved\""])
    {
        assert!(event.starts_with("event: outcome\ndata: {"), "{event}");
        assert!(event.contains(expected), "{event}");
        assert!(!event.contains(&format!("\"{}\"", asked.number)));
    }
    assert_eq!(next(&mut response).await, None);
}

/// The next event; `None` at the end.
async fn next(response: &mut reqwest::Response) -> Option<String> {
    let mut text = String::new();
    while !text.ends_with("\n\n") {
        let part = response.chunk().await.unwrap()?;
        let part = std::str::from_utf8(&part).unwrap();
        // A line that keeps the connection open says nothing.
        if !part.starts_with(':') {
            text.push_str(part);
        }
    }
    Some(text)
}
