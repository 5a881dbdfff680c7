//! Attack 14: somebody has all of the service, its sealing key too, but not the phone.

use kodevagt_protocol::sealed::{Export, PrivateKey, open};
use kodevagt_protocol::unblock::{Released, open_release, release_info};
use kodevagt_service::keys::Bound;

use crate::scene::{activated, files, halves, holds, released, with_code};
use crate::world::World;

#[tokio::test]
async fn a14_the_service_alone_has_a_half_and_nothing_to_go_with_it() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let first = phone.half.to_vec();
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    let (status, body) = released(&mut phone, started.unblock, &code).await;
    assert_eq!(status, 200);
    phone.stage(started.unblock).await.unwrap();
    let second = phone.half.to_vec();
    // Without the sealing key the database hasn't even the halves, nor the code.
    let dump = files(&world);
    for secret in [&first, &second, &phone.account().seed] {
        assert!(!holds(&dump, secret), "a secret stands there unsealed");
    }
    assert!(!holds(&dump, code.as_bytes()));
    // With it, both halves: and of the phone, which has the rest, nothing.
    assert_eq!(
        halves(&world, &phone).await,
        [Some(first.clone()), Some(second.clone())]
    );
    for secret in phone.secrets().iter().chain([&key.bytes().to_vec()]) {
        assert!(
            !holds(&dump, secret),
            "a secret of the phone's stands there"
        );
    }
    // What was released is for the request's key alone, which the phone's hardware keeps.
    let released: Released = serde_json::from_str(&body).unwrap();
    let device = phone.device();
    for own in services_keys(&world).await {
        let info = release_info(started.unblock, device, 1);
        let opened = open(&own, &info, &released.halves[0].sealed, Export::NONE);
        assert!(opened.is_err(), "the service opens what it released");
    }
    let opened = open_release(&key, started.unblock, device, &released.halves[0]);
    assert_eq!(**opened.unwrap(), first);
    // Once the new PIN stands, the service has forgotten the former half.
    phone.unblock_confirm(started.unblock).await.unwrap();
    assert_eq!(halves(&world, &phone).await, [Some(second), None]);
    let kept =
        "SELECT COUNT(*) AS n FROM unblocks WHERE reply IS NOT NULL OR code_hash IS NOT NULL";
    assert_eq!(world.count(kept).await, 0);
}

/// Every private key that the service can open with.
async fn services_keys(world: &World) -> Vec<PrivateKey> {
    let rows = world
        .rows("SELECT serial, hpke_sealed FROM keys", &[])
        .await;
    let keys: Vec<_> = rows
        .iter()
        .map(|row| {
            let serial: i64 = row.read("serial").unwrap();
            let sealed: Vec<u8> = row.read("hpke_sealed").unwrap();
            let bound = Bound {
                place: "keys.hpke",
                id: &serial.to_be_bytes(),
            };
            PrivateKey::from_slice(&world.keys.open(bound, &sealed).unwrap()).unwrap()
        })
        .collect();
    assert!(!keys.is_empty());
    keys
}
