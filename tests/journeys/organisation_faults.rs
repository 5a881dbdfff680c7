//! A key store that fails once, at every call of what a phone does with an organisation: at most a try is
//! gone, and the same step again ends it.

use kodevagt_core::authenticator::State;
use kodevagt_core::secret::Key;
use kodevagt_tests::keystore::{At, How};
use kodevagt_tests::organisation::{ORG, activate, enrol, hand_over, join, labels};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, exhaust, open, pin, set_up};

const NEW: &str = "7306";

/// Runs `act` on copies of `base` with each of its key-store calls failing, before and after it took
/// effect, and gives `check` the healed phone.
fn at_every_call(base: &SimPhone, act: impl Fn(&SimPhone) -> bool, check: impl Fn(&SimPhone)) {
    let whole = base.fork();
    let before = whole.keystore().calls();
    assert!(act(&whole));
    let calls = whole.keystore().calls() - before;
    assert!(calls > 5, "{calls}");
    for n in 1..=calls {
        for how in [How::Before, How::After] {
            let phone = base.fork();
            phone.keystore().fail(At::Nth(n), how);
            act(&phone);
            phone.keystore().heal();
            check(&phone);
        }
    }
}

#[test]
fn in_joining() {
    let base = set_up(1, REUSABLE);
    enrol(&mut open(&base).unwrap(), ORG).unwrap();
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| join(&mut app, ORG, false))
            .is_ok()
    };
    at_every_call(&base, act, |phone| {
        let mut app = open(phone).unwrap();
        let status = app.status().unwrap();
        assert_eq!(status.state, State::Closed);
        assert!(status.attempts_left >= Some(2));
        join(&mut app, ORG, false).unwrap();
        assert_eq!(labels(&mut app), ["clock", "count", "work"]);
        assert_eq!(app.status().unwrap().attempts_left, Some(3));
        for family in ["state", "pin", "file", "puk", "locker", "device"] {
            assert_eq!(phone.keystore().names(family).len(), 1, "{family}");
        }
    });
}

#[test]
fn in_an_unblock() {
    let base = set_up(1, REUSABLE);
    let released = [activate(&base, ORG, true)];
    exhaust(&base);
    // One number more or less is no matter of this test.
    assert!(open(&base).unwrap().lock_number().unwrap().is_some());
    let whole = |phone: &SimPhone| -> Result<Key, kodevagt_core::authenticator::Error> {
        let mut app = open(phone)?;
        let next = hand_over(&app.stage_unblock(ORG, &released)?);
        app.unblock(ORG, &released, &pin(NEW), NOW)?;
        app.confirm_unblock(ORG)?;
        Ok(next)
    };
    at_every_call(
        &base,
        |phone| whole(phone).is_ok(),
        |phone| {
            let mut app = open(phone).unwrap();
            if app.status().unwrap().state == State::Blocked {
                drop(app);
                whole(phone).unwrap();
                app = open(phone).unwrap();
            }
            app.unlock(&pin(NEW), NOW).unwrap();
            app.confirm_unblock(ORG).unwrap();
            assert_eq!(labels(&mut app), ["clock", "count", "work"]);
            for family in ["state", "pin", "file", "puk", "device"] {
                assert_eq!(phone.keystore().names(family).len(), 1, "{family}");
            }
        },
    );
}

#[test]
fn in_a_removal() {
    let base = set_up(1, REUSABLE);
    activate(&base, ORG, true);
    let act = |phone: &SimPhone| {
        let Ok(mut app) = open(phone) else {
            return false;
        };
        app.unlock(&pin(RIGHT), NOW).is_ok() && app.remove_organisation(ORG).is_ok()
    };
    at_every_call(&base, act, |phone| {
        let mut app = open(phone).unwrap();
        app.remove_organisation(ORG).unwrap();
        app.unlock(&pin(RIGHT), NOW).unwrap();
        assert_eq!(labels(&mut app), ["clock", "count"]);
        for (family, left) in [("puk", 0), ("device", 0), ("file", 1), ("locker", 1)] {
            assert_eq!(phone.keystore().names(family).len(), left, "{family}");
        }
    });
}
