//! Attack 18: support gives a code out that it shouldn't. (Vouching for oneself is tried in the rule's own
//! tests, until there are pages to sign in to.)

use kodevagt_protocol::unblock::State;
use kodevagt_service::keys::Bound;

use crate::scene::{CHECK, LOCK, activated, later, vouched, vouching};
use crate::world::World;

/// The refusal's number, and that nothing else was said.
fn refused(world: &World, args: &[&str]) -> (Option<i32>, String) {
    let output = world.command(args);
    assert!(output.stdout.is_empty(), "no code is shown");
    let told = String::from_utf8(output.stderr).unwrap();
    let last: serde_json::Value = serde_json::from_str(told.lines().last().unwrap()).unwrap();
    (
        output.status.code(),
        last["error"]["code"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a18_the_words_are_tried_once_a_request_and_written_down() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, _) = phone.unblock(LOCK).await.unwrap();
    let right = started.words.join(" ");
    let swapped = format!("{} {}x", started.words[1], started.words[0]);
    let (exit, wrong) = refused(&world, &vouching("kari", LOCK, &swapped));
    assert_eq!(exit, Some(5));
    // The right ones come too late: the phone must ask anew, and shows others.
    let (exit, over) = refused(&world, &vouching("kari", LOCK, &right));
    assert_eq!(exit, Some(5));
    assert_ne!(wrong, over);
    let standing = phone.unblock_standing(started.unblock).await.unwrap();
    assert_eq!(standing.state, State::Cancelled);
    let (again, _) = phone.unblock(LOCK).await.unwrap();
    let elsewhere = refused(&world, &vouching("kari", "493028", &again.words.join(" ")));
    assert_eq!(elsewhere, (Some(5), over), "another lock number");
    let words = again.words.join(" ");
    let unchecked = vouching("kari", LOCK, &words).map(|word| match word {
        CHECK => " ",
        word => word,
    });
    assert_eq!(refused(&world, &unchecked).0, Some(5));
    let code = vouched(&world, "kari", &again);
    assert_eq!(code.len(), 9);
    assert_eq!(
        written(&world).await,
        [
            (
                "shell".to_owned(),
                "unblock.words".to_owned(),
                CHECK.to_owned()
            ),
            (
                "shell".to_owned(),
                "unblock.code".to_owned(),
                CHECK.to_owned()
            ),
        ]
    );
    // And the person hears of it at once.
    let outbox = world.outbox().await;
    let told = outbox
        .iter()
        .rfind(|message| message.kind == "mail")
        .unwrap();
    assert_eq!(told.to, "kari@example.org");
    assert!(told.text.contains("test"), "which phone: {}", told.text);
    assert!(!told.text.contains(&code), "never the code");
    assert_eq!(
        outbox
            .iter()
            .filter(|message| message.text == told.text)
            .count(),
        1
    );
}

#[tokio::test]
async fn a18_what_cannot_be_written_down_is_not_done() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, _) = phone.unblock(LOCK).await.unwrap();
    let words = started.words.join(" ");
    let broken = rusqlite::Connection::open(world.data_dir().join("kodevagt.sqlite")).unwrap();
    broken
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action LIKE 'unblock.%' \
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .unwrap();
    let (exit, _) = refused(&world, &vouching("kari", LOCK, &words));
    assert_eq!(exit, Some(1));
    let standing = phone.unblock_standing(started.unblock).await.unwrap();
    assert_eq!(standing.state, State::Waiting);
    broken.execute_batch("DROP TRIGGER full").unwrap();
    vouched(&world, "kari", &started);
    assert_eq!(written(&world).await.len(), 1);
}

#[tokio::test]
async fn a18_nobody_vouches_more_than_thirty_times_an_hour() {
    let world = World::new().await;
    let mut phone = activated(&world, "kari").await;
    let (started, _) = phone.unblock(LOCK).await.unwrap();
    let words = started.words.join(" ");
    for _ in 0..30 {
        let (exit, _) = refused(&world, &vouching("kari", "000000", "not these"));
        assert_eq!(exit, Some(5));
    }
    let (exit, above) = refused(&world, &vouching("kari", LOCK, &words));
    assert_eq!((exit, above.as_str()), (Some(5), "KV-0752"));
    let standing = phone.unblock_standing(started.unblock).await.unwrap();
    assert_eq!(
        standing.state,
        State::Waiting,
        "the request's one try is not spent"
    );
    later(&world, &mut phone, 60 * 60);
    let (again, _) = phone.unblock(LOCK).await.unwrap();
    vouched(&world, "kari", &again);
}

/// Who did what about unblocking, oldest first, with what is sealed for the person.
async fn written(world: &World) -> Vec<(String, String, String)> {
    let sql = "SELECT a.actor, a.action, a.detail_sealed, p.id, p.person_key FROM audit a \
               JOIN people p ON p.id = a.subject WHERE a.action LIKE 'unblock.%' ORDER BY a.id";
    let rows = world.rows(sql, &[]).await;
    let read = |row: &kodevagt_service::store::Row| {
        let person: [u8; 16] = row.read("id").unwrap();
        let key: Vec<u8> = row.read("person_key").unwrap();
        let detail: Vec<u8> = row.read("detail_sealed").unwrap();
        let key = world.keys.person(&person, &key).unwrap();
        let bound = Bound {
            place: "audit.detail",
            id: &person,
        };
        let detail = key.open_for(bound, &detail).unwrap();
        let text = String::from_utf8(detail.to_vec()).unwrap();
        (
            row.read("actor").unwrap(),
            row.read("action").unwrap(),
            text,
        )
    };
    rows.iter().map(read).collect()
}
