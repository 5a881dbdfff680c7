//! Attack 3: Database copied to a second device, right PIN: does not open.

use kodevagt_core::{authenticator::State, ports::Keystore};
use kodevagt_tests::phone::SimPhone;

use kodevagt_tests::stand::{REUSABLE, RIGHT, attempt, set_up, standing};

#[test]
fn a03_copied_to_a_second_device_the_right_pin_does_not_open() {
    let victim = set_up(1, REUSABLE);
    let second = SimPhone::with(99, REUSABLE);
    second.disk().restore(&victim.disk().image());
    assert!(attempt(&second, RIGHT).is_err());
    assert_eq!(standing(&second), (State::HardwareLost, Some(0)));
    assert_eq!(second.keystore().derives("pin"), 0, "nothing to look at");
    attempt(&victim, RIGHT).unwrap();
}

#[test]
fn a03_under_the_thiefs_own_pin_the_victims_accounts_stay_closed() {
    let victim = set_up(1, REUSABLE);
    let thief = set_up(99, REUSABLE);
    let (theirs, mut mixed) = (victim.disk().image(), thief.disk().image());
    mixed.insert("vault.db".to_owned(), theirs["vault.db"].clone());
    thief.disk().restore(&mixed);
    assert!(attempt(&thief, RIGHT).is_err());
}

#[test]
fn a03_keys_of_the_same_names_made_on_the_second_device_open_nothing() {
    let victim = set_up(1, REUSABLE);
    let second = SimPhone::with(99, REUSABLE);
    second.disk().restore(&victim.disk().image());
    for alias in victim.keystore().aliases().unwrap() {
        let purpose = match alias.as_str().split('/').next() {
            Some("pin" | "recovery") => kodevagt_core::ports::Purpose::Derive,
            _ => kodevagt_core::ports::Purpose::Seal,
        };
        second.keystore().make(&alias, purpose).unwrap();
    }
    assert!(attempt(&second, RIGHT).is_err());
    assert_eq!(second.keystore().derives("pin"), 0);
}
