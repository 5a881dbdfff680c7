//! Accounts coming, changing and going.

use kodevagt_core::account::Kind;
use kodevagt_core::authenticator::{Authenticator, Edit, Error, Reason};
use kodevagt_core::qr::NotForUs;
use kodevagt_core::secret::SecretText;
use kodevagt_core::time::Now;

use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, account, attempt, counting, open, pin, set_up};

const TOTP: Kind = Kind::Totp { period: 30 };

fn labels(app: &mut Authenticator) -> Vec<String> {
    let accounts = app.accounts(NOW).unwrap();
    accounts.into_iter().map(|view| view.card.label).collect()
}

fn text(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

#[test]
fn order_favourites_and_search() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    app.add(vec![account("Åse Ødegård", b"third", TOTP)], NOW)
        .unwrap();
    let ids: Vec<_> = app
        .accounts(NOW)
        .unwrap()
        .iter()
        .map(|view| view.id)
        .collect();
    app.place(ids[2], 0, NOW).unwrap();
    assert_eq!(labels(&mut app), ["Åse Ødegård", "clock", "count"]);
    let favourite = Edit {
        favourite: Some(true),
        group: Some(Some("Arbejde".to_owned())),
        ..Edit::default()
    };
    app.edit(ids[1], favourite, NOW).unwrap();
    assert_eq!(labels(&mut app), ["count", "Åse Ødegård", "clock"]);
    drop(app);

    let mut app = attempt(&phone, RIGHT).unwrap();
    assert_eq!(
        labels(&mut app),
        ["count", "Åse Ødegård", "clock"],
        "after a restart too"
    );
    let mut found = |query: &str| app.search(query, NOW).unwrap().len();
    assert_eq!(found("ødegård kommune"), 1);
    assert_eq!(found("A\u{30a}SE"), 1, "å as two characters");
    assert_eq!(found("arbejde"), 1);
    assert_eq!(found(""), 3);
    assert_eq!(found("nothing"), 0);
}

#[test]
fn what_is_there_already_is_a_duplicate_also_under_a_new_name() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let twice = || vec![account("new", b"n", TOTP), account("new", b"n", TOTP)];
    let added = app.add(twice(), NOW).unwrap();
    assert_eq!((added[0].duplicate, added[1].duplicate), (false, true));
    assert_eq!(added[0].id, added[1].id);
    let renamed = Edit {
        label: Some("renamed".to_owned()),
        ..Edit::default()
    };
    app.edit(added[0].id, renamed, NOW).unwrap();
    assert!(
        app.add(twice(), NOW)
            .unwrap()
            .iter()
            .all(|added| added.duplicate)
    );
    let other = vec![account("other", b"n", TOTP), account("new", b"m", TOTP)];
    assert!(
        app.add(other, NOW)
            .unwrap()
            .iter()
            .all(|added| !added.duplicate)
    );
    let counter = vec![account(
        "count",
        kodevagt_tests::stand::COUNT_SEED,
        Kind::Hotp { counter: 0 },
    )];
    assert!(
        app.add(counter, NOW).unwrap()[0].duplicate,
        "whatever its counter"
    );
}

#[test]
fn every_text_ends_as_added_duplicate_or_refused() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let texts = [
        text("otpauth://totp/Nordby:mette?secret=JBSWY3DPEHPK3PXP&issuer=Nordby"),
        text("otpauth://totp/Nordby:mette?secret=JBSWY3DPEHPK3PXP&issuer=Nordby"),
        text("otpauth://totp/Nordby:mette?secret=JBSWY3DPEHPK3PXP&digits=11"),
        text("https://example.dk/"),
    ];
    let taken = app.take_texts(&texts, NOW).unwrap();
    assert_eq!(taken.entries.len(), 4);
    assert!(matches!(&taken.entries[0].result, Ok((added, TOTP)) if !added.duplicate));
    assert!(matches!(&taken.entries[1].result, Ok((added, TOTP)) if added.duplicate));
    assert!(matches!(&taken.entries[2].result, Err(Reason::Refused(_))));
    assert_eq!(
        taken.entries[3].result,
        Err(Reason::NotForUs(NotForUs::WebAddress))
    );
    assert_eq!(app.accounts(NOW).unwrap().len(), 3);
}

#[test]
fn removing_can_be_undone_for_seven_days() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let id = counting(&mut app);
    app.remove(id, NOW).unwrap();
    assert_eq!(labels(&mut app), ["clock"]);
    assert_eq!(app.status().unwrap().accounts, 1);
    assert!(matches!(app.count(id, NOW), Err(Error::UnknownAccount)));
    drop(app);

    let days = |days: i64| Now {
        wall_ms: NOW.wall_ms + days * 24 * 60 * 60 * 1000,
        ..NOW
    };
    let mut app = open(&phone).unwrap();
    app.unlock(&pin(RIGHT), days(6)).unwrap();
    assert_eq!(app.removed(days(6)).unwrap().len(), 1);
    app.bring_back(id, days(6)).unwrap();
    assert_eq!(app.count(id, days(6)).unwrap().counter, 7);
    app.remove(id, days(6)).unwrap();
    drop(app);

    let mut app = open(&phone).unwrap();
    app.unlock(&pin(RIGHT), days(13)).unwrap();
    assert_eq!(app.removed(days(13)).unwrap(), []);
    assert!(matches!(
        app.bring_back(id, days(13)),
        Err(Error::UnknownAccount)
    ));
    assert_eq!(labels(&mut app), ["clock"]);
}

#[test]
fn codes_are_for_the_corrected_time() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let shown =
        |app: &mut Authenticator, unix| app.codes(unix, NOW).unwrap()[0].code.clone().unwrap();
    let right = shown(&mut app, 1_000_000_020);
    app.set_clock_offset(-94_000).unwrap();
    assert_eq!(shown(&mut app, 1_000_000_114), right);
    assert_eq!(
        (right.valid_from, right.valid_until),
        (1_000_000_020, 1_000_000_050)
    );
    drop(app);
    let mut app = attempt(&phone, RIGHT).unwrap();
    assert_eq!(app.status().unwrap().clock_offset_ms, -94_000);
    assert_eq!(shown(&mut app, 1_000_000_114), right);
}

#[test]
fn a_changed_pin_is_the_only_one() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    assert!(matches!(
        app.change_pin(&pin(RIGHT), &pin("1234"), NOW),
        Err(Error::Weak(_))
    ));
    assert!(matches!(
        app.change_pin(&pin(RIGHT), &pin(RIGHT), NOW),
        Err(Error::SamePin)
    ));
    assert_eq!(
        app.status().unwrap().attempts_left,
        Some(3),
        "refused before any try"
    );
    app.change_pin(&pin(RIGHT), &pin("7306"), NOW).unwrap();
    drop(app);
    assert!(matches!(
        attempt(&phone, RIGHT).err(),
        Some(Error::WrongPin { attempts_left: 2 })
    ));
    assert_eq!(attempt(&phone, "7306").unwrap().peek().len(), 2);
}

#[test]
fn starting_over_leaves_nothing() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    app.start_over().unwrap();
    assert_eq!(phone.keystore().names("file"), []);
    assert!(matches!(app.unlock(&pin(RIGHT), NOW), Err(Error::NoPin)));
    app.set_pin(&pin("7306"), NOW).unwrap();
    assert_eq!(app.accounts(NOW).unwrap(), []);
}
