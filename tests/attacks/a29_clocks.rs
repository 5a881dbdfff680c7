//! Attack 29: Phone's clock a day off, suspended 60 s, rebooted, a fetch sent early and answered late:
//! never shows an open request after the service's expiry.

use kodevagt_core::authenticator::{Authenticator, Error, Presence, Verdict};
use kodevagt_core::time::{BootId, Now};
use kodevagt_protocol::Id;
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::service::steps::{activated, fetch};
use kodevagt_tests::service::{ORG, Service, later};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, open, pin};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A sign-in of 25 s, fetched by a phone that begins at `begun`, answered by the service `way_ms` later,
/// heard of `back_ms` after that.
fn fetched(begun: Now, way_ms: u32, back_ms: u32) -> (SimPhone, Authenticator, Service, Id) {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let id = service.ask(25_000);
    let request = app.begin_fetch(ORG, begun).unwrap();
    service.clock_ms += i64::from(way_ms);
    let reply = service.call(&app, &request).unwrap();
    service.clock_ms += i64::from(back_ms);
    app.finish_fetch(ORG, &reply, later(begun, way_ms + back_ms))
        .unwrap();
    (phone, app, service, id)
}

fn is_over(app: &mut Authenticator, id: Id, now: Now) {
    assert!(app.approvals(now).is_empty());
    let right = pin(RIGHT);
    let late = app.begin_approve(id, "042", Presence::Pin(&right), now);
    assert!(matches!(late, Err(Error::ApprovalOver)), "{late:?}");
    let late = app.begin_refuse(id, Verdict::Deny, now);
    assert!(matches!(late, Err(Error::ApprovalOver)), "{late:?}");
    assert_eq!(app.status().unwrap().attempts_left, Some(3), "no try taken");
}

#[test]
fn a29_the_wall_clock_changes_nothing() {
    for off in [-DAY, -1, 0, DAY] {
        let begun = Now {
            wall_ms: NOW.wall_ms + off,
            ..NOW
        };
        let (_phone, mut app, service, id) = fetched(begun, 0, 0);
        for (ms, left) in [(0, 25_000), (24_999, 1)] {
            let shown = app.approvals(later(begun, ms));
            assert_eq!(shown[0].left_ms, left);
            // What is shown is the service's time, a second at most beside it.
            let expires = service.waiting[0].expires_ms;
            assert!(shown[0].expires_at_ms.abs_diff(expires) <= 1_000);
        }
        is_over(&mut app, id, later(begun, 25_000));
        // The wall clock set back doesn't bring it back.
        let back = Now {
            wall_ms: NOW.wall_ms - DAY,
            ..later(begun, 25_000)
        };
        is_over(&mut app, id, back);
    }
}

#[test]
fn a29_suspended_time_counts() {
    let (_phone, mut app, _, id) = fetched(NOW, 0, 0);
    is_over(&mut app, id, later(NOW, 60_000));
}

#[test]
fn a29_after_a_restart_it_is_fetched_again() {
    let (_phone, mut app, mut service, id) = fetched(NOW, 0, 0);
    let restarted = Now {
        boot_id: BootId([2; 16]),
        ..later(NOW, 1_000)
    };
    is_over(&mut app, id, restarted);
    fetch(&mut app, &mut service, restarted).unwrap();
    assert_eq!(app.approvals(restarted).len(), 1);
}

#[test]
fn a29_a_fetch_counts_from_when_it_was_sent() {
    // 20 s on its way, 3 s back: 5 s were left when the service answered, 2 are.
    let (_phone, mut app, service, id) = fetched(NOW, 20_000, 3_000);
    let left = service.waiting[0].expires_ms - service.clock_ms;
    assert_eq!(left, 2_000);
    is_over(&mut app, id, later(NOW, 23_000));
    // Another fetch begun meanwhile doesn't lend its own moment to the answer of the first.
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let id = service.ask(25_000);
    let first = app.begin_fetch(ORG, NOW).unwrap();
    let early = service.call(&app, &first).unwrap();
    app.begin_fetch(ORG, later(NOW, 20_000)).unwrap();
    app.finish_fetch(ORG, &early, later(NOW, 21_000)).unwrap();
    assert_eq!(app.approvals(later(NOW, 21_000))[0].left_ms, 4_000);
    is_over(&mut app, id, later(NOW, 25_000));
}
