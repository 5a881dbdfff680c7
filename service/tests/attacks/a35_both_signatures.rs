//! Attack 35: an approval takes the device's signature and the vault key's, and nobody with the service's database
//! and sealing keys can make either.

use std::collections::BTreeSet;

use kodevagt_protocol::approval::{Decision, State, Verb};
use kodevagt_protocol::{Bytes, Refusal};
use kodevagt_service::keys::{Bound, Online};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};

use crate::phone::{Phone, random, refusal};
use crate::scene::{Scene, person};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a35_one_signature_without_the_other_approves_nothing() {
    let mut scene = Scene::sqlite().await;
    let other = person(&scene.world, "ola", "+4587654321").await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let number = Some(asked.number.as_str());
    let right = scene.phone.decision(&challenge, Verb::Approve, number);
    let others = other.decision(&challenge, Verb::Approve, number);
    let bytes = Decision::bytes(&challenge.challenge.hash(), Verb::Approve, number);
    let store = scene.world.store();
    let online = Online::find(&scene.world.keys, store)
        .await
        .unwrap()
        .unwrap();
    let with_device = |device_signature| Decision {
        device_signature,
        ..right.clone()
    };
    let with_vault = |vault_signature| Decision {
        vault_signature,
        ..right.clone()
    };
    for decision in [
        with_vault(None),
        with_vault(Some(Bytes::default())),
        with_vault(others.vault_signature.clone()),
        with_vault(Some(online.sign(&bytes))),
        with_vault(Some(Bytes(random::<64>().to_vec()))),
        with_vault(Some(right.device_signature.clone())),
        with_device(Bytes::default()),
        with_device(others.device_signature.clone()),
        with_device(online.sign(&bytes)),
        with_device(right.vault_signature.clone().unwrap()),
        others,
    ] {
        let decided = scene.phone.decide(asked.id, &decision).await;
        assert_eq!(refusal(decided), Refusal::DecisionUnsigned, "{decision:?}");
    }
    assert_eq!(scene.application.state(asked.id).await, State::Pending);
    let decided = scene.phone.decide(asked.id, &right).await.unwrap();
    assert_eq!(decided.state, State::Approved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a35_a_dump_with_the_sealing_keys_holds_neither_key() {
    let scene = Scene::sqlite().await;
    scene.application.ask("kari").await.unwrap();
    let mut secrets = dumped(&scene.world).await;
    assert!(
        secrets.contains(&scene.phone.account().seed),
        "sealed values are opened"
    );
    for file in std::fs::read_dir(scene.world.data_dir()).unwrap() {
        secrets.insert(std::fs::read(file.unwrap().path()).unwrap_or_default());
    }
    let mut tried = BTreeSet::new();
    for secret in &secrets {
        for window in secret
            .windows(32)
            .filter(|window| tried.insert(window.to_vec()))
        {
            assert!(!is_key_of(window, &scene.phone), "the dump holds a key");
        }
    }
    assert!(tried.len() > 10_000, "{}", tried.len());
    // That it would be found.
    assert!(is_key_of(&scene.phone.vault_seed, &scene.phone));
}

/// Whether it is the secret half of the phone's vault key or device key.
fn is_key_of(secret: &[u8], phone: &Phone) -> bool {
    let vault = Ed25519KeyPair::from_seed_unchecked(secret).unwrap();
    let device = EcdsaKeyPair::from_private_key_and_public_key(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        secret,
        &phone.device_public().0,
        &SystemRandom::new(),
    );
    vault.public_key().as_ref() == phone.vault_public().0 || device.is_ok()
}

/// Every value of the rows that know of a phone, and what the sealing keys open of it.
async fn dumped(world: &World) -> BTreeSet<Vec<u8>> {
    let mut found = BTreeSet::new();
    for row in world
        .rows(
            "SELECT id, seed_sealed, puk_sealed, device_key, vault_key FROM devices",
            &[],
        )
        .await
    {
        let id: [u8; 16] = row.read("id").unwrap();
        for column in ["seed_sealed", "puk_sealed", "device_key", "vault_key"] {
            let value: Option<Vec<u8>> = row.read(column).unwrap();
            found.extend(value.clone());
            for place in ["devices.seed", "devices.puk.1"] {
                let bound = Bound { place, id: &id };
                let opened = world.keys.open(bound, value.as_deref().unwrap_or_default());
                found.extend(opened.map(|plain| plain.to_vec()));
            }
        }
    }
    for row in world.rows("SELECT id, person_key FROM people", &[]).await {
        found.insert(row.read("person_key").unwrap());
    }
    found
}
