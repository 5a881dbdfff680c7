//! Attack 9: Weak PINs refused, with the reason, and at most 600 of 10,000.

use std::collections::BTreeMap;

use kodevagt_core::{authenticator::Error, pin::Weakness};
use kodevagt_tests::phone::SimPhone;

use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, WRONG, open, pin, refused, set_up};

#[test]
fn a09_weak_pins_are_refused_with_the_reason() {
    let phone = SimPhone::with(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    for (digits, why) in [
        ("0000", Weakness::Repeat),
        ("7777", Weakness::Repeat),
        ("1212", Weakness::Pairs),
        ("1122", Weakness::Pairs),
        ("1221", Weakness::Pairs),
        ("1234", Weakness::Run),
        ("9876", Weakness::Run),
        ("2580", Weakness::Keypad),
        ("1968", Weakness::Year),
        ("2014", Weakness::Year),
        ("1004", Weakness::Common),
    ] {
        let error = app.set_pin(&pin(digits), NOW).unwrap_err();
        assert!(
            matches!(error, Error::Weak(reason) if reason == why),
            "{digits}: {error:?}"
        );
    }
    app.set_pin(&pin(RIGHT), NOW).unwrap();
}

#[test]
fn a09_weak_pins_are_refused_at_a_change_and_cost_no_try_at_unlock_more_than_others() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    let error = app.change_pin(&pin(RIGHT), &pin("1111"), NOW).unwrap_err();
    assert!(matches!(error, Error::Weak(Weakness::Repeat)), "{error:?}");
    assert_eq!(app.status().unwrap().attempts_left, Some(3));
    drop(app);
    let error = refused(&phone, "1111");
    assert!(
        matches!(error, Error::WrongPin { attempts_left: 2 }),
        "{error:?}"
    );
    let error = refused(&phone, WRONG);
    assert!(
        matches!(error, Error::WrongPin { attempts_left: 1 }),
        "{error:?}"
    );
}

#[test]
fn a09_at_most_600_of_10_000_are_refused() {
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for number in 0..10_000 {
        if let Err(why) = pin(&format!("{number:04}")).check_strength() {
            *refused.entry(format!("{why:?}")).or_default() += 1;
        }
    }
    let count: usize = refused.values().sum();
    assert!((300..=600).contains(&count), "{count}: {refused:?}");
}
