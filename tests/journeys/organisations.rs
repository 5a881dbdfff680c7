//! A phone's life with organisations: joined, signing for its owner, taken out.

use kodevagt_core::authenticator::{Authenticator, Error, Owner, Presence, Prompt, State};
use kodevagt_core::organisation::Standing;
use kodevagt_core::pin::{Length, Pin};
use kodevagt_tests::organisation::{
    ORG, activate, behind, enrol, hand_over, join, labels, org_account, unblock, with_code,
};
use kodevagt_tests::phone::SimPhone;
use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, attempt, exhaust, open, pin, set_up,
};
use ring::signature::{ECDSA_P256_SHA256_FIXED, ED25519, UnparsedPublicKey};

const NEW: &str = "7306";

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

#[test]
fn an_older_file_opens_no_document_and_costs_no_key() {
    let phone = set_up(1, REUSABLE);
    let half = activate(&phone, ORG, false);
    let older = phone.disk().image();
    open(&phone)
        .unwrap()
        .update_organisation(ORG, |record| {
            record.statement_serial = 2;
            Ok(())
        })
        .unwrap();
    let newest = phone.disk().image();
    for blocked in [false, true] {
        let phone = phone.fork();
        let newest = if blocked {
            exhaust(&phone);
            phone.disk().image()
        } else {
            newest.clone()
        };
        phone.disk().restore(&older);
        let keys = phone.keystore().names("locker");
        let app = open(&phone).unwrap();
        let error = app.organisation(ORG).unwrap_err();
        assert!(matches!(error, Error::Vault(_)), "{error:?}");
        let left = phone.keystore().names("locker");
        assert!(keys.iter().all(|key| left.contains(key)));
        drop(app);
        phone.disk().restore(&newest);
        let app = open(&phone).unwrap();
        assert_eq!(app.organisation(ORG).unwrap().statement_serial, 2);
        assert!(app.sign_as_device(ORG, b"x").is_ok());
        drop(app);
        if blocked {
            unblock(&phone, ORG, &half, NEW);
        }
    }
}

#[test]
fn a_new_pin_has_six_digits_where_an_organisation_asks_for_them() {
    let phone = set_up(1, REUSABLE);
    activate(&phone, ORG, false);
    let mut app = open(&phone).unwrap();
    app.update_organisation(ORG, |record| {
        record.policy.pin_digits = 6;
        Ok(())
    })
    .unwrap();
    let short = app.change_pin(&pin(RIGHT), &pin(NEW), NOW);
    assert!(matches!(short, Err(Error::NotAPin(_))));
    let six = Pin::parse(b"730684", Length::Six).unwrap();
    app.change_pin(&pin(RIGHT), &six, NOW).unwrap();
    assert_eq!(labels(&mut app), ["clock", "count", "work"]);
    app.remove_organisation(ORG).unwrap();
    app.change_pin(&six, &pin(NEW), NOW).unwrap();
    drop(app);
    assert_eq!(behind(&phone, NEW), ["clock", "count"]);
}
