//! Activation, sign-ins and support's help on the screen, and how they come and go.

use kodevagt_bindings::{
    Activation, ActivationStep, Approval, ApprovalState, CodeSent, Contact, Help, HelpStage,
    Membership, Organisation, Payment, Refuse,
};
use kodevagt_texts::Code as TextCode;

use super::screens::pictures;
use super::*;
use crate::app::world::Waiting;

use KeyCode::{Char, Down, Enter, Esc};

const ORGANISATION: &str = "07070707070707070707070707070707";
const SERVICE: &str = "https://auth.kommunen.example";

fn contact() -> Contact {
    Contact {
        phone: "+45 33 12 34 56".to_owned(),
        menu: "2".to_owned(),
        hours: "8–16".to_owned(),
        note: String::new(),
    }
}

fn organisation() -> Organisation {
    Organisation {
        id: ORGANISATION.to_owned(),
        name: "Vestkommunen".to_owned(),
        server: SERVICE.to_owned(),
        membership: Membership::Active,
        device: Some("5f0c2a7be1d94c3896a17f20bd4e8c11".to_owned()),
        pin_digits: 4,
        contact: contact(),
        last_contact_ms: Some(NOW_MS - 130_000),
        clock_offset_ms: -94_000,
    }
}

fn help(stage: HelpStage, words: &[&str]) -> Help {
    Help {
        organisation: ORGANISATION.to_owned(),
        name: "Vestkommunen".to_owned(),
        lock_number: Some("402917".to_owned()),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        contact: contact(),
        stage,
    }
}

fn sign_in(id: &str, application: &str, left_ms: u64) -> Waiting {
    let approval = Approval {
        id: id.to_owned(),
        organisation: ORGANISATION.to_owned(),
        application: application.to_owned(),
        person: "astrid".to_owned(),
        ip: Some("192.0.2.7".to_owned()),
        place: Some("Odense".to_owned()),
        browser: Some("Firefox, Windows".to_owned()),
        text: None,
        payment: None,
        issued_at_ms: NOW_MS,
        expires_at_ms: NOW_MS + 25_000,
        left_ms,
        digits: 3,
    };
    Waiting {
        until_ms: BOOT_MS + left_ms,
        approval,
    }
}

/// An app over which a sign-in has come up.
fn asked(state: State, language: Language) -> App {
    let mut app = app(state, language);
    app.requests(vec![sign_in("1", "Borgerportalen", 24_900)], None);
    app.world.boot_ms += 1_000;
    app
}

/// An app that asks for the code in the SMS.
fn coded(language: Language) -> App {
    let mut app = app(State::NoPin, language);
    app.press(Char('a'));
    app.write("auth.kommunen.example");
    app.press(Enter);
    app.write("20 12 34 56");
    app.press(Enter);
    app.replied(Reply::CodeSent(CodeSent {
        organisation: ORGANISATION.to_owned(),
        name: "Vestkommunen".to_owned(),
        contact: contact(),
        mobile: "+4520123456".to_owned(),
        code_digits: 8,
        resend_after_ms: 30_000,
        expires_in_ms: 600_000,
    }));
    app
}

#[test]
fn activation() {
    pictures("activate", |language| {
        let mut app = app(State::NoPin, language);
        app.press(Char('a'));
        app.write("auth.kommunen.example");
        app.press(Enter);
        app.write("20 12 34");
        app
    });
    pictures("activate_ticket", |language| {
        let mut app = app(State::NoPin, language);
        app.press(Char('a'));
        app.write("~/Billeder/qr.png");
        app
    });
    pictures("activate_code", coded);
    pictures("activate_code_again", |language| {
        let mut app = coded(language);
        app.write("12345678");
        app.press(Enter);
        app.refused(Problem::of(TextCode::CodeWrong));
        app.world.boot_ms += 30_000;
        app
    });
}

#[test]
fn a_sign_in_on_the_screen() {
    pictures("sign_in", |language| asked(State::Open, language));
    pictures("sign_in_pin", |language| {
        let mut app = asked(State::Closed, language);
        app.write("05228");
        app
    });
    pictures("sign_in_wrong_pin", |language| {
        let mut app = asked(State::Closed, language);
        app.write("0522849");
        app.refused(Problem::of(TextCode::WrongPin).with_number("attempts_left", 2));
        app
    });
    pictures("sign_in_payment", |language| {
        let mut app = app(State::Open, language);
        let mut waiting = sign_in("1", "Netbanken", 120_000);
        waiting.approval.text = Some(
            "Overførsel til en konto, som du ikke har brugt før. Ring til banken, hvis det ikke er dig, \
             der er i gang med den."
                .to_owned(),
        );
        waiting.approval.payment = Some(Payment {
            amount: "1250.00".to_owned(),
            currency: "DKK".to_owned(),
            payee: "Bjørns Cykler".to_owned(),
        });
        app.requests(vec![waiting], None);
        app
    });
    pictures("sign_in_over", |language| {
        let mut app = asked(State::Open, language);
        app.world.boot_ms += 25_000;
        app
    });
    pictures("sign_ins", |language| {
        let mut app = app(State::Closed, language);
        let both = [
            sign_in("1", "Borgerportalen", 9_000),
            sign_in("2", "Lønsystemet", 24_000),
        ];
        app.requests(both.to_vec(), None);
        app.press(Down);
        app
    });
    pictures("sign_ins_unreachable", |language| {
        let mut app = app(State::Open, language);
        app.press(Char('s'));
        app.press(Down);
        app.press(Down);
        app.press(Enter);
        app.replied(Reply::NothingWaits);
        let host = "auth.kommunen.example";
        let problem = Problem::of(TextCode::ServiceUnreachable).with("host", host);
        app.requests(Vec::new(), Some(problem));
        app
    });
}

#[test]
fn help_from_support() {
    let blocked = |language, help| {
        let mut app = app(State::Blocked, language);
        app.world.online.help = vec![help];
        app
    };
    pictures("blocked_support", move |language| {
        blocked(language, help(HelpStage::Ask, &[]))
    });
    pictures("support_offline", move |language| {
        let mut app = blocked(language, help(HelpStage::Ask, &[]));
        app.press(Enter);
        let host = "auth.kommunen.example";
        app.refused(Problem::of(TextCode::ServiceUnreachable).with("host", host));
        app
    });
    pictures("support", move |language| {
        let words = help(HelpStage::Code, &["ravn", "kajak"]);
        let mut app = blocked(language, words);
        app.press(Enter);
        app.replied(Reply::HelpAsked);
        app.write("123 456");
        app
    });
    pictures("support_right", move |language| {
        let mut app = blocked(language, help(HelpStage::Pin, &["ravn", "kajak"]));
        app.press(Enter);
        app
    });
}

#[test]
fn about_an_organisation() {
    pictures("about_organisation", |language| {
        let mut app = app(State::Open, language);
        app.world.online.organisations = vec![organisation()];
        app.press(Char('s'));
        app.press(KeyCode::Up);
        for _ in 0..11 {
            app.press(Down);
        }
        app.press(Enter);
        app
    });
}

#[test]
fn number_and_pin_approve_and_nothing_typed_before_counts() {
    let mut app = app(State::Closed, Language::En);
    app.requests(vec![sign_in("1", "Portal", 24_000)], None);
    // These keys were meant for the screen that stood here.
    app.write("99x");
    app.world.boot_ms += 1_000;
    assert!(app.write("052284").is_empty());
    let Request::Approve { id, number, pin } = super::asked(app.write("9")) else {
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
        let Request::Refuse(id, said) = super::asked(app.press(Char(key))) else {
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
        super::asked(app.press(Enter)),
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
    let Request::ResendCode(of) = super::asked(app.press(Char('r'))) else {
        panic!("sent again");
    };
    assert_eq!(of, ORGANISATION);
    app.refused(Problem::of(TextCode::TooManyRequests));
    app.write("12345678");
    let Request::ConfirmCode { code, .. } = super::asked(app.press(Enter)) else {
        panic!("confirmed");
    };
    assert_eq!(code.as_str(), "12345678");
    app.replied(Reply::Confirmed(organisation()));
    assert_eq!(app.place(), "New PIN");
    app.write("2849");
    app.replied(Reply::Done);
    let Request::CompleteActivation {
        organisation: of, ..
    } = super::asked(app.write("2849"))
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
    let Request::CompleteActivation { pin, .. } = super::asked(app.write("2849")) else {
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
        super::asked(app.press(Enter)),
        Request::AskHelp(_)
    ));
    app.replied(Reply::HelpAsked);
    app.write("123456782");
    let Request::GiveCode { code, .. } = super::asked(app.press(Enter)) else {
        panic!("given");
    };
    assert_eq!(code.as_str(), "123456782");
    app.replied(Reply::Done);
    app.write("6193");
    app.replied(Reply::Done);
    assert!(matches!(
        super::asked(app.write("6193")),
        Request::CompleteUnblock { .. }
    ));
    app.snapshot(snapshot(State::Open, accounts()));
    app.replied(Reply::Done);
    assert_eq!(app.place(), "Accounts");
}
