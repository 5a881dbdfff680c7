//! Attack 64: texts that would be drawn otherwise than they read, or hide what matters, are refused before any phone
//! sees them.

use kodevagt_protocol::Refusal;
use serde_json::{Value as Json, json};

use crate::phone::refusal;
use crate::scene::Scene;

/// Each with what it does to a reader.
const LIES: [(&str, &str); 9] = [
    ("the rest reads backwards", "Betal \u{202e}.rk 000.1"),
    ("isolated", "\u{2066}Intranet\u{2069}"),
    ("right to left mark", "Log ind\u{200f}"),
    ("nothing to be seen", "Log\u{200b}ind"),
    ("a line of its own", "Log ind\nGodkendt af banken"),
    ("a bell", "Log ind\u{7}"),
    ("the end", "Log ind\0"),
    ("an escape", "\u{1b}[2JLog ind"),
    ("a paragraph", "Log\u{2029}ind"),
];

fn bodies(text: &str) -> [(&'static str, Json); 5] {
    let paid = |amount: &str, payee: &str| json!({ "person": "kari", "transaction": { "amount": amount, "currency": "DKK", "payee": payee } });
    [
        ("text", json!({ "person": "kari", "text": text })),
        (
            "where.ip",
            json!({ "person": "kari", "where": { "ip": text } }),
        ),
        (
            "where.place",
            json!({ "person": "kari", "where": { "place": text } }),
        ),
        (
            "where.browser",
            json!({ "person": "kari", "where": { "browser": text } }),
        ),
        ("transaction.payee", paid("1.00", text)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a64_bidirectional_control_and_endless_texts_are_refused() {
    let mut scene = Scene::sqlite().await;
    let long = "å".repeat(201);
    let lies = LIES.into_iter().chain([("201 characters", long.as_str())]);
    for (what, text) in lies {
        for (field, body) in bodies(text) {
            let refused = scene.application.ask_for(&body).await.unwrap_err();
            assert_eq!(
                refused.refusal(),
                Some(Refusal::FieldInvalid),
                "{what} in {field}"
            );
            assert_eq!(refused.problem.field.as_deref(), Some(field), "{what}");
        }
    }
    for (field, body) in bodies(&"e".repeat(20_000)) {
        let refused = scene.application.ask_for(&body).await;
        assert_eq!(refusal(refused), Refusal::FieldInvalid, "{field}");
    }
    for (field, body) in bodies(&"e".repeat(100_000)) {
        // The connection may be cut before all of it was sent.
        if let Ok(answer) = scene.application.apart().request(&body).send().await {
            assert_eq!(answer.status(), 413, "{field}");
        }
    }
    // A letter with a thousand accents is long, too.
    let stacked = format!("e{}", "\u{301}".repeat(1_000));
    let refused = scene.application.ask_for(&bodies(&stacked)[0].1).await;
    assert_eq!(refusal(refused), Refusal::FieldInvalid);
    assert!(scene.phone.challenges().await.unwrap().is_empty());
    let rows = "SELECT COUNT(*) AS n FROM challenges";
    assert_eq!(scene.world.count(rows).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a64_names_that_lie_are_refused_too() {
    let scene = Scene::sqlite().await;
    for (what, text) in LIES.iter().filter(|(_, text)| !text.contains('\0')) {
        let application = scene.world.command(&["application", "add", text]);
        assert!(!application.status.success(), "{what} as an application");
        let person = [
            "person",
            "add",
            text,
            "--name",
            "Ola",
            "--mobile",
            "+4587654321",
        ];
        assert!(
            !scene.world.command(&person).status.success(),
            "{what} as a user name"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a64_amounts_and_currencies_are_numbers_and_letters() {
    let mut scene = Scene::sqlite().await;
    for (amount, currency) in [
        ("1e9", "DKK"),
        ("-1", "DKK"),
        ("1,00", "DKK"),
        ("1.00 ", "DKK"),
        ("١٢", "DKK"),
        ("", "DKK"),
        (".5", "DKK"),
        ("1.", "DKK"),
        ("1", "dkk"),
        ("1", "DK"),
        ("1", "ДКК"),
    ] {
        let paid = json!({ "amount": amount, "currency": currency, "payee": "Kiosken" });
        let body = json!({ "person": "kari", "transaction": paid });
        let refused = scene.application.ask_for(&body).await;
        assert_eq!(
            refusal(refused),
            Refusal::FieldInvalid,
            "{amount} {currency}"
        );
    }
    // What is well written arrives as it was, composed (NFC).
    let paid = json!({ "amount": "1250.00", "currency": "DKK", "payee": "Bjørn A\u{30a}s" });
    let body = json!({ "person": "kari", "text": "Betal 1.250 kr.", "transaction": paid });
    scene.application.ask_for(&body).await.unwrap();
    let shown = scene.fetched().await.challenge;
    assert_eq!(shown.text.as_deref(), Some("Betal 1.250 kr."));
    assert_eq!(shown.transaction.unwrap().payee, "Bjørn Ås");
}
