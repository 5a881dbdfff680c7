//! Attack 65: a phone is removed in the middle of its unblock. (What else it asks is tried with activation.)

use kodevagt_protocol::Refusal;
use kodevagt_protocol::phone::State;
use reqwest::Method;

use crate::phone::refusal;
use crate::scene::{LOCK, activated, halves, released, vouching, with_code};
use crate::world::World;

#[tokio::test]
async fn a65_a_phone_removed_in_its_unblock_gets_nothing_more_and_support_helps_it_no_more() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    phone.release(started.unblock, &key, &code).await.unwrap();
    // Signed while it counted, and sent when it didn't any more.
    let nonce = phone.fresh_nonce().await.unwrap();
    let prepared = phone.sign(&Method::GET, "/v1/phone/wait?seconds=0", b"", &nonce);
    assert_eq!(
        world.shell(&["person", "remove-phone", "kari"])["removed"],
        1
    );

    let late = phone.send_signed::<serde_json::Value>(prepared).await;
    assert_eq!(refusal(late), Refusal::DeviceUnknown);
    assert_eq!(refusal(phone.wait(0).await), Refusal::DeviceUnknown);
    assert_eq!(refusal(phone.unblock(LOCK).await), Refusal::DeviceUnknown);
    let standing = phone.unblock_standing(started.unblock).await;
    assert_eq!(refusal(standing), Refusal::DeviceUnknown);
    let (status, body) = released(&mut phone, started.unblock, &code).await;
    assert_eq!(status, 403);
    assert!(!body.contains("halves"), "{body}");
    assert_eq!(
        refusal(phone.stage(started.unblock).await),
        Refusal::DeviceUnknown
    );
    assert_eq!(
        refusal(phone.unblock_confirm(started.unblock).await),
        Refusal::DeviceUnknown
    );
    // All it still learns is that it was removed, for it to erase the organisation's keys.
    assert_eq!(phone.status().await.unwrap().state, State::Removed);
    assert_eq!(halves(&world, &phone).await, [None, None]);
    let kept =
        "SELECT COUNT(*) AS n FROM unblocks WHERE reply IS NOT NULL OR code_hash IS NOT NULL";
    assert_eq!(world.count(kept).await, 0);
    let words = started.words.join(" ");
    let vouched = world.command(&vouching("kari", LOCK, &words));
    assert_eq!(vouched.status.code(), Some(5), "support helps it no more");
}
