//! A blocked phone opened by support, and what stays closed then.

use kodevagt_core::authenticator::{Error, Presence, State};
use kodevagt_core::vault::RootId;
use kodevagt_tests::organisation::{
    ORG, OTHER, activate, behind, hand_over, labels, org_account, unblock, with_code,
};
use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, exhaust, open, pin, refused, set_up, standing,
};

const NEW: &str = "7306";

#[test]
fn support_opens_its_own_part_and_the_recovery_code_the_rest() {
    for features in [REUSABLE, SINGLE_USE] {
        let (phone, code) = with_code(features);
        let half = activate(&phone, ORG, false);
        assert_eq!(open(&phone).unwrap().lock_number().unwrap(), None);
        exhaust(&phone);
        let number = open(&phone).unwrap().lock_number().unwrap().unwrap();
        assert!(number.len() == 6 && number.bytes().all(|digit| digit.is_ascii_digit()));
        assert_eq!(
            open(&phone).unwrap().lock_number().unwrap(),
            Some(number),
            "it stays"
        );
        let next = unblock(&phone, ORG, &half, NEW);
        assert_ne!(next.bytes(), half.bytes());
        assert!(matches!(refused(&phone, RIGHT), Error::WrongPin { .. }));
        let mut app = attempt(&phone, NEW).unwrap();
        assert_eq!(labels(&mut app), ["work"]);
        let status = app.status().unwrap();
        assert_eq!((status.accounts, status.closed_accounts), (3, 2));
        let closed = app.closed().unwrap();
        assert_eq!((closed[0].root, closed[0].accounts), (RootId::OWN, 2));
        assert!(matches!(
            app.take_out(&pin(NEW), NOW),
            Err(Error::OwnClosed)
        ));
        assert!(matches!(
            app.add(vec![org_account()], NOW),
            Err(Error::OwnClosed)
        ));
        assert!(matches!(
            app.renew_recovery(&pin(NEW), NOW),
            Err(Error::OwnClosed)
        ));
        assert_eq!(app.lock_number().unwrap(), None);
        // With the PIN that the phone has; a wrong one is a try like any other, and spends no code.
        let wrong = app.recover(&code, &pin(WRONG), NOW);
        assert!(matches!(wrong, Err(Error::WrongPin { attempts_left: 2 })));
        let code = app.recover(&code, &pin(NEW), NOW).unwrap();
        assert_eq!(labels(&mut app), ["clock", "count", "work"]);
        assert_eq!(app.status().unwrap().closed_accounts, 0);
        drop(app);
        assert_eq!(behind(&phone, NEW), ["clock", "count", "work"]);
        // The next lockout: the next half opens, the former doesn't; the next code does too.
        exhaust(&phone);
        let mut app = open(&phone).unwrap();
        let old = app.stage_unblock(ORG, &[half]);
        assert!(matches!(old, Err(Error::UnblockRefused)));
        app.recover(&code, &pin(RIGHT), NOW).unwrap();
        assert_eq!(labels(&mut app), ["clock", "count"]);
        let again = [next];
        app.stage_unblock(ORG, &again).unwrap();
        app.unblock(ORG, &again, &pin(RIGHT), NOW).unwrap();
        assert_eq!(labels(&mut app), ["clock", "count", "work"]);
        drop(app);
        assert_eq!(behind(&phone, RIGHT), ["clock", "count", "work"]);
    }
}

#[test]
fn support_opens_the_own_accounts_too_where_the_person_chose_so() {
    let (phone, code) = with_code(REUSABLE);
    let half = activate(&phone, ORG, true);
    exhaust(&phone);
    unblock(&phone, ORG, &half, NEW);
    assert_eq!(behind(&phone, NEW), ["clock", "count", "work"]);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    app.recover(&code, &pin(RIGHT), NOW).unwrap();
    assert_eq!(labels(&mut app), ["clock", "count"], "the code still does");
}

#[test]
fn each_organisation_opens_its_own_part_only() {
    let phone = set_up(1, REUSABLE);
    let halves = [ORG, OTHER].map(|id| activate(&phone, id, false));
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let crossed = app.stage_unblock(ORG, &[halves[1].clone()]);
    assert!(matches!(crossed, Err(Error::UnblockRefused)));
    drop(app);
    unblock(&phone, ORG, &halves[0], NEW);
    let mut app = attempt(&phone, NEW).unwrap();
    assert_eq!(app.accounts(NOW).unwrap().len(), 1);
    assert_eq!(app.closed().unwrap().len(), 2);
    let number = app.lock_number().unwrap();
    assert!(number.is_some(), "the other's support opens its part yet");
    assert_eq!(app.lock_number().unwrap(), number);
    app.update_organisation(OTHER, |_| Ok(())).unwrap();
    let unsigned = app.sign_approval(OTHER, Presence::Pin(&pin(NEW)), b"yes", NOW);
    assert!(matches!(unsigned, Err(Error::OrganisationClosed)));
    drop(app);
    unblock(&phone, OTHER, &halves[1], NEW);
    assert_eq!(behind(&phone, NEW).len(), 2);
    assert_eq!(open(&phone).unwrap().lock_number().unwrap(), None);
}

#[test]
fn a_phone_that_only_support_can_open_is_blocked_and_not_lost() {
    let phone = set_up(1, REUSABLE);
    let half = activate(&phone, ORG, false);
    let recovery = phone.keystore().names("recovery");
    recovery
        .iter()
        .for_each(|alias| phone.keystore().lose(alias));
    exhaust(&phone);
    assert_eq!(standing(&phone), (State::Blocked, Some(0)));
    let puk = phone.keystore().names("puk");
    let before = phone.keystore().snapshot();
    puk.iter().for_each(|alias| phone.keystore().lose(alias));
    assert_eq!(standing(&phone).0, State::HardwareLost);
    phone.keystore().restore(&before);
    unblock(&phone, ORG, &half, NEW);
    assert_eq!(behind(&phone, NEW), ["work"]);
    let closed = open(&phone).unwrap().closed().unwrap();
    assert_eq!(closed.len(), 1);
}

#[test]
fn a_pin_is_chosen_only_after_a_half_was_staged() {
    let phone = set_up(1, REUSABLE);
    let half = activate(&phone, ORG, false);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let early = app.unblock(ORG, std::slice::from_ref(&half), &pin(NEW), NOW);
    assert!(matches!(early, Err(Error::UnblockRefused)));
    let staged = app.stage_unblock(ORG, std::slice::from_ref(&half)).unwrap();
    let again = app.stage_unblock(ORG, std::slice::from_ref(&half)).unwrap();
    assert_eq!(hand_over(&staged).bytes(), hand_over(&again).bytes());
    assert!(matches!(
        app.confirm_unblock(ORG),
        Err(Error::UnblockRefused)
    ));
    let weak = app.unblock(ORG, std::slice::from_ref(&half), &pin("1111"), NOW);
    assert!(matches!(weak, Err(Error::Weak(_))));
    app.unblock(ORG, &[half], &pin(NEW), NOW).unwrap();
    assert_eq!(phone.keystore().names("puk").len(), 2);
    app.confirm_unblock(ORG).unwrap();
    assert_eq!(phone.keystore().names("puk").len(), 1);
}

#[test]
fn what_was_unfinished_when_it_was_confirmed_opens_with_either_half() {
    let phone = set_up(1, REUSABLE);
    let half = activate(&phone, ORG, false);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let released = [half];
    let next = hand_over(&app.stage_unblock(ORG, &released).unwrap());
    app.unblock(ORG, &released, &pin(NEW), NOW).unwrap();
    drop(app);
    // Never confirmed, and blocked again: the service may have either half, or both.
    exhaust(&phone);
    let [old] = released;
    for released in [vec![next.clone()], vec![old.clone()], vec![old, next]] {
        let phone = phone.fork();
        let mut app = open(&phone).unwrap();
        app.stage_unblock(ORG, &released).unwrap();
        app.unblock(ORG, &released, &pin(RIGHT), NOW).unwrap();
        app.confirm_unblock(ORG).unwrap();
        assert_eq!(labels(&mut app), ["work"]);
        assert_eq!(phone.keystore().names("puk").len(), 1);
    }
}
