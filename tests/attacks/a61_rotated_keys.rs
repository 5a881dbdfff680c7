//! Attack 61: A pinned service key rotated by the root: accepted; an older serial or a stranger's root:
//! refused.

use kodevagt_core::authenticator::{Authenticator, Error};
use kodevagt_core::organisation::{self, Distrust};
use kodevagt_core::time::Now;
use kodevagt_tests::service::steps::{activated, fetch};
use kodevagt_tests::service::{ORG, Service};
use kodevagt_tests::stand::{NOW, REUSABLE, open};

fn standing(app: &mut Authenticator, service: &mut Service, now: Now) -> Result<(), Error> {
    let request = app.begin_standing(ORG, now)?;
    let reply = service.call(app, &request)?;
    app.finish_standing(ORG, &reply, now).map(drop)
}

fn distrust(answer: Result<(), Error>) -> Option<Distrust> {
    match answer {
        Err(Error::Service(organisation::Error::Distrusted(distrust))) => Some(distrust),
        _ => None,
    }
}

#[test]
fn a61_a_key_of_a_later_statement_takes_over_and_none_goes_back() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let former = service.clone();
    service.rotate();
    service.ask(25_000);
    assert!(matches!(
        fetch(&mut app, &mut service, NOW),
        Err(Error::Service(organisation::Error::Forged))
    ));
    standing(&mut app, &mut service, NOW).unwrap();
    fetch(&mut app, &mut service, NOW).unwrap();
    assert_eq!(app.approvals(NOW).len(), 1);

    let mut older = former.clone();
    assert_eq!(
        distrust(standing(&mut app, &mut older, NOW)),
        Some(Distrust::Older)
    );
    older.ask(25_000);
    assert!(fetch(&mut app, &mut older, NOW).is_err());
    // The same serial, saying something else.
    let mut twin = former.clone();
    twin.rotate();
    twin.rotate();
    twin.serial = service.serial;
    assert!(distrust(standing(&mut app, &mut twin, NOW)).is_some());
    drop(app);
    let mut app = open(&phone).unwrap();
    standing(&mut app, &mut service, NOW).unwrap();
}

#[test]
fn a61_a_strangers_root_is_refused() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    service.strange();
    service.rotate();
    let strange = distrust(standing(&mut app, &mut service, NOW));
    assert_eq!(strange, Some(Distrust::StrangersRoot));
    service.ask(25_000);
    assert!(fetch(&mut app, &mut service, NOW).is_err());
}

#[test]
fn a61_keys_that_have_run_out_are_not_used() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    service.ask(25_000);
    let years_later = Now {
        wall_ms: service.keys().statement.not_after_ms + 2 * 24 * 60 * 60 * 1000,
        ..NOW
    };
    let run_out = fetch(&mut app, &mut service, years_later);
    assert_eq!(distrust(run_out), Some(Distrust::NotNow));
}
