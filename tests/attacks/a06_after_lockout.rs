//! Attack 6: After lockout, right PIN, a fingerprint, a restored database: none opens; the aliases are gone.

use kodevagt_core::authenticator::{Error, Prompt, State};
use kodevagt_tests::{disk::Image, phone::SimPhone, schedule::Plan};

use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, exhaust, open, pin, refused, set_up, standing,
};

/// A phone with a fingerprint, and copies of its files from before each attempt.
fn with_finger(features: kodevagt_core::ports::Features) -> (SimPhone, Vec<Image>) {
    let phone = set_up(1, features);
    open(&phone)
        .unwrap()
        .enable_biometrics(&pin(RIGHT), NOW)
        .unwrap();
    let mut images = vec![phone.disk().image()];
    for _ in 0..2 {
        assert!(attempt(&phone, WRONG).is_err());
        images.push(phone.disk().image());
    }
    (phone, images)
}

/// Neither the PIN nor the owner's finger opens, and no key is left that could.
fn is_shut(phone: &SimPhone) {
    let error = refused(phone, RIGHT);
    assert!(matches!(error, Error::Blocked), "{error:?}");
    phone.keystore().present_finger();
    assert!(
        open(phone)
            .unwrap()
            .finish_biometrics(Prompt::Succeeded, NOW)
            .is_err()
    );
    for family in ["state", "pin", "bio"] {
        assert_eq!(phone.keystore().names(family), [], "{family}");
    }
    assert_eq!(standing(phone), (State::Blocked, Some(0)));
}

#[test]
fn a06_after_lockout_nothing_opens_and_the_keys_are_gone() {
    for features in [REUSABLE, SINGLE_USE] {
        let (phone, images) = with_finger(features);
        phone.keystore().present_finger();
        open(&phone)
            .unwrap()
            .finish_biometrics(Prompt::Succeeded, NOW)
            .unwrap();
        assert_eq!(
            standing(&phone),
            (State::Closed, Some(1)),
            "a finger gives back no try"
        );
        assert_eq!(exhaust(&phone), 1);
        is_shut(&phone);
        for image in images {
            phone.disk().restore(&image);
            is_shut(&phone);
        }
    }
}

#[test]
fn a06_a_lockout_that_a_crash_cut_short_is_finished() {
    let (phone, images) = with_finger(REUSABLE);
    let before = phone.keystore().derives("pin");
    Plan::default().every_crash(
        &phone,
        |phone| attempt(phone, WRONG).is_ok(),
        |phone, _, opened| {
            assert!(!opened);
            if standing(phone) == (State::Closed, Some(1)) {
                assert_eq!(
                    phone.keystore().derives("pin"),
                    before,
                    "looked at uncounted"
                );
                assert_eq!(exhaust(phone), 1);
            }
            is_shut(phone);
            phone.disk().restore(&images[0]);
            is_shut(phone);
        },
    );
}

#[test]
fn a06_a_crash_in_a_recovery_leaves_the_same_code_or_the_new_pin_never_the_old_one() {
    const NEW: &str = "7302";
    let phone = SimPhone::with(7, REUSABLE);
    let code = open(&phone).unwrap().set_pin(&pin(RIGHT), NOW).unwrap();
    assert_eq!(exhaust(&phone), 3);
    let mut recovered = 0;
    Plan::default().every_crash(
        &phone,
        |phone| open(phone)?.recover(&code, &pin(NEW), NOW),
        |phone, _, told| {
            assert!(attempt(&phone.fork(), RIGHT).is_err(), "the old PIN");
            if standing(phone).0 == State::Blocked {
                assert!(told.is_err());
                open(phone).unwrap().recover(&code, &pin(NEW), NOW).unwrap();
            } else {
                recovered += 1;
                assert!(
                    open(phone).unwrap().recover(&code, &pin(NEW), NOW).is_err(),
                    "the spent code"
                );
            }
            attempt(phone, NEW).unwrap();
            assert_eq!(exhaust(phone), 3);
        },
    );
    assert!(recovered > 0);
}
