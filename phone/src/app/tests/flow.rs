//! What the app does with keys, answers and snapshots.

use kodevagt_texts::Code as TextCode;

use super::*;

#[test]
fn a_pin_is_sent_when_it_is_complete_and_only_digits_count() {
    let mut app = app(State::Closed, Language::En);
    assert!(app.write("28x4").is_empty());
    let request = asked(app.press(KeyCode::Char('9')));
    assert!(matches!(request, Request::Unlock(pin) if pin.as_str() == "2849"));
}

#[test]
fn a_pasted_pin_is_no_try() {
    let mut app = app(State::Closed, Language::En);
    assert!(app.paste("2849").is_empty());
}

#[test]
fn the_last_try_waits_for_enter() {
    let mut app = app(State::Closed, Language::En);
    let mut snapshot = snapshot(State::Closed, Vec::new());
    snapshot.status.attempts_left = Some(1);
    app.snapshot(snapshot);
    assert!(app.write("28499").is_empty());
    let request = asked(app.press(KeyCode::Enter));
    assert!(matches!(request, Request::Unlock(pin) if pin.as_str() == "2849"));
}

#[test]
fn what_is_typed_while_the_phone_works_is_no_pin() {
    let mut app = app(State::Closed, Language::En);
    app.write("1111");
    app.write("222");
    app.refused(Problem::of(TextCode::WrongPin).with_number("attempts_left", 2));
    assert!(app.write("284").is_empty());
    let request = asked(app.press(KeyCode::Char('9')));
    assert!(matches!(request, Request::Unlock(pin) if pin.as_str() == "2849"));
}

#[test]
fn a_forgotten_pin_costs_nothing_to_look_into() {
    let mut app = app(State::Closed, Language::En);
    app.write("284");
    assert!(app.press(KeyCode::Char('f')).is_empty());
    assert_eq!(app.place(), "Forgotten PIN");
    app.press(KeyCode::Esc);
    assert!(app.write("284").is_empty());
}

#[test]
fn a_lock_takes_every_open_screen_away() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Enter);
    app.press(KeyCode::Char('e'));
    app.snapshot(snapshot(State::Closed, Vec::new()));
    assert_eq!(app.place(), "Locked");
    assert!(!app.picture(80, 24).contains("GitHub"));
}

#[test]
fn the_recovery_code_stays_until_it_is_written_down() {
    let mut app = app(State::NoPin, Language::En);
    app.press(KeyCode::Enter);
    let request = asked(app.write("2849"));
    assert!(matches!(request, Request::CheckPin(_)));
    app.replied(Reply::Done);
    let request = asked(app.write("2849"));
    assert!(matches!(request, Request::SetPin(_)));
    // The phone is open before its answer is here.
    app.snapshot(snapshot(State::Open, Vec::new()));
    app.replied(Reply::Recovery(recovery_code()));
    app.snapshot(snapshot(State::Closed, Vec::new()));
    assert!(app.picture(80, 24).contains("XK2M"));
    app.press(KeyCode::Enter);
    let hidden = app.picture(80, 24);
    assert!(
        !hidden.contains("XK2M"),
        "it is asked for, not copied from the screen"
    );
    let number: usize = hidden.split("Group ").nth(1).unwrap()[..1].parse().unwrap();
    app.write("nope");
    app.press(KeyCode::Enter);
    assert_eq!(app.place(), "Recovery code");
    let group = recovery_code()
        .as_str()
        .split('-')
        .nth(number - 1)
        .unwrap()
        .to_lowercase();
    app.write(&group);
    app.press(KeyCode::Enter);
    assert_eq!(app.place(), "Locked");
}

#[test]
fn pins_that_differ_are_typed_again_from_the_start() {
    let mut app = app(State::NoPin, Language::En);
    app.press(KeyCode::Enter);
    app.write("2849");
    app.replied(Reply::Done);
    assert!(app.write("2848").is_empty());
    let request = asked(app.write("2849"));
    assert!(matches!(request, Request::CheckPin(_)));
}

#[test]
fn enter_counts_where_codes_are_counted_and_opens_elsewhere() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Down);
    app.press(KeyCode::Down);
    let request = asked(app.press(KeyCode::Enter));
    assert!(matches!(request, Request::Count(id) if id == "VPN/token 7741"));
    app.replied(Reply::Counted(kodevagt_bindings::CountedCode {
        account: accounts()[2].clone(),
        counter: 41,
        code: "904113".to_owned(),
    }));
    assert!(app.picture(80, 24).contains("904 113"));
    let copied = app.press(KeyCode::Char('c'));
    assert!(matches!(copied.as_slice(), [Wish::Copy(code)] if code == "904113"));
    app.press(KeyCode::Down);
    assert!(app.press(KeyCode::Enter).is_empty());
    assert_eq!(app.place(), "Account");
}

#[test]
fn letters_are_text_where_text_is_typed() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Char('a'));
    assert!(app.write("ql?").is_empty());
    assert!(app.picture(80, 24).contains("›ql?"));
    let mut key: Key = KeyCode::Char('c').into();
    key.control = true;
    let wishes = app.input(&Input::Key(key));
    assert!(matches!(wishes.as_slice(), [Wish::Quit]));
}

#[test]
fn a_pasted_link_on_the_list_goes_into_the_box() {
    let mut app = app(State::Open, Language::En);
    app.paste("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP\n");
    assert_eq!(app.place(), "Add an account");
    let request = asked(app.press(KeyCode::Enter));
    let link = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP";
    assert!(matches!(request, Request::Add(what) if what.as_str() == link));
}

#[test]
fn what_was_added_is_marked() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Char('a'));
    app.paste(URI);
    app.press(KeyCode::Enter);
    let entry = kodevagt_bindings::Entry {
        id: Some("VPN/token 7741".to_owned()),
        issuer: "VPN".to_owned(),
        label: String::new(),
        kind: Some(AccountKind::Hotp),
        owner: Owner::Personal,
        outcome: kodevagt_bindings::Outcome::Imported,
        problem: None,
    };
    app.replied(Reply::Taken(kodevagt_bindings::Taken {
        entries: vec![entry],
        missing: None,
    }));
    app.press(KeyCode::Enter);
    assert!(app.picture(80, 24).contains("›   VPN"));
}

#[test]
fn searching_asks_the_phone_and_leaves_only_what_it_found() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Char('/'));
    app.replied(Reply::Found(Vec::new()));
    let request = asked(app.press(KeyCode::Char('v')));
    assert!(matches!(request, Request::Search(words) if words == "v"));
    app.replied(Reply::Found(vec!["VPN/token 7741".to_owned()]));
    let found = app.picture(80, 24);
    assert!(found.contains("VPN") && !found.contains("GitHub"));
    app.press(KeyCode::Enter);
    let request = asked(app.press(KeyCode::Enter));
    assert!(matches!(request, Request::Count(_)));
    app.replied(Reply::Done);
    app.press(KeyCode::Esc);
    assert!(app.picture(80, 24).contains("GitHub"));
}

#[test]
fn an_account_moves_within_its_section_only() {
    let mut app = app(State::Open, Language::En);
    assert!(app.shifted(KeyCode::Down).is_empty(), "the only favourite");
    app.press(KeyCode::Down);
    assert!(
        app.shifted(KeyCode::Up).is_empty(),
        "the favourite stays above"
    );
    let Request::Order(ids) = asked(app.shifted(KeyCode::Down)) else {
        panic!("an order was asked for");
    };
    assert_eq!(
        ids[..3],
        [
            "GitHub/astrid@example.dk",
            "VPN/token 7741",
            "Borgerservice/sagsbehandler"
        ]
    );
    assert_eq!(ids.len(), 6);
}

#[test]
fn a_removed_account_says_how_to_undo() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Enter);
    let request = asked(app.press(KeyCode::Char('x')));
    assert!(matches!(request, Request::Remove(_)));
    app.snapshot(snapshot(State::Open, accounts().split_off(1)));
    app.replied(Reply::Done);
    let picture = app.picture(80, 24);
    assert!(picture.contains("removed. Press u to undo."), "{picture}");
    assert!(matches!(
        asked(app.press(KeyCode::Char('u'))),
        Request::Undo
    ));
}

#[test]
fn starting_over_takes_the_whole_word() {
    let mut app = app(State::Blocked, Language::En);
    app.press(KeyCode::Down);
    app.press(KeyCode::Enter);
    app.write("delet");
    assert!(app.press(KeyCode::Enter).is_empty());
    app.write("e");
    assert!(matches!(
        asked(app.press(KeyCode::Enter)),
        Request::StartOver
    ));
    app.snapshot(snapshot(State::NoPin, Vec::new()));
    app.replied(Reply::Done);
    assert_eq!(app.place(), "Welcome");
}

#[test]
fn a_wrong_pin_before_a_secret_is_told_and_locks() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Enter);
    app.press(KeyCode::Char('r'));
    app.write("1111");
    app.snapshot(snapshot(State::Closed, Vec::new()));
    app.refused(Problem::of(TextCode::WrongPin).with_number("attempts_left", 2));
    assert_eq!(app.place(), "Locked");
    assert!(app.picture(80, 24).contains("Wrong PIN. 2 tries left."));
    app.press(KeyCode::Esc);
    assert!(!app.picture(80, 24).contains("Wrong PIN"));
}

#[test]
fn a_qr_that_does_not_fit_says_how_large_the_window_has_to_be() {
    let mut app = app(State::Open, Language::En);
    app.press(KeyCode::Enter);
    app.press(KeyCode::Char('r'));
    app.write("2849");
    let uri = super::URI;
    app.replied(Reply::Uri(Typed::take(uri.to_owned())));
    assert!(app.picture(60, 10).contains("needs a window of"));
    assert!(app.picture(80, 24).contains('█'));
}

#[test]
fn no_size_breaks_the_picture() {
    for (columns, lines) in [(1, 1), (5, 3), (12, 4), (20, 8), (39, 12), (200, 60)] {
        for state in [State::NoPin, State::Closed, State::Open, State::Blocked] {
            let mut app = app(state, Language::Da);
            app.picture(columns, lines);
            app.press(KeyCode::Enter);
            app.picture(columns, lines);
        }
    }
}
