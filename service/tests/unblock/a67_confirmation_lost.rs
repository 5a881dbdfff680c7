//! Attack 67: the new PIN stands, its confirmation never arrived, three wrong PINs follow, and the request of
//! then is sent again. (That the phone has destroyed the request's key by then is the phone's part.)

use kodevagt_protocol::unblock::{Release, State};
use kodevagt_protocol::{Refusal, sealed};
use reqwest::Method;

use crate::phone::refusal;
use crate::scene::{activated, halves, released, with_code};
use crate::world::World;

#[tokio::test]
async fn a67_the_request_of_a_lost_confirmation_gives_nothing_new() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let first = phone.half.to_vec();
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    let path = format!("/v1/phone/unblocks/{}/release", started.unblock);
    let body = serde_json::to_vec(&Release { code: code.clone() }).unwrap();
    let nonce = phone.fresh_nonce().await.unwrap();
    let sent = phone.sign(&Method::POST, &path, &body, &nonce);
    let answer = sent.try_clone().unwrap().send().await.unwrap();
    let reply = answer.text().await.unwrap();
    phone.stage(started.unblock).await.unwrap();
    let second = phone.half.to_vec();

    // The very request, as it went over the wire, is used up.
    let replayed = phone.send_signed::<serde_json::Value>(sent).await;
    assert_eq!(refusal(replayed), Refusal::Unsigned);
    // Signed anew it gets what it got: for the key that is gone, never for another.
    assert_eq!(
        released(&mut phone, started.unblock, &code).await,
        (200, reply.clone())
    );
    let stranger = sealed::PrivateKey::from_random(&zeroize::Zeroizing::new([9; 32]));
    let sealed: kodevagt_protocol::unblock::Released = serde_json::from_str(&reply).unwrap();
    let device = phone.device();
    let opened = kodevagt_protocol::unblock::open_release(
        &stranger,
        started.unblock,
        device,
        &sealed.halves[0],
    );
    assert!(opened.is_err());

    // Blocked again, the phone asks anew; from then on the former request gives nothing at all.
    let (later, later_key, next) = with_code(&world, "kari", &mut phone).await;
    assert_ne!(later.unblock, started.unblock);
    let old = phone.release(started.unblock, &key, &code).await;
    assert_eq!(refusal(old), Refusal::UnblockCancelled);
    let standing = phone.unblock_standing(started.unblock).await.unwrap();
    assert_eq!(standing.state, State::Cancelled);
    // Nor does the lost confirmation, coming late, take the older half away that is needed again.
    let late = phone.unblock_confirm(started.unblock).await;
    assert_eq!(refusal(late), Refusal::UnblockCancelled);
    assert_eq!(
        halves(&world, &phone).await,
        [Some(first.clone()), Some(second.clone())]
    );
    let both = phone
        .release(later.unblock, &later_key, &next)
        .await
        .unwrap();
    assert_eq!(both, [(1, first), (2, second)]);
}
