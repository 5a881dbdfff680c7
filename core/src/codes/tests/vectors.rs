//! RFC 4226 appendix D, RFC 6238 appendix B, Steam's, and what lies at the edges.

use super::{otp, totp};
use crate::account::{Algorithm, Kind};
use crate::codes::{Code, Generator};

const SEED_20: &[u8] = b"12345678901234567890";
const SEED_32: &[u8] = b"12345678901234567890123456789012";
const SEED_64: &[u8] = b"1234567890123456789012345678901234567890123456789012345678901234";

#[test]
fn rfc_4226_appendix_d() {
    let expected = [
        (1_284_755_224, "755224"),
        (1_094_287_082, "287082"),
        (137_359_152, "359152"),
        (1_726_969_429, "969429"),
        (1_640_338_314, "338314"),
        (868_254_676, "254676"),
        (1_918_287_922, "287922"),
        (82_162_583, "162583"),
        (673_399_871, "399871"),
        (645_520_489, "520489"),
    ];
    let kind = Kind::Hotp { counter: 0 };
    let six = Generator::new(&otp(SEED_20, Algorithm::Sha1, 6, kind));
    let ten = Generator::new(&otp(SEED_20, Algorithm::Sha1, 10, kind));
    for (counter, (truncated, code)) in (0..).zip(expected) {
        assert_eq!(six.code(counter).as_str(), code, "counter {counter}");
        // The appendix also gives the 31 bits: all ten digits, padded with zeros.
        assert_eq!(ten.code(counter).as_str(), format!("{truncated:010}"));
    }
}

#[test]
fn rfc_6238_appendix_b() {
    let expected = [
        (59, "94287082", "46119246", "90693936"),
        (1_111_111_109, "07081804", "68084774", "25091201"),
        (1_111_111_111, "14050471", "67062674", "99943326"),
        (1_234_567_890, "89005924", "91819424", "93441116"),
        (2_000_000_000, "69279037", "90698825", "38618901"),
        (20_000_000_000, "65353130", "77737706", "47863826"),
    ];
    let kind = Kind::Totp { period: 30 };
    let sha1 = Generator::new(&otp(SEED_20, Algorithm::Sha1, 8, kind));
    let sha256 = Generator::new(&otp(SEED_32, Algorithm::Sha256, 8, kind));
    let sha512 = Generator::new(&otp(SEED_64, Algorithm::Sha512, 8, kind));
    for (unix, with_sha1, with_sha256, with_sha512) in expected {
        assert_eq!(sha1.at(unix).unwrap().code.as_str(), with_sha1, "at {unix}");
        assert_eq!(sha256.at(unix).unwrap().code.as_str(), with_sha256);
        assert_eq!(sha512.at(unix).unwrap().code.as_str(), with_sha512);
    }
}

/// The vectors that pyotp pins for Steam (the first seed in its versions before 2.12).
#[test]
fn steam() {
    let expected = [
        ("BASE32SECRET3232", ["2TC8B", "YKKK4", "M4HQB", "DTVB3"]),
        (
            "FMXNK4QEGKVPULRTADY6JIDK5VHUBGZW",
            ["C5V56", "QJY8Y", "R3WQY", "JG3T3"],
        ),
    ];
    for (seed, codes) in expected {
        let seed = data_encoding::BASE32.decode(seed.as_bytes()).unwrap();
        let generator = Generator::new(&otp(&seed, Algorithm::Sha1, 5, Kind::Steam));
        for (step, code) in (0..).zip(codes) {
            assert_eq!(generator.code(step).as_str(), code);
            assert_eq!(generator.at(step * 30 + 29).unwrap().code.as_str(), code);
        }
    }
}

#[test]
fn a_seed_longer_than_a_block_is_hashed_first() {
    // RFC 2104 §2: a key of more than 64 bytes counts as its hash.
    let long = [0xaa; 80];
    let hashed = <sha1::Sha1 as sha1::Digest>::digest(long);
    let kind = Kind::Hotp { counter: 0 };
    assert_eq!(
        Generator::new(&otp(&long, Algorithm::Sha1, 8, kind)).code(7),
        Generator::new(&otp(&hashed, Algorithm::Sha1, 8, kind)).code(7)
    );
}

#[test]
fn fewer_digits_are_the_last_of_more() {
    let kind = Kind::Hotp { counter: 0 };
    let ten = Generator::new(&otp(SEED_20, Algorithm::Sha1, 10, kind));
    for digits in 1..=10 {
        let code = Generator::new(&otp(SEED_20, Algorithm::Sha1, digits, kind)).code(1);
        assert_eq!(code.as_str().len(), usize::from(digits));
        assert!(ten.code(1).as_str().ends_with(code.as_str()));
    }
    for counter in 0..200 {
        assert!(matches!(
            ten.code(counter).as_str().as_bytes()[0],
            b'0'..=b'2'
        ));
    }
}

#[test]
fn a_step_ends_before_its_last_second_is_over() {
    let generator = Generator::new(&totp(SEED_20, 30));
    let (before, at, after) = (
        generator.at(1_111_111_109).unwrap(),
        generator.at(1_111_111_110).unwrap(),
        generator.at(1_111_111_111).unwrap(),
    );
    assert_eq!(
        (before.valid_from, before.valid_until),
        (1_111_111_080, 1_111_111_110)
    );
    assert_eq!(
        (at.valid_from, at.valid_until),
        (1_111_111_110, 1_111_111_140)
    );
    assert_eq!(before.next, at.code);
    assert_ne!(before.code, at.code);
    assert_eq!(at, after);
    assert!(before.covers(1_111_111_109) && !before.covers(1_111_111_110));
}

#[test]
fn a_step_of_one_second() {
    let generator = Generator::new(&totp(SEED_20, 1));
    for unix in [0, 1, 59, 4_102_444_800] {
        let shown = generator.at(unix).unwrap();
        assert_eq!((shown.valid_from, shown.valid_until), (unix, unix + 1));
        assert_eq!(shown.code, generator.code(unix));
        assert_eq!(shown.next, generator.code(unix + 1));
    }
}

#[test]
fn the_end_of_time_is_no_panic() {
    let longest = Generator::new(&totp(SEED_20, u32::MAX - 1));
    let shown = longest.at(u64::MAX).unwrap();
    assert_eq!(
        (shown.valid_from, shown.valid_until),
        (u64::MAX - 3, u64::MAX)
    );

    let shortest = Generator::new(&totp(SEED_20, 1));
    let shown = shortest.at(u64::MAX).unwrap();
    assert_eq!((shown.valid_from, shown.valid_until), (u64::MAX, u64::MAX));
    assert_eq!(shown.code, shortest.code(u64::MAX));
    assert_eq!(shown.next, shortest.code(0), "the counter has eight bytes");
}

#[test]
fn what_was_never_checked_is_brought_into_range() {
    let zero = Generator::new(&otp(SEED_20, Algorithm::Sha1, 0, Kind::Totp { period: 0 }));
    assert_eq!(zero.period(), Some(1));
    assert_eq!(zero.code(0).as_str().len(), 1);
    let many = Generator::new(&otp(
        SEED_20,
        Algorithm::Sha1,
        11,
        Kind::Hotp { counter: 0 },
    ));
    assert_eq!(many.code(0).as_str().len(), Code::MAX);
    assert_eq!(many.code(0).as_str(), "1284755224");
}

#[test]
fn the_clock_does_not_move_hotp() {
    let kind = Kind::Hotp { counter: 3 };
    let generator = Generator::new(&otp(SEED_20, Algorithm::Sha1, 6, kind));
    assert_eq!(generator.at(59), None);
    assert_eq!(generator.period(), None);
}

#[test]
fn nothing_secret_is_printed() {
    let generator = Generator::new(&totp(SEED_20, 30));
    let shown = generator.at(59).unwrap();
    let printed = format!("{generator:?} {shown:?} {:?}", shown.code);
    assert!(printed.contains("redacted"));
    assert!(!printed.contains(shown.code.as_str()) && !printed.contains(shown.next.as_str()));
    assert_eq!(format!("{}", shown.code), "287082");
    assert_eq!(format!("{:>8}", shown.code), "  287082");
}

/// The states are wiped by their own `Drop`: this stops compiling if a feature `zeroize` is lost.
#[test]
fn states_and_codes_are_wiped_on_drop() {
    fn wiped<T: zeroize::ZeroizeOnDrop>() -> bool {
        core::mem::needs_drop::<T>()
    }
    assert!(wiped::<sha1::block_api::Sha1Core>());
    assert!(wiped::<
        <sha2::Sha256 as hmac::digest::block_api::CoreProxy>::Core,
    >());
    assert!(wiped::<
        <sha2::Sha512 as hmac::digest::block_api::CoreProxy>::Core,
    >());
    assert!(wiped::<Code>());

    let mut code = Generator::new(&totp(SEED_20, 30)).code(1);
    zeroize::Zeroize::zeroize(&mut code);
    assert_eq!(code.as_str(), "");
}
