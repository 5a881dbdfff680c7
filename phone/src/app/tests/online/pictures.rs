//! The screens, in every language at both sizes.

use kodevagt_bindings::Payment;
use kodevagt_texts::Code as TextCode;

use super::*;
use crate::app::tests::screens::pictures;

use KeyCode::Down;

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
