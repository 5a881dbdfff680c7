//! A fingerprint in the PIN's place, and when it isn't enough.

use kodevagt_core::authenticator::{Authenticator, Error, PinNeeded, Prompt, State};
use kodevagt_core::time::{BootId, Now};
use kodevagt_tests::phone::SimPhone;

use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, WRONG, attempt, open, pin, refused, set_up};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn with_finger() -> SimPhone {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    app.enable_biometrics(&pin(RIGHT), NOW).unwrap();
    phone
}

fn touch(phone: &SimPhone, now: Now) -> Result<Authenticator, Error> {
    let mut app = open(phone)?;
    app.begin_biometrics(now)?;
    phone.keystore().present_finger();
    app.finish_biometrics(Prompt::Succeeded, now)?;
    Ok(app)
}

fn needed(phone: &SimPhone, now: Now) -> PinNeeded {
    match touch(phone, now).err() {
        Some(Error::PinNeeded(needed)) => needed,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_finger_opens_the_phone() {
    let phone = with_finger();
    let mut app = touch(&phone, NOW).unwrap();
    assert_eq!(app.status().unwrap().state, State::Open);
    assert_eq!(app.accounts(NOW).unwrap().len(), 2);
}

#[test]
fn without_set_up_the_pin_is_asked_for() {
    let phone = set_up(1, REUSABLE);
    assert_eq!(needed(&phone, NOW), PinNeeded::NotSetUp);
    let phone = with_finger();
    let mut app = touch(&phone, NOW).unwrap();
    app.disable_biometrics().unwrap();
    app.lock();
    assert!(matches!(
        app.begin_biometrics(NOW),
        Err(Error::PinNeeded(PinNeeded::NotSetUp))
    ));
}

#[test]
fn after_a_restart_the_pin_comes_first() {
    let phone = with_finger();
    let restarted = Now {
        boot_id: BootId([2; 16]),
        boot_ms: 1,
        ..NOW
    };
    assert_eq!(needed(&phone, restarted), PinNeeded::Restarted);
    open(&phone)
        .unwrap()
        .unlock(&pin(RIGHT), restarted)
        .unwrap();
    assert!(touch(&phone, restarted).is_ok());
}

#[test]
fn every_14_days_the_pin_is_asked_for() {
    let phone = with_finger();
    let later = |days: i64| Now {
        wall_ms: NOW.wall_ms + days * DAY_MS,
        ..NOW
    };
    assert!(touch(&phone, later(13)).is_ok());
    assert_eq!(needed(&phone, later(14)), PinNeeded::TooLongAgo);
    assert_eq!(needed(&phone, later(-1)), PinNeeded::TooLongAgo, "set back");
}

#[test]
fn five_failed_prompts_end_it_and_a_success_forgives() {
    let phone = with_finger();
    let fail = || open(&phone).unwrap().finish_biometrics(Prompt::Failed, NOW);
    for _ in 0..4 {
        assert!(matches!(fail(), Err(Error::BiometricsFailed)));
    }
    assert!(touch(&phone, NOW).is_ok());
    for _ in 0..5 {
        assert!(matches!(fail(), Err(Error::BiometricsFailed)));
    }
    assert_eq!(needed(&phone, NOW), PinNeeded::TooManyFailures);
    open(&phone).unwrap().unlock(&pin(RIGHT), NOW).unwrap();
    assert!(touch(&phone, NOW).is_ok());
}

#[test]
fn a_new_finger_must_be_set_up_by_pin() {
    let phone = with_finger();
    phone.keystore().enroll_finger();
    assert_eq!(needed(&phone, NOW), PinNeeded::Changed);
    assert_eq!(needed(&phone, NOW), PinNeeded::NotSetUp);
    assert!(attempt(&phone, RIGHT).is_ok());
}

#[test]
fn a_finger_gives_no_tries_back() {
    let phone = with_finger();
    refused(&phone, WRONG);
    let app = touch(&phone, NOW).unwrap();
    assert_eq!(app.status().unwrap().attempts_left, Some(2));
}
