//! Attack 37: no wake-up came. Opening the app in time finds the request all the same.

use kodevagt_protocol::approval::State;
use kodevagt_protocol::phone::Push;

use crate::scene::{Scene, execute};

#[tokio::test(flavor = "multi_thread")]
async fn a37_opening_the_app_within_25_seconds_finds_the_request() {
    let mut scene = Scene::two_instances().await;
    let push = Push::Fcm {
        token: "phone-registration-token".to_owned(),
    };
    scene.phone.push(&push).await.unwrap();
    let asked = scene.application.ask("kari").await.unwrap();
    // The push is lost, and nobody held a connection.
    execute(
        &scene.world,
        "DELETE FROM messages WHERE kind = 'push'",
        &[],
    )
    .await;
    scene.advance(24_999);
    scene.phone.server = scene.other_url().to_owned();
    let found = scene.fetched().await;
    assert_eq!(found.challenge.id, asked.id);
    assert_eq!(found.remaining_ms, 1);
    let decided = scene.phone.approve(&found, &asked.number).await.unwrap();
    assert_eq!(decided.state, State::Approved);
    scene.application.ask("kari").await.unwrap();
    scene.advance(25_000);
    assert!(scene.phone.challenges().await.unwrap().is_empty());
}
