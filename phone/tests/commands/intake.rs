//! Accounts coming in.

use serde_json::json;

use super::*;

#[test]
fn every_entry_ends_as_one_of_three() {
    let (phone, _) = Phone::set_up();
    let uri = format!("otpauth://totp/Bank:ane?secret={SECRET}&issuer=Bank");
    let added = phone.args(&[PIN], &["add", &uri]).ok();
    assert_eq!(keys(&added), ["entries", "missing"]);
    let entry = &added["entries"][0];
    let id = entry["id"].as_str().unwrap();
    let expected = json!({
        "id": id, "issuer": "Bank", "label": "ane", "kind": "totp", "owner": "personal",
        "outcome": "imported", "reason": null, "code": null,
    });
    assert_eq!(*entry, expected);

    // Again, out of sight of others: the URI is the line after the PIN.
    let again = phone.run(&[PIN, &uri], "add -").ok();
    assert_eq!(again["entries"][0]["outcome"], "duplicate");
    assert_eq!(again["entries"][0]["id"], id);

    let uri = format!("otpauth://totp/Clock:ane?secret={SECRET}&period=0");
    let refused = phone.args(&[PIN], &["add", &uri]);
    refused.fails(5, "KV-0325");
    let shown: Value = serde_json::from_str(&refused.out).unwrap();
    let entry = &shown["entries"][0];
    assert_eq!(entry["outcome"], "refused");
    assert_eq!(entry["code"], "KV-0325");
    assert_eq!((&entry["id"], &entry["kind"]), (&Value::Null, &Value::Null));
    assert!(entry["reason"].as_str().unwrap().contains('0'));
    phone
        .args(&[PIN], &["add", "https://example.com"])
        .fails(5, "KV-0421");
}

#[test]
fn parts_of_a_migration_count_together_in_any_order() {
    let (phone, _) = Phone::set_up();
    let (one, two) = (sample("part-1.png"), sample("part-2.png"));
    let half = phone.args(&[PIN], &["scan", &two]).ok();
    assert_eq!(half["missing"], json!(["1/2"]));
    let both = phone.args(&[PIN], &["scan", &two, &one]).ok();
    assert_eq!(both["missing"], json!([]));
    let outcomes = column(&both["entries"], "outcome");
    assert_eq!(
        outcomes,
        ["duplicate", "duplicate", "imported", "imported", "imported"]
    );
    assert_eq!(column(&phone.codes(0), "issuer").len(), 5);
}

#[test]
fn a_picture_without_a_code_is_an_entry_too() {
    let (phone, _) = Phone::set_up();
    let broken = phone.file("broken.png", b"\x89PNG\r\n\x1a\nnothing");
    let text = phone.file("text.png", b"hello");
    let (broken, text) = (broken.to_str().unwrap(), text.to_str().unwrap());
    let github = sample("github.png");
    let scanned = phone.args(&[PIN], &["scan", text, &github, broken]).ok();
    let entries = &scanned["entries"];
    assert_eq!(
        column(entries, "outcome"),
        ["imported", "refused", "refused"]
    );
    assert_eq!(
        column(entries, "code"),
        [&json!(null), &json!("KV-0401"), &json!("KV-0403")]
    );
    assert_eq!(entries[1]["label"], text);
    // A file that isn't there wasn't read: nothing happens, and no PIN is asked for.
    phone.run(&[], "scan nowhere.png").fails(1, "KV-0603");
}

#[test]
fn decoding_needs_no_phone_and_stores_nothing() {
    let phone = Phone::new();
    let text = phone.file("text.png", b"hello");
    let text = text.to_str().unwrap();
    let github = sample("github.png");
    let read = phone
        .args(&[], &["decode", &github, text, "nowhere.png"])
        .ok();
    assert_eq!(column(&read, "file"), [&github, text, "nowhere.png"]);
    assert_eq!(keys(&read[0]), ["error", "file", "texts"]);
    assert_eq!(
        read[0]["texts"],
        json!(["otpauth://totp/GitHub:ane?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=GitHub"])
    );
    assert_eq!(read[0]["error"], json!(null));
    assert_eq!(read[1]["texts"], json!([]));
    assert_eq!(read[1]["error"]["code"], "KV-0401");
    assert_eq!(read[2]["error"]["code"], "KV-0603");
    assert!(!phone.path("home").exists());
}

#[test]
fn a_file_is_imported_as_what_it_is() {
    let (phone, _) = Phone::set_up();
    let list = std::fs::read(sample("list.txt")).unwrap();
    let list = phone.file("list.txt", &list);
    let list = list.to_str().unwrap();
    let formats = phone.run(&[], "formats").ok();
    assert_eq!(formats, json!({"formats": ["uri-list", "migration"]}));
    let read = phone.args(&[PIN], &["import", list]).ok();
    assert_eq!(keys(&read), ["entries", "format", "missing"]);
    assert_eq!(read["format"], "uri-list");
    assert_eq!(
        column(&read["entries"], "outcome"),
        ["imported", "imported", "imported", "refused"]
    );
    let named = phone
        .args(&[PIN], &["import", "--format", "uri-list", list])
        .ok();
    assert_eq!(column(&named["entries"], "outcome")[0], "duplicate");
    phone
        .args(&[PIN], &["import", list, "--format", "abacus"])
        .fails(5, "KV-0501");
    let junk = phone.file("junk", &[0, 1, 2]);
    phone
        .args(&[PIN], &["import", junk.to_str().unwrap()])
        .fails(5, "KV-0502");
    phone.run(&[PIN], "import nowhere").fails(1, "KV-0603");
}
