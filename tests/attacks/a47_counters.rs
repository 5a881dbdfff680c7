//! Attack 47: HOTP counters: none is used twice, and no code is shown before its counter is durable.
//!
//! (Equal counters before and after a transfer belong to the transfer's issue.)

use std::sync::Arc;

use kodevagt_core::{authenticator::Authenticator, vault::store::Home};
use kodevagt_tests::{disk::Loss, phone::SimPhone, schedule::Plan};

use kodevagt_tests::stand::{
    COUNT_SEED, NOW, REUSABLE, RIGHT, account, attempt, counting, options, pin, set_up,
};

/// Opens the phone and takes codes until the power goes; the counters whose codes were shown.
fn take_codes(phone: &SimPhone) -> Vec<u64> {
    let Ok(mut app) = attempt(phone, RIGHT) else {
        return Vec::new();
    };
    let Ok(accounts) = app.accounts(NOW) else {
        return Vec::new();
    };
    let id = accounts
        .iter()
        .find(|view| view.card.label == "count")
        .unwrap()
        .id;
    (0..3)
        .map_while(|_| Some(app.count(id, NOW).ok()?.counter))
        .collect()
}

fn next(app: &mut Authenticator) -> u64 {
    let id = counting(app);
    app.count(id, NOW).unwrap().counter
}

/// How many crashes led to a counter that had been shown, or lost the account.
fn repeats(base: &SimPhone) -> usize {
    let mut repeated = 0;
    Plan { mixed: 3 }.every_crash(base, take_codes, |phone, _, shown| {
        let again = attempt(phone, RIGHT).ok().map(|mut app| next(&mut app));
        let fine = again.is_some_and(|again| shown.iter().all(|counter| *counter < again));
        repeated += usize::from(!fine);
    });
    repeated
}

#[test]
fn a47_no_crash_makes_a_counter_be_shown_twice() {
    assert_eq!(repeats(&set_up(1, REUSABLE)), 0);
}

#[test]
fn a47_control_a_lying_disk_repeats_counters() {
    let base = set_up(1, REUSABLE);
    base.disk().lie_about_syncs();
    assert!(repeats(&base) > 0);
}

#[test]
fn a47_a_shown_code_is_durable_when_it_is_returned() {
    let mut phone = set_up(2, REUSABLE);
    for expected in 7..12 {
        let mut app = attempt(&phone, RIGHT).unwrap();
        assert_eq!(next(&mut app), expected);
        phone.restart(Loss::DropAll);
        drop(app);
    }
}

#[test]
fn a47_two_processes_on_one_home_never_set_a_counter_back() {
    let (home, phone) = (tempfile::tempdir().unwrap(), SimPhone::new(1));
    let process = || {
        let keystore = Arc::new(phone.keystore().clone());
        let entropy = Arc::new(phone.entropy().clone());
        Authenticator::open(Home::new(home.path()), keystore, entropy, options()).unwrap()
    };
    let mut first = process();
    first.set_pin(&pin(RIGHT), NOW).unwrap();
    let kind = kodevagt_core::account::Kind::Hotp { counter: 7 };
    let accounts = ["other", "count"].map(|label| account(label, COUNT_SEED, kind));
    let ids = first.add(accounts.to_vec(), NOW).unwrap();
    let mut second = process();
    second.unlock(&pin(RIGHT), NOW).unwrap();

    assert_eq!(first.count(ids[1].id, NOW).unwrap().counter, 7);
    // Moving it writes the whole account: as it is now, not as this process last saw it.
    second.place(ids[1].id, 0, NOW).unwrap();
    assert_eq!(first.count(ids[1].id, NOW).unwrap().counter, 8);
    assert_eq!(second.count(ids[1].id, NOW).unwrap().counter, 9);
}
