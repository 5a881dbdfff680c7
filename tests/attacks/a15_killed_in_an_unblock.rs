//! Attack 15: Crash at every step, of the phone and the service: either the new PIN opens or the same
//! unblock resumes; the old PIN never. (The phone's crashes; the service's are its own tests'.)

use kodevagt_core::authenticator::{Error, State};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::schedule::Plan;
use kodevagt_tests::service::Service;
use kodevagt_tests::service::steps::{activated, unblock};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, attempt, exhaust, open};

const NEW: &str = "7306";

fn blocked() -> (SimPhone, Service) {
    let (phone, service) = activated(REUSABLE);
    exhaust(&phone);
    (phone, service)
}

#[test]
fn a15_killed_in_an_unblock_it_resumes_or_the_new_pin_opens() {
    let (base, service) = blocked();
    let act = |phone: &SimPhone| {
        let mut service = service.clone();
        let done = open(phone).and_then(|mut app| unblock(&mut app, &mut service, NEW));
        (done.is_ok(), service)
    };
    let (mut resumed, mut opened) = (0, 0);
    Plan { mixed: 0 }.some_crashes(11, &base, act, |phone, _, (done, mut service)| {
        assert!(attempt(phone, RIGHT).is_err(), "the old PIN never");
        let mut app = open(phone).unwrap();
        match app.status().unwrap().state {
            State::Blocked => {
                assert!(!done);
                resumed += 1;
            }
            _ => opened += 1,
        }
        let before = service.unblock.as_ref().map(|unblock| unblock.id);
        unblock(&mut app, &mut service, NEW).unwrap();
        let request = service.unblock.as_ref().unwrap();
        assert!(before.is_none_or(|id| id == request.id), "the same request");
        assert_eq!(service.device.as_ref().unwrap().halves.len(), 1);
        drop(app);
        assert_eq!(phone.keystore().names("puk").len(), 1);
        let mut app = attempt(phone, NEW).unwrap();
        assert_eq!(app.accounts(NOW).unwrap().len(), 3);
    });
    assert!(resumed > 0 && opened > 0);
}

#[test]
fn a15_no_time_left_for_a_confirmation_and_the_next_unblock_works() {
    let (phone, mut service) = blocked();
    let mut app = open(&phone).unwrap();
    while let Some(help) = app.help().unwrap().into_iter().next() {
        let step = kodevagt_tests::service::steps::unblock_step;
        step(&mut app, &mut service, NEW, help.stage).unwrap();
    }
    service.unblock.as_mut().unwrap().state = kodevagt_protocol::unblock::State::Expired;
    assert!(matches!(
        unblock(&mut app, &mut service, NEW),
        Err(Error::Service(_))
    ));
    assert!(app.errands().unwrap().is_empty(), "it isn't told for ever");
    assert_eq!(service.device.as_ref().unwrap().halves.len(), 2);
    drop(app);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    unblock(&mut app, &mut service, "5038").unwrap();
    drop(app);
    assert!(attempt(&phone, "5038").is_ok());
    assert_eq!(service.device.as_ref().unwrap().halves.len(), 1);
    assert_eq!(phone.keystore().names("puk").len(), 1);
}
