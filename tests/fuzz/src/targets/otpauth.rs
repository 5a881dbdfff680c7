//! Any text as a URI.

use kodevagt_core::account::{Account, DIGITS, Kind, otpauth};

/// What is read keeps the rules of an account, and is written as a URI that says the same.
pub(crate) fn otpauth(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let title = otpauth::title(&text);
    assert!(title.issuer.len() <= otpauth::NAME_LIMIT && title.label.len() <= otpauth::NAME_LIMIT);
    if let Ok(account) = otpauth::parse(&text) {
        check(&account);
        assert_eq!(
            otpauth::parse(otpauth::format(&account).as_str()),
            Ok(account)
        );
    }
}

pub(super) fn check(account: &Account) {
    let otp = &account.otp;
    assert!((1..=otpauth::SEED_LIMIT).contains(&otp.secret.bytes().len()));
    assert!(DIGITS.contains(&otp.digits));
    match otp.kind {
        Kind::Totp { period } => assert!(period > 0),
        Kind::Hotp { counter } => assert!(counter < u64::MAX),
        Kind::Steam => assert_eq!(otp.digits, 5),
    }
}
