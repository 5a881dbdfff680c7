//! Attack 17: codes that came too late, twice, or for a request that is over.

use std::collections::BTreeSet;

use kodevagt_protocol::{Bytes, Id, Problem, Refusal};

use crate::phone::Phone;
use crate::scene::{LOCK, activated, another, later, released, vouching, with_code};
use crate::world::World;

/// The refusal of a code, which carries nothing of a half.
async fn refused(phone: &mut Phone, unblock: Id, code: &str) -> Refusal {
    let (status, body) = released(phone, unblock, code).await;
    assert!(status >= 400, "{body}");
    let half = Bytes::from(&phone.half[..]).to_string();
    for part in ["halves", "sealed", half.as_str()] {
        assert!(!body.contains(part), "{body}");
    }
    let known: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&body).unwrap();
    let longest = known
        .values()
        .filter_map(|value| value.as_str())
        .filter(|text| !text.contains(' '));
    assert!(longest.map(str::len).max() < Some(80), "{body}");
    let problem: Problem = serde_json::from_str(&body).unwrap();
    problem.refusal().unwrap()
}

#[tokio::test]
async fn a17_each_code_that_is_over_is_refused_in_its_own_words() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let mut all = Vec::new();

    let (early, _) = phone.unblock(LOCK).await.unwrap();
    all.push((
        refused(&mut phone, early.unblock, "123456782").await,
        Refusal::UnblockNotTyped,
    ));
    let words = world.command(&vouching("kari", LOCK, "wrong words"));
    assert_eq!(words.status.code(), Some(5));
    all.push((
        refused(&mut phone, early.unblock, "123456782").await,
        Refusal::UnblockCancelled,
    ));

    let (tardy, _, code) = with_code(&world, "kari", &mut phone).await;
    later(&world, &mut phone, 16 * 60);
    all.push((
        refused(&mut phone, tardy.unblock, &code).await,
        Refusal::UnblockExpired,
    ));

    let (gone, _, code) = with_code(&world, "kari", &mut phone).await;
    let (used, key, next) = with_code(&world, "kari", &mut phone).await;
    let newer = refused(&mut phone, gone.unblock, &code).await;
    assert_eq!(
        newer,
        Refusal::UnblockCancelled,
        "a newer request took its place"
    );

    all.push((
        refused(&mut phone, used.unblock, &another(&next)).await,
        Refusal::UnblockCodeWrong,
    ));
    phone.release(used.unblock, &key, &next).await.unwrap();
    phone.stage(used.unblock).await.unwrap();
    phone.unblock_confirm(used.unblock).await.unwrap();
    all.push((
        refused(&mut phone, used.unblock, &next).await,
        Refusal::UnblockUsed,
    ));

    let (guessed, _, code) = with_code(&world, "kari", &mut phone).await;
    for _ in 0..3 {
        refused(&mut phone, guessed.unblock, &another(&code)).await;
    }
    all.push((
        refused(&mut phone, guessed.unblock, &code).await,
        Refusal::UnblockTriesUsed,
    ));
    all.push((
        refused(&mut phone, Id([7; 16]), &code).await,
        Refusal::UnblockUnknown,
    ));

    for (refused, expected) in &all {
        assert_eq!(refused, expected);
    }
    let numbers: BTreeSet<u16> = all.iter().map(|(refused, _)| refused.number()).collect();
    assert_eq!(numbers.len(), all.len(), "each has a number of its own");
}
