//! Attack 63: somebody who was erased is looked for in the database, its journals and a backup.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::phone::State;
use kodevagt_service::store::Row;

use crate::cluster;
use crate::phone::{Phone, refusal};
use crate::scene::{CHECK, activated, files, holds, with_code};
use crate::world::World;

/// Everything that is sealed in a row that tells of the person: table, condition, columns.
const SEALED: [(&str, &str, &[&str]); 5] = [
    (
        "people",
        "id = $1",
        &[
            "person_key",
            "login_sealed",
            "name_sealed",
            "mobile_sealed",
            "mail_sealed",
        ],
    ),
    (
        "devices",
        "person = $1",
        &["seed_sealed", "puk_sealed", "push_target_sealed"],
    ),
    (
        "unblocks",
        "person = $1",
        &["words_sealed", "identity_check_sealed"],
    ),
    (
        "messages",
        "person = $1",
        &["recipient_sealed", "subject_sealed", "text_sealed"],
    ),
    (
        "activations",
        "person = $1 OR person IS NULL",
        &["mobile_index", "mobile_sealed"],
    ),
];

/// A life: activated by SMS, with a phone, mails, an unblock.
async fn lived(world: &World) -> (Phone, [u8; 16]) {
    world.person("kari", "+4791234567");
    let code = async || world.code("+4791234567").await;
    let mut phone = Phone::activated_by_sms(world.url(), "+4791234567", code)
        .await
        .unwrap();
    let (started, key, code) = with_code(world, "kari", &mut phone).await;
    phone.release(started.unblock, &key, &code).await.unwrap();
    phone.unblock("111222").await.unwrap();
    // Started with the number, and never finished.
    world.clock.advance(60_000);
    Phone::new(world.url()).start("+4791234567").await.unwrap();
    let rows = world.rows("SELECT id FROM people", &[]).await;
    (phone, rows[0].read("id").unwrap())
}

async fn sealed(world: &World, person: [u8; 16]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for (table, which, columns) in SEALED {
        let sql = format!("SELECT * FROM {table} WHERE {which}");
        let rows = world.rows(&sql, &[person.into()]).await;
        for column in columns {
            let read = |row: &Row| row.read::<Option<Vec<u8>>>(column).unwrap();
            all.extend(
                rows.iter()
                    .filter_map(read)
                    .filter(|bytes| !bytes.is_empty()),
            );
        }
    }
    all
}

#[tokio::test]
async fn a63_nothing_of_an_erased_person_is_left_in_the_database_its_journals_or_a_backup() {
    let world = World::new().await;
    let (mut phone, person) = lived(&world).await;
    let before = sealed(&world, person).await;
    assert!(before.len() > 15, "{} sealed values", before.len());
    let index = world.keys.login_index("kari");
    let known = files(&world);
    assert!(before.iter().all(|bytes| holds(&known, bytes)));
    assert!(holds(&known, &index));
    let entries = world.shell(&["audit", "verify"])["entries"]
        .as_i64()
        .unwrap();

    world.shell(&["person", "erase", "KARI"]);
    let backup = world.data_dir().join("kodevagt.sqlite.backup");
    let connection = rusqlite::Connection::open(world.data_dir().join("kodevagt.sqlite")).unwrap();
    connection
        .execute("VACUUM INTO $1", [backup.to_str().unwrap()])
        .unwrap();
    let left = files(&world);
    for bytes in before.iter().chain([&index.to_vec()]) {
        assert!(!holds(&left, bytes), "{} bytes are left", bytes.len());
    }
    for clear in ["Nordmann", "kari@example", "+4791234567", CHECK] {
        assert!(!holds(&left, clear.as_bytes()), "{clear}");
    }
    assert!(sealed(&world, person).await.is_empty());
    // The record of who did what is whole, and has one entry more.
    assert_eq!(world.shell(&["audit", "verify"])["entries"], entries + 1);
    // Nobody of that name is known, and the phone is told that it counts no more.
    for command in ["show", "export", "erase", "remove-phone"] {
        assert_eq!(
            world.command(&["person", command, "kari"]).status.code(),
            Some(5)
        );
    }
    assert!(
        world
            .shell(&["person", "list"])
            .as_array()
            .unwrap()
            .is_empty()
    );
    assert_eq!(phone.status().await.unwrap().state, State::Removed);
    assert_eq!(refusal(phone.wait(0).await), Refusal::DeviceUnknown);
    // The name is free again, and stands for somebody new.
    activated(&world, "kari").await;
}

// The shell's commands hold this thread up; the instances go on in others, or their locks would too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a63_on_postgresql_the_rows_are_empty_too() {
    let world = World::on(Some(cluster::database().await), 2, "").await;
    let (mut phone, person) = lived(&world).await;
    assert!(sealed(&world, person).await.len() > 15);
    let entries = world.shell(&["audit", "verify"])["entries"]
        .as_i64()
        .unwrap();
    world.shell(&["person", "erase", "kari"]);
    assert!(sealed(&world, person).await.is_empty());
    let sql = "SELECT COUNT(*) AS n FROM people WHERE mobile_index IS NOT NULL OR login_index = $1";
    let found = world
        .rows(sql, &[world.keys.login_index("kari").into()])
        .await;
    assert_eq!(found[0].read::<i64>("n"), Ok(0));
    assert_eq!(world.shell(&["audit", "verify"])["entries"], entries + 1);
    assert_eq!(phone.status().await.unwrap().state, State::Removed);
}

#[tokio::test]
async fn a63_before_that_the_person_gets_a_copy_of_everything() {
    let world = World::new().await;
    lived(&world).await;
    let copy = world.shell(&["person", "export", "kari"]);
    assert_eq!(copy["person"]["login"], "kari");
    assert_eq!(copy["person"]["mobile"], "+4791234567");
    assert_eq!(copy["person"]["phones"][0]["model"], "test");
    let unblocks = copy["unblocks"].as_array().unwrap();
    assert!(unblocks.iter().any(|one| one["identity_check"] == CHECK));
    let messages = copy["messages"].as_array().unwrap();
    assert!(messages.iter().any(|mail| mail["to"] == "kari@example.org"));
    let audit = copy["audit"].as_array().unwrap();
    let vouched = audit.iter().find(|entry| entry["action"] == "unblock.code");
    assert_eq!(vouched.unwrap()["detail"], CHECK);
}
