//! Attack 2: Snapshot the database, 2 wrong, restore, 1,000 times over: at most 3 verifications, then blocked.
//! 2b. Key store restored too, single-use hardware keys: at most 3.
//!
//! 2c (`online-pin`) needs the service and belongs to a later issue. Without either, on hardware whose key
//! store can be rolled back by root, the number of verifications is not limited: that is the stated
//! limit (SECURITY.md), and the last test here says so.

use kodevagt_core::authenticator::State;
use kodevagt_tests::{disk::Image, keystore::Snapshot, phone::SimPhone};

use kodevagt_tests::stand::{
    REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, looked_at, set_up, set_up_after, standing,
};

const ROUNDS: usize = 1000;

fn guess_and_restore(
    phone: &SimPhone,
    image: &Image,
    keys: Option<&Snapshot>,
    rounds: usize,
) -> u64 {
    let before = phone.keystore().derives("pin");
    for _ in 0..rounds {
        for _ in 0..2 {
            assert!(attempt(phone, WRONG).is_err());
        }
        phone.disk().restore(image);
        if let Some(keys) = keys {
            phone.keystore().restore(keys);
        }
    }
    looked_at(phone, before)
}

#[test]
fn a02_database_restored_a_thousand_times() {
    for wrong in 0..3 {
        let phone = set_up_after(1, REUSABLE, wrong);
        let image = phone.disk().image();
        let looked = guess_and_restore(&phone, &image, None, ROUNDS);
        assert!(looked <= 3 - u64::from(wrong), "{looked} after {wrong}");
        assert_eq!(standing(&phone), (State::Blocked, Some(0)));
        assert!(attempt(&phone, RIGHT).is_err());
    }
}

#[test]
fn a02_restored_after_each_single_guess() {
    let phone = set_up(6, REUSABLE);
    let image = phone.disk().image();
    let before = phone.keystore().derives("pin");
    for _ in 0..ROUNDS {
        assert!(attempt(&phone, WRONG).is_err());
        phone.disk().restore(&image);
    }
    assert!(
        looked_at(&phone, before) <= 3,
        "{}",
        looked_at(&phone, before)
    );
    assert_eq!(standing(&phone), (State::Blocked, Some(0)));
}

#[test]
fn a02_an_older_count_is_never_the_newest() {
    // Restored between every two attempts, from every count there was.
    let phone = set_up(2, REUSABLE);
    let before = phone.keystore().derives("pin");
    let mut images = vec![phone.disk().image()];
    for _ in 0..3 {
        assert!(attempt(&phone, WRONG).is_err());
        images.push(phone.disk().image());
    }
    for image in images.iter().cycle().take(100) {
        phone.disk().restore(image);
        assert!(attempt(&phone, WRONG).is_err());
    }
    assert_eq!(looked_at(&phone, before), 3);
}

#[test]
fn a02_files_from_before_a_right_pin_give_nothing() {
    let phone = set_up_after(3, REUSABLE, 2);
    let image = phone.disk().image();
    attempt(&phone, RIGHT).unwrap();
    let looked = guess_and_restore(&phone, &image, None, 100);
    assert!(looked <= 2, "{looked}");
}

#[test]
fn a02b_key_store_restored_too_with_single_use_keys() {
    for wrong in 0..3 {
        let phone = set_up_after(4, SINGLE_USE, wrong);
        let (image, keys) = (phone.disk().image(), phone.keystore().snapshot());
        let looked = guess_and_restore(&phone, &image, Some(&keys), ROUNDS / 5);
        assert!(looked <= 3, "{looked} after {wrong}");
        assert!(attempt(&phone, RIGHT).is_err());
    }
}

#[test]
fn a02_without_single_use_keys_a_restored_key_store_is_the_stated_limit() {
    let phone = set_up(5, REUSABLE);
    let (image, keys) = (phone.disk().image(), phone.keystore().snapshot());
    let looked = guess_and_restore(&phone, &image, Some(&keys), 10);
    assert_eq!(looked, 20, "SECURITY.md says that here nothing is limited");
}
