//! Attack 13: guessing at support's code.

use futures_util::future::join_all;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::unblock::{Release, Released, State};
use reqwest::Method;

use crate::cluster;
use crate::phone::{answer, refusal};
use crate::scene::{activated, another, with_code};
use crate::world::World;

#[tokio::test]
async fn a13_after_three_wrong_codes_the_right_one_is_refused() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    for left in [Some(2), Some(1), None] {
        let wrong = phone.release(started.unblock, &key, &another(&code)).await;
        assert_eq!(wrong.unwrap_err().problem.tries_left, left);
    }
    let right = phone.release(started.unblock, &key, &code).await;
    assert_eq!(refusal(right), Refusal::UnblockTriesUsed);
    let standing = phone.unblock_standing(started.unblock).await.unwrap();
    assert_eq!((standing.state, standing.tries_left), (State::Cancelled, 0));
}

// The shell's commands hold this thread up; the instances go on in others, or their locks would too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a13_of_fifty_guesses_at_once_on_two_instances_three_are_looked_at() {
    let world = World::on(Some(cluster::database().await), 2, "").await;
    let mut phone = activated(&world, "kari").await;
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    let path = format!("/v1/phone/unblocks/{}/release", started.unblock);
    let mut guesses = Vec::new();
    for guess in 0..50 {
        let code = format!(
            "{:09}",
            (code.parse::<u32>().unwrap() + 1 + guess) % 1_000_000_000
        );
        let body = serde_json::to_vec(&Release { code }).unwrap();
        let nonce = phone.fresh_nonce().await.unwrap();
        world.instances[guess as usize % 2]
            .url()
            .clone_into(&mut phone.server);
        guesses.push(phone.sign(&Method::POST, &path, &body, &nonce));
    }
    let guessed = guesses.into_iter().map(async |guess| {
        let refused = answer::<Released>(guess.send().await.unwrap())
            .await
            .unwrap_err();
        (refused.refusal().unwrap(), refused.problem.tries_left)
    });
    let mut guessed = join_all(guessed).await;
    guessed.retain(|(refusal, _)| *refusal != Refusal::UnblockTriesUsed);
    guessed.sort_by_key(|(_, left)| *left);
    // The third of them was told, as all the others, that there are none left.
    let told = [1, 2].map(|left| (Refusal::UnblockCodeWrong, Some(left)));
    assert_eq!(guessed, told);
    assert_eq!(world.count("SELECT tries AS n FROM unblocks").await, 3);
    let right = phone.release(started.unblock, &key, &code).await;
    assert_eq!(refusal(right), Refusal::UnblockTriesUsed);
}
