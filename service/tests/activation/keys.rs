//! Attack 61: the online keys rotated by the root.

use kodevagt_protocol::keys::{Distrust, Pin};
use kodevagt_service::Service;
use kodevagt_service::keys::{Online, RootSource};

use crate::MOBILE;
use crate::phone::Phone;
use crate::world::World;

#[tokio::test]
async fn a61_rotated_keys_are_trusted_and_older_or_strange_ones_not() {
    let mut world = World::new().await;
    world.person("kari", MOBILE);
    let (_, ticket) = world.ticket("kari");
    let mut phone = Phone::new(world.url());
    phone.confirm_ticket(&ticket, None).await.unwrap();
    let first = phone.service().await.unwrap().keys;
    let pin = Pin {
        root_key_hash: first.root_key_hash(),
        serial: first.statement.serial,
    };
    let store = world.store().clone();
    Online::rotate(&world.keys, &store, &world.settings.root())
        .await
        .unwrap();
    let listener = Service::listen(&world.settings).await.unwrap();
    let next = Service::start(world.settings.clone(), world.clock.clock(), listener);
    world.instances.push(next.await.unwrap());
    phone.server = world.instances[1].url().to_owned();
    let second = phone.service().await.unwrap().keys;
    let now = world.clock.now();
    let statement = second.trusted(&pin, now).unwrap();
    assert_eq!(statement.serial, first.statement.serial + 1);
    assert_ne!(statement.signing_key, first.statement.signing_key);
    // What was sealed for the former key still opens.
    phone.activate().await.unwrap();
    let later = Pin {
        serial: second.statement.serial,
        ..pin
    };
    assert_eq!(first.trusted(&later, now), Err(Distrust::Older));
    let strange = tempfile::tempdir().unwrap();
    let root = RootSource {
        file: strange.path().join("root.key"),
        make: true,
    };
    let stranger = Online::rotate(&world.keys, &store, &root).await.unwrap();
    assert_eq!(
        stranger.statement().trusted(&later, now),
        Err(Distrust::StrangersRoot)
    );
}
