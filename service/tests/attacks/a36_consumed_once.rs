//! Attack 36: an approval is taken once, within a minute, by the application that asked, for the session that asked.

use futures_util::future::join_all;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::application::Asked;
use kodevagt_protocol::approval::State;
use ring::digest;
use serde_json::json;

use crate::application::Application;
use crate::phone::refusal;
use crate::scene::Scene;

const SECRET: &str = "what only the browser's session holds";

/// Asked for a session, and approved.
async fn approved(scene: &mut Scene) -> Asked {
    let session = digest::digest(&digest::SHA256, SECRET.as_bytes());
    let session = data_encoding::HEXLOWER.encode(session.as_ref());
    let body = json!({ "person": "kari", "session": session });
    let asked = scene.application.ask_for(&body).await.unwrap();
    let challenge = scene.fetched().await;
    let decided = scene.phone.approve(&challenge, &asked.number).await;
    assert_eq!(decided.unwrap().state, State::Approved);
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn a36_only_with_the_sessions_secret() {
    let mut scene = Scene::sqlite().await;
    let asked = approved(&mut scene).await;
    for wrong in [
        None,
        Some(""),
        Some("what"),
        Some("WHAT ONLY THE BROWSER'S SESSION HOLDS"),
    ] {
        let refused = scene.application.consume(asked.id, wrong).await;
        assert_eq!(refusal(refused), Refusal::SessionWrong, "{wrong:?}");
    }
    assert_eq!(scene.application.state(asked.id).await, State::Approved);
    let taken = scene.application.consume(asked.id, Some(SECRET)).await;
    assert_eq!(taken.unwrap().state, State::Consumed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a36_another_application_finds_nothing() {
    let mut scene = Scene::sqlite().await;
    let asked = approved(&mut scene).await;
    let other = Application::new(&scene.world, "Mail");
    let refused = other.consume(asked.id, Some(SECRET)).await.unwrap_err();
    assert_eq!(refused.status, 404);
    // Word for word what an id gets that never was.
    let never = other
        .consume(kodevagt_protocol::Id([7; 16]), Some(SECRET))
        .await;
    assert_eq!(refused, never.unwrap_err());
    assert_eq!(
        refusal(other.look(asked.id).await),
        Refusal::ApprovalUnknown
    );
    assert_eq!(
        refusal(other.retry(asked.id).await),
        Refusal::ApprovalUnknown
    );
    assert_eq!(scene.application.state(asked.id).await, State::Approved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a36_within_a_minute_of_the_decision() {
    let mut scene = Scene::sqlite().await;
    let asked = approved(&mut scene).await;
    scene.advance(60_000);
    let late = scene.application.consume(asked.id, Some(SECRET)).await;
    assert_eq!(refusal(late), Refusal::NotConsumable);
    let asked = approved(&mut scene).await;
    scene.advance(59_999);
    scene
        .application
        .consume(asked.id, Some(SECRET))
        .await
        .unwrap();
    // What waits, or was denied, isn't there to be taken.
    let asked = scene.application.ask("kari").await.unwrap();
    let waiting = scene.application.consume(asked.id, None).await;
    assert_eq!(refusal(waiting), Refusal::NotConsumable);
    let challenge = scene.fetched().await;
    scene.phone.deny(&challenge).await.unwrap();
    let denied = scene.application.consume(asked.id, None).await;
    assert_eq!(refusal(denied), Refusal::NotConsumable);
}

#[tokio::test(flavor = "multi_thread")]
async fn a36_once_of_many_at_a_time_on_two_instances() {
    let mut scene = Scene::two_instances().await;
    for _ in 0..5 {
        let asked = approved(&mut scene).await;
        let elsewhere = scene.application.at(scene.other_url());
        let both = [&scene.application, &elsewhere];
        let all = (0..12).map(|at| both[at % 2].consume(asked.id, Some(SECRET)));
        let (taken, refused): (Vec<_>, Vec<_>) =
            join_all(all).await.into_iter().partition(Result::is_ok);
        assert_eq!(taken.len(), 1);
        for refused in refused {
            assert_eq!(refusal(refused), Refusal::NotConsumable);
        }
        let again = elsewhere.consume(asked.id, Some(SECRET)).await.unwrap_err();
        assert_eq!(again.status, 409);
    }
}
