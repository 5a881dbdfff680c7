//! A backup read without us: docs/readers/read_backup.py, written from docs/backup.md.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::kodevagt::{PIN, Phone};
use crate::{program, venv};

const PASSPHRASE: &str = "blå æbler på et fad";

#[test]
fn the_reader_opens_a_backup_and_finds_every_seed() {
    let phone = Phone::new();
    for uri in [
        "otpauth://totp/Kommune:mette@example.dk?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Kommune\
         &algorithm=SHA512&digits=8&period=60",
        "otpauth://hotp/Bank:konto?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=7",
        "otpauth://steam/Steam:spiller?secret=KRUGKIDROVUWG2ZAMJZG653OEBTG66BA&issuer=Steam",
    ] {
        phone.done(&["add", uri]);
    }
    let file = phone.file("kodevagt.backup");
    let made = phone.run(&["backup", file.to_str().unwrap()], &[PIN, PASSPHRASE]);
    assert_eq!(made.exit, 0, "{made:?}");

    let read: Value = serde_json::from_slice(&opened(&file, PASSPHRASE).stdout).unwrap();
    let mut accounts = read["accounts"].as_array().unwrap().clone();
    accounts.sort_by_key(|account| account["type"].to_string());
    let seeds: Vec<_> = accounts
        .iter()
        .map(|account| {
            (
                account["type"].as_str().unwrap(),
                account["secret"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seeds,
        [
            ("hotp", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            ("steam", "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA"),
            ("totp", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
        ]
    );
    assert_eq!(accounts[0]["counter"], 7);
    assert_eq!(accounts[2]["algorithm"], "SHA512");
    assert_eq!(accounts[2]["digits"], 8);
    assert_eq!(accounts[2]["period"], 60);
    assert_eq!(accounts[2]["issuer"], "Kommune");

    assert!(!opened(&file, "blå æbler på et far").status.success());
    changed(&file);
    assert!(!opened(&file, PASSPHRASE).status.success());
}

#[test]
fn the_reader_opens_the_test_vector() {
    let vector = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/readers/backup-v1.json");
    let output = opened(&vector, "blå æbler 1");
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    let types: Vec<_> = read["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|account| &account["type"])
        .collect();
    assert_eq!(types, ["totp", "hotp", "steam"]);
}

/// Another last byte under the seal, the rest of the file as it was.
fn changed(file: &Path) {
    let mut backup: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let sealed = backup["ciphertext"].as_str().unwrap().as_bytes();
    let mut sealed = data_encoding::BASE64.decode(sealed).unwrap();
    *sealed.last_mut().unwrap() ^= 1;
    backup["ciphertext"] = data_encoding::BASE64.encode(&sealed).into();
    std::fs::write(file, backup.to_string()).unwrap();
}

fn opened(file: &Path, passphrase: &str) -> Output {
    let mut reader: Command = venv::reader("read_backup.py");
    program::run(reader.arg(file), "python3", &format!("{passphrase}\n"))
}
