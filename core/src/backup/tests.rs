#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::account::otpauth::tests::writing::any_account;
use crate::account::{Card, Kind};

/// Not random: a file made with it is the same every time.
struct Counting;

impl Entropy for Counting {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyFault> {
        for (byte, value) in out.iter_mut().zip(0..) {
            *byte = value;
        }
        Ok(())
    }
}

struct Broken;

impl Entropy for Broken {
    fn fill(&self, _: &mut [u8]) -> Result<(), EntropyFault> {
        Err(EntropyFault)
    }
}

const VECTOR: &str = include_str!("../../../docs/readers/backup-v1.json");

fn passphrase(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

fn accounts() -> Vec<Account> {
    let mut totp = crate::account::otpauth::parse("otpauth://totp/Kommune:mette%40example.dk?secret=JBSWY3DPEHPK3PXP&issuer=Kommune&algorithm=SHA256&digits=8&period=60&image=building").unwrap();
    totp.card.note = "spørg \"Åse\"".to_owned();
    totp.card.group = Some("Work".to_owned());
    totp.card.favourite = true;
    let hotp = crate::account::otpauth::parse(
        "otpauth://hotp/token?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=18446744073709551614",
    )
    .unwrap();
    let steam = crate::account::otpauth::parse("steam://JBSWY3DPEHPK3PXP").unwrap();
    vec![totp, hotp, steam]
}

fn sealed() -> Vec<u8> {
    seal(
        &accounts(),
        &passphrase("blå æbler 1"),
        Cost::FLOOR,
        &Counting,
    )
    .unwrap()
}

#[track_caller]
fn fails(file: impl AsRef<[u8]>, expected: BackupError) {
    assert_eq!(
        open(file.as_ref(), &passphrase("blå æbler 1")),
        Err(expected)
    );
}

#[test]
fn comes_back_whole() {
    assert_eq!(open(&sealed(), &passphrase("blå æbler 1")), Ok(accounts()));
    // The same words from a keyboard that puts the ring on the a afterwards.
    assert_eq!(
        open(&sealed(), &passphrase("bla\u{30a} æbler 1")),
        Ok(accounts())
    );
}

#[test]
fn the_documented_vector() {
    assert_eq!(String::from_utf8(sealed()).unwrap(), VECTOR);
    assert_eq!(
        open(VECTOR.as_bytes(), &passphrase("blå æbler 1")),
        Ok(accounts())
    );
}

#[test]
fn the_default_cost_is_written_down() {
    let file = seal(&[], &passphrase("blå æbler 1"), Cost::DEFAULT, &Counting).unwrap();
    assert_eq!(Envelope::parse(&file).unwrap().cost, Cost::DEFAULT);
    assert_eq!(open(&file, &passphrase("blå æbler 1")), Ok(vec![]));
}

#[test]
fn a_wrong_passphrase_and_a_changed_file_look_the_same() {
    assert_eq!(
        open(VECTOR.as_bytes(), &passphrase("blå æbler 2")),
        Err(BackupError::WrongPassphrase)
    );
    for (from, to) in [
        ("\"t\": 2", "\"t\": 3"),
        ("\"m_kib\": 19456", "\"m_kib\": 19457"),
        ("\"p\": 1", "\"p\": 2"),
        ("\"salt\": \"AA", "\"salt\": \"AB"),
        ("\"nonce\": \"AA", "\"nonce\": \"AB"),
    ] {
        assert!(VECTOR.contains(from), "{from}");
        fails(VECTOR.replace(from, to), BackupError::WrongPassphrase);
    }
    let mut envelope = Envelope::parse(VECTOR.as_bytes()).unwrap();
    envelope.sealed[40] ^= 1;
    fails(envelope.to_file(), BackupError::WrongPassphrase);
    envelope.sealed[40] ^= 1;
    envelope.sealed.truncate(100);
    fails(envelope.to_file(), BackupError::WrongPassphrase);
}

#[test]
fn a_cost_outside_the_bounds_is_refused_before_it_is_spent() {
    for (from, to, expected) in [
        ("\"m_kib\": 19456", "\"m_kib\": 19455", BackupError::TooWeak),
        ("\"t\": 2", "\"t\": 1", BackupError::TooWeak),
        ("\"p\": 1", "\"p\": 0", BackupError::TooWeak),
        (
            "\"m_kib\": 19456",
            "\"m_kib\": 4294967295",
            BackupError::TooCostly,
        ),
        ("\"t\": 2", "\"t\": 4294967295", BackupError::TooCostly),
        ("\"p\": 1", "\"p\": 9", BackupError::TooCostly),
        (
            "\"m_kib\": 19456",
            "\"m_kib\": 4294967296",
            BackupError::Damaged,
        ),
    ] {
        fails(VECTOR.replace(from, to), expected);
    }
    assert_eq!(
        seal(
            &[],
            &passphrase("blå æbler 1"),
            Cost::unchecked(64, 1, 1),
            &Counting
        ),
        Err(SealError::Cost(OutOfBounds::TooCheap))
    );
}

#[test]
fn what_is_no_backup_says_which() {
    fails("", BackupError::NotABackup);
    fails("otpauth://totp/a?secret=ME", BackupError::NotABackup);
    fails("{}", BackupError::NotABackup);
    fails("[".repeat(100_000), BackupError::NotABackup);
    fails(
        VECTOR.replace("kodevagt-backup", "other"),
        BackupError::NotABackup,
    );
    fails(
        VECTOR.replace("\"version\": 1", "\"version\": 2"),
        BackupError::Newer { version: 2 },
    );
    fails(
        r#"{"format":"kodevagt-backup","version":7,"new":[1]}"#,
        BackupError::Newer { version: 7 },
    );
    fails(
        VECTOR.replace("\"version\": 1", "\"version\": 0"),
        BackupError::Damaged,
    );
    fails(
        VECTOR.replace("\"version\": 1", "\"version\": -1"),
        BackupError::Damaged,
    );
    fails(VECTOR.replace("argon2id", "argon2i"), BackupError::Damaged);
    fails(
        VECTOR.replace("chacha20-poly1305", "none"),
        BackupError::Damaged,
    );
    fails(
        VECTOR.replace("\"cipher\"", "\"extra\": 1, \"cipher\""),
        BackupError::Damaged,
    );
    fails(&VECTOR[..VECTOR.len() / 2], BackupError::Damaged);
    fails(
        VECTOR.replace("\"nonce\": \"AA", "\"nonce\": \"A!"),
        BackupError::Damaged,
    );
    fails(
        VECTOR.replace("AAECAwQFBgcICQoLDA0ODw==", "AAEC"),
        BackupError::Damaged,
    );
    fails(vec![b' '; FILE_LIMIT + 1], BackupError::TooLarge);
}

#[test]
fn a_passphrase_that_protects_nothing_is_refused() {
    for (text, expected) in [
        ("", PassphraseError::TooShort),
        ("sevenxx", PassphraseError::TooShort),
        (
            "a\u{30a}a\u{30a}a\u{30a}a\u{30a}",
            PassphraseError::TooShort,
        ),
        ("        ", PassphraseError::Uniform),
    ] {
        assert_eq!(
            seal(&[], &passphrase(text), Cost::FLOOR, &Counting),
            Err(SealError::Passphrase(expected)),
            "{text}"
        );
    }
    let long = passphrase(&"ab".repeat(513));
    assert_eq!(
        seal(&[], &long, Cost::FLOOR, &Counting),
        Err(SealError::Passphrase(PassphraseError::TooLong))
    );
}

#[test]
fn without_randomness_there_is_no_backup() {
    assert_eq!(
        seal(&[], &passphrase("blå æbler 1"), Cost::FLOOR, &Broken),
        Err(SealError::Entropy(EntropyFault))
    );
}

#[test]
fn the_size_does_not_tell_how_many() {
    let one = seal(
        &accounts()[..1],
        &passphrase("blå æbler 1"),
        Cost::FLOOR,
        &Counting,
    )
    .unwrap();
    assert_eq!(one.len(), sealed().len());
}

#[test]
fn content_that_no_account_can_have_is_not_read() {
    let good = r#"{"accounts":[{"type":"totp","secret":"ME","algorithm":"SHA1","digits":6,"period":30,"issuer":"","label":"a"}]}"#;
    assert_eq!(content::decode(good.as_bytes()).unwrap().len(), 1);
    for (from, to) in [
        ("\"period\":30", "\"period\":0"),
        ("\"period\":30", "\"counter\":0"),
        ("\"period\":30,", ""),
        ("\"digits\":6", "\"digits\":0"),
        ("\"digits\":6", "\"digits\":11"),
        ("totp", "steam"),
        ("totp", "motp"),
        ("SHA1", "MD5"),
        ("\"ME\"", "\"\""),
        ("\"label\"", "\"extra\":1,\"label\""),
    ] {
        assert_eq!(
            content::decode(good.replacen(from, to, 1).as_bytes()),
            None,
            "{to}"
        );
    }
}

proptest! {
    #[test]
    fn every_account_is_kept_whole(
        mut account in any_account(),
        note in "\\PC*",
        group in prop::option::of("\\PC*"),
        favourite: bool,
    ) {
        account.card = Card { note, group, favourite, ..account.card };
        prop_assume!(account.otp.kind != Kind::Hotp { counter: u64::MAX });
        let plain = content::encode(core::slice::from_ref(&account));
        prop_assert_eq!(plain.len() % 1024, 0);
        prop_assert_eq!(content::decode(&plain), Some(vec![account]));
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>) {
        prop_assert!(Envelope::parse(&bytes).is_err());
        prop_assert_eq!(content::decode(&bytes), None);
    }
}
