//! Codes.

use serde_json::json;

use super::*;

#[test]
fn a_code_its_seconds_and_the_next() {
    let phone = Phone::with(&[
        &format!("otpauth://totp/Bank:ane?secret={SECRET}&issuer=Bank&digits=8"),
        &format!("otpauth://hotp/Club:ane?secret={SECRET}&issuer=Club&counter=0"),
        "otpauth://steam/Steam:ane?secret=JBSWY3DPEHPK3PXP&issuer=Steam",
    ]);
    let codes = phone.codes(59);
    let bank = &codes[0];
    // RFC 6238, appendix B, and the step after it.
    let expected = json!({
        "id": bank["id"], "issuer": "Bank", "label": "ane", "kind": "totp", "owner": "personal",
        "digits": 8, "period": 30, "code": "94287082", "valid_from": 30, "valid_until": 60,
        "next": "37359152",
    });
    assert_eq!(*bank, expected);
    assert_eq!(bank["id"].as_str().unwrap().len(), 32);
    let club = json!({
        "id": codes[1]["id"], "issuer": "Club", "label": "ane", "kind": "hotp", "owner": "personal",
        "digits": 6, "period": null, "code": null, "valid_from": null, "valid_until": null,
        "next": null,
    });
    assert_eq!(codes[1], club);
    assert_eq!(codes[2]["kind"], "steam");
    assert_eq!(codes[2]["digits"], 5);

    // One by a part of its name in any case, and by its id.
    let by_name = phone.run(&[PIN], "code BAN --at 59").ok();
    assert_eq!(by_name, expected);
    let id = bank["id"].as_str().unwrap();
    assert_eq!(
        phone.run(&[PIN], &format!("code {id} --at 59")).ok(),
        expected
    );

    // RFC 4226, appendix D: each call counts one up.
    for (counter, code) in [(0, "755224"), (1, "287082"), (2, "359152")] {
        let counted = phone.run(&[PIN], "code club").ok();
        assert_eq!(counted["code"], code);
        assert_eq!(counted["counter"], counter);
        assert_eq!(counted["next"], json!(null));
    }
    // Looking at the list counts nothing.
    phone.codes(59);
    assert_eq!(phone.run(&[PIN], "code club").ok()["counter"], 3);

    let several = phone.run(&[PIN], "code ane").fails(5, "KV-0302");
    let ids = column(&codes, "id");
    assert_eq!(
        several["ids"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>(),
        ids
    );
    phone.run(&[PIN], "code nowhere").fails(5, "KV-0301");
}

#[test]
fn a_clock_that_is_off_is_corrected() {
    let phone = Phone::with(&[&format!("otpauth://totp/Bank:ane?secret={SECRET}&digits=8")]);
    let at = |words: &str| phone.run(&[PIN], words).ok()[0]["code"].clone();
    assert_eq!(at("codes --at 29 --clock-offset 30"), "94287082");
    assert_eq!(at("--clock-offset -60 codes --at 119"), "94287082");
    assert_eq!(at("codes --at 59"), "94287082");
    // Stored, it stands until it is set again; the flag stands over it.
    assert_eq!(
        phone.run(&[], "clock 30").ok(),
        json!({"clock_offset_s": 30})
    );
    assert_eq!(at("codes --at 29"), "94287082");
    assert_eq!(at("codes --at 59 --clock-offset 0"), "94287082");
    assert_eq!(phone.run(&[], "status").ok()["clock_offset_s"], 30);
    assert_eq!(phone.run(&[], "clock").ok(), json!({"clock_offset_s": 30}));
}

#[test]
fn now_is_the_computers_clock() {
    let phone = Phone::with(&[&format!("otpauth://totp/Bank:ane?secret={SECRET}")]);
    let seconds = || {
        let since = std::time::UNIX_EPOCH.elapsed().unwrap();
        since.as_secs()
    };
    let before = seconds();
    let code = phone.run(&[PIN], "code bank").ok();
    let after = seconds();
    assert!(code["valid_from"].as_u64().unwrap() <= after);
    assert!(code["valid_until"].as_u64().unwrap() > before);
    let again = phone.codes(code["valid_from"].as_u64().unwrap());
    assert_eq!(again[0]["code"], code["code"]);
}
