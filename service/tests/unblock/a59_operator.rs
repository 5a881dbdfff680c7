//! Attack 59: the operator, who has the database and its sealing key, looks for a person's own accounts.

use crate::scene::{activated, device, files, halves, holds, with_code};
use crate::world::World;

/// All that the service ever stores of a phone. A column that is added is looked at here: it must hold nothing
/// that opens the person's own accounts.
const OF_A_PHONE: [&str; 25] = [
    "activated_at",
    "app_version",
    "attestation",
    "by_sms_alone",
    "clock_offset",
    "created_at",
    "device_key",
    "drift",
    "epoch",
    "id",
    "is_primary",
    "last_contact",
    "last_step",
    "model",
    "person",
    "platform",
    "puk_pending_sealed",
    "puk_sealed",
    "puk_serial",
    "push_kind",
    "push_target_sealed",
    "removed_at",
    "seed_sealed",
    "state",
    "vault_key",
];

#[tokio::test]
async fn a59_the_operator_has_one_half_and_one_seed_of_a_phone_and_no_account_of_the_persons_own() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, key, code) = with_code(&world, "kari", &mut phone).await;
    phone.release(started.unblock, &key, &code).await.unwrap();
    phone.stage(started.unblock).await.unwrap();
    phone.unblock_confirm(started.unblock).await.unwrap();
    let sql = "SELECT name FROM pragma_table_info('devices') ORDER BY name";
    for row in world.rows(sql, &[]).await {
        let name: String = row.read("name").unwrap();
        assert!(
            OF_A_PHONE.contains(&name.as_str()),
            "what is in devices.{name}?"
        );
    }
    // What is there, opened: a half that the phone made at random, and the organisation's own seed.
    assert_eq!(
        halves(&world, &phone).await,
        [Some(phone.half.to_vec()), None]
    );
    let row = device(&world, &phone).await;
    let sealed: Vec<u8> = row.read("seed_sealed").unwrap();
    let bound = kodevagt_service::keys::Bound {
        place: "devices.seed",
        id: &phone.device().0,
    };
    let seed = world.keys.open(bound, &sealed).unwrap();
    assert_eq!(*seed, phone.account().seed);
    assert_eq!(
        row.read::<Vec<u8>>("vault_key").unwrap(),
        phone.vault_public().0
    );
    assert_eq!(
        row.read::<Vec<u8>>("device_key").unwrap(),
        phone.device_public().0
    );
    let dump = files(&world);
    for secret in phone.secrets() {
        assert!(!holds(&dump, &secret));
    }
}
