#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::*;

struct Stand {
    keys: Software,
    folder: tempfile::TempDir,
}

fn stand() -> Stand {
    let folder = tempfile::tempdir().unwrap();
    let keys = Software::open(&folder.path().join("keys"), &folder.path().join("home")).unwrap();
    Stand { keys, folder }
}

impl Stand {
    fn made(&self, alias: &str) -> String {
        self.keys.make(alias.to_owned(), Purpose::Seal).unwrap();
        alias.to_owned()
    }
}

#[test]
fn what_was_sealed_opens_with_its_own_key_and_bound_data_only() {
    let Stand { keys, .. } = &stand();
    for alias in ["state/1", "state/2"] {
        keys.make(alias.into(), Purpose::Seal).unwrap();
    }
    let sealed = keys
        .seal("state/1".into(), b"three".to_vec(), b"aad".to_vec())
        .unwrap();
    let open = |alias: &str, sealed: &[u8], aad: &[u8]| {
        keys.open(alias.into(), sealed.to_vec(), aad.to_vec())
    };
    assert_eq!(open("state/1", &sealed, b"aad"), Ok(b"three".to_vec()));
    let tampered = Err(KeystoreFault::Tampered);
    assert_eq!(open("state/2", &sealed, b"aad"), tampered);
    assert_eq!(open("state/1", &sealed, b"other"), tampered);
    for length in [0, 11, 12, 27] {
        assert_eq!(open("state/1", &sealed[..length], b"aad"), tampered);
    }
    for at in 0..sealed.len() {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        assert_eq!(open("state/1", &flipped, b"aad"), tampered, "byte {at}");
    }
}

#[test]
fn a_key_derives_the_same_again_and_another_key_something_else() {
    let stand = stand();
    let (one, two) = (stand.made("pin/1"), stand.made("pin/2"));
    let derive = |alias: &String| stand.keys.derive(alias.clone(), vec![7; 32]).unwrap();
    assert_eq!(derive(&one).len(), 32);
    assert_eq!(derive(&one), derive(&one));
    assert_ne!(derive(&one), derive(&two));
}

#[test]
fn a_signing_key_signs_for_its_public_half_and_does_nothing_else() {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    let stand = stand();
    let keys = &stand.keys;
    let (sealing, alias) = (stand.made("locker/1"), String::from("device/1"));
    keys.make(alias.clone(), Purpose::Sign).unwrap();
    let public = keys.public_key(alias.clone()).unwrap();
    assert_eq!((public.len(), public[0]), (65, 4));
    let signature = keys.sign(alias.clone(), b"message".to_vec()).unwrap();
    assert_eq!(signature.len(), 64);
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public);
    assert!(public.verify(b"message", &signature).is_ok());
    assert!(public.verify(b"massage", &signature).is_err());
    let unsupported = Err(KeystoreFault::Unsupported);
    assert_eq!(keys.derive(alias.clone(), vec![0; 32]), unsupported);
    assert_eq!(keys.seal(alias.clone(), vec![], vec![]), unsupported);
    assert_eq!(keys.sign(sealing.clone(), vec![]), unsupported);
    assert_eq!(keys.public_key(sealing), unsupported);
    keys.delete(alias.clone()).unwrap();
    let missing = Err(KeystoreFault::Missing);
    assert_eq!(keys.sign(alias, vec![]), missing);
}

#[test]
fn a_destroyed_key_is_missing_everywhere() {
    let stand = stand();
    let alias = stand.made("state/1");
    assert_eq!(stand.keys.aliases(), Ok(vec![alias.clone()]));
    stand.keys.delete(alias.clone()).unwrap();
    assert_eq!(stand.keys.aliases(), Ok(vec![]));
    let missing = Err(KeystoreFault::Missing);
    assert_eq!(stand.keys.derive(alias.clone(), vec![0; 32]), missing);
    assert_eq!(stand.keys.seal(alias.clone(), vec![], vec![]), missing);
    assert_eq!(stand.keys.delete(alias), Ok(()));
}

#[test]
fn a_key_killed_while_it_was_destroyed_is_gone() {
    let stand = stand();
    let alias = stand.made("state/1");
    let file = stand.folder.path().join("keys/state%2F1.key");
    fs::write(&file, [0; 32]).unwrap();
    assert_eq!(stand.keys.aliases(), Ok(vec![]));
    assert_eq!(
        stand.keys.derive(alias.clone(), vec![0; 32]),
        Err(KeystoreFault::Missing)
    );
    stand.keys.delete(alias).unwrap();
    assert!(!file.exists());
}

#[test]
fn a_damaged_key_is_no_answer_and_not_a_missing_key() {
    let stand = stand();
    let alias = stand.made("state/1");
    fs::write(stand.folder.path().join("keys/state%2F1.key"), [1; 9]).unwrap();
    let unavailable = KeystoreFault::Unavailable;
    let derived = stand.keys.derive(alias.clone(), vec![0; 32]);
    assert_eq!(derived, Err(unavailable));
    assert_eq!(stand.keys.aliases(), Ok(vec![alias]));
}

#[test]
fn no_alias_is_made_twice_and_none_leaves_the_folder() {
    let stand = stand();
    let alias = stand.made("../../etc/x");
    assert_eq!(
        stand.keys.make(alias.clone(), Purpose::Seal),
        Err(KeystoreFault::Unavailable)
    );
    assert_eq!(stand.keys.aliases(), Ok(vec![alias]));
    let name = stand.folder.path().join("keys/..%2F..%2Fetc%2Fx.key");
    assert!(name.exists());
}

#[test]
fn junk_is_ignored_and_files_are_their_owners() {
    let stand = stand();
    let alias = stand.made("file/1");
    let keys = stand.folder.path().join("keys");
    for junk in [
        ".DS_Store",
        "file%2f2.key",
        ".key",
        "state%FF.key",
        "notes.txt",
    ] {
        fs::write(keys.join(junk), "junk").unwrap();
    }
    assert_eq!(stand.keys.aliases(), Ok(vec![alias]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&keys), 0o700);
    assert_eq!(mode(&keys.join("file%2F1.key")), 0o600);
}

#[test]
fn hardware_that_isnt_there_is_not_pretended() {
    let Stand { keys, .. } = &stand();
    assert_eq!(keys.features(), Features::default());
    let unsupported = Err(KeystoreFault::Unsupported);
    assert_eq!(keys.make("bio/1".into(), Purpose::Biometric), unsupported);
    assert_eq!(keys.import_once("pin/1".into(), vec![1; 32]), unsupported);
}

#[test]
fn a_key_store_serves_one_home_and_a_home_has_one_key_store() {
    let stand = stand();
    let at = |name: &str| stand.folder.path().canonicalize().unwrap().join(name);
    let open = |keys: &str, home: &str| Software::open(&at(keys), &at(home)).map(|_| ());
    assert_eq!(open("keys", "home"), Ok(()));
    assert_eq!(open("keys", "other"), Err(NotBound::Taken(at("home"))));
    assert_eq!(open("typo", "home"), Err(NotBound::Elsewhere(at("keys"))));
    fs::write(at("file"), "").unwrap();
    assert_eq!(open("file", "fourth"), Err(NotBound::Unusable(at("file"))));
    // Neither was bound by being refused.
    assert_eq!(open("typo", "other"), Ok(()));
}

#[test]
fn a_key_store_that_was_lost_is_made_anew_for_its_own_home() {
    let stand = stand();
    let keys = stand.folder.path().join("keys");
    stand.made("state/1");
    fs::remove_dir_all(&keys).unwrap();
    let again = Software::open(&keys, &stand.folder.path().join("home")).unwrap();
    assert_eq!(again.aliases(), Ok(vec![]));
}
