//! Attack 61, the other way round: keys that the root has replaced. (That phones take new ones and no older or
//! strange ones is tried with activation.)

use crate::scene::{activated, halves, restart, stage_again, with_code};
use crate::world::World;

#[tokio::test]
async fn a61_a_half_sealed_for_the_former_key_still_opens_after_a_rotation() {
    let mut world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let first = phone.half.to_vec();
    let former = phone.account().keys.hpke_key.clone();
    assert_eq!(world.shell(&["keys", "rotate"])["serial"], 2);
    restart(&mut world, &mut phone).await;
    let newest = phone.status().await.unwrap().keys.statement;
    assert_eq!(newest.serial, 2);
    assert_ne!(newest.hpke_key, former);
    // The phone hasn't looked yet: it is helped all the same, between two keys too.
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    let released = phone.release(started.unblock, &key, &code).await.unwrap();
    assert_eq!(released, [(1, first)]);
    phone.stage(started.unblock).await.unwrap();
    phone.account.as_mut().unwrap().keys = newest;
    stage_again(&mut phone, started.unblock).await.unwrap();
    phone.unblock_confirm(started.unblock).await.unwrap();
    assert_eq!(
        halves(&world, &phone).await,
        [Some(phone.half.to_vec()), None]
    );
}
