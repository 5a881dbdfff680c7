//! A phone killed at every write, sync and key-store call of its longer steps: what was there before is
//! there after, behind one PIN or the other.

use kodevagt_core::account::Kind;
use kodevagt_core::authenticator::{Edit, State};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::schedule::Plan;

use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, account, attempt, exhaust, open, pin, set_up,
};

const NEW: &str = "7306";

/// The accounts behind whichever of the two PINs opens, the old one tried first.
fn accounts_behind_either(phone: &SimPhone) -> Option<Vec<String>> {
    let mut app = attempt(phone, RIGHT)
        .or_else(|_| attempt(phone, NEW))
        .ok()?;
    let accounts = app.accounts(NOW).ok()?;
    Some(accounts.into_iter().map(|view| view.card.label).collect())
}

#[test]
fn in_setting_up() {
    let base = SimPhone::new(1);
    let set_up = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.set_pin(&pin(RIGHT), NOW))
            .is_ok()
    };
    let tried = Plan::default().every_crash(&base, set_up, |phone, _, finished| {
        let mut app = open(phone).unwrap();
        match app.status().unwrap().state {
            State::NoPin => {
                assert!(!finished, "a PIN that was accepted is there");
                app.set_pin(&pin(RIGHT), NOW).unwrap();
            }
            State::Closed => app.unlock(&pin(RIGHT), NOW).unwrap(),
            other => panic!("{other:?}"),
        }
        let kind = Kind::Totp { period: 30 };
        assert_eq!(
            app.add(vec![account("a", b"a", kind)], NOW).unwrap().len(),
            1
        );
    });
    assert!(tried.operations > 20, "{tried:?}");
}

#[test]
fn in_changing_the_pin() {
    for features in [REUSABLE, SINGLE_USE] {
        let change = |phone: &SimPhone| {
            open(phone)
                .and_then(|mut app| app.change_pin(&pin(RIGHT), &pin(NEW), NOW))
                .is_ok()
        };
        Plan::default().every_crash(&set_up(1, features), change, |phone, _, changed| {
            if changed {
                assert!(attempt(phone, NEW).is_ok(), "the new PIN was promised");
            } else {
                assert_eq!(accounts_behind_either(phone).unwrap(), ["clock", "count"]);
            }
        });
    }
}

#[test]
fn in_recovering() {
    let base = SimPhone::new(1);
    let mut app = open(&base).unwrap();
    let code = app.set_pin(&pin(RIGHT), NOW).unwrap();
    app.add(vec![account("a", b"a", Kind::Totp { period: 30 })], NOW)
        .unwrap();
    drop(app);
    exhaust(&base);
    let recover = |phone: &SimPhone| {
        open(phone)
            .and_then(|mut app| app.recover(&code, &pin(NEW), NOW))
            .ok()
    };
    Plan::default().every_crash(&base, recover, |phone, _, next| {
        let app = attempt(phone, NEW);
        if next.is_some() {
            assert!(app.is_ok(), "the new PIN was promised");
        }
        drop(app);
        // Cut off before its commit, the code still opens; after it, the new PIN does.
        if attempt(phone, NEW).is_err() {
            open(phone).unwrap().recover(&code, &pin(NEW), NOW).unwrap();
        }
        assert_eq!(attempt(phone, NEW).unwrap().peek().len(), 1);
    });
}

#[test]
fn in_adding_editing_and_ordering() {
    let live = |phone: &SimPhone| {
        let mut done = 0;
        let mut step = |ok: bool| done += usize::from(ok);
        if let Ok(mut app) = attempt(phone, RIGHT) {
            let fresh = vec![account("new", b"n", Kind::Totp { period: 30 })];
            let added = app.add(fresh, NOW);
            step(added.is_ok());
            if let Ok(added) = added {
                let note = Edit {
                    note: Some("words".to_owned()),
                    ..Edit::default()
                };
                step(app.edit(added[0].id, note, NOW).is_ok());
                step(app.place(added[0].id, 0, NOW).is_ok());
            }
        }
        done
    };
    Plan::default().every_crash(&set_up(1, REUSABLE), live, |phone, _, done| {
        let mut app = attempt(phone, RIGHT).unwrap();
        let accounts = app.accounts(NOW).unwrap();
        assert!(
            accounts.len() == 3 || (done == 0 && accounts.len() == 2),
            "{done}"
        );
        if done >= 2 {
            assert!(accounts.iter().any(|view| view.card.note == "words"));
        }
        if done >= 3 {
            assert_eq!(accounts[0].card.label, "new");
        }
    });
}

#[test]
fn in_enabling_a_finger() {
    let enable = |phone: &SimPhone| {
        attempt(phone, RIGHT)
            .and_then(|mut app| app.enable_biometrics(&pin(RIGHT), NOW))
            .is_ok()
    };
    Plan::default().every_crash(&set_up(1, REUSABLE), enable, |phone, _, _| {
        assert_eq!(accounts_behind_either(phone).unwrap(), ["clock", "count"]);
    });
}
