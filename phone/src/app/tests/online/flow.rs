//! What comes up, what is asked, and where it leads.

use kodevagt_bindings::{Activation, ActivationStep, ApprovalState, Refuse};
use kodevagt_texts::Code as TextCode;

use super::*;

use KeyCode::{Down, Esc};

#[test]
fn number_and_pin_approve_and_nothing_typed_before_counts() {
    let mut app = app(State::Closed, Language::En);
    app.requests(vec![sign_in("1", "Portal", 24_000)], None);
    // These keys were meant for the screen that stood here.
    app.write("99x");
    app.world.boot_ms += 1_000;
    assert!(app.write("052284").is_empty());
    let Request::Approve { id, number, pin } = crate::app::tests::asked(app.write("9")) else {
        panic!("approved");
    };
    assert_eq!(
        (id.as_str(), number.as_str(), pin.as_str()),
        ("1", "052", "2849")
    );
    app.replied(Reply::Decided(ApprovalState::Approved));
    assert_eq!(app.place(), "Locked");
}

#[test]
fn saying_no_takes_no_pin() {
    for (key, how) in [('d', Refuse::Deny), ('x', Refuse::Report)] {
        let mut app = asked(State::Closed, Language::En);
        let Request::Refuse(id, said) = crate::app::tests::asked(app.press(Char(key))) else {
            panic!("refused");
        };
        assert_eq!((id.as_str(), said), ("1", how));
    }
}

#[test]
fn a_wrong_pin_leaves_it_waiting_and_a_wrong_number_ends_it() {
    let mut app = asked(State::Closed, Language::En);
    app.write("0522840");
    app.refused(Problem::of(TextCode::WrongPin).with_number("attempts_left", 2));
    assert_eq!(app.place(), "Sign-in");
    app.write("2849");
    app.refused(Problem::of(TextCode::NumberWrong));
    app.press(Enter);
    assert_eq!(app.place(), "Locked");
}

#[test]
fn the_last_try_is_sent_on_purpose_here_too() {
    let mut app = asked(State::Closed, Language::En);
    app.world.snapshot.status.attempts_left = Some(1);
    assert!(app.write("0522849").is_empty());
    assert!(matches!(
        crate::app::tests::asked(app.press(Enter)),
        Request::Approve { .. }
    ));
}

#[test]
fn it_comes_up_over_what_is_there_and_goes_back_to_it() {
    let mut app = app(State::Open, Language::En);
    app.press(Char('s'));
    app.requests(vec![sign_in("1", "Portal", 24_000)], None);
    assert_eq!(app.place(), "Sign-in");
    app.world.boot_ms += 1_000;
    app.press(Esc);
    assert_eq!(app.place(), "Settings");
    // The same one doesn't come up again; a newer one does.
    app.requests(vec![sign_in("1", "Portal", 20_000)], None);
    assert_eq!(app.place(), "Settings");
    let both = [
        sign_in("1", "Portal", 20_000),
        sign_in("2", "Portal", 24_000),
    ];
    app.requests(both.to_vec(), None);
    assert_eq!(app.place(), "Sign-ins that wait");
}

#[test]
fn it_waits_for_a_recovery_code_to_be_written_down() {
    let mut app = app(State::NoPin, Language::En);
    app.press(Enter);
    app.write("2849");
    app.replied(Reply::Done);
    app.write("2849");
    app.requests(vec![sign_in("1", "Portal", 24_000)], None);
    assert_eq!(app.place(), "New PIN");
    app.replied(Reply::Recovery(recovery_code()));
    assert_eq!(app.place(), "Recovery code");
}

#[test]
fn a_lock_meanwhile_shows_once_it_was_answered() {
    let mut app = asked(State::Open, Language::En);
    app.snapshot(snapshot(State::Closed, Vec::new()));
    assert_eq!(app.place(), "Sign-in");
    app.press(Char('d'));
    app.replied(Reply::Decided(ApprovalState::Denied));
    assert_eq!(app.place(), "Locked");
}

#[test]
fn a_phone_that_blocks_itself_leaves_the_sign_in() {
    let mut app = asked(State::Closed, Language::En);
    app.write("0522840");
    app.snapshot(snapshot(State::Blocked, Vec::new()));
    app.refused(Problem::of(TextCode::Blocked));
    assert_eq!(app.place(), "Blocked");
}

#[test]
fn an_activation_goes_from_number_to_code_to_pin() {
    let mut app = coded(Language::En);
    assert!(app.press(Char('r')).is_empty(), "not yet");
    app.world.boot_ms += 30_000;
    let Request::ResendCode(of) = crate::app::tests::asked(app.press(Char('r'))) else {
        panic!("sent again");
    };
    assert_eq!(of, ORGANISATION);
    app.refused(Problem::of(TextCode::TooManyRequests));
    app.write("12345678");
    let Request::ConfirmCode { code, .. } = crate::app::tests::asked(app.press(Enter)) else {
        panic!("confirmed");
    };
    assert_eq!(code.as_str(), "12345678");
    app.replied(Reply::Confirmed(organisation()));
    assert_eq!(app.place(), "New PIN");
    app.write("2849");
    app.replied(Reply::Done);
    let Request::CompleteActivation {
        organisation: of, ..
    } = crate::app::tests::asked(app.write("2849"))
    else {
        panic!("completed");
    };
    assert_eq!(of, ORGANISATION);
    app.replied(Reply::Activated(organisation(), Some(recovery_code())));
    assert_eq!(app.place(), "Recovery code");
}

#[test]
fn an_activation_that_was_cut_short_goes_on_at_the_pin() {
    let mut app = app(State::Open, Language::En);
    app.world.online.activations = vec![Activation {
        organisation: ORGANISATION.to_owned(),
        name: "Vestkommunen".to_owned(),
        server: SERVICE.to_owned(),
        step: ActivationStep::Pin {
            login: "astrid".to_owned(),
        },
    }];
    app.press(Char('s'));
    app.press(Down);
    app.press(Enter);
    assert_eq!(app.place(), "PIN");
    let Request::CompleteActivation { pin, .. } = crate::app::tests::asked(app.write("2849"))
    else {
        panic!("completed");
    };
    assert_eq!(pin.as_str(), "2849");
    app.replied(Reply::Activated(organisation(), None));
    assert_eq!(app.place(), "Accounts");
}

#[test]
fn supports_code_leads_to_a_new_pin() {
    let mut app = app(State::Blocked, Language::En);
    app.world.online.help = vec![help(HelpStage::Code, &["ravn", "kajak"])];
    assert!(matches!(
        crate::app::tests::asked(app.press(Enter)),
        Request::AskHelp(_)
    ));
    app.replied(Reply::HelpAsked);
    app.write("123456782");
    let Request::GiveCode { code, .. } = crate::app::tests::asked(app.press(Enter)) else {
        panic!("given");
    };
    assert_eq!(code.as_str(), "123456782");
    app.replied(Reply::Done);
    app.write("6193");
    app.replied(Reply::Done);
    assert!(matches!(
        crate::app::tests::asked(app.write("6193")),
        Request::CompleteUnblock { .. }
    ));
    app.snapshot(snapshot(State::Open, accounts()));
    app.replied(Reply::Done);
    assert_eq!(app.place(), "Accounts");
}
