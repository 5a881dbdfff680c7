//! Attack 32: a wrong number ends its request, three stop approvals, and guessing wins no more often than the digits
//! say.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::approval::{State, Verb};

use crate::phone::{random, refusal};
use crate::scene::{Scene, decide_at, execute};

#[tokio::test(flavor = "multi_thread")]
async fn a32_after_a_wrong_number_the_right_one_is_refused() {
    let mut scene = Scene::two_instances().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let wrong = Scene::other_than(&asked.number);
    let decided = scene.phone.approve(&challenge, &wrong).await.unwrap();
    assert_eq!(decided.state, State::Mismatch);
    let right = scene
        .phone
        .decision(&challenge, Verb::Approve, Some(&asked.number));
    let decided = decide_at(&scene.phone, scene.other_url(), asked.id, &right).await;
    assert_eq!(refusal(decided), Refusal::ChallengeDecided);
    assert_eq!(scene.application.state(asked.id).await, State::Mismatch);
    let refused = scene.application.consume(asked.id, None).await;
    assert_eq!(refusal(refused), Refusal::NotConsumable);
    // Leading zeros and blanks are part of what is typed.
    for odd in ["", " ", "0", "0000"] {
        let asked = scene.application.ask("kari").await.unwrap();
        let challenge = scene.fetched().await;
        let typed = format!("{odd}{}", asked.number);
        let typed = if odd.is_empty() { String::new() } else { typed };
        let decided = scene.phone.approve(&challenge, &typed).await.unwrap();
        assert_eq!(decided.state, State::Mismatch, "{typed:?}");
        execute(&scene.world, "UPDATE people SET mismatches = 0", &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a32_three_wrong_numbers_across_retries_stop_approvals_until_a_code() {
    let mut scene = Scene::two_instances().await;
    let application = scene.application.clone();
    let mut asked = application.ask("kari").await.unwrap();
    let other = application.ask("kari").await.unwrap();
    for tried in 1..=3 {
        let all = scene.phone.challenges().await.unwrap();
        let find = |id| all.iter().find(|challenge| challenge.challenge.id == id);
        let wrong = Scene::other_than(&asked.number);
        let decided = scene.phone.approve(find(asked.id).unwrap(), &wrong).await;
        assert_eq!(decided.unwrap().state, State::Mismatch);
        if tried < 3 {
            asked = application.retry(asked.id).await.unwrap();
            continue;
        }
        // What waited beside it is no fourth guess; it can still be denied.
        let waiting = find(other.id).unwrap();
        let fourth = scene.phone.approve(waiting, &other.number).await;
        assert_eq!(refusal(fourth), Refusal::Paused);
        let denied = scene.phone.deny(waiting).await.unwrap();
        assert_eq!(denied.state, State::Denied);
    }
    let elsewhere = application.at(scene.other_url());
    assert_eq!(refusal(elsewhere.ask("kari").await), Refusal::Paused);
    assert_eq!(refusal(elsewhere.retry(asked.id).await), Refusal::Paused);
    scene.advance(24 * 60 * 60 * 1000);
    scene.phone.next_nonce = None;
    assert_eq!(refusal(application.ask("kari").await), Refusal::Paused);
    let code = scene.phone.code(scene.world.clock.now());
    let wrong = Scene::other_than(&code);
    assert!(!application.verify("kari", &wrong).await.unwrap().valid);
    assert_eq!(refusal(application.ask("kari").await), Refusal::Paused);
    assert!(elsewhere.verify("kari", &code).await.unwrap().valid);
    let asked = application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let decided = scene.phone.approve(&challenge, &asked.number).await;
    assert_eq!(decided.unwrap().state, State::Approved);
}

/// Guesses at numbers of two digits, the fewest that a policy may set.
const GUESSES: u32 = 300;

#[tokio::test(flavor = "multi_thread")]
async fn a32_guessing_blindly_wins_as_often_as_the_digits_say() {
    let mut scene = Scene::sqlite().await;
    execute(&scene.world, "UPDATE applications SET digits = 2", &[]).await;
    let (mut won, mut seen) = (0, [0_u32; 100]);
    for _ in 0..GUESSES {
        let asked = scene.application.ask("kari").await.unwrap();
        assert_eq!(asked.number.len(), 2);
        seen[asked.number.parse::<usize>().unwrap()] += 1;
        let challenge = scene.fetched().await;
        let guess = format!("{:02}", u32::from_be_bytes(random()) % 100);
        let decided = scene.phone.approve(&challenge, &guess).await.unwrap();
        won += u32::from(decided.state == State::Approved);
        execute(
            &scene.world,
            "UPDATE people SET mismatches = 0, approvals_stopped = 0",
            &[],
        )
        .await;
    }
    // Binomial with mean 3: more than 16 come by chance once in 10⁸ runs.
    assert!(won <= 16, "{won} of {GUESSES}");
    // Poisson with mean 3 each: a number that comes up 22 times isn't chance, nor are thirty missing.
    assert!(seen.iter().all(|times| *times < 22), "{seen:?}");
    assert!(
        seen.iter().filter(|times| **times == 0).count() < 30,
        "{seen:?}"
    );
}
