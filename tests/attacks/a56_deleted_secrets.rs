//! Attack 56: Deleted secrets searched for in database and journal files; with every copy of the files that there
//! ever was, the right PIN, and the keys that survive in the key store.

use base32::Alphabet;
use kodevagt_core::{account::Id, account::Kind, authenticator::Authenticator};
use kodevagt_tests::{disk::Image, phone::SimPhone, schedule::Plan};

use rusqlite::params;

use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, account, attempt, file, set_up};

const SEED: &[u8] = b"to-be-deleted-seed-xyz";
const LABEL: &str = "to-be-deleted-label";

/// A phone with one account more.
fn with_doomed() -> (SimPhone, Id) {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let doomed = account(LABEL, SEED, Kind::Totp { period: 30 });
    let id = app.add(vec![doomed], NOW).unwrap()[0].id;
    drop(app);
    (phone, id)
}

fn forms() -> Vec<Vec<u8>> {
    vec![
        SEED.to_vec(),
        base32::encode(Alphabet::Rfc4648 { padding: false }, SEED).into_bytes(),
        data_encoding::BASE64.encode(SEED).as_bytes()[..24].to_vec(),
        data_encoding::HEXLOWER.encode(SEED).into_bytes(),
        LABEL.as_bytes().to_vec(),
    ]
}

/// Whether whoever holds the phone, its PIN and these older files gets the doomed account to see.
fn opens_with(phone: &SimPhone, old: &Image) -> bool {
    let phone = phone.fork();
    let mut image = phone.disk().image();
    image.retain(|name, _| !name.starts_with("vault.db"));
    let vault = old.iter().filter(|(name, _)| name.starts_with("vault.db"));
    image.extend(vault.map(|(name, content)| (name.clone(), content.clone())));
    phone.disk().restore(&image);
    let Ok(mut app) = attempt(&phone, RIGHT) else {
        return false;
    };
    has_doomed(&mut app)
}

fn has_doomed(app: &mut Authenticator) -> bool {
    let held = |views: Vec<kodevagt_core::authenticator::View>| {
        views.iter().any(|view| view.card.label == LABEL)
    };
    app.accounts(NOW).is_ok_and(held) || app.removed(NOW).is_ok_and(held)
}

#[test]
fn a56_after_undo_ended_no_copy_of_the_files_opens_it() {
    let (phone, id) = with_doomed();
    let mut copies = vec![phone.disk().image()];
    let mut app = attempt(&phone, RIGHT).unwrap();
    copies.push(phone.disk().image());
    app.remove(id, NOW).unwrap();
    copies.push(phone.disk().image());
    assert!(
        opens_with(&phone, &copies[0]),
        "until undo ends it can be had back"
    );
    app.erase(Some(id), NOW).unwrap();
    copies.push(phone.disk().image());
    drop(app);
    copies.push(phone.disk().image());
    for copy in &copies {
        assert!(!opens_with(&phone, copy));
    }
    let mut app = attempt(&phone, RIGHT).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 2, "the others live on");
}

#[test]
fn a56_an_old_row_among_the_present_ones_does_not_open() {
    let (phone, id) = with_doomed();
    let row = "SELECT root, schema, version, sealed FROM accounts WHERE id = ?1";
    let old: (Vec<u8>, i64, i64, Vec<u8>) = file(&phone, "vault.db")
        .query_row(row, [id.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap();
    let mut app = attempt(&phone, RIGHT).unwrap();
    app.remove(id, NOW).unwrap();
    app.erase(Some(id), NOW).unwrap();
    drop(app);
    let graft =
        "INSERT INTO accounts (id, root, schema, version, sealed) VALUES (?1, ?2, ?3, ?4, ?5)";
    let (root, schema, version, sealed) = old;
    file(&phone, "vault.db")
        .execute(graft, params![id.0, root, schema, version, sealed])
        .unwrap();
    assert!(!attempt(&phone, RIGHT).is_ok_and(|mut app| has_doomed(&mut app)));
}

#[test]
fn a56_nothing_of_it_lies_in_any_file_at_any_time() {
    let (phone, id) = with_doomed();
    let mut app = attempt(&phone, RIGHT).unwrap();
    app.remove(id, NOW).unwrap();
    app.erase(Some(id), NOW).unwrap();
    let open = phone.disk().image();
    assert!(
        open.keys().any(|name| name.ends_with("-wal")),
        "the WAL is searched too"
    );
    for form in forms() {
        assert_eq!(phone.disk().find(&form), [""; 0], "open");
    }
    drop(app);
    for form in forms() {
        assert_eq!(phone.disk().find(&form), [""; 0], "closed");
    }
}

#[test]
fn a56_a_crash_in_the_erasure_loses_nothing_and_keeps_nothing() {
    let (base, id) = with_doomed();
    attempt(&base, RIGHT).unwrap().remove(id, NOW).unwrap();
    let before = base.disk().image();
    Plan::default().every_crash(
        &base,
        |phone| attempt(phone, RIGHT)?.erase(Some(id), NOW),
        |phone, _, told| {
            let mut app = attempt(phone, RIGHT).unwrap();
            assert_eq!(app.accounts(NOW).unwrap().len(), 2);
            let undone = !app.removed(NOW).unwrap().is_empty();
            assert!(!undone || told.is_err(), "told that it was erased");
            drop(app);
            assert_eq!(
                opens_with(phone, &before),
                undone,
                "gone for good, or still there"
            );
        },
    );
}
