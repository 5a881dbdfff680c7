//! The key store: what rollback, loss, fingers and failures do to it.

use std::{sync::Arc, thread};

use kodevagt_core::{
    ports::{Alias, Fault, Features, Keystore, Purpose},
    secret::Key,
};
use kodevagt_tests::{
    disk::Loss,
    keystore::{At, Call, Gate, How, SimKeystore},
    phone::SimPhone,
    power::Cut,
};

const FINE: Features = Features {
    single_use: true,
    biometric: true,
};

fn alias(name: &str) -> Alias {
    Alias::new(format!("pin/{name}"))
}

fn with_key(phone: &SimPhone, purpose: Purpose) -> (SimKeystore, Alias) {
    let keys = phone.keystore().clone();
    keys.make(&alias("a"), purpose).unwrap();
    (keys, alias("a"))
}

#[test]
fn seals_for_the_same_alias_and_data_only() {
    let phone = SimPhone::new(1);
    let (keys, a) = with_key(&phone, Purpose::Seal);
    keys.make(&alias("b"), Purpose::Seal).unwrap();
    let sealed = keys.seal(&a, b"inner", b"3").unwrap();
    assert_eq!(keys.open(&a, &sealed, b"3").unwrap().bytes(), b"inner");
    assert_eq!(keys.open(&a, &sealed, b"2"), Err(Fault::Tampered));
    assert_eq!(keys.open(&alias("b"), &sealed, b"3"), Err(Fault::Tampered));
    keys.delete(&a).unwrap();
    assert_eq!(keys.open(&a, &sealed, b"3"), Err(Fault::Missing));
}

#[test]
fn a_single_use_key_answers_once_whatever_is_restored() {
    let phone = SimPhone::with(1, FINE);
    let keys = phone.keystore();
    let key = Key::from_slice(&[5; 32]).unwrap();
    keys.import_once(&alias("once"), &key).unwrap();
    let before = keys.snapshot();
    keys.derive(&alias("once"), &[1; 32]).unwrap();
    keys.restore(&before);
    let again = keys.derive(&alias("once"), &[1; 32]);
    assert_eq!(again.unwrap_err(), Fault::Missing);
    assert_eq!(keys.derives("pin"), 1);
}

#[test]
fn a_restored_key_store_has_its_deleted_keys_again() {
    let phone = SimPhone::new(1);
    let (keys, a) = with_key(&phone, Purpose::Derive);
    let first = keys.derive(&a, &[1; 32]).unwrap();
    let before = keys.snapshot();
    keys.delete(&a).unwrap();
    keys.restore(&before);
    assert_eq!(keys.derive(&a, &[1; 32]).unwrap().bytes(), first.bytes());
    keys.lose_everything();
    assert_eq!(keys.derive(&a, &[1; 32]).unwrap_err(), Fault::Missing);
    assert_eq!(keys.derives("pin"), 2);
}

#[test]
fn a_biometric_key_wants_the_finger_and_dies_with_a_new_one() {
    let phone = SimPhone::new(1);
    let (keys, a) = with_key(&phone, Purpose::Biometric);
    let sealed = keys.seal(&a, b"roots", b"").unwrap();
    assert_eq!(keys.open(&a, &sealed, b""), Err(Fault::Unavailable));
    keys.present_finger();
    assert!(keys.open(&a, &sealed, b"").is_ok());
    assert_eq!(keys.open(&a, &sealed, b""), Err(Fault::Unavailable));
    keys.enroll_finger();
    keys.present_finger();
    assert_eq!(keys.open(&a, &sealed, b""), Err(Fault::Invalidated));
}

#[test]
fn fails_where_told_before_or_after_the_effect() {
    let phone = SimPhone::new(1);
    let (keys, a) = with_key(&phone, Purpose::Seal);
    keys.fail(At::NthOf(Call::Delete, 1), How::Before);
    keys.fail(At::NthOf(Call::Delete, 2), How::After);
    assert_eq!(keys.delete(&a), Err(Fault::Unavailable));
    assert_eq!(keys.aliases().unwrap(), std::slice::from_ref(&a));
    assert_eq!(keys.delete(&a), Err(Fault::Unavailable));
    assert_eq!(keys.aliases().unwrap(), []);
}

#[test]
fn hangs_until_released() {
    let phone = SimPhone::new(1);
    let (keys, a) = with_key(&phone, Purpose::Seal);
    let gate = Arc::new(Gate::default());
    keys.fail(At::Every(Call::Seal), How::Hang(Arc::clone(&gate)));
    let answer = thread::scope(|threads| {
        let hanging = threads.spawn(|| keys.seal(&a, b"", b""));
        gate.reached();
        assert!(!hanging.is_finished());
        gate.open();
        hanging.join().unwrap()
    });
    assert_eq!(answer, Err(Fault::Unavailable));
}

#[test]
fn without_power_nothing_answers_and_the_old_run_stays_dead() {
    for took_effect in [false, true] {
        let mut phone = SimPhone::new(1);
        let (keys, a) = with_key(&phone, Purpose::Derive);
        phone.power().arm(Some(Cut { at: 1, took_effect }));
        assert_eq!(keys.derive(&a, &[1; 32]).unwrap_err(), Fault::Unavailable);
        assert_eq!(keys.aliases(), Err(Fault::Unavailable));
        phone.restart(Loss::DropAll);
        assert_eq!(keys.aliases(), Err(Fault::Unavailable));
        assert_eq!(phone.keystore().aliases().unwrap(), [a]);
        assert_eq!(phone.keystore().derives("pin"), u64::from(took_effect));
    }
}

#[test]
fn a_signing_key_signs_and_does_nothing_else() {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    let phone = SimPhone::new(1);
    let (keys, a) = with_key(&phone, Purpose::Sign);
    let public = keys.public_key(&a).unwrap();
    let signature = keys.sign(&a, b"message").unwrap();
    assert_eq!((public.len(), signature.len()), (65, 64));
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public);
    public.verify(b"message", &signature).unwrap();
    assert_eq!(keys.seal(&a, b"", b""), Err(Fault::Unsupported));
    assert_eq!(keys.derive(&a, &[0; 32]).unwrap_err(), Fault::Unsupported);
    keys.make(&alias("b"), Purpose::Seal).unwrap();
    assert_eq!(keys.sign(&alias("b"), b""), Err(Fault::Unsupported));
    assert_eq!(keys.sign(&alias("c"), b""), Err(Fault::Missing));
}
