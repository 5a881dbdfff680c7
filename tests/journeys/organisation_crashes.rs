//! A phone killed at every write, sync and key-store call of what it does with an organisation: each
//! step is done or not, the same step again ends it, and nothing of the person's is lost.

use kodevagt_core::authenticator::State;
use kodevagt_core::organisation::Standing;
use kodevagt_core::secret::Key;
use kodevagt_tests::organisation::{ORG, activate, enrol, hand_over, join, labels};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::schedule::Plan;
use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, attempt, exhaust, open, pin, set_up,
};

const NEW: &str = "7306";
const ALL: [&str; 3] = ["clock", "count", "work"];

/// No key is left that the files don't name, once the phone has been opened.
fn assert_tidy(phone: &SimPhone, puk: usize) {
    for (family, keys) in [("state", 1), ("file", 1), ("device", 1), ("puk", puk)] {
        assert_eq!(phone.keystore().names(family).len(), keys, "{family}");
    }
}

#[test]
fn in_enrolling() {
    let base = set_up(1, REUSABLE);
    let act = |phone: &SimPhone| open(phone).and_then(|mut app| enrol(&mut app, ORG)).is_ok();
    Plan::default().every_crash(&base, act, |phone, _, enrolled| {
        let mut app = open(phone).unwrap();
        let known = app.organisation(ORG);
        assert!(known.is_ok() || !enrolled);
        if let Ok(record) = known {
            assert!(app.sign_as_device(ORG, b"x").is_ok());
            assert_eq!(record.device_key.public.len(), 65);
        }
        enrol(&mut app, ORG).unwrap();
        assert_eq!(phone.keystore().names("device").len(), 1);
        assert_eq!(phone.keystore().names("locker").len(), 1);
    });
}

#[test]
fn in_joining() {
    for (features, plan) in [(REUSABLE, Plan::default()), (SINGLE_USE, Plan { mixed: 0 })] {
        let base = set_up(1, features);
        let mut app = open(&base).unwrap();
        app.enable_biometrics(&pin(RIGHT), NOW).unwrap();
        enrol(&mut app, ORG).unwrap();
        drop(app);
        let act = |phone: &SimPhone| {
            open(phone)
                .and_then(|mut app| join(&mut app, ORG, true))
                .ok()
        };
        let mut halfway = 0;
        let tried = plan.every_crash(&base, act, |phone, _, joined| {
            let mut app = attempt(phone, RIGHT).unwrap();
            let is_joined = app.organisation(ORG).unwrap().is_joined();
            assert!(is_joined || joined.is_none());
            let there = labels(&mut app);
            assert_eq!(there, if is_joined { &ALL[..] } else { &ALL[..2] });
            halfway += usize::from(is_joined && joined.is_none());
            let record = join(&mut app, ORG, true).unwrap();
            assert_eq!(labels(&mut app), ALL);
            drop(app);
            assert_tidy(phone, 1);
            assert_eq!(phone.keystore().names("bio").len(), 1);
            // What the service was given opens it.
            let half = joined.map_or_else(|| hand_over(&record), |told| hand_over(&told));
            exhaust(phone);
            assert!(open(phone).unwrap().stage_unblock(ORG, &[half]).is_ok());
        });
        assert!(halfway > 0, "{tried:?}");
    }
}

/// A phone that support is about to open, and the service's half.
fn blocked() -> (SimPhone, Key) {
    let phone = set_up(1, REUSABLE);
    let half = activate(&phone, ORG, true);
    exhaust(&phone);
    (phone, half)
}

#[test]
fn in_the_lockout_that_makes_the_lock_number() {
    let base = set_up(1, REUSABLE);
    activate(&base, ORG, true);
    for _ in 0..2 {
        assert!(attempt(&base, "9041").is_err());
    }
    let act = |phone: &SimPhone| attempt(phone, "9041").is_ok();
    Plan::default().every_crash(&base, act, |phone, _, _| {
        let app = open(phone).unwrap();
        if app.status().unwrap().state == State::Blocked {
            let number = app.lock_number().unwrap();
            assert_eq!(number.as_ref().map(String::len), Some(6));
            drop(app);
            assert_eq!(open(phone).unwrap().lock_number().unwrap(), number);
        }
    });
}

#[test]
fn in_staging() {
    let (base, half) = blocked();
    let released = [half];
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.stage_unblock(ORG, &released))
            .ok()
    };
    Plan::default().every_crash(&base, act, |phone, _, staged| {
        let mut app = open(phone).unwrap();
        assert_eq!(app.status().unwrap().state, State::Blocked);
        let next = hand_over(&app.stage_unblock(ORG, &released).unwrap());
        if let Some(told) = staged {
            assert_eq!(next.bytes(), hand_over(&told).bytes());
        }
        assert_eq!(phone.keystore().names("puk").len(), 2);
        app.unblock(ORG, &released, &pin(NEW), NOW).unwrap();
        assert_eq!(labels(&mut app), ALL);
    });
}

#[test]
fn in_choosing_the_new_pin() {
    let (base, half) = blocked();
    let released = [half];
    let mut app = open(&base).unwrap();
    let next = hand_over(&app.stage_unblock(ORG, &released).unwrap());
    drop(app);
    let lockers = base.keystore().names("locker");
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.unblock(ORG, &released, &pin(NEW), NOW))
            .is_ok()
    };
    let mut opened = 0;
    Plan::default().every_crash(&base, act, |phone, _, told| {
        assert!(attempt(phone, RIGHT).is_err(), "the old PIN never opens");
        let mut app = open(phone).unwrap();
        let resumes = app.status().unwrap().state == State::Blocked;
        assert!(!(resumes && told));
        if resumes {
            app.unblock(ORG, &released, &pin(NEW), NOW).unwrap();
        }
        drop(app);
        opened += usize::from(!resumes);
        let mut app = attempt(phone, NEW).unwrap();
        assert_eq!(labels(&mut app), ALL);
        assert_eq!(app.lock_number().unwrap(), None);
        let record = app.organisation(ORG).unwrap();
        assert!(record.unblock.is_none() && record.half.unwrap().secret.is_none());
        let former = phone.keystore().names("locker");
        assert!(
            lockers.iter().all(|alias| !former.contains(alias)),
            "the request's key is destroyed"
        );
        app.confirm_unblock(ORG).unwrap();
        drop(app);
        assert_tidy(phone, 1);
        exhaust(phone);
        assert!(
            open(phone)
                .unwrap()
                .stage_unblock(ORG, std::slice::from_ref(&next))
                .is_ok()
        );
    });
    assert!(opened > 0);
}

#[test]
fn in_confirming() {
    let (base, half) = blocked();
    let released = [half];
    let mut app = open(&base).unwrap();
    let next = hand_over(&app.stage_unblock(ORG, &released).unwrap());
    app.unblock(ORG, &released, &pin(NEW), NOW).unwrap();
    drop(app);
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.confirm_unblock(ORG))
            .is_ok()
    };
    Plan::default().every_crash(&base, act, |phone, _, _| {
        let mut app = attempt(phone, NEW).unwrap();
        assert_eq!(labels(&mut app), ALL);
        app.confirm_unblock(ORG).unwrap();
        drop(app);
        assert_tidy(phone, 1);
        exhaust(phone);
        assert!(
            open(phone)
                .unwrap()
                .stage_unblock(ORG, std::slice::from_ref(&next))
                .is_ok()
        );
    });
}

#[test]
fn in_an_unblock_that_joins_an_open_phone() {
    let base = set_up(1, REUSABLE);
    let code = open(&base)
        .unwrap()
        .renew_recovery(&pin(RIGHT), NOW)
        .unwrap();
    let half = activate(&base, ORG, false);
    exhaust(&base);
    let released = [half];
    let mut app = open(&base).unwrap();
    app.recover(&code, &pin(NEW), NOW).unwrap();
    app.stage_unblock(ORG, &released).unwrap();
    drop(app);
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.unblock(ORG, &released, &pin(NEW), NOW))
            .is_ok()
    };
    Plan::default().every_crash(&base, act, |phone, _, told| {
        let mut app = attempt(phone, NEW).unwrap();
        let joined = labels(&mut app).len() == 3;
        assert!(joined || !told);
        if !joined {
            app.unblock(ORG, &released, &pin(NEW), NOW).unwrap();
        }
        assert_eq!(labels(&mut app), ALL);
    });
}

#[test]
fn in_returning_the_own_accounts_by_the_recovery_code() {
    let base = set_up(1, REUSABLE);
    let code = open(&base)
        .unwrap()
        .renew_recovery(&pin(RIGHT), NOW)
        .unwrap();
    let half = activate(&base, ORG, false);
    exhaust(&base);
    let released = [half];
    let mut app = open(&base).unwrap();
    app.stage_unblock(ORG, &released).unwrap();
    app.unblock(ORG, &released, &pin(NEW), NOW).unwrap();
    drop(app);
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.recover(&code, &pin(NEW), NOW))
            .ok()
    };
    Plan::default().every_crash(&base, act, |phone, _, next| {
        let mut app = attempt(phone, NEW).unwrap();
        let returned = labels(&mut app).len() == 3;
        assert!(returned || next.is_none());
        // A crash after the commit takes the next code along: it is made again behind the PIN.
        if !returned {
            app.recover(&code, &pin(NEW), NOW).unwrap();
        }
        assert_eq!(labels(&mut app), ALL);
    });
}

#[test]
fn in_a_removal() {
    let base = set_up(1, REUSABLE);
    activate(&base, ORG, true);
    let act = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.remove_organisation(ORG))
            .is_ok()
    };
    Plan::default().every_crash(&base, act, |phone, _, told| {
        let mut app = attempt(phone, RIGHT).unwrap();
        let removed = matches!(app.organisation(ORG).unwrap().standing, Standing::Removed);
        assert!(removed || !told);
        assert_eq!(labels(&mut app), if removed { &ALL[..2] } else { &ALL[..] });
        if !removed {
            assert!(app.sign_as_device(ORG, b"x").is_ok(), "still whole");
        }
        app.remove_organisation(ORG).unwrap();
        assert_eq!(labels(&mut app), ALL[..2]);
        for family in ["puk", "device"] {
            assert!(phone.keystore().names(family).is_empty(), "{family}");
        }
        assert_eq!(phone.keystore().names("file").len(), 1);
        assert_eq!(phone.keystore().names("locker").len(), 1);
    });
}
