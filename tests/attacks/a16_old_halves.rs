//! Attack 16: Old PIN and old half fail afterwards, restored database too.

use kodevagt_core::authenticator::{Error, State};
use kodevagt_tests::service::steps::{activated, unblock};
use kodevagt_tests::stand::{REUSABLE, RIGHT, attempt, exhaust, open};

const NEW: &str = "7306";

#[test]
fn a16_what_opened_before_an_unblock_opens_nothing_after() {
    let (phone, mut service) = activated(REUSABLE);
    let former = service.device.clone().unwrap().halves;
    let closed = phone.disk().image();
    exhaust(&phone);
    let blocked = phone.disk().image();
    let mut app = open(&phone).unwrap();
    unblock(&mut app, &mut service, NEW).unwrap();
    drop(app);
    assert!(attempt(&phone, RIGHT).is_err(), "the old PIN");
    let current = phone.disk().image();
    exhaust(&phone);

    // The service's old half, from a backup of its database.
    let mut restored = service;
    restored.device.as_mut().unwrap().halves = former;
    let spent = phone.disk().image();
    let mut app = open(&phone).unwrap();
    assert_eq!(app.status().unwrap().state, State::Blocked);
    let old = unblock(&mut app, &mut restored.clone(), "5038");
    assert!(matches!(old, Err(Error::UnblockRefused)), "{old:?}");
    drop(app);
    for image in [&spent, &current, &blocked, &closed] {
        phone.disk().restore(image);
        let Ok(mut app) = open(&phone) else {
            continue;
        };
        let opened = unblock(&mut app, &mut restored.clone(), "5038");
        assert!(opened.is_err() || app.help().unwrap().is_empty());
        assert!(!app.is_open());
        drop(app);
        for digits in [RIGHT, NEW, "5038"] {
            assert!(attempt(&phone, digits).is_err());
        }
    }
}
