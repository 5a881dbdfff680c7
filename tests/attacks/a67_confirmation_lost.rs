//! Attack 67: Unblock with the confirmation lost: its request replayed after three wrong PINs opens
//! nothing.

use kodevagt_core::authenticator::{Error, Stage, State};
use kodevagt_tests::service::steps::{activated, unblock_step};
use kodevagt_tests::service::{ORG, SUPPORT, Service};
use kodevagt_tests::stand::{NOW, REUSABLE, exhaust, open, pin};
use kodevagt_tests::{disk::Image, phone::SimPhone};

const NEW: &str = "7306";

/// Unblocked, not confirmed, and blocked again by three wrong PINs; and the files from just before the new
/// PIN, when the released halves lay there.
fn replayed() -> (SimPhone, Service, Image) {
    let (phone, mut service) = activated(REUSABLE);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let mut image = None;
    while let Some(help) = app.help().unwrap().into_iter().next() {
        if help.stage == Stage::Pin {
            drop(app);
            image = Some(phone.disk().image());
            app = open(&phone).unwrap();
        }
        unblock_step(&mut app, &mut service, NEW, help.stage).unwrap();
    }
    drop(app);
    exhaust(&phone);
    (phone, service, image.unwrap())
}

#[test]
fn a67_the_same_request_opens_nothing_after_three_wrong_pins() {
    let (phone, mut service, _) = replayed();
    let mut app = open(&phone).unwrap();
    assert_eq!(
        app.help().unwrap()[0].stage,
        Stage::Ask,
        "nothing is left of it"
    );
    let code = app.begin_release(ORG, SUPPORT, NOW);
    assert!(matches!(code, Err(Error::NoUnblock)));
    let pin = app.complete_unblock(ORG, &pin("5038"), NOW);
    assert!(matches!(pin, Err(Error::NoUnblock)));
    // The service's old answer, given to the next request.
    let former = service.unblock.clone().unwrap();
    let request = app.begin_unblock(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    app.finish_unblock(ORG, &reply, NOW).unwrap();
    let next = service.unblock.replace(former.clone()).unwrap();
    assert_ne!(next.start.request_key, former.start.request_key);
    service.unblock.as_mut().unwrap().id = next.id;
    let request = app.begin_release(ORG, SUPPORT, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    assert_eq!(reply.status, 200);
    let released = app.finish_release(ORG, &reply, NOW);
    assert!(matches!(released, Err(Error::Service(_))), "{released:?}");
    assert_eq!(app.status().unwrap().state, State::Blocked);
}

#[test]
fn a67_nor_do_the_files_from_before() {
    let (phone, _, image) = replayed();
    phone.disk().restore(&image);
    let Ok(mut app) = open(&phone) else {
        return;
    };
    assert!(app.complete_unblock(ORG, &pin("5038"), NOW).is_err());
    assert!(!app.is_open());
}
