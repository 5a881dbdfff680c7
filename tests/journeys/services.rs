//! A phone and its organisation's service: in, sign-ins, out, and back.

use kodevagt_core::account::Algorithm;
use kodevagt_core::authenticator::{
    Errand, Error, PinNeeded, Presence, Prompt, Proof, State as Phone, Step, Verdict,
};
use kodevagt_core::organisation::{Mobile, Standing};
use kodevagt_core::pin::{Length, Pin};
use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::Policy;
use kodevagt_protocol::approval::State;
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::service::steps::{
    activate, activated, approve, confirm, fetch, find, info, unblock,
};
use kodevagt_tests::service::{CODE, ORG, Service, TICKET, later};
use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, WRONG, attempt, exhaust, open, pin, set_up};

const NEW: &str = "7306";

/// The refusal, if the service gave one.
fn refusal<T>(answer: Result<T, Error>) -> Option<Refusal> {
    match answer {
        Err(Error::Service(error)) => error.refusal(),
        _ => None,
    }
}

#[test]
fn a_new_phone_is_activated_by_sms() {
    let phone = SimPhone::with(1, REUSABLE);
    let mut service = Service::new(NOW.wall_ms);
    let mut app = open(&phone).unwrap();
    find(&mut app, &mut service).unwrap();
    let mobile = Mobile::read("20 12 34 56", "da").unwrap();
    let unasked = app.begin_confirm(ORG, Proof::Code(CODE), info(), None, NOW);
    assert!(matches!(unasked, Err(Error::NoActivation)));
    let request = app.begin_start(ORG, &mobile, "da", NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    assert_eq!(app.finish_start(ORG, &reply, NOW).unwrap().code_digits, 8);
    let request = app.begin_resend(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    app.finish_start(ORG, &reply, NOW).unwrap();

    let wrong = confirm(&mut app, &mut service, Proof::Code("8765 4321"));
    assert_eq!(refusal(wrong), Some(Refusal::CodeWrong));
    let typed = app.begin_confirm(ORG, Proof::Code("1234567x"), info(), None, NOW);
    assert!(matches!(typed, Err(Error::Mistyped(_))));
    confirm(&mut app, &mut service, Proof::Code("1234 5678")).unwrap();
    let step = app.activations().unwrap().remove(0).step;
    assert!(matches!(step, Step::Pin { login } if login == "mette"));
    drop(app);

    let mut app = open(&phone).unwrap();
    let weak = app.complete_activation(ORG, &pin("1234"), true, NOW);
    assert!(matches!(weak, Err(Error::Weak(_))));
    let recovery = app.complete_activation(ORG, &pin(RIGHT), true, NOW);
    assert!(recovery.unwrap().is_some());
    assert_eq!(app.errands().unwrap(), [Errand::Active(ORG)]);
    let record = app.organisation(ORG).unwrap();
    let Standing::Activating(activating) = record.standing else {
        panic!("it isn't active before the service knows");
    };
    assert!(activating.granted.unwrap().seed.bytes().is_empty());
    drop(app);

    let mut app = attempt(&phone, RIGHT).unwrap();
    activate(&mut app, &mut service).unwrap();
    assert!(app.errands().unwrap().is_empty());
    let record = app.organisation(ORG).unwrap();
    assert!(matches!(record.standing, Standing::Active) && record.half.is_none());
    let device = service.device.as_ref().unwrap();
    assert!(device.active);
    assert_eq!(record.vault_key, device.vault_key);
    let accounts = app.accounts(NOW).unwrap();
    assert_eq!(accounts[0].card.title(), "Kommune (mette)");
    assert_eq!(accounts[0].algorithm, Algorithm::Sha1);
    let again = app.begin_start(ORG, &mobile, "da", NOW);
    assert!(matches!(again, Err(Error::AlreadyActive)));
    assert!(matches!(
        find(&mut app, &mut service),
        Err(Error::AlreadyActive)
    ));
}

#[test]
fn the_code_seed_is_the_same_on_both_sides_and_was_never_sent() {
    let (phone, service) = activated(REUSABLE);
    let mut app = attempt(&phone, RIGHT).unwrap();
    let seed = service.device.unwrap().seed;
    let account = app.accounts(NOW).unwrap().pop().unwrap();
    let shown = app.code(account.id, NOW.unix(), NOW).unwrap().code.unwrap();
    let otp = kodevagt_tests::stand::account("", &seed, account.kind).otp;
    let expected = kodevagt_core::codes::Generator::new(&otp).at(NOW.unix());
    assert_eq!(Some(shown.code), expected.map(|shown| shown.code));
}

#[test]
fn a_ticket_activates_a_phone_that_has_its_pin() {
    let phone = set_up(1, REUSABLE);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    find(&mut app, &mut service).unwrap();
    let ticket = |ticket| Proof::Ticket {
        ticket,
        mobile: None,
    };
    let refused = confirm(&mut app, &mut service, ticket("AAAAAAAA"));
    assert_eq!(refusal(refused), Some(Refusal::TicketInvalid));
    let mistyped = confirm(&mut app, &mut service, ticket("no ticket!"));
    assert!(matches!(mistyped, Err(Error::Mistyped(_))));
    confirm(&mut app, &mut service, ticket(&TICKET.to_lowercase())).unwrap();
    let wrong = app.complete_activation(ORG, &pin(WRONG), false, NOW);
    assert!(matches!(wrong, Err(Error::WrongPin { attempts_left: 2 })));
    let recovery = app.complete_activation(ORG, &pin(RIGHT), false, NOW);
    assert!(recovery.unwrap().is_none());
    activate(&mut app, &mut service).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 3);
}

#[test]
fn six_digits_are_demanded_of_a_new_pin_and_of_an_old_one() {
    let six = |digits: &str| Pin::parse(digits.as_bytes(), Length::Six).unwrap();
    for phone in [SimPhone::with(1, REUSABLE), set_up(1, REUSABLE)] {
        let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
        service.policy = Policy {
            pin_digits: 6,
            biometrics: false,
        };
        find(&mut app, &mut service).unwrap();
        let ticket = Proof::Ticket {
            ticket: TICKET,
            mobile: None,
        };
        confirm(&mut app, &mut service, ticket).unwrap();
        let short = app.complete_activation(ORG, &pin(RIGHT), false, NOW);
        assert!(matches!(short, Err(Error::NotAPin(fault)) if fault.digits == 6));
        if app.status().unwrap().state != Phone::NoPin {
            app.change_pin(&pin(RIGHT), &six("482319"), NOW).unwrap();
        }
        assert_eq!(app.status().unwrap().pin_length, Length::Six);
        app.complete_activation(ORG, &six("482319"), false, NOW)
            .unwrap();
        activate(&mut app, &mut service).unwrap();
    }
}

#[test]
fn a_sign_in_is_approved_behind_the_pin_and_refused_without() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let id = service.ask(25_000);
    fetch(&mut app, &mut service, NOW).unwrap();
    let shown = app.approvals(later(NOW, 5_000));
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].id, shown[0].left_ms), (id, 20_000));
    assert_eq!(shown[0].expires_at_ms, NOW.wall_ms + 25_000);
    assert_eq!(shown[0].origin.place.as_deref(), Some("Odense"));
    let right = pin(RIGHT);
    for typed in ["42", "0420", "o42", "٠٤٢", ""] {
        let odd = app.begin_approve(id, typed, Presence::Pin(&right), NOW);
        assert!(matches!(odd, Err(Error::NotTheNumber { digits: 3 })));
    }
    let wrong = approve(&mut app, &mut service, id, WRONG);
    assert!(matches!(wrong, Err(Error::WrongPin { attempts_left: 2 })));
    assert_eq!(app.approvals(NOW).len(), 1, "a wrong PIN leaves it open");
    let approved = approve(&mut app, &mut service, id, RIGHT);
    assert_eq!(approved.unwrap(), State::Approved);
    assert!(!app.is_open(), "an approval opens nothing");
    assert!(app.approvals(NOW).is_empty());

    for (verdict, state) in [
        (Verdict::Deny, State::Denied),
        (Verdict::Report, State::Reported),
    ] {
        let id = service.ask(25_000);
        fetch(&mut app, &mut service, NOW).unwrap();
        let request = app.begin_refuse(id, verdict, NOW).unwrap();
        let reply = service.call(&app, &request).unwrap();
        assert_eq!(app.finish_decision(id, &reply, NOW).unwrap(), state);
    }
    // A fetch that comes between a decision and its answer takes nothing away.
    let id = service.ask(25_000);
    fetch(&mut app, &mut service, NOW).unwrap();
    let request = app.begin_refuse(id, Verdict::Deny, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    fetch(&mut app, &mut service, NOW).unwrap();
    assert!(app.approvals(NOW).is_empty());
    let denied = app.finish_decision(id, &reply, NOW);
    assert_eq!(denied.unwrap(), State::Denied);
    let twice = app.finish_decision(id, &reply, NOW);
    assert!(matches!(twice, Err(Error::UnknownApproval)));

    let id = service.ask(25_000);
    let unfetched = app.begin_refuse(id, Verdict::Deny, NOW);
    assert!(matches!(unfetched, Err(Error::UnknownApproval)));
    fetch(&mut app, &mut service, NOW).unwrap();
    let request = app
        .begin_approve(id, "999", Presence::Pin(&right), NOW)
        .unwrap();
    let reply = service.call(&app, &request).unwrap();
    let mismatch = app.finish_decision(id, &reply, NOW).unwrap();
    assert_eq!(mismatch, State::Mismatch);
}

#[test]
fn a_finger_approves_where_the_organisation_lets_it() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    app.enable_biometrics(&pin(RIGHT), NOW).unwrap();
    app.lock();
    let id = service.ask(25_000);
    fetch(&mut app, &mut service, NOW).unwrap();
    app.begin_biometrics(NOW).unwrap();
    phone.keystore().present_finger();
    let finger = Presence::Biometric(Prompt::Succeeded);
    let request = app.begin_approve(id, "042", finger, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    let approved = app.finish_decision(id, &reply, NOW);
    assert_eq!(approved.unwrap(), State::Approved);

    service.policy.biometrics = false;
    let request = app.begin_standing(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    app.finish_standing(ORG, &reply, NOW).unwrap();
    let id = service.ask(25_000);
    fetch(&mut app, &mut service, NOW).unwrap();
    let refused = app.begin_approve(id, "042", finger, NOW);
    assert!(matches!(
        refused,
        Err(Error::PinNeeded(PinNeeded::NotSetUp))
    ));
}

#[test]
fn support_brings_a_blocked_phone_back() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    assert!(app.help().unwrap().is_empty());
    assert!(matches!(
        app.begin_unblock(ORG, NOW),
        Err(Error::NotBlocked)
    ));
    drop(app);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let help = app.help().unwrap().remove(0);
    assert_eq!(help.lock_number.as_ref().map(String::len), Some(6));
    assert_eq!(help.contact.phone, "+45 33 12 34 56");
    assert_eq!(help.words, None);
    let request = app.begin_unblock(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    let asked = app.finish_unblock(ORG, &reply, NOW).unwrap();
    assert_eq!(asked.words.unwrap().concat(), "ahornkutter");
    let again = app.begin_unblock(ORG, NOW).unwrap();
    assert_eq!(again.body, request.body, "the same request");
    let early = app.begin_release(ORG, "123 456 782", NOW).unwrap();
    let reply = service.call(&app, &early).unwrap();
    let early = app.finish_release(ORG, &reply, NOW);
    assert_eq!(refusal(early), Some(Refusal::UnblockNotTyped));
    service.support_types_the_words();
    let mistyped = app.begin_release(ORG, "123 456 783", NOW);
    assert!(matches!(mistyped, Err(Error::Mistyped(_))));
    let soon = app.complete_unblock(ORG, &pin(NEW), NOW);
    assert!(matches!(soon, Err(Error::NoUnblock)));
    drop(app);
    let mut app = open(&phone).unwrap();
    assert_eq!(app.help().unwrap().remove(0).words, help_words());
    unblock(&mut app, &mut service, NEW).unwrap();
    assert_eq!(
        app.accounts(NOW).unwrap().len(),
        3,
        "support opens the own, as chosen"
    );
    assert_eq!(service.device.as_ref().unwrap().halves.len(), 1);
    assert!(app.errands().unwrap().is_empty());
    app.lock();
    let id = service.ask(25_000);
    fetch(&mut app, &mut service, NOW).unwrap();
    let approved = approve(&mut app, &mut service, id, NEW);
    assert_eq!(approved.unwrap(), State::Approved);
}

fn help_words() -> Option<[String; 2]> {
    Some(["ahorn".to_owned(), "kutter".to_owned()])
}

#[test]
fn three_wrong_codes_end_a_request_and_the_next_is_another() {
    let (phone, mut service) = activated(REUSABLE);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let request = app.begin_unblock(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    app.finish_unblock(ORG, &reply, NOW).unwrap();
    service.support_types_the_words();
    let refusals = [0; 4].map(|_| {
        let request = app.begin_release(ORG, "987654324", NOW).unwrap();
        let reply = service.call(&app, &request).unwrap();
        refusal(app.finish_release(ORG, &reply, NOW))
    });
    let wrong = Some(Refusal::UnblockCodeWrong);
    assert_eq!(
        refusals,
        [wrong, wrong, wrong, Some(Refusal::UnblockTriesUsed)]
    );
    let other = app.begin_unblock(ORG, NOW).unwrap();
    assert_ne!(other.body, request.body);
    unblock(&mut app, &mut service, NEW).unwrap();
    drop(app);
    assert!(attempt(&phone, NEW).is_ok());
}

#[test]
fn support_opens_its_own_part_of_a_phone_that_was_opened_otherwise() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let code = app.renew_recovery(&pin(RIGHT), NOW).unwrap();
    drop(app);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    app.recover(&code, &pin(NEW), NOW).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 2);
    let help = app.help().unwrap().remove(0);
    assert_eq!(help.lock_number, None);
    let id = service.ask(25_000);
    fetch(&mut app, &mut service, NOW).unwrap();
    let closed = approve(&mut app, &mut service, id, NEW);
    assert!(matches!(closed, Err(Error::OrganisationClosed)));
    unblock(&mut app, &mut service, NEW).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 3);
    let approved = approve(&mut app, &mut service, id, NEW);
    assert_eq!(approved.unwrap(), State::Approved);
}

#[test]
fn a_removed_phone_says_so_and_can_come_back() {
    let (phone, mut service) = activated(REUSABLE);
    service.removed = true;
    let mut app = attempt(&phone, RIGHT).unwrap();
    assert!(matches!(
        fetch(&mut app, &mut service, NOW),
        Err(Error::Removed)
    ));
    assert_eq!(app.status().unwrap().removed, 1);
    assert_eq!(app.accounts(NOW).unwrap().len(), 2);
    let record = app.organisation(ORG).unwrap();
    assert!(matches!(record.standing, Standing::Removed));
    assert_eq!(record.contact.phone, "+45 33 12 34 56");
    find(&mut app, &mut service).unwrap();
    activate(&mut app, &mut service).unwrap();
    assert_eq!(app.status().unwrap().removed, 0);
    assert_eq!(app.accounts(NOW).unwrap().len(), 3);
}

#[test]
fn an_activation_that_the_service_gave_up_starts_over() {
    let phone = set_up(1, REUSABLE);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    find(&mut app, &mut service).unwrap();
    let ticket = Proof::Ticket {
        ticket: TICKET,
        mobile: None,
    };
    confirm(&mut app, &mut service, ticket).unwrap();
    app.complete_activation(ORG, &pin(RIGHT), true, NOW)
        .unwrap();
    service.device = None;
    let request = app.begin_active(ORG, NOW).unwrap();
    let reply = service.call(&app, &request).unwrap();
    let given_up = app.finish_active(ORG, &reply, NOW);
    assert_eq!(refusal(given_up), Some(Refusal::DeviceUnknown));
    assert!(app.organisations().unwrap().is_empty());
    assert_eq!(app.accounts(NOW).unwrap().len(), 2);
    activate(&mut app, &mut service).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 3);
}
