//! The list of accounts.

use serde_json::json;

use super::*;

#[test]
fn an_account_is_edited_moved_removed_and_brought_back() {
    let uri = |name: &str| format!("otpauth://totp/{name}:ane?secret={SECRET}&issuer={name}");
    let phone = Phone::with(&[&uri("One"), &uri("Two").replace("GEZ", "HEZ")]);
    let edit = [
        "edit",
        "one",
        "--issuer",
        "First",
        "--label",
        "mette",
        "--note",
        "n o t e",
        "--group",
        "Work",
        "--icon",
        "star",
        "--favourite",
        "false",
    ];
    let edited = phone.args(&[PIN], &edit).ok();
    let expected = json!({
        "id": edited["id"], "issuer": "First", "label": "mette", "kind": "totp", "owner": "personal",
        "algorithm": "SHA1", "digits": 6, "period": 30, "counter": null, "note": "n o t e",
        "group": "Work", "icon": "star", "favourite": false, "uses": 0, "last_used": null,
        "removed": null,
    });
    assert_eq!(edited, expected);
    let names = || column_of(&phone.run(&[PIN], "accounts").ok());
    assert_eq!(names(), ["First", "Two"]);
    phone.run(&[PIN], "edit two --place 1").ok();
    assert_eq!(names(), ["Two", "First"]);
    phone
        .run(&[PIN], "edit first --favourite true --group=")
        .ok();
    assert_eq!(names(), ["First", "Two"]);
    let found = phone.run(&[PIN], "search note met").ok();
    assert_eq!(found, json!([]), "every word has to be there");
    let found = phone.run(&[PIN], "search e t METTE").ok();
    assert_eq!(column_of(&found), ["First"]);
    let long = "x".repeat(300);
    phone
        .args(&[PIN], &["edit", "two", "--issuer", &long])
        .fails(5, "KV-0304");

    phone.run(&[PIN], "undo").fails(5, "KV-0303");
    let removed = phone.run(&[PIN], "remove two").ok();
    assert_eq!(removed["issuer"], "Two");
    assert_eq!(names(), ["First"]);
    let shown = phone.run(&[PIN], "removed").ok();
    assert_eq!(column_of(&shown), ["Two"]);
    assert!(shown[0]["removed"].as_i64().unwrap() > 1_700_000_000);
    phone.run(&[PIN], "code two").fails(5, "KV-0301");
    assert_eq!(phone.run(&[PIN], "undo two").ok()["issuer"], "Two");
    assert_eq!(names(), ["First", "Two"]);

    phone.run(&[PIN], "remove two --now").ok();
    assert_eq!(phone.run(&[PIN], "removed").ok(), json!([]));
    phone.run(&[PIN], "undo").fails(5, "KV-0303");
    assert_eq!(phone.run(&[], "status").ok()["accounts"], 1);
}

fn column_of(list: &Value) -> Vec<String> {
    let name = |issuer: &Value| issuer.as_str().unwrap().to_owned();
    column(list, "issuer").into_iter().map(name).collect()
}
