//! Accounts leaving: export, backup, QR.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use super::*;

const PASSPHRASE: &str = "sne kaffe lanterne fjord";

fn phone() -> Phone {
    Phone::with(&[
        &format!("otpauth://totp/Bank:ane?secret={SECRET}&issuer=Bank&digits=8"),
        &format!("otpauth://hotp/Club:ane?secret={SECRET}&issuer=Club&counter=7"),
    ])
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn an_export_comes_in_again_elsewhere() {
    let phone = phone();
    let exported = phone.run(&[PIN], "export --format uri");
    // A warning, beside the answer.
    assert!(exported.err.contains("not protected"));
    let exported = exported.ok();
    assert_eq!(keys(&exported), ["file", "left_out", "uris"]);
    assert_eq!(exported["uris"].as_array().unwrap().len(), 2);
    let moved = phone
        .run(&[PIN], "export --format migration --out out.txt")
        .ok();
    assert_eq!(moved["file"], "out.txt");
    let out = phone.path("out.txt");
    assert_eq!(mode(&out), 0o600);
    let held = std::fs::read_to_string(&out).unwrap();
    assert_eq!(moved["uris"], json!(held.lines().collect::<Vec<_>>()));

    phone
        .run(&[PIN], "export --format uri --out out.txt")
        .fails(5, "KV-0605");
    phone
        .run(&[PIN], "export --format uri --out out.txt --force")
        .ok();
    phone
        .run(&[PIN], "export --format uri --out nowhere/out.txt")
        .fails(1, "KV-0604");
    phone
        .run(&["5070"], "export --format uri")
        .fails(3, "KV-0101");

    let (other, _) = Phone::set_up();
    let read = other.args(&[PIN], &["import", out.to_str().unwrap()]).ok();
    assert_eq!(
        column(&read["entries"], "outcome"),
        ["imported", "imported"]
    );
    assert_eq!(other.codes(59)[0]["code"], "94287082");
    assert_eq!(other.run(&[PIN], "code club").ok()["counter"], 7);
}

#[test]
fn a_backup_is_restored_on_another_phone() {
    let phone = phone();
    phone.run(&[PIN, "short"], "backup b").fails(5, "KV-0556");
    let written = phone.run(&[PIN, PASSPHRASE], "backup b").ok();
    let backup = phone.path("b");
    let bytes = std::fs::read(&backup).unwrap();
    assert_eq!(written, json!({"file": "b", "bytes": bytes.len()}));
    assert_eq!(mode(&backup), 0o600);
    assert!(!bytes.windows(4).any(|part| part == b"Bank"));
    phone
        .run(&[PIN, PASSPHRASE], "backup b")
        .fails(5, "KV-0605");

    let other = Phone::new();
    other.run(&["2750"], "init").ok();
    let backup = backup.to_str().unwrap();
    // The PIN first, then the passphrase.
    other
        .args(&["2750", "another passphrase"], &["restore", backup])
        .fails(5, "KV-0554");
    let restored = other.args(&["2750", PASSPHRASE], &["restore", backup]).ok();
    assert_eq!(
        column(&restored["entries"], "outcome"),
        ["imported", "imported"]
    );
    let code = other.run(&["2750"], "code bank --at 59").ok();
    assert_eq!(code["code"], "94287082");
    other
        .args(&["2750", PASSPHRASE], &["restore", &sample("github.png")])
        .fails(5, "KV-0551");
}

#[test]
fn an_accounts_qr_is_scanned_again() {
    let phone = phone();
    let drawn = phone.run(&[PIN], "qr bank --png q.png --svg q.svg").ok();
    assert_eq!(keys(&drawn), ["id", "png", "svg", "uri"]);
    assert_eq!(
        (&drawn["png"], &drawn["svg"]),
        (&json!("q.png"), &json!("q.svg"))
    );
    assert_eq!(mode(&phone.path("q.png")), 0o600);
    let svg = std::fs::read_to_string(phone.path("q.svg")).unwrap();
    assert!(svg.contains("<svg"));
    let read = phone.run(&[], "decode q.png").ok();
    assert_eq!(read[0]["texts"], json!([drawn["uri"]]));
    let scanned = phone.run(&[PIN], "scan q.png").ok();
    assert_eq!(scanned["entries"][0]["outcome"], "duplicate");
    phone.run(&[PIN], "qr bank --png q.png").fails(5, "KV-0605");
    phone.run(&[PIN], "qr ane").fails(5, "KV-0302");

    // On a terminal of either kind: blocks, or two characters to a module.
    let blocks = |locale: &str| {
        let mut command = program();
        command
            .env("LC_ALL", locale)
            .arg("--home")
            .arg(phone.path("home"));
        command.args(["--pin-stdin", "qr", "bank"]);
        fed(command, &[PIN]).out
    };
    assert!(blocks("en_DK.UTF-8").contains('▀'));
    let ascii = blocks("C");
    assert!(ascii.is_ascii() && ascii.lines().count() > 20);
}
