//! A phone and its organisation's service: in, sign-ins, out, and back.

use kodevagt_core::authenticator::{Authenticator, Errand, Error, Presence, Proof, Step, Verdict};
use kodevagt_core::organisation::{self, Mobile, Standing};
use kodevagt_core::secret::Key;
use kodevagt_core::time::Now;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::PhoneInfo;
use kodevagt_protocol::approval::State;
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::service::{CODE, ORG, Service, TICKET, later};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, WRONG, open, pin, set_up};

fn info() -> PhoneInfo {
    PhoneInfo {
        platform: "terminal".to_owned(),
        language: "da".to_owned(),
        ..PhoneInfo::default()
    }
}

/// Up to the PIN, by SMS.
fn granted(app: &mut Authenticator, service: &mut Service) {
    let address = service.address();
    let reply = service.call(app, &app.begin_service(&address, NOW));
    app.finish_service(&address, &reply, NOW).unwrap();
    let mobile = Mobile::read("20 12 34 56", "da").unwrap();
    let request = app.begin_start(ORG, &mobile, "da", NOW).unwrap();
    let reply = service.call(app, &request);
    assert_eq!(app.finish_start(ORG, &reply, NOW).unwrap().code_digits, 8);
    confirmed(app, service, Proof::Code(CODE)).unwrap();
}

fn confirmed(
    app: &mut Authenticator,
    service: &mut Service,
    proof: Proof<'_>,
) -> Result<(), Error> {
    let request = app.begin_confirm(ORG, proof, info(), None, NOW)?;
    let reply = service.call(app, &request);
    app.finish_confirm(ORG, &reply, NOW).map(drop)
}

fn told(app: &mut Authenticator, service: &mut Service) {
    let request = app.begin_active(ORG, NOW).unwrap();
    let reply = service.call(app, &request);
    app.finish_active(ORG, &reply, NOW).unwrap();
}

fn activated() -> (SimPhone, Authenticator, Service) {
    let phone = set_up(1, REUSABLE);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    granted(&mut app, &mut service);
    app.complete_activation(ORG, &pin(RIGHT), true, NOW)
        .unwrap();
    told(&mut app, &mut service);
    (phone, app, service)
}

fn fetch(app: &mut Authenticator, service: &mut Service, now: Now) {
    let request = app.begin_fetch(ORG, now).unwrap();
    let reply = service.call(app, &request);
    app.finish_fetch(ORG, &reply, now).unwrap();
}

#[test]
fn a_new_phone_is_activated_by_sms_and_approves() {
    let phone = SimPhone::with(1, REUSABLE);
    let mut service = Service::new(NOW.wall_ms);
    let mut app = open(&phone).unwrap();
    granted(&mut app, &mut service);
    assert!(matches!(
        app.activations().unwrap()[0].step,
        Step::Pin { ref login } if login == "mette"
    ));
    drop(app);
    let mut app = open(&phone).unwrap();
    let weak = app.complete_activation(ORG, &pin("1234"), true, NOW);
    assert!(matches!(weak, Err(Error::Weak(_))));
    let recovery = app
        .complete_activation(ORG, &pin(RIGHT), true, NOW)
        .unwrap();
    assert!(recovery.is_some());
    assert_eq!(app.errands().unwrap(), [Errand::Active(ORG)]);
    told(&mut app, &mut service);
    assert!(app.errands().unwrap().is_empty());
    let record = app.organisation(ORG).unwrap();
    assert!(matches!(record.standing, Standing::Active) && record.half.is_none());
    let device = service.device.as_ref().unwrap();
    assert_eq!(record.vault_key, device.vault_key);
    assert!(device.active);
    let accounts = app.accounts(NOW).unwrap();
    assert_eq!(accounts[0].card.title(), "Kommune (mette)");
    assert!(matches!(
        app.begin_start(ORG, &Mobile::read("20123456", "da").unwrap(), "da", NOW),
        Err(Error::AlreadyActive)
    ));

    let id = service.ask(25_000);
    app.lock();
    fetch(&mut app, &mut service, NOW);
    let shown = app.approvals(later(NOW, 5_000));
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].id, shown[0].left_ms), (id, 20_000));
    assert_eq!(shown[0].expires_at_ms, NOW.wall_ms + 25_000);
    let right = pin(RIGHT);
    let short = app.begin_approve(id, "42", Presence::Pin(&right), NOW);
    assert!(matches!(short, Err(Error::NotTheNumber { digits: 3 })));
    let wrong = app.begin_approve(id, "042", Presence::Pin(&pin(WRONG)), NOW);
    assert!(matches!(wrong, Err(Error::WrongPin { attempts_left: 2 })));
    let request = app
        .begin_approve(id, "042", Presence::Pin(&right), NOW)
        .unwrap();
    assert!(!app.is_open(), "an approval opens nothing");
    let reply = service.call(&app, &request);
    assert_eq!(
        app.finish_decision(id, &reply, NOW).unwrap(),
        State::Approved
    );
    assert!(app.approvals(NOW).is_empty());
    assert_eq!(service.decided, [(id, State::Approved)]);
}

#[test]
fn a_ticket_activates_a_phone_that_has_its_pin() {
    let phone = set_up(1, REUSABLE);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    let address = service.address();
    let reply = service.call(&app, &app.begin_service(&address, NOW));
    app.finish_service(&address, &reply, NOW).unwrap();
    let ticket = |ticket| Proof::Ticket {
        ticket,
        mobile: None,
    };
    let refused = confirmed(&mut app, &mut service, ticket("AAAAAAAA"));
    assert!(
        matches!(refused, Err(Error::Service(error)) if error.refusal() == Some(Refusal::TicketInvalid))
    );
    assert!(matches!(
        app.begin_confirm(ORG, ticket("no ticket!"), info(), None, NOW),
        Err(Error::Mistyped(_))
    ));
    confirmed(&mut app, &mut service, ticket(&TICKET.to_lowercase())).unwrap();
    let wrong = app.complete_activation(ORG, &pin(WRONG), false, NOW);
    assert!(matches!(wrong, Err(Error::WrongPin { attempts_left: 2 })));
    assert!(
        app.complete_activation(ORG, &pin(RIGHT), false, NOW)
            .unwrap()
            .is_none()
    );
    told(&mut app, &mut service);
    assert_eq!(app.accounts(NOW).unwrap().len(), 3);
}
