//! A vault read without us: docs/readers/read_vault.py, written from docs/vault.md and
//! docs/software-keystore.md.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::kodevagt::{PIN, Phone};
use crate::{program, venv};

const TOTP: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const HOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const STEAM: &str = "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA";
const ERASED: &str = "NBSWY3DPEB3W64TMMQQGC3TEEBWW64TF";

/// A phone with an account of each kind, and one more.
fn phone() -> Phone {
    let phone = Phone::new();
    for uri in [
        format!(
            "otpauth://totp/Kommune:mette@example.dk?secret={TOTP}&issuer=Kommune&algorithm=SHA256&period=60"
        ),
        format!("otpauth://hotp/Bank:konto?secret={HOTP}&issuer=Bank&counter=7&digits=8"),
        format!("otpauth://steam/Steam:spiller?secret={STEAM}&issuer=Steam"),
        format!("otpauth://totp/Gammel:konto?secret={ERASED}&issuer=Gammel"),
    ] {
        phone.done(&["add", &uri]);
    }
    phone
}

#[test]
fn the_reader_finds_what_the_phone_holds_and_takes_no_try() {
    let phone = phone();
    phone.done(&[
        "edit",
        "mette",
        "--note",
        "Reservenøgle i boksen",
        "--group",
        "Arbejde",
    ]);
    phone.done(&["edit", "mette", "--favourite", "true"]);
    phone.done(&["code", "Bank"]);
    phone.done(&["remove", "Gammel"]);

    let accounts = accounts(&phone.home(), &phone.keystore());
    assert_eq!(accounts.len(), 4);
    let totp = of(&accounts, "Kommune");
    assert_eq!(totp["secret"], TOTP);
    assert_eq!(totp["kind"], "totp");
    assert_eq!(totp["algorithm"], "sha256");
    assert_eq!(totp["period"], 60);
    assert_eq!(totp["digits"], 6);
    assert_eq!(totp["label"], "mette@example.dk");
    assert_eq!(totp["note"], "Reservenøgle i boksen");
    assert_eq!(totp["group"], "Arbejde");
    assert_eq!(totp["favourite"], true);
    let hotp = of(&accounts, "Bank");
    assert_eq!(hotp["secret"], HOTP);
    assert_eq!(hotp["kind"], "hotp");
    assert_eq!(hotp["counter"], 8, "one code was counted out");
    assert_eq!(hotp["digits"], 8);
    let steam = of(&accounts, "Steam");
    assert_eq!(steam["secret"], STEAM);
    assert_eq!(steam["kind"], "steam");
    let removed = of(&accounts, "Gammel");
    assert_eq!(
        removed["secret"], ERASED,
        "a removed account can be brought back for seven days"
    );
    assert!(removed["removed_ms"].is_i64());
    assert!(totp["removed_ms"].is_null());

    // More wrong PINs than a phone would take; the reader doesn't ask the phone.
    for wrong in ["0000", "1234", "5932", "3925"] {
        fails(
            &read(&phone.home(), &phone.keystore(), wrong),
            "the PIN is wrong",
        );
    }
    assert_eq!(phone.done(&["status"])["attempts_left"], 3);
    let counted = phone.run(&["codes"], &["5932"]);
    assert_eq!(counted.exit, 3);
    assert_eq!(counted.error["error"]["attempts_left"], 2, "{counted:?}");
    assert_eq!(self::accounts(&phone.home(), &phone.keystore()).len(), 4);
}

#[test]
fn a_new_pin_replaces_the_old_one_for_the_reader_too() {
    let phone = phone();
    let changed = phone.run(&["change-pin"], &[PIN, "8064"]);
    assert_eq!(changed.exit, 0, "{changed:?}");
    fails(
        &read(&phone.home(), &phone.keystore(), PIN),
        "the PIN is wrong",
    );
    let output = read(&phone.home(), &phone.keystore(), "8064");
    assert!(output.status.success());
}

#[test]
fn a_changed_byte_and_a_swapped_row_open_for_nobody() {
    let phone = phone();
    let changes: [fn(&Connection); 3] = [
        |vault| {
            let sealed = "SELECT sealed FROM accounts ORDER BY id LIMIT 1";
            let mut sealed: Vec<u8> = vault.query_row(sealed, [], |row| row.get(0)).unwrap();
            let middle = sealed.len() / 2;
            sealed[middle] ^= 1;
            let set = "UPDATE accounts SET sealed = ? WHERE id = (SELECT min(id) FROM accounts)";
            assert_eq!(vault.execute(set, params![sealed]).unwrap(), 1);
        },
        |vault| {
            let swap = "UPDATE accounts SET sealed = (SELECT sealed FROM accounts ORDER BY id DESC LIMIT 1)
                        WHERE id = (SELECT min(id) FROM accounts)";
            assert_eq!(vault.execute(swap, []).unwrap(), 1);
        },
        |vault| {
            let removed =
                "UPDATE accounts SET removed_ms = 1 WHERE id = (SELECT min(id) FROM accounts)";
            assert_eq!(vault.execute(removed, []).unwrap(), 1);
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let copy = phone.file(&format!("changed-{number}"));
        copy_files(&phone.home(), &copy, "");
        assert_eq!(accounts(&copy, &phone.keystore()).len(), 4);
        change(&Connection::open(copy.join("vault.db")).unwrap());
        fails(
            &read(&copy, &phone.keystore(), PIN),
            "something was changed",
        );
    }
}

#[test]
fn an_erased_account_is_gone_from_old_copies_too() {
    let phone = phone();
    let old = phone.file("old");
    copy_files(&phone.home(), &old, "vault.db");
    let old_keys = phone.file("old-keys");
    copy_files(&phone.keystore(), &old_keys, "");
    let old_home = phone.file("old-home");
    copy_files(&phone.home(), &old_home, "");

    // Only removed: the old vault still opens with the keys as they are.
    phone.done(&["remove", "Steam"]);
    copy_files(&phone.home(), &old, "attempt.db");
    assert_eq!(
        of(&accounts(&old, &phone.keystore()), "Gammel")["secret"],
        ERASED
    );

    phone.done(&["remove", "Gammel", "--now"]);
    copy_files(&phone.home(), &old, "attempt.db");
    fails(&read(&old, &phone.keystore(), PIN), "no key 'file/");
    let left = accounts(&phone.home(), &phone.keystore());
    assert!(
        left.iter().all(|account| account["secret"] != ERASED),
        "{left:?}"
    );
    assert_eq!(of(&left, "Kommune")["secret"], TOTP);

    // What it can't stop, and says so: whoever kept the key store's files too.
    assert_eq!(
        of(&accounts(&old_home, &old_keys), "Gammel")["secret"],
        ERASED
    );
}

/// What the reader prints with the right PIN.
#[track_caller]
fn accounts(home: &Path, keystore: &Path) -> Vec<Value> {
    let output = read(home, keystore, PIN);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let mut read: Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_value(read["accounts"].take()).unwrap()
}

#[track_caller]
fn of<'a>(accounts: &'a [Value], issuer: &str) -> &'a Value {
    let mut of_issuer = accounts
        .iter()
        .filter(|account| account["issuer"] == json!(issuer));
    let account = of_issuer.next().expect(issuer);
    assert!(of_issuer.next().is_none(), "{issuer} twice");
    account
}

#[track_caller]
fn fails(output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains(why), "{said}");
    assert!(
        output.stdout.is_empty(),
        "it printed something all the same"
    );
}

fn read(home: &Path, keystore: &Path, pin: &str) -> Output {
    let mut reader = venv::reader("read_vault.py");
    program::run(
        reader.args([home, keystore]),
        "python3",
        &format!("{pin}\n"),
    )
}

/// Copies the files of a directory, and of those in it, whose names begin with `prefix`.
fn copy_files(from: &Path, to: &Path, prefix: &str) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if !name.starts_with(prefix) {
            continue;
        }
        let target: PathBuf = to.join(&name);
        if entry.file_type().unwrap().is_dir() {
            copy_files(&entry.path(), &target, "");
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
