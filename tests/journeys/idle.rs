//! A phone that is left alone closes.

use kodevagt_core::authenticator::Error;
use kodevagt_core::time::{BootId, Now};

use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, attempt, set_up};

fn after(ms: u64) -> Now {
    Now {
        wall_ms: NOW.wall_ms,
        boot_ms: NOW.boot_ms + ms,
        boot_id: NOW.boot_id,
    }
}

#[test]
fn a_minute_after_the_last_step() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    assert!(app.tick(after(59_999)));
    assert!(app.accounts(after(59_999)).is_ok());
    assert!(app.tick(after(119_998)), "the step at 59.999 s counts");
    assert!(!app.tick(after(119_999)));
    assert!(matches!(app.accounts(after(119_999)), Err(Error::Closed)));
}

#[test]
fn looking_at_the_list_in_the_background_is_no_step() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    assert_eq!(app.peek().len(), 2);
    assert!(!app.tick(after(60_000)));
    assert_eq!(app.peek(), []);
}

#[test]
fn a_timer_that_asks_for_codes_does_not_keep_it_open_and_a_key_does() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let unix = NOW.unix();
    assert_eq!(app.codes(unix, after(30_000)).unwrap().len(), 2);
    app.touch(after(40_000)).unwrap();
    assert!(app.codes(unix, after(90_000)).is_ok());
    let closed = app.codes(unix, after(100_000));
    assert!(matches!(closed, Err(Error::Closed)));
    assert!(matches!(app.touch(after(100_000)), Err(Error::Closed)));
}

#[test]
fn the_wall_clock_has_no_say() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let set_back = Now {
        wall_ms: 0,
        ..after(60_000)
    };
    assert!(!app.tick(set_back));
}

#[test]
fn at_a_restart() {
    let phone = set_up(1, REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let restarted = Now {
        boot_id: BootId([9; 16]),
        ..after(1)
    };
    assert!(!app.tick(restarted));
}
