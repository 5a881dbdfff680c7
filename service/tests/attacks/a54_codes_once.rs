//! Attack 54: a code is taken once, however many try it at the same time and wherever.

use futures_util::future::join_all;
use kodevagt_protocol::application::Reason;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a54_a_time_step_is_accepted_once() {
    once(Scene::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a54_a_time_step_is_accepted_once_on_two_instances() {
    once(Scene::two_instances().await).await;
}

async fn once(scene: Scene) {
    let elsewhere = scene.application.at(scene.other_url());
    for _ in 0..5 {
        let code = scene.phone.code(scene.world.clock.now());
        let both = [&scene.application, &elsewhere];
        let all = (0..12).map(|at| both[at % 2].verify("kari", &code));
        let all = join_all(all).await.into_iter().map(Result::unwrap);
        let (taken, refused): (Vec<_>, Vec<_>) = all.partition(|answer| answer.valid);
        assert_eq!(taken.len(), 1);
        for refused in refused {
            assert_eq!(refused.reason, Some(Reason::Used));
        }
        scene.advance(30_000);
    }
    // Nor is a step before the last one used taken after it.
    let now = scene.world.clock.now();
    let (earlier, later) = (scene.phone.code(now - 30_000), scene.phone.code(now));
    let answer = scene.application.verify("kari", &later).await.unwrap();
    assert!(answer.valid);
    let answer = elsewhere.verify("kari", &earlier).await.unwrap();
    assert_eq!((answer.valid, answer.reason), (false, Some(Reason::Used)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a54_a_phone_whose_clock_drifts_is_followed_and_no_code_is_taken_twice() {
    let scene = Scene::sqlite().await;
    // Half a minute more each time: ten steps, and no further.
    for off in 1..=12 {
        let code = scene.phone.code(scene.world.clock.now() + off * 30_000);
        let answer = scene.application.verify("kari", &code).await.unwrap();
        assert_eq!(answer.valid, off <= 11, "{off} steps ahead");
        scene.advance(120_000);
    }
}
