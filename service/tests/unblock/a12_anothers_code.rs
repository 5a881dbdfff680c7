//! Attack 12: support's code for one phone is tried on another.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::unblock::State;

use crate::phone::refusal;
use crate::scene::{activated, with_code};
use crate::world::World;

#[tokio::test]
async fn a12_a_code_for_another_phone_is_refused_and_counts() {
    let world = World::new().await;
    let mut kari = activated(&world, "kari").await;
    let mut ola = activated(&world, "ola").await;
    let (karis, key, code) = with_code(&world, "kari", &mut kari).await;
    let (olas, olas_key, _) = with_code(&world, "ola", &mut ola).await;
    let refused = ola.release(olas.unblock, &olas_key, &code).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.refusal(), Some(Refusal::UnblockCodeWrong));
    assert_eq!(refused.problem.tries_left, Some(2));
    let standing = ola.unblock_standing(olas.unblock).await.unwrap();
    assert_eq!((standing.state, standing.tries_left), (State::Typed, 2));
    // Kari's request is nobody else's: to look at, or to guess at.
    let theirs = ola.release(karis.unblock, &olas_key, &code).await;
    assert_eq!(refusal(theirs), Refusal::UnblockUnknown);
    let theirs = ola.unblock_standing(karis.unblock).await;
    assert_eq!(refusal(theirs), Refusal::UnblockUnknown);
    let standing = kari.unblock_standing(karis.unblock).await.unwrap();
    assert_eq!((standing.state, standing.tries_left), (State::Typed, 3));
    let halves = kari.release(karis.unblock, &key, &code).await.unwrap();
    assert_eq!(halves, [(1, kari.half.to_vec())]);
}
