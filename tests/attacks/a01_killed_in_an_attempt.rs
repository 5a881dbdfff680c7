//! Attack 1: Kill at every write and fsync of an attempt: tries never grow back, at most 3 verifications in all.
//!
//! Here at every key-store call too, before and after each takes effect, with what wasn't synced lost,
//! kept, or torn.

use kodevagt_core::{authenticator::State, ports::Features};
use kodevagt_tests::{
    phone::SimPhone,
    schedule::{Plan, Tried},
};

use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, exhaust, looked_at, open, pin, set_up,
    set_up_after, standing,
};

/// Where a crash of a wrong attempt left a phone that it must not leave it.
struct Broken {
    /// Tries came back, or a fourth PIN was looked at.
    grew: usize,
    /// The phone is blocked although a try was left.
    locked_out: usize,
}

fn crash_wrong_attempts(base: &SimPhone, plan: Plan) -> (Tried, Broken) {
    let (_, tries) = standing(base);
    let tries = tries.unwrap();
    let before = base.keystore().derives("pin");
    let mut broken = Broken {
        grew: 0,
        locked_out: 0,
    };
    let tried = plan.every_crash(
        base,
        |phone| attempt(phone, WRONG).is_ok(),
        |phone, _, opened| {
            assert!(!opened);
            let seen = looked_at(phone, before);
            let Ok(status) = open(phone).and_then(|app| app.status()) else {
                broken.locked_out += 1;
                return;
            };
            let left = status.attempts_left.unwrap_or(0);
            if u64::from(left) + seen > u64::from(tries) || seen + exhaust(phone) > u64::from(tries)
            {
                broken.grew += 1;
            }
            if tries > 1 && status.state != State::Closed {
                broken.locked_out += 1;
            }
        },
    );
    (tried, broken)
}

fn every_wrong_attempt_holds(features: Features) {
    for wrong in 0..3 {
        let base = set_up_after(1, features, wrong);
        let (tried, broken) = crash_wrong_attempts(&base, Plan::default());
        assert_eq!(broken.grew, 0, "tries grew back after {wrong} wrong PINs");
        assert_eq!(broken.locked_out, 0, "a crash cost more than its try");
        assert!(tried.operations > 10, "{tried:?}");
        println!("after {wrong} wrong PINs: {tried:?}");
    }
}

#[test]
fn a01_killed_in_a_wrong_attempt_tries_never_grow_back() {
    every_wrong_attempt_holds(REUSABLE);
}

#[test]
fn a01_killed_in_a_wrong_attempt_with_single_use_keys() {
    every_wrong_attempt_holds(SINGLE_USE);
}

#[test]
fn a01_killed_in_a_right_attempt_the_right_pin_still_opens() {
    for features in [REUSABLE, SINGLE_USE] {
        let base = set_up_after(2, features, 1);
        Plan::default().every_crash(
            &base,
            |phone| attempt(phone, RIGHT).map(drop),
            |phone, _, _| {
                let (state, left) = standing(phone);
                assert_eq!(state, State::Closed);
                assert!((1..=3).contains(&left.unwrap()), "{left:?}");
                attempt(phone, RIGHT).unwrap();
                assert_eq!(standing(phone), (State::Closed, Some(3)));
                assert_eq!(exhaust(phone), 3);
            },
        );
    }
}

#[test]
fn a01_killed_while_the_pin_is_changed_exactly_one_pin_opens() {
    const NEW: &str = "7302";
    let base = set_up(3, REUSABLE);
    let mut changed = 0;
    Plan::default().every_crash(
        &base,
        |phone| open(phone)?.change_pin(&pin(RIGHT), &pin(NEW), NOW),
        |phone, _, told| {
            let new = attempt(phone, NEW).is_ok();
            let old = attempt(phone, RIGHT).is_ok();
            assert!(new != old, "new: {new}, old: {old}");
            assert!(new || told.is_err(), "told that it was changed");
            changed += usize::from(new);
        },
    );
    assert!(changed > 0);
}

#[test]
fn a01_killed_while_the_first_pin_is_set_it_opens_or_can_be_set_again() {
    let base = SimPhone::with(4, REUSABLE);
    Plan::default().every_crash(
        &base,
        |phone| open(phone)?.set_pin(&pin(RIGHT), NOW).map(drop),
        |phone, _, told| match standing(phone).0 {
            State::Closed => drop(attempt(phone, RIGHT).unwrap()),
            State::NoPin => {
                assert!(told.is_err());
                open(phone).unwrap().set_pin(&pin(RIGHT), NOW).unwrap();
                drop(attempt(phone, RIGHT).unwrap());
            }
            other => panic!("{other:?}"),
        },
    );
}

/// The control: on a disk that only says that it synced, crashes cost more than they may. If this
/// passed unseen, the tests above would prove nothing about durability.
#[test]
fn a01_control_a_lying_disk_is_seen() {
    let base = set_up(1, REUSABLE);
    base.disk().lie_about_syncs();
    let (_, broken) = crash_wrong_attempts(&base, Plan::default());
    assert!(broken.locked_out > 0);
    assert_eq!(broken.grew, 0, "tries don't grow back even then");
}
