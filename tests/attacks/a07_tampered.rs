//! Attack 7: Swapped records, lowered Argon2 parameters, changed epoch: refused as tampered, no downgrade.

use std::sync::Arc;

use kodevagt_core::{
    authenticator::{Authenticator, Error, Options, State},
    kdf::Cost,
    ports::{Alias, Keystore as _},
    vault::{self, store::Home},
};
use kodevagt_tests::{disk::VFS, phone::SimPhone};
use rusqlite::params;
use serde_json::{Value, json};

use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, WRONG, attempt, file, looked_at, options, pin, set_up, standing,
};

fn change(phone: &SimPhone, name: &str, sql: &str) {
    let changed = file(phone, name).execute(sql, []).unwrap();
    assert!(changed > 0, "{sql}");
}

fn is_tampered<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Vault(vault::Error::Tampered)))
}

#[test]
fn a07_swapped_records_do_not_open() {
    let phone = set_up(1, REUSABLE);
    change(
        &phone,
        "vault.db",
        "UPDATE accounts SET sealed = (SELECT other.sealed FROM accounts AS other
                                       WHERE other.id <> accounts.id)",
    );
    assert!(is_tampered(attempt(&phone, RIGHT)));
}

#[test]
fn a07_what_stands_beside_a_record_is_bound_to_it() {
    for sql in [
        "UPDATE accounts SET version = version + 1",
        "UPDATE accounts SET schema = 0",
        "UPDATE accounts SET id = randomblob(16)",
        "UPDATE accounts SET sealed = zeroblob(length(sealed))",
        "UPDATE accounts SET sealed = x''",
        "UPDATE accounts SET sealed = 'text'",
        "UPDATE accounts SET version = -1",
        "UPDATE keys SET sealed = zeroblob(length(sealed))",
        "UPDATE meta SET value = zeroblob(16) WHERE key = 'device'",
        "DELETE FROM keys",
    ] {
        let phone = set_up(1, REUSABLE);
        change(&phone, "vault.db", sql);
        assert!(is_tampered(attempt(&phone, RIGHT)), "{sql}");
    }
}

#[test]
fn a07_a_record_under_another_root_shows_nothing() {
    let phone = set_up(1, REUSABLE);
    change(
        &phone,
        "vault.db",
        "UPDATE accounts SET root = randomblob(16)",
    );
    let shown = attempt(&phone, RIGHT).and_then(|mut app| app.accounts(NOW));
    assert!(
        shown.is_ok_and(|accounts| accounts.is_empty()),
        "closed, not opened"
    );
}

#[test]
fn a07_every_byte_of_the_state_is_bound() {
    let phone = set_up(1, REUSABLE);
    let before = phone.keystore().derives("pin");
    let whole = phone.disk().image();
    let size: i64 = file(&phone, "attempt.db")
        .query_row(
            "SELECT length(sealed) FROM slots WHERE name = 'state'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    for at in (0..usize::try_from(size).unwrap()).step_by(7) {
        let attempts = file(&phone, "attempt.db");
        let mut sealed: Vec<u8> = attempts
            .query_row("SELECT sealed FROM slots WHERE name = 'state'", [], |row| {
                row.get(0)
            })
            .unwrap();
        sealed[at] ^= 1;
        attempts
            .execute(
                "UPDATE slots SET sealed = ?1 WHERE name = 'state'",
                params![sealed],
            )
            .unwrap();
        drop(attempts);
        assert!(is_tampered(attempt(&phone, RIGHT)), "byte {at}");
        phone.disk().restore(&whole);
    }
    assert_eq!(looked_at(&phone, before), 0);
    assert_eq!(
        standing(&phone),
        (State::Closed, Some(3)),
        "and nothing was destroyed over it"
    );
}

#[test]
fn a07_slots_do_not_stand_in_for_each_other() {
    for sql in [
        "UPDATE slots SET alias = (SELECT alias FROM slots WHERE name = 'recovery') WHERE name = 'state'",
        "UPDATE slots SET sealed = (SELECT sealed FROM slots WHERE name = 'recovery') WHERE name = 'state'",
        "UPDATE meta SET value = zeroblob(16) WHERE key = 'device'",
        "UPDATE meta SET value = x'00' WHERE key = 'device'",
    ] {
        let phone = set_up(1, REUSABLE);
        let before = phone.keystore().derives("pin");
        change(&phone, "attempt.db", sql);
        assert!(attempt(&phone, RIGHT).is_err(), "{sql}");
        assert_eq!(looked_at(&phone, before), 0, "{sql}");
    }
}

#[test]
fn a07_a_newer_format_is_left_alone() {
    for name in ["attempt.db", "vault.db"] {
        let phone = set_up(1, REUSABLE);
        file(&phone, name)
            .pragma_update(None, "user_version", 2)
            .unwrap();
        let before = phone.disk().image();
        let answer = attempt(&phone, RIGHT);
        assert!(
            matches!(answer, Err(Error::Vault(vault::Error::Newer))),
            "{name}"
        );
        assert_eq!(phone.disk().image(), before);
    }
}

const COST: Cost = Cost::unchecked(64, 2, 1);

fn open_at(phone: &SimPhone, cost: Cost) -> Result<Authenticator, Error> {
    Authenticator::open(
        Home::on_vfs(phone.home(), VFS),
        Arc::new(phone.keystore().clone()),
        Arc::new(phone.entropy().clone()),
        Options { cost, ..options() },
    )
}

/// Opens the state with the phone's own key store, as root on the live phone can, changes it, and seals it
/// again.
fn forge(phone: &SimPhone, forgery: impl Fn(&mut Value)) {
    let attempts = file(phone, "attempt.db");
    let (alias, sealed): (String, Vec<u8>) = attempts
        .query_row(
            "SELECT alias, sealed FROM slots WHERE name = 'state'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let device: Vec<u8> = attempts
        .query_row("SELECT value FROM meta WHERE key = 'device'", [], |row| {
            row.get(0)
        })
        .unwrap();
    let mut bound = b"kodevagt/state\0".to_vec();
    for field in [&[vault::FORMAT][..], &device, alias.as_bytes()] {
        bound.extend_from_slice(&u32::try_from(field.len()).unwrap().to_be_bytes());
        bound.extend_from_slice(field);
    }
    let alias = Alias::new(alias);
    let plain = phone.keystore().open(&alias, &sealed, &bound).unwrap();
    let mut state: Value = serde_json::from_slice(plain.bytes()).unwrap();
    forgery(&mut state);
    let forged = serde_json::to_vec(&state).unwrap();
    let forged = phone.keystore().seal(&alias, &forged, &bound).unwrap();
    let changed = attempts
        .execute(
            "UPDATE slots SET sealed = ?1 WHERE name = 'state'",
            params![forged],
        )
        .unwrap();
    assert_eq!(changed, 1);
}

fn set_up_at(cost: Cost) -> SimPhone {
    let phone = SimPhone::with(1, REUSABLE);
    open_at(&phone, cost)
        .unwrap()
        .set_pin(&pin(RIGHT), NOW)
        .unwrap();
    phone
}

#[test]
fn a07_lowered_argon2_parameters_are_refused_before_the_hardware_is_asked() {
    for (field, lower) in [
        ("m_kib", 8),
        ("t", 1),
        ("p", 0),
        ("m_kib", u32::MAX),
        ("t", u32::MAX),
    ] {
        let phone = set_up_at(COST);
        let before = phone.keystore().derives("pin");
        forge(&phone, |state| {
            state["pins"][0]["kdf"][field] = json!(lower)
        });
        let answer = open_at(&phone, COST).unwrap().unlock(&pin(RIGHT), NOW);
        assert!(is_tampered(answer), "{field} = {lower}");
        assert_eq!(looked_at(&phone, before), 0, "{field} = {lower}");
    }
}

#[test]
fn a07_what_the_slot_says_is_bound_to_it() {
    type Forgery = fn(&mut Value);
    let forgeries: [(&str, Forgery); 4] = [
        ("generation", |state| {
            state["pins"][0]["generation"] = json!(0)
        }),
        ("memory", |state| {
            state["pins"][0]["kdf"]["m_kib"] = json!(65)
        }),
        ("passes", |state| state["pins"][0]["kdf"]["t"] = json!(3)),
        ("salt", |state| {
            state["pins"][0]["salt"] = json!("AAAAAAAAAAAAAAAAAAAAAA==")
        }),
    ];
    for (what, forgery) in forgeries {
        let phone = set_up_at(COST);
        forge(&phone, forgery);
        let answer = open_at(&phone, COST).unwrap().unlock(&pin(RIGHT), NOW);
        assert!(answer.is_err(), "{what}");
    }
}

#[test]
fn a07_the_slot_of_a_former_pin_does_not_come_back() {
    // The former PIN's whole state is put back: its key is gone, which is a lockout.
    let phone = set_up(1, REUSABLE);
    let former = phone.disk().image();
    let mut app = attempt(&phone, RIGHT).unwrap();
    app.change_pin(&pin(RIGHT), &pin(WRONG), NOW).unwrap();
    drop(app);
    let before = phone.keystore().derives("pin");
    phone.disk().restore(&former);
    assert!(attempt(&phone, RIGHT).is_err());
    assert!(attempt(&phone, WRONG).is_err());
    assert_eq!(looked_at(&phone, before), 0);
}
