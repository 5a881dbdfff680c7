//! Attack 61: keys that the root didn't sign, or not lately, are offered to a phone that pinned it.

use kodevagt_protocol::Bytes;
use kodevagt_protocol::keys::{Distrust, Pin, SignedStatement};

use crate::phone::Phone;
use crate::scene::{activated, halves, restart, stage_again, with_code};
use crate::world::World;

async fn statement(phone: &Phone) -> SignedStatement {
    phone.service().await.unwrap().keys
}

#[tokio::test]
async fn a61_a_phone_follows_its_root_and_nobody_else() {
    let mut world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let first = statement(&phone).await;
    let mut pin = Pin {
        root_key_hash: first.root_key_hash(),
        serial: phone.account().keys.serial,
    };
    assert_eq!(world.shell(&["keys", "rotate"])["serial"], 2);
    restart(&mut world, &mut phone).await;
    let second = statement(&phone).await;
    let now = world.clock.now();
    let trusted = second.trusted(&pin, now).unwrap().clone();
    assert_eq!(trusted.serial, 2);
    assert_ne!(trusted.signing_key, first.statement.signing_key);
    assert_ne!(trusted.hpke_key, first.statement.hpke_key);
    assert_eq!(phone.status().await.unwrap().keys, second);

    // A phone that hasn't heard yet still seals for the former key, and is understood.
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    phone.release(started.unblock, &key, &code).await.unwrap();
    phone.stage(started.unblock).await.unwrap();
    phone.account.as_mut().unwrap().keys = trusted;
    stage_again(&mut phone, started.unblock).await.unwrap();
    phone.unblock_confirm(started.unblock).await.unwrap();
    assert_eq!(halves(&world, &phone).await[0], Some(phone.half.to_vec()));

    // One that has takes nothing older.
    pin.serial = 2;
    assert_eq!(second.trusted(&pin, now).map(|taken| taken.serial), Ok(2));
    assert_eq!(first.trusted(&pin, now), Err(Distrust::Older));
    let mut renumbered = first;
    renumbered.statement.serial = 3;
    assert_eq!(renumbered.trusted(&pin, now), Err(Distrust::BadSignature));

    // A stranger's root, whether it says so or not.
    let strange = World::new().await;
    strange.shell(&["keys", "rotate"]);
    strange.shell(&["keys", "rotate"]);
    let elsewhere = strange
        .rows("SELECT statement FROM keys WHERE serial = 3", &[])
        .await;
    let text: String = elsewhere[0].read("statement").unwrap();
    let mut stranger: SignedStatement = serde_json::from_str(&text).unwrap();
    assert_eq!(stranger.trusted(&pin, now), Err(Distrust::StrangersRoot));
    stranger.root_key = Bytes(second.root_key.0.clone());
    assert_eq!(stranger.trusted(&pin, now), Err(Distrust::BadSignature));
}
