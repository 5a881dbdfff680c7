//! Attack 8: Key store failing or hanging at each call: before the commit no try is lost and nothing verified,
//! after it the try is counted; a failed deletion verifies nothing; permanent loss is reported as such,
//! never as 3 fresh tries.

use std::{sync::Arc, thread};

use kodevagt_core::{
    authenticator::{Error, State},
    ports::{Features, Keystore as _},
};
use kodevagt_tests::{
    keystore::{At, Call, Gate, How},
    phone::SimPhone,
    power::{Event, Operation},
};

use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, exhaust, looked_at, open, pin, refused,
    set_up, set_up_after, standing,
};

/// Whether the count reached the disk for good: the rollback journal is gone.
fn is_committed(trace: &[Event]) -> bool {
    trace.iter().any(|event| {
        event.operation == Operation::Remove
            && event.on == "attempt.db-journal"
            && event.took_effect
    })
}

/// How many key-store calls an attempt with this PIN makes.
fn calls(base: &SimPhone, digits: &str) -> u64 {
    let phone = base.fork();
    let before = phone.keystore().calls();
    drop(attempt(&phone, digits));
    phone.keystore().calls() - before
}

/// What must hold of a phone on which one wrong PIN was typed while the key store failed.
fn holds(phone: &SimPhone, before: u64, trace: &[Event], at: &str) {
    let seen = looked_at(phone, before);
    let (state, left) = standing(phone);
    assert_eq!(state, State::Closed, "{at}");
    if is_committed(trace) {
        assert_eq!(left, Some(2), "{at}: counted after the commit");
        assert!(seen <= 1, "{at}");
    } else {
        assert_eq!(
            (left, seen),
            (Some(3), 0),
            "{at}: no try lost, nothing verified before it"
        );
    }
    attempt(phone, RIGHT).unwrap();
    assert_eq!(standing(phone), (State::Closed, Some(3)), "{at}");
}

fn fails_at_each_call(features: Features) {
    let base = set_up(1, features);
    let before = base.keystore().derives("pin");
    let (mut uncommitted, mut committed) = (0, 0);
    for n in 1..=calls(&base, WRONG) {
        for how in [How::Before, How::After] {
            let at = format!("{how:?} at call {n}");
            let phone = base.fork();
            phone.power().arm(None);
            phone.keystore().fail(At::Nth(n), how);
            refused(&phone, WRONG);
            phone.keystore().heal();
            let trace = phone.power().trace();
            holds(&phone, before, &trace, &at);
            *if is_committed(&trace) {
                &mut committed
            } else {
                &mut uncommitted
            } += 1;
        }
    }
    assert!(
        uncommitted > 3 && committed > 1,
        "{uncommitted} before the commit, {committed} after"
    );
}

#[test]
fn a08_failing_at_each_call() {
    fails_at_each_call(REUSABLE);
    fails_at_each_call(SINGLE_USE);
}

#[test]
fn a08_hanging_at_each_call_and_killed_there() {
    let base = set_up(1, REUSABLE);
    let before = base.keystore().derives("pin");
    for n in 1..=calls(&base, WRONG) {
        let phone = base.fork();
        let gate = Arc::new(Gate::default());
        phone.power().arm(None);
        phone
            .keystore()
            .fail(At::Nth(n), How::Hang(Arc::clone(&gate)));
        thread::scope(|threads| {
            let hanging = threads.spawn(|| drop(refused(&phone, WRONG)));
            gate.reached();
            // What a kill at this moment leaves.
            let killed = phone.fork();
            killed.keystore().heal();
            holds(
                &killed,
                before,
                &phone.power().trace(),
                &format!("killed in call {n}"),
            );
            gate.open();
            hanging.join().unwrap();
        });
        phone.keystore().heal();
        holds(
            &phone,
            before,
            &phone.power().trace(),
            &format!("released from call {n}"),
        );
    }
}

#[test]
fn a08_a_failing_deletion_verifies_nothing() {
    for digits in [WRONG, RIGHT] {
        for how in [How::Before, How::After] {
            let phone = set_up(1, REUSABLE);
            let before = phone.keystore().derives("pin");
            for _ in 0..10 {
                phone.keystore().fail(At::Every(Call::Delete), how.clone());
                refused(&phone, digits);
                assert_eq!(looked_at(&phone, before), 0, "{digits} {how:?}");
                phone.keystore().heal();
            }
            assert!(standing(&phone).1 <= Some(3));
        }
    }
}

#[test]
fn a08_a_failing_key_store_is_neither_a_lockout_nor_a_loss() {
    let phone = set_up_after(1, REUSABLE, 1);
    let aliases = phone.keystore().aliases().unwrap();
    for call in Call::ALL {
        phone.keystore().fail(At::Every(call), How::Before);
    }
    let error = refused(&phone, RIGHT);
    assert!(matches!(error, Error::Vault(_)), "{error:?}");
    phone.keystore().heal();
    assert_eq!(
        phone.keystore().aliases().unwrap(),
        aliases,
        "nothing was deleted"
    );
    assert_eq!(standing(&phone), (State::Closed, Some(2)));
    attempt(&phone, RIGHT).unwrap();
}

#[test]
fn a08_losing_everything_is_reported_and_gives_no_fresh_tries() {
    for wrong in 0..3 {
        let phone = set_up_after(1, REUSABLE, wrong);
        phone.keystore().lose_everything();
        assert_eq!(standing(&phone), (State::HardwareLost, Some(0)));
        let error = refused(&phone, RIGHT);
        assert!(matches!(error, Error::HardwareLost), "{error:?}");
        let error = open(&phone).unwrap().set_pin(&pin(RIGHT), NOW).unwrap_err();
        assert!(matches!(error, Error::HardwareLost), "{error:?}");
        assert_eq!(standing(&phone), (State::HardwareLost, Some(0)));
    }
}

#[test]
fn a08_losing_some_keys_is_reported_and_gives_no_fresh_tries() {
    const FAMILIES: [&str; 5] = ["state", "pin", "file", "recovery", "bio"];
    for lost in 1_u32..1 << FAMILIES.len() {
        let lost: Vec<_> = (0..FAMILIES.len())
            .filter(|n| lost >> n & 1 == 1)
            .map(|n| FAMILIES[n])
            .collect();
        let phone = set_up(1, REUSABLE);
        open(&phone)
            .unwrap()
            .enable_biometrics(&pin(RIGHT), NOW)
            .unwrap();
        assert!(attempt(&phone, WRONG).is_err());
        for alias in lost
            .iter()
            .flat_map(|family| phone.keystore().names(family))
        {
            phone.keystore().lose(&alias);
        }
        let (state, left) = standing(&phone);
        assert!(left <= Some(2), "{lost:?}: {left:?}");
        let opened = attempt(&phone, RIGHT);
        let told_as_lost = matches!(opened, Err(Error::Blocked | Error::HardwareLost));
        if ["state", "pin", "file"]
            .iter()
            .any(|family| lost.contains(family))
        {
            assert!(told_as_lost, "{lost:?}: {:?}", opened.err());
        } else {
            assert!(opened.is_ok(), "{lost:?}: {:?}", opened.err());
        }
        if lost.contains(&"state") && lost.contains(&"recovery") {
            assert_eq!(state, State::HardwareLost, "{lost:?}");
        }
        if told_as_lost {
            assert!(
                open(&phone).unwrap().set_pin(&pin(RIGHT), NOW).is_err(),
                "{lost:?}"
            );
            drop(opened);
            let before = phone.keystore().derives("pin");
            drop(attempt(&phone, WRONG));
            assert!(looked_at(&phone, before) <= 1);
        }
    }
}

#[test]
fn a08_exhausted_while_the_key_store_fails_is_still_blocked() {
    let phone = set_up_after(1, REUSABLE, 2);
    let before = phone.keystore().derives("pin");
    // The deletion before the third verification works, those of the lockout don't.
    phone
        .keystore()
        .fail(At::NthOf(Call::Delete, 2), How::Before);
    assert!(matches!(attempt(&phone, WRONG), Err(Error::Blocked)));
    phone.keystore().heal();
    assert_eq!(looked_at(&phone, before), 1);
    assert_eq!(standing(&phone), (State::Blocked, Some(0)));
    assert!(matches!(attempt(&phone, RIGHT), Err(Error::Blocked)));
    assert_eq!(exhaust(&phone), 0);
}
