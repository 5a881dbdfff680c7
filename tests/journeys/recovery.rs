//! The recovery code: in for a new PIN, once.

use kodevagt_core::authenticator::{Error, State};
use kodevagt_core::vault::recovery::{Mistyped, RecoveryCode};
use kodevagt_tests::phone::SimPhone;

use kodevagt_tests::stand::{NOW, RIGHT, account, attempt, exhaust, open, pin, standing};

const NEW: &str = "7306";

fn with_code() -> (SimPhone, RecoveryCode) {
    let phone = SimPhone::new(3);
    let mut app = open(&phone).unwrap();
    let code = app.set_pin(&pin(RIGHT), NOW).unwrap();
    let kind = kodevagt_core::account::Kind::Totp { period: 30 };
    app.add(vec![account("clock", b"seed", kind)], NOW).unwrap();
    drop(app);
    (phone, code)
}

#[test]
fn it_opens_a_blocked_phone_once_for_a_new_pin() {
    let (phone, code) = with_code();
    exhaust(&phone);
    assert_eq!(standing(&phone), (State::Blocked, Some(0)));

    let mut app = open(&phone).unwrap();
    let next = app.recover(&code, &pin(NEW), NOW).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 1);
    assert_ne!(next, code);
    drop(app);

    assert!(attempt(&phone, NEW).is_ok());
    assert!(matches!(
        attempt(&phone, RIGHT).err(),
        Some(Error::WrongPin { .. })
    ));
    let mut app = open(&phone).unwrap();
    assert!(matches!(
        app.recover(&code, &pin(NEW), NOW),
        Err(Error::RecoveryRefused)
    ));
    app.recover(&next, &pin(RIGHT), NOW).unwrap();
    drop(app);
    assert!(attempt(&phone, RIGHT).is_ok());
}

#[test]
fn it_opens_a_phone_whose_pin_was_forgotten() {
    let (phone, code) = with_code();
    let mut app = open(&phone).unwrap();
    app.recover(&code, &pin(NEW), NOW).unwrap();
    drop(app);
    assert!(attempt(&phone, NEW).is_ok());
}

#[test]
fn another_phones_code_changes_nothing() {
    let (phone, _) = with_code();
    let other = SimPhone::new(4);
    let stranger = open(&other).unwrap().set_pin(&pin(RIGHT), NOW).unwrap();
    let mut app = open(&phone).unwrap();
    assert!(matches!(
        app.recover(&stranger, &pin(NEW), NOW),
        Err(Error::RecoveryRefused)
    ));
    drop(app);
    assert_eq!(standing(&phone), (State::Closed, Some(3)));
    assert!(attempt(&phone, RIGHT).is_ok());
}

#[test]
fn a_renewed_code_replaces_the_former() {
    let (phone, former) = with_code();
    let mut app = open(&phone).unwrap();
    let next = app.renew_recovery(&pin(RIGHT), NOW).unwrap();
    drop(app);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    assert!(matches!(
        app.recover(&former, &pin(NEW), NOW),
        Err(Error::RecoveryRefused)
    ));
    assert!(app.recover(&next, &pin(NEW), NOW).is_ok());
}

#[test]
fn typing_is_forgiven_and_mistakes_are_caught() {
    let (_, code) = with_code();
    let text = code.as_str();
    assert_eq!(text.replace('-', "").len(), 27);
    let spoken = text
        .to_lowercase()
        .replace('-', " ")
        .replace('1', "l")
        .replace('0', "o");
    assert_eq!(RecoveryCode::parse(&spoken), Ok(code.clone()));
    assert_eq!(
        RecoveryCode::parse(&text[..text.len() - 1]),
        Err(Mistyped::Length)
    );
    assert_eq!(
        RecoveryCode::parse(&text.replace(&text[..1], "U")),
        Err(Mistyped::Symbol)
    );
    for at in (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-') {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
            let mut typed = text.to_owned();
            typed.replace_range(at..=at, &other.to_string());
            if typed != text {
                assert_eq!(RecoveryCode::parse(&typed), Err(Mistyped::Check), "{typed}");
            }
        }
    }
}
