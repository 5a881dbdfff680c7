//! Attack 65: A removed phone: its next contact erases the organisation's keys; its signatures are refused
//! at once. (The refusing is the service's.)

use kodevagt_core::authenticator::{Authenticator, Error};
use kodevagt_core::exchange::Reply;
use kodevagt_core::time::Now;
use kodevagt_tests::service::steps::{activated, fetch};
use kodevagt_tests::service::{ORG, Service};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, attempt, open};

type Contact = fn(&mut Authenticator, &mut Service) -> Result<(), Error>;

fn standing(app: &mut Authenticator, service: &mut Service) -> Result<(), Error> {
    let request = app.begin_standing(ORG, NOW)?;
    let reply = service.call(app, &request)?;
    app.finish_standing(ORG, &reply, NOW).map(drop)
}

#[test]
fn a65_any_contact_erases_what_the_organisation_had() {
    let fetched: Contact = |app, service| fetch(app, service, NOW);
    for contact in [fetched, standing] {
        let (phone, mut service) = activated(REUSABLE);
        let image = phone.disk().image();
        let mut app = open(&phone).unwrap();
        let request = app.begin_fetch(ORG, NOW).unwrap();
        service.removed = true;
        let removed = contact(&mut app, &mut service);
        assert!(matches!(removed, Err(Error::Removed)), "{removed:?}");
        for family in ["device", "puk"] {
            assert_eq!(phone.keystore().names(family), [], "{family}");
        }
        assert!(app.sign_request(&request, "nonce").is_err());
        assert!(app.begin_fetch(ORG, NOW).is_err());
        drop(app);
        let mut app = attempt(&phone, RIGHT).unwrap();
        assert_eq!(app.accounts(NOW).unwrap().len(), 2, "the person's own stay");
        drop(app);
        phone.disk().restore(&image);
        let restored = open(&phone).map(|app| app.sign_request(&request, "nonce").is_ok());
        assert!(
            !restored.unwrap_or(false),
            "an older file brings nothing back"
        );
    }
}

#[test]
fn a65_only_the_service_takes_a_phone_out() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let request = app.begin_fetch(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    for (status, body) in [(403, "<html>403</html>"), (403, "{}"), (404, ""), (502, "")] {
        let proxy = Reply {
            status,
            body: body.into(),
            time_ms: None,
            ..reply.clone()
        };
        let answer = app.finish_fetch(ORG, &proxy, later_contact());
        assert!(matches!(answer, Err(Error::Service(_))), "{answer:?}");
    }
    let record = app.organisation(ORG).unwrap();
    assert_eq!(record.last_contact_ms, Some(NOW.wall_ms), "nobody was met");
    assert!(app.sign_request(&request, "nonce").is_ok());
}

fn later_contact() -> Now {
    kodevagt_tests::service::later(NOW, 90_000)
}
