//! Activation, sign-ins and support's help: `pictures` of the screens, and how they come and go (`flow`).

mod flow;
mod pictures;

use kodevagt_bindings::{Approval, CodeSent, Contact, Help, HelpStage, Membership, Organisation};

use super::*;
use crate::app::world::Waiting;

use KeyCode::{Char, Enter};

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
