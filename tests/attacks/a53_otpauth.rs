//! Attack 53: otpauth fuzzing: no panic. (10⁷ inputs ran once under the fuzzer; here 100,000 mutations each time.)
//! What is read can be shown: digits, period and counter lie where codes can be made of them.

use kodevagt_core::{
    account::{Account, DIGITS, Kind, Refusal, otpauth},
    codes::Generator,
};
use kodevagt_tests::mutate::{Choice, mutate};

const INPUTS: usize = 100_000;

/// URIs as they exist, and what each parameter's edges look like.
const SEEDS: [&str; 12] = [
    "otpauth://totp/GitHub:mette?secret=JBSWY3DPEHPK3PXP&issuer=GitHub",
    "otpauth://totp/a%20b:c?secret=jbsw%20y3dp&algorithm=SHA256&digits=8&period=60",
    "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=0&digits=6",
    "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=18446744073709551614",
    "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=18446744073709551615",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=0",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=0",
    "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=11",
    "otpauth://totp/x?secret=&period=4294967295",
    "otpauth://totp/Steam:x?secret=GEZDGNBVGY3TQOJQ&digits=5&encoder=steam",
    "otpauth://steam/x?secret=GEZDGNBVGY3TQOJQ%253D%253D",
    "steam://GEZDGNBVGY3TQOJQ",
];

/// Everything that a screen does with an account, at moments that break arithmetic.
fn show(account: &Account) {
    let generator = Generator::new(&account.otp);
    for unix in [0, 1, 1_790_000_000, u64::from(u32::MAX), u64::MAX] {
        let shown = generator.at(unix);
        assert_eq!(
            shown.is_none(),
            matches!(account.otp.kind, Kind::Hotp { .. })
        );
        if let Some(shown) = shown {
            assert_eq!(shown.code.as_str().len(), usize::from(account.otp.digits));
        }
    }
    assert_eq!(
        generator.code(u64::MAX).as_str().len(),
        usize::from(account.otp.digits)
    );
}

/// What is accepted is within the rules, and is read back as the same from its own URI.
fn holds(account: &Account) {
    assert!(DIGITS.contains(&account.otp.digits), "{account:?}");
    assert!(!account.otp.secret.bytes().is_empty(), "{account:?}");
    match account.otp.kind {
        Kind::Totp { period } => assert!(period > 0, "{account:?}"),
        Kind::Hotp { counter } => assert!(counter < u64::MAX, "{account:?}"),
        Kind::Steam => assert_eq!(account.otp.digits, 5),
    }
    let uri = otpauth::format(account);
    assert_eq!(
        otpauth::parse(uri.as_str()).as_ref(),
        Ok(account),
        "{account:?}"
    );
    show(account);
}

#[test]
fn a53_mutated_uris_never_panic_and_what_is_read_can_be_shown() {
    let mut choice = Choice::new(53);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..INPUTS {
        let mut input = SEEDS[choice.below(SEEDS.len())].as_bytes().to_vec();
        mutate(
            &mut input,
            SEEDS[choice.below(SEEDS.len())].as_bytes(),
            &mut choice,
        );
        match otpauth::parse(&String::from_utf8_lossy(&input)) {
            Ok(account) => {
                read += 1;
                holds(&account);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(
        read > INPUTS / 20 && refused > INPUTS / 20,
        "{read} read, {refused} refused"
    );
}

#[test]
fn a53_what_can_not_be_a_code_is_refused_with_its_reason() {
    let refusal = |query: &str| otpauth::parse(&format!("otpauth://{query}")).expect_err(query);
    let secret = "secret=GEZDGNBVGY3TQOJQ";
    let text = |value: &str| value.to_owned();
    assert_eq!(
        refusal(&format!("totp/x?{secret}&period=0")),
        Refusal::BadPeriod(text("0"))
    );
    assert_eq!(
        refusal(&format!("totp/x?{secret}&digits=0")),
        Refusal::BadDigits(text("0"))
    );
    assert_eq!(
        refusal(&format!("totp/x?{secret}&digits=11")),
        Refusal::BadDigits(text("11"))
    );
    let last = u64::MAX.to_string();
    assert!(matches!(
        refusal(&format!("hotp/x?{secret}&counter={last}")),
        Refusal::BadCounter(_)
    ));
    assert_eq!(refusal("totp/x?secret="), Refusal::NoSecret);
    assert_eq!(refusal("totp/x"), Refusal::NoSecret);
    let endless = "x".repeat(1 << 20);
    assert_eq!(
        refusal(&format!("totp/{endless}?{secret}")),
        Refusal::TooLong
    );
    assert_eq!(
        refusal(&format!("totp/x?{secret}&note={endless}")),
        Refusal::TooLong
    );
}
