//! The same answers as totp-rs, over everything that it can make without a panic.

use proptest::prelude::*;

use super::otp;
use crate::account::{Algorithm, Id, Kind};
use crate::codes::{Board, Generator};

fn theirs(
    secret: &[u8],
    algorithm: totp_rs::Algorithm,
    digits: u8,
    period: u64,
    unix: u64,
) -> String {
    totp_rs::Builder::new()
        .with_algorithm(algorithm)
        .with_digits(digits)
        .with_secret(secret.to_vec())
        .with_step_duration(period)
        .build_noncompliant()
        .generate(unix)
        .to_string()
}

/// Both names of each hash.
fn algorithm() -> impl Strategy<Value = (Algorithm, totp_rs::Algorithm)> {
    prop_oneof![
        Just((Algorithm::Sha1, totp_rs::Algorithm::SHA1)),
        Just((Algorithm::Sha256, totp_rs::Algorithm::SHA256)),
        Just((Algorithm::Sha512, totp_rs::Algorithm::SHA512)),
    ]
}

/// Times near now, at the edges of steps, and anywhere.
fn time() -> impl Strategy<Value = u64> {
    prop_oneof![
        1_500_000_000_u64..2_500_000_000,
        (0_u64..100_000_000).prop_flat_map(|step| (step * 30).saturating_sub(1)..=step * 30 + 1),
        0_u64..120,
        any::<u64>(),
    ]
}

fn secret() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 1..160)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn totp(
        secret in secret(),
        (ours, other) in algorithm(),
        digits in 1_u8..=9,
        period in prop_oneof![Just(1_u32), Just(30), Just(60), 1_u32..=u32::MAX],
        unix in time(),
    ) {
        let generator = Generator::new(&otp(&secret, ours, digits, Kind::Totp { period }));
        let shown = generator.at(unix).unwrap();
        let period = u64::from(period);
        prop_assert_eq!(shown.code.as_str(), theirs(&secret, other, digits, period, unix));
        prop_assert!(shown.valid_from <= unix && unix - shown.valid_from < period);
        prop_assert_eq!(shown.valid_from % period, 0);
        if let Some(until) = shown.valid_from.checked_add(period) {
            prop_assert_eq!(shown.valid_until, until);
            prop_assert_eq!(shown.next.as_str(), theirs(&secret, other, digits, period, until));
        }
    }

    #[test]
    fn hotp(secret in secret(), (ours, other) in algorithm(), digits in 1_u8..=9, counter: u64) {
        let generator = Generator::new(&otp(&secret, ours, digits, Kind::Hotp { counter }));
        let code = generator.code(counter);
        prop_assert_eq!(code.as_str(), theirs(&secret, other, digits, 1, counter));
    }

    #[test]
    fn ten_digits_end_in_the_nine(secret in secret(), (ours, other) in algorithm(), counter: u64) {
        let code = Generator::new(&otp(&secret, ours, 10, Kind::Hotp { counter })).code(counter);
        prop_assert_eq!(&code.as_str()[1..], theirs(&secret, other, 9, 1, counter));
    }

    #[test]
    fn steam(secret in secret(), unix in time()) {
        let generator = Generator::new(&otp(&secret, Algorithm::Sha1, 5, Kind::Steam));
        let shown = generator.at(unix).unwrap();
        let other = theirs(&secret, totp_rs::Algorithm::Steam, 5, 30, unix);
        prop_assert_eq!(shown.code.as_str(), other);
    }

    /// Whatever way time jumps, the board shows what a fresh generator would.
    #[test]
    fn a_board_remembers_nothing_wrong(
        accounts in proptest::collection::vec((secret(), algorithm(), 1_u8..=10, 1_u32..90), 1..6),
        start in time(),
        jumps in proptest::collection::vec(-100_i64..200, 1..12),
    ) {
        let mut board = Board::new();
        let mut alone = Vec::new();
        for (n, (secret, (algorithm, _), digits, period)) in (0_u8..).zip(&accounts) {
            let otp = otp(secret, *algorithm, *digits, Kind::Totp { period: *period });
            board.insert(Id([n; 16]), &otp);
            alone.push(Generator::new(&otp));
        }
        let mut unix = start;
        for jump in jumps {
            unix = unix.saturating_add_signed(jump);
            let codes = board.codes(unix);
            let until = codes.valid_until();
            let shown: Vec<_> = codes.map(|(_, shown)| shown.clone()).collect();
            let expected: Vec<_> = alone.iter().map(|one| one.at(unix).unwrap()).collect();
            prop_assert_eq!(Some(until), expected.iter().map(|shown| shown.valid_until).min());
            prop_assert_eq!(shown, expected);
        }
    }
}
