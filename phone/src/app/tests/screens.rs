//! A picture of every screen in every language at both sizes.

use std::path::PathBuf;

use kodevagt_bindings::{Entry, Outcome, Taken};
use kodevagt_texts::Code as TextCode;

use super::*;

/// The sizes that the app has to work at.
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 20)];

/// Takes a picture for each language and size.
pub(in crate::app) fn pictures(name: &str, make: impl Fn(Language) -> App) {
    for language in Language::ALL {
        let mut all = String::new();
        for (columns, lines) in SIZES {
            let picture = make(language).picture(columns, lines);
            assert_eq!(picture.split('\n').count(), usize::from(lines));
            all.push_str(&format!("── {columns} × {lines} ──\n{picture}\n"));
        }
        insta::with_settings!({
            snapshot_path => format!("snapshots/{language}"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, all);
        });
    }
}

fn at(state: State, keys: &'static [KeyCode]) -> impl Fn(Language) -> App {
    move |language| {
        let mut app = app(state, language);
        for key in keys {
            app.press(*key);
        }
        app
    }
}

use KeyCode::{Char, Down, Enter};

#[test]
fn set_up() {
    pictures("welcome", at(State::NoPin, &[]));
    pictures("new_pin", at(State::NoPin, &[Enter, Char('2'), Char('8')]));
    pictures("new_pin_weak", |language| {
        let mut app = at(State::NoPin, &[Enter])(language);
        app.write("1234");
        app.refused(Problem::of(TextCode::PinRun));
        app
    });
    pictures("new_pin_again", |language| {
        let mut app = at(State::NoPin, &[Enter])(language);
        app.write("2849");
        app.replied(Reply::Done);
        app
    });
    pictures("new_pin_differs", |language| {
        let mut app = at(State::NoPin, &[Enter])(language);
        app.write("2849");
        app.replied(Reply::Done);
        app.write("2840");
        app
    });
    let with_code = |language| {
        let mut app = at(State::NoPin, &[Enter])(language);
        app.write("2849");
        app.replied(Reply::Done);
        app.write("2849");
        app.replied(Reply::Recovery(recovery_code()));
        app
    };
    pictures("recovery_code", with_code);
    pictures("recovery_code_asked", |language| {
        let mut app = with_code(language);
        app.press(Enter);
        app.write("xyz");
        app.press(Enter);
        app
    });
}

#[test]
fn the_pin() {
    pictures("locked", at(State::Closed, &[]));
    pictures("locked_wrong", |language| {
        let mut app = app(State::Closed, language);
        app.write("1111");
        app.refused(Problem::of(TextCode::WrongPin).with_number("attempts_left", 2));
        app
    });
    let last = |language| {
        let mut app = app(State::Closed, language);
        let mut snapshot = snapshot(State::Closed, Vec::new());
        snapshot.status.attempts_left = Some(1);
        app.snapshot(snapshot);
        app
    };
    pictures("locked_last_try", move |language| {
        let mut app = last(language);
        app.write("2849");
        app
    });
    pictures("locked_working", |language| {
        let mut app = app(State::Closed, language);
        app.write("2849");
        app.world.now_ms += 300;
        app
    });
    pictures("forgotten", at(State::Closed, &[Char('f')]));
    pictures("blocked", at(State::Blocked, &[]));
    pictures("hardware_lost", at(State::HardwareLost, &[]));
    pictures("recover", |language| {
        let mut app = at(State::Blocked, &[Enter])(language);
        app.write("7q4n xk2m");
        app.press(Enter);
        app.refused(Problem::of(TextCode::RecoveryLength));
        app
    });
    pictures("start_over", |language| {
        let mut app = at(State::Blocked, &[Down, Enter])(language);
        app.write("ja");
        app.press(Enter);
        app
    });
}

#[test]
fn the_list() {
    pictures("list", at(State::Open, &[]));
    pictures("list_counter", at(State::Open, &[Down, Down]));
    pictures("list_ending", |language| {
        let mut app = at(State::Open, &[Down])(language);
        app.world.now_ms += 17_000;
        app
    });
    pictures("list_end", at(State::Open, &[KeyCode::End]));
    pictures("list_empty", |language| {
        App::new(world(State::Open, language, Vec::new()))
    });
    pictures("list_search", |language| {
        let mut app = at(State::Open, &[Char('/')])(language);
        app.replied(Reply::Found(Vec::new()));
        app.write("borg");
        app.replied(Reply::Found(vec!["Borgerservice/sagsbehandler".to_owned()]));
        app
    });
    pictures("list_search_nothing", |language| {
        let mut app = at(State::Open, &[Char('/')])(language);
        app.replied(Reply::Found(Vec::new()));
        for letter in "zebra".chars() {
            app.press(Char(letter));
            app.replied(Reply::Found(Vec::new()));
        }
        app
    });
    pictures("help", at(State::Open, &[Char('?')]));
}

#[test]
fn adding() {
    pictures("add", at(State::Open, &[Char('a')]));
    pictures("add_refused", |language| {
        let mut app = at(State::Open, &[Char('a')])(language);
        app.write("~/Billeder/Skærmbillede fra 2026-11-14 09-12-44 af indlogning.png");
        app.press(Enter);
        app.refused(Problem::of(TextCode::NoQrFound));
        app
    });
    let entry = |issuer: &str, label: &str, outcome, problem| Entry {
        id: None,
        issuer: issuer.to_owned(),
        label: label.to_owned(),
        kind: None,
        owner: Owner::Personal,
        outcome,
        problem,
    };
    pictures("results", move |language| {
        let mut app = at(State::Open, &[Char('a')])(language);
        app.paste("otpauth-migration://offline?data=x");
        app.press(Enter);
        app.replied(Reply::Taken(Taken {
            entries: vec![
                entry("GitHub", "astrid@example.dk", Outcome::Duplicate, None),
                entry("Vagtplan", "astrid", Outcome::Imported, None),
                entry(
                    "",
                    "",
                    Outcome::Refused,
                    Some(Problem::of(TextCode::NoSecret)),
                ),
                entry(
                    "Gammel VPN",
                    "",
                    Outcome::Refused,
                    Some(Problem::of(TextCode::BadDigits).with("value", "11")),
                ),
            ],
            missing: None,
        }));
        app
    });
    pictures("results_missing", |language| {
        let mut app = at(State::Open, &[Char('a')])(language);
        app.paste("otpauth-migration://offline?data=x");
        app.press(Enter);
        app.replied(Reply::Taken(Taken {
            entries: Vec::new(),
            missing: Some(Problem::of(TextCode::PartMissing).with("parts", "2/3, 3/3")),
        }));
        app
    });
}

#[test]
fn an_account() {
    pictures("account", at(State::Open, &[Enter]));
    pictures(
        "account_long",
        at(State::Open, &[Down, Down, Down, Down, Enter]),
    );
    pictures("account_counter", |language| {
        let mut app = at(State::Open, &[Down, Down, KeyCode::Right, Enter])(language);
        let accounts = accounts();
        app.replied(Reply::Counted(kodevagt_bindings::CountedCode {
            account: accounts[2].clone(),
            counter: 41,
            code: "904113".to_owned(),
        }));
        app
    });
    pictures("edit", at(State::Open, &[Enter, Char('e'), Down]));
    pictures("qr_pin", at(State::Open, &[Enter, Char('r'), Char('2')]));
    pictures("qr", |language| {
        let mut app = at(State::Open, &[Enter, Char('r')])(language);
        app.write("2849");
        let uri = super::URI;
        app.replied(Reply::Uri(Typed::take(uri.to_owned())));
        app
    });
    pictures("problem", |language| {
        let mut app = at(State::Open, &[Enter, Char('x')])(language);
        app.refused(Problem::of(TextCode::StorageFull));
        app
    });
}

#[test]
fn settings() {
    pictures("settings", at(State::Open, &[Char('s')]));
    pictures(
        "about",
        at(
            State::Open,
            &[
                Char('s'),
                Down,
                Down,
                KeyCode::Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Enter,
            ],
        ),
    );
    pictures(
        "clock",
        at(
            State::Open,
            &[
                Char('s'),
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Down,
                Enter,
            ],
        ),
    );
    pictures(
        "change_pin",
        at(State::Open, &[Char('s'), Down, Down, Down, Enter]),
    );
    pictures(
        "new_recovery",
        at(State::Open, &[Char('s'), Down, Down, Down, Down, Enter]),
    );
    pictures("backup", |language| {
        let mut app = at(
            State::Open,
            &[Char('s'), Down, Down, Down, Down, Down, Enter, Enter],
        )(language);
        app.write("ord på ord");
        app.press(Enter);
        app.write("ord");
        app.press(Enter);
        app
    });
    pictures(
        "restore",
        at(
            State::Open,
            &[Char('s'), Down, Down, Down, Down, Down, Down, Enter],
        ),
    );
    let removed = |language| {
        let mut app = at(
            State::Open,
            &[Char('s'), Down, Down, Down, Down, Down, Down, Down, Enter],
        )(language);
        app.replied(Reply::Removed(accounts().split_off(3)));
        app
    };
    pictures("removed", removed);
    pictures("removed_erase", move |language| {
        let mut app = removed(language);
        app.press(Char('x'));
        app
    });
    let export = [
        Char('s'),
        Down,
        Down,
        Down,
        Down,
        Down,
        Down,
        Down,
        Down,
        Enter,
    ];
    pictures("export", move |language| {
        let mut app = app(State::Open, language);
        for key in export {
            app.press(key);
        }
        app
    });
    pictures("written", move |language| {
        let mut app = app(State::Open, language);
        for key in export {
            app.press(key);
        }
        app.press(Enter);
        app.write("2849");
        app.replied(Reply::Written {
            files: vec![PathBuf::from("/home/astrid/kodevagt-export-1.png")],
            left_out: vec!["Borgerservice (sagsbehandler)".to_owned()],
        });
        app
    });
}
