//! A phone killed in an activation and in an approval, with the service going on (each step's every crash
//! is tried in `organisation_crashes`): the same steps again end it, and nothing of the person's is lost.

use kodevagt_protocol::approval::State;
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::schedule::Plan;
use kodevagt_tests::service::Service;
use kodevagt_tests::service::steps::{activate, activated, approve, fetch};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, open, set_up};

#[test]
fn in_an_activation() {
    for base in [SimPhone::with(1, REUSABLE), set_up(1, REUSABLE)] {
        let act = |phone: &SimPhone| {
            let mut service = Service::new(NOW.wall_ms);
            let done = open(phone).and_then(|mut app| activate(&mut app, &mut service));
            (done.is_ok(), service)
        };
        let plan = Plan { mixed: 0 };
        let mut resumed = 0;
        plan.some_crashes(19, &base, act, |phone, _, (done, mut service)| {
            let before = service.device.clone();
            let mut app = open(phone).unwrap();
            activate(&mut app, &mut service).unwrap();
            let device = service.device.clone().unwrap();
            assert!(device.active);
            if before.is_some_and(|before| before.id == device.id) {
                resumed += usize::from(!done);
            }
            let id = service.ask(25_000);
            fetch(&mut app, &mut service, NOW).unwrap();
            let approved = approve(&mut app, &mut service, id, RIGHT);
            assert_eq!(approved.unwrap(), State::Approved);
            for family in ["device", "puk"] {
                assert_eq!(phone.keystore().names(family).len(), 1, "{family}");
            }
        });
        assert!(resumed > 0, "a granted phone goes on as the same one");
    }
}

#[test]
fn in_an_approval() {
    let (base, mut asked) = activated(REUSABLE);
    let id = asked.ask(25_000);
    let act = |phone: &SimPhone| {
        let mut service = asked.clone();
        let state = open(phone).and_then(|mut app| {
            fetch(&mut app, &mut service, NOW)?;
            approve(&mut app, &mut service, id, RIGHT)
        });
        (state.ok(), service)
    };
    Plan { mixed: 0 }.some_crashes(5, &base, act, |phone, _, (state, mut service)| {
        let mut app = open(phone).unwrap();
        fetch(&mut app, &mut service, NOW).unwrap();
        if service.decided.is_empty() {
            assert_eq!(state, None);
            let approved = approve(&mut app, &mut service, id, RIGHT);
            assert_eq!(approved.unwrap(), State::Approved);
        }
        assert_eq!(service.decided, [(id, State::Approved)], "decided once");
        assert!(app.approvals(NOW).is_empty());
        assert_eq!(app.status().unwrap().attempts_left, Some(3));
    });
}
