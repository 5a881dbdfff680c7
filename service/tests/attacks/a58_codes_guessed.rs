//! Attack 58: codes are guessed, spread over applications and instances. The wait doubles to an hour; after a hundred
//! the method is off.

use futures_util::future::join_all;
use kodevagt_protocol::application::Reason;

use crate::application::Application;
use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a58_guesses_spread_over_applications_and_instances_wait_ever_longer() {
    let scene = Scene::two_instances().await;
    let others = ["Mail", "Wiki"].map(|name| Application::new(&scene.world, name));
    let applications: Vec<_> = [&scene.application, &others[0], &others[1]]
        .into_iter()
        .flat_map(|application| {
            let instances = scene.world.instances.iter();
            instances.map(|instance| application.at(instance.url()))
        })
        .collect();
    let mut expected = [None; 100];
    for (place, wait) in expected.iter_mut().enumerate().skip(4) {
        *wait = Some((30_000_i64 << (place - 4).min(10)).min(3_600_000));
    }
    for (guess, wait) in expected.iter().enumerate() {
        let application = &applications[guess % applications.len()];
        let now = scene.world.clock.now();
        let wrong = Scene::other_than(&scene.phone.code(now));
        let answer = application.verify("kari", &wrong).await.unwrap();
        assert_eq!(answer.reason, Some(Reason::Wrong), "guess {guess}");
        assert_eq!(
            answer.retry_at,
            wait.map(|wait| now + wait),
            "guess {guess}"
        );
        let Some(wait) = wait.filter(|_| guess < 99) else {
            continue;
        };
        // Until then not even the right one is looked at, by anybody.
        scene.advance(wait - 1);
        let right = scene.phone.code(scene.world.clock.now());
        let other = &applications[(guess + 1) % applications.len()];
        let answer = other.verify("kari", &right).await.unwrap();
        assert_eq!((answer.valid, answer.reason), (false, Some(Reason::Wait)));
        assert_eq!(answer.retry_at, Some(now + wait));
        scene.advance(1);
    }
    scene.advance(7 * 24 * 3_600_000);
    for application in &applications {
        let right = scene.phone.code(scene.world.clock.now());
        let answer = application.verify("kari", &right).await.unwrap();
        assert_eq!((answer.valid, answer.reason), (false, Some(Reason::Off)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a58_of_guesses_at_the_same_time_five_are_looked_at() {
    let scene = Scene::two_instances().await;
    let elsewhere = scene.application.at(scene.other_url());
    let both = [&scene.application, &elsewhere];
    let wrong = Scene::other_than(&scene.phone.code(scene.world.clock.now()));
    let all = (0..30).map(|at| both[at % 2].verify("kari", &wrong));
    let all = join_all(all).await.into_iter().map(Result::unwrap);
    let (looked_at, refused): (Vec<_>, Vec<_>) =
        all.partition(|answer| answer.reason == Some(Reason::Wrong));
    assert_eq!(looked_at.len(), 5);
    assert!(
        refused
            .iter()
            .all(|answer| answer.reason == Some(Reason::Wait))
    );
    // A right one begins the count anew.
    scene.advance(30_000);
    let right = scene.phone.code(scene.world.clock.now());
    assert!(elsewhere.verify("kari", &right).await.unwrap().valid);
    let sql = "SELECT wrong_codes AS n FROM people";
    assert_eq!(scene.world.count(sql).await, 0);
}
