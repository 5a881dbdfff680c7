//! Attack 15: the service falls over between any two requests, and no reply arrives.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::unblock::State;

use crate::phone::{Phone, random, refusal};
use crate::scene::{
    LOCK, activated, another, halves, released, restart, stage_again, vouched, vouching, with_code,
};
use crate::world::World;

#[tokio::test]
async fn a15_every_request_said_again_after_a_crash_gets_the_same_answer() {
    let mut world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let first = phone.half.to_vec();
    let (started, key) = phone.unblock(LOCK).await.unwrap();
    restart(&mut world, &mut phone).await;
    let again = phone.unblock_with(LOCK, &key).await.unwrap();
    assert_eq!(
        (again.unblock, &again.words),
        (started.unblock, &started.words)
    );

    let code = vouched(&world, "kari", &started);
    restart(&mut world, &mut phone).await;
    // The words are typed once; the code that they gave stays the only one.
    let twice = world.command(&vouching("kari", LOCK, &started.words.join(" ")));
    assert_eq!(twice.status.code(), Some(5));
    let again = phone.unblock_with(LOCK, &key).await.unwrap();
    assert_eq!(again.unblock, started.unblock);

    let wrong = phone.release(started.unblock, &key, &another(&code)).await;
    assert_eq!(refusal(wrong), Refusal::UnblockCodeWrong);
    restart(&mut world, &mut phone).await;
    let standing = phone.unblock_standing(started.unblock).await.unwrap();
    assert_eq!(standing.tries_left, 2, "a crash gives no guess back");

    let reply = released(&mut phone, started.unblock, &code).await;
    assert_eq!(reply.0, 200);
    restart(&mut world, &mut phone).await;
    assert_eq!(released(&mut phone, started.unblock, &code).await, reply);

    let staged = phone.stage(started.unblock).await.unwrap();
    restart(&mut world, &mut phone).await;
    let second = phone.half.to_vec();
    assert_eq!(
        stage_again(&mut phone, started.unblock).await.unwrap(),
        staged
    );
    assert_eq!(staged.state, State::Staged);
    // Until the phone's new PIN stands it may fall back on the old half, and stage another.
    assert_eq!(released(&mut phone, started.unblock, &code).await, reply);
    assert_eq!(
        halves(&world, &phone).await,
        [Some(first), Some(second.clone())]
    );

    let confirmed = phone.unblock_confirm(started.unblock).await.unwrap();
    restart(&mut world, &mut phone).await;
    let again = phone.unblock_confirm(started.unblock).await.unwrap();
    assert_eq!(
        (again.state, confirmed.state),
        (State::Confirmed, State::Confirmed)
    );
    assert_eq!(halves(&world, &phone).await, [Some(second), None]);
}

#[tokio::test]
async fn a15_a_phone_that_lost_its_new_half_stages_another() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    let first = phone.half.to_vec();
    phone.release(started.unblock, &key, &code).await.unwrap();
    phone.stage(started.unblock).await.unwrap();
    phone.half = random();
    stage_again(&mut phone, started.unblock).await.unwrap();
    let other = phone.half.to_vec();
    assert_eq!(
        halves(&world, &phone).await,
        [Some(first), Some(other.clone())]
    );
    // A half that follows none is refused, and changes nothing.
    phone.half_serial = 4;
    let far = stage_again(&mut phone, started.unblock).await;
    assert_eq!(refusal(far), Refusal::Malformed);
    phone.unblock_confirm(started.unblock).await.unwrap();
    assert_eq!(halves(&world, &phone).await, [Some(other), None]);
}

/// The new PIN stood on the phone, its confirmation never came through, and it was blocked again.
async fn blocked_again(world: &World, phone: &mut Phone) -> [Vec<u8>; 2] {
    let first = phone.half.to_vec();
    let (started, key, code) = with_code(world, "kari", phone).await;
    phone.release(started.unblock, &key, &code).await.unwrap();
    phone.stage(started.unblock).await.unwrap();
    [first, phone.half.to_vec()]
}

#[tokio::test]
async fn a15_while_both_halves_live_a_later_unblock_gets_both_and_goes_on_from_the_newer() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let [first, second] = blocked_again(&world, &mut phone).await;
    let (later, key, code) = with_code(&world, "kari", &mut phone).await;
    let both = phone.release(later.unblock, &key, &code).await.unwrap();
    assert_eq!(both, [(1, first), (2, second.clone())]);
    phone.stage(later.unblock).await.unwrap();
    let third = phone.half.to_vec();
    let beside = [Some(second), Some(third.clone())];
    assert_eq!(halves(&world, &phone).await, beside);
    stage_again(&mut phone, later.unblock).await.unwrap();
    assert_eq!(
        halves(&world, &phone).await,
        beside,
        "said again it is the same"
    );
    phone.unblock_confirm(later.unblock).await.unwrap();
    assert_eq!(halves(&world, &phone).await, [Some(third), None]);
}

#[tokio::test]
async fn a15_while_both_halves_live_a_later_unblock_may_go_on_from_the_older() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let [first, _] = blocked_again(&world, &mut phone).await;
    let (later, key, code) = with_code(&world, "kari", &mut phone).await;
    phone.release(later.unblock, &key, &code).await.unwrap();
    phone.half_serial = 1;
    phone.stage(later.unblock).await.unwrap();
    let other = phone.half.to_vec();
    assert_eq!(
        halves(&world, &phone).await,
        [Some(first), Some(other.clone())]
    );
    phone.unblock_confirm(later.unblock).await.unwrap();
    assert_eq!(halves(&world, &phone).await, [Some(other), None]);
}
