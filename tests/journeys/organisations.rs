//! A phone's life with organisations: joined, blocked and opened by support, taken out.

use kodevagt_core::authenticator::{Authenticator, Error, Owner, Presence, Prompt, State};
use kodevagt_core::organisation::Standing;
use kodevagt_core::secret::Key;
use kodevagt_core::vault::RootId;
use kodevagt_core::vault::recovery::RecoveryCode;
use kodevagt_tests::organisation::{ORG, OTHER, activate, enrol, hand_over, join, org_account};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, exhaust, open, pin, refused, set_up, standing,
};
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};

const NEW: &str = "7306";

fn labels(app: &mut Authenticator) -> Vec<String> {
    let accounts = app.accounts(NOW).unwrap();
    accounts.into_iter().map(|view| view.card.label).collect()
}

fn behind(phone: &SimPhone, digits: &str) -> Vec<String> {
    labels(&mut attempt(phone, digits).unwrap())
}

/// Support opens a blocked phone: both sides' steps, and the service's next half.
fn unblock(phone: &SimPhone, id: RootId, half: &Key, digits: &str) -> Key {
    let released = [half.clone()];
    let mut app = open(phone).unwrap();
    let next = hand_over(&app.stage_unblock(id, &released).unwrap());
    app.unblock(id, &released, &pin(digits), NOW).unwrap();
    app.confirm_unblock(id).unwrap();
    next
}

fn with_code(features: kodevagt_core::ports::Features) -> (SimPhone, RecoveryCode) {
    let phone = set_up(1, features);
    let code = open(&phone)
        .unwrap()
        .renew_recovery(&pin(RIGHT), NOW)
        .unwrap();
    (phone, code)
}

#[test]
fn its_account_shows_codes_and_never_leaves() {
    for features in [REUSABLE, SINGLE_USE] {
        let phone = set_up(1, features);
        activate(&phone, ORG, false);
        let mut app = attempt(&phone, RIGHT).unwrap();
        assert_eq!(labels(&mut app), ["clock", "count", "work"]);
        let owned = app.accounts(NOW).unwrap();
        let theirs = owned
            .iter()
            .find(|view| view.owner == Owner::Organisation)
            .unwrap();
        assert_eq!(theirs.card.label, "work");
        assert_eq!(app.organisation(ORG).unwrap().account, Some(theirs.id));
        assert_eq!(app.take_out(&pin(RIGHT), NOW).unwrap().len(), 2);
        let one = app.take_out_one(theirs.id, &pin(RIGHT), NOW);
        assert!(matches!(one, Err(Error::NotYours)));
        app.change_pin(&pin(RIGHT), &pin(NEW), NOW).unwrap();
        drop(app);
        assert_eq!(behind(&phone, NEW), ["clock", "count", "work"]);
    }
}

#[test]
fn joining_again_only_opens_and_a_wrong_pin_joins_nothing() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    assert!(matches!(
        join(&mut app, ORG, false),
        Err(Error::UnknownOrganisation)
    ));
    enrol(&mut app, ORG).unwrap();
    let wrong = app.join_organisation(&pin(WRONG), ORG, org_account(), false, NOW);
    assert!(matches!(wrong, Err(Error::WrongPin { attempts_left: 2 })));
    let first = hand_over(&join(&mut app, ORG, false).unwrap());
    let again = hand_over(&join(&mut app, ORG, false).unwrap());
    assert_eq!(first.bytes(), again.bytes());
    assert_eq!(labels(&mut app), ["clock", "count", "work"]);
}

#[test]
fn an_organisation_may_come_before_the_pin() {
    let phone = SimPhone::with(3, REUSABLE);
    let mut app = open(&phone).unwrap();
    let key = enrol(&mut app, ORG).unwrap().device_key;
    assert_eq!(app.status().unwrap().state, State::NoPin);
    app.set_pin(&pin(RIGHT), NOW).unwrap();
    drop(app);
    let mut app = open(&phone).unwrap();
    assert_eq!(app.organisation(ORG).unwrap().device_key, key);
    let signature = app.sign_as_device(ORG, b"hello").unwrap();
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &key.public);
    public.verify(b"hello", &signature).unwrap();
    join(&mut app, ORG, false).unwrap();
    assert_eq!(labels(&mut app), ["work"]);
}

#[test]
fn an_approval_is_signed_behind_each_pin_or_finger_and_opens_nothing() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    app.enable_biometrics(&pin(RIGHT), NOW).unwrap();
    enrol(&mut app, ORG).unwrap();
    join(&mut app, ORG, false).unwrap();
    let (right, wrong) = (pin(RIGHT), pin(WRONG));
    let sign = |app: &mut Authenticator, presence| app.sign_approval(ORG, presence, b"yes", NOW);
    let too_early = sign(&mut app, Presence::Pin(&right));
    assert!(matches!(too_early, Err(Error::UnknownOrganisation)));
    let public = app.organisation(ORG).unwrap().vault_key;
    app.update_organisation(ORG, |record| {
        record.standing = Standing::Active;
        Ok(())
    })
    .unwrap();
    drop(app);
    let mut app = open(&phone).unwrap();
    let by_pin = sign(&mut app, Presence::Pin(&right)).unwrap();
    phone.keystore().present_finger();
    let by_finger = sign(&mut app, Presence::Biometric(Prompt::Succeeded)).unwrap();
    assert_eq!(by_pin, by_finger, "Ed25519 has no randomness");
    UnparsedPublicKey::new(&ED25519, &public)
        .verify(b"yes", &by_pin)
        .unwrap();
    assert!(!app.is_open());
    let refused = sign(&mut app, Presence::Pin(&wrong));
    assert!(matches!(refused, Err(Error::WrongPin { attempts_left: 2 })));
    app.update_organisation(ORG, |record| {
        record.policy.biometrics = false;
        Ok(())
    })
    .unwrap();
    let finger = sign(&mut app, Presence::Biometric(Prompt::Succeeded));
    assert!(matches!(finger, Err(Error::PinNeeded(_))));
}

#[test]
fn a_finger_opens_what_joined_after_it_was_set_up() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    app.enable_biometrics(&pin(RIGHT), NOW).unwrap();
    drop(app);
    activate(&phone, ORG, false);
    let mut app = open(&phone).unwrap();
    phone.keystore().present_finger();
    app.finish_biometrics(Prompt::Succeeded, NOW).unwrap();
    assert_eq!(labels(&mut app), ["clock", "count", "work"]);
    assert_eq!(phone.keystore().names("bio").len(), 1);
}

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
    app.update_organisation(OTHER, |_| Ok(())).unwrap();
    let unsigned = app.sign_approval(OTHER, Presence::Pin(&pin(NEW)), b"yes", NOW);
    assert!(matches!(unsigned, Err(Error::OrganisationClosed)));
    drop(app);
    unblock(&phone, OTHER, &halves[1], NEW);
    assert_eq!(behind(&phone, NEW).len(), 2);
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
}

#[test]
fn a_pin_is_chosen_only_after_a_half_was_staged() {
    let phone = set_up(1, REUSABLE);
    let half = activate(&phone, ORG, false);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    let early = app.unblock(ORG, &[half.clone()], &pin(NEW), NOW);
    assert!(matches!(early, Err(Error::UnblockRefused)));
    let staged = app.stage_unblock(ORG, &[half.clone()]).unwrap();
    let again = app.stage_unblock(ORG, &[half.clone()]).unwrap();
    assert_eq!(hand_over(&staged).bytes(), hand_over(&again).bytes());
    assert!(matches!(
        app.confirm_unblock(ORG),
        Err(Error::UnblockRefused)
    ));
    let weak = app.unblock(ORG, &[half.clone()], &pin("1111"), NOW);
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

#[test]
fn a_removed_phone_keeps_what_is_its_owners() {
    for open_first in [true, false] {
        let phone = set_up(1, REUSABLE);
        let mut app = open(&phone).unwrap();
        app.enable_biometrics(&pin(RIGHT), NOW).unwrap();
        drop(app);
        activate(&phone, ORG, true);
        let mut app = open(&phone).unwrap();
        if open_first {
            app.unlock(&pin(RIGHT), NOW).unwrap();
        }
        let record = app.remove_organisation(ORG).unwrap();
        assert!(matches!(record.standing, Standing::Removed));
        if open_first {
            assert_eq!(labels(&mut app), ["clock", "count"]);
            let note = vec![org_account()];
            app.add(note, NOW).unwrap();
        }
        for family in ["puk", "device"] {
            assert!(phone.keystore().names(family).is_empty(), "{family}");
        }
        assert_eq!(phone.keystore().names("file").len(), 1);
        assert!(matches!(
            app.sign_as_device(ORG, b"x"),
            Err(Error::UnknownOrganisation)
        ));
        drop(app);
        let mut app = open(&phone).unwrap();
        phone.keystore().present_finger();
        app.finish_biometrics(Prompt::Succeeded, NOW).unwrap();
        let unsigned = app.sign_approval(ORG, Presence::Pin(&pin(RIGHT)), b"x", NOW);
        assert!(matches!(unsigned, Err(Error::UnknownOrganisation)));
        drop(app);
        assert_eq!(behind(&phone, RIGHT).len(), if open_first { 3 } else { 2 });
        // And back again.
        activate(&phone, ORG, false);
        assert!(behind(&phone, RIGHT).contains(&"work".to_owned()));
        let mut app = open(&phone).unwrap();
        app.forget_organisation(ORG).unwrap();
        assert!(app.organisations().unwrap().is_empty());
        assert!(phone.keystore().names("locker").is_empty());
    }
}

#[test]
fn a_blocked_phone_can_be_removed_too() {
    let (phone, code) = with_code(REUSABLE);
    activate(&phone, ORG, true);
    exhaust(&phone);
    let mut app = open(&phone).unwrap();
    app.remove_organisation(ORG).unwrap();
    assert_eq!(app.status().unwrap().accounts, 2);
    app.recover(&code, &pin(NEW), NOW).unwrap();
    assert_eq!(labels(&mut app), ["clock", "count"]);
}

#[test]
fn an_activation_begun_anew_replaces_the_former_and_an_active_one_stays() {
    let phone = set_up(1, REUSABLE);
    let mut app = open(&phone).unwrap();
    let first = enrol(&mut app, ORG).unwrap();
    let second = enrol(&mut app, ORG).unwrap();
    assert_ne!(first.device_key.public, second.device_key.public);
    assert_eq!(phone.keystore().names("device").len(), 1);
    drop(app);
    let half = activate(&phone, ORG, false);
    let mut app = open(&phone).unwrap();
    assert!(matches!(enrol(&mut app, ORG), Err(Error::AlreadyActive)));
    drop(app);
    exhaust(&phone);
    unblock(&phone, ORG, &half, NEW);
    assert_eq!(behind(&phone, NEW), ["work"]);
}
