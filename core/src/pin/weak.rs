//! PINs that a thief tries first.

/// Why a PIN is too easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// One digit all through: 7777.
    #[error("one digit repeated")]
    Repeat,
    /// Made of a pair: 1212, 1122, 1221.
    #[error("made of a pair")]
    Pairs,
    /// Counts up or down: 3456, 9876, 8901, 2468.
    #[error("counts up or down")]
    Run,
    /// A line or the corners on the keypad: 2580, 1397.
    #[error("a line on the keypad")]
    Keypad,
    /// A year that a person may have been born or married in: 1968, 2014.
    #[error("a year")]
    Year,
    /// One of those that most people choose.
    #[error("one of the most chosen")]
    Common,
}

/// Lines, corners and edges of the phone keypad that the other rules don't cover.
const KEYPAD: [&[u8]; 14] = [
    b"2580", b"0852", b"1397", b"1793", b"3179", b"3971", b"7139", b"7931", b"9317", b"9713",
    b"1379", b"9731", b"147258", b"258369",
];

/// The most chosen PINs of published leaks that the other rules don't cover, and the numbers that
/// everyone here knows (emergency calls, 1814 is Norway's constitution).
const COMMON: [&[u8]; 26] = [
    b"1004", b"1342", b"0007", b"1337", b"5683", b"0070", b"1230", b"0420", b"4200", b"1020",
    b"1236", b"2512", b"2412", b"1705", b"0506", b"1814", b"1864", b"0112", b"1120", b"0911",
    b"9110", b"1123", b"1112", b"0001", b"123321", b"159753",
];

/// First and last birth year that is refused.
const YEARS: std::ops::RangeInclusive<u32> = 1930..=2029;

type Rule = fn(&[u8]) -> bool;

pub(super) fn check(digits: &[u8]) -> Result<(), Weakness> {
    let rules: [(Rule, Weakness); 6] = [
        (is_repeat, Weakness::Repeat),
        (is_pairs, Weakness::Pairs),
        (is_run, Weakness::Run),
        (|d| KEYPAD.contains(&d), Weakness::Keypad),
        (is_year, Weakness::Year),
        (|d| COMMON.contains(&d), Weakness::Common),
    ];
    match rules.iter().find(|(applies, _)| applies(digits)) {
        Some((_, weakness)) => Err(*weakness),
        None => Ok(()),
    }
}

fn is_repeat(digits: &[u8]) -> bool {
    digits.iter().all(|digit| *digit == digits[0])
}

/// abab, aabb, abba; with six digits ababab, abcabc, aabbcc and abccba.
fn is_pairs(digits: &[u8]) -> bool {
    let repeats = |unit: usize| digits.chunks(unit).all(|chunk| chunk == &digits[..unit]);
    let doubled = digits.chunks(2).all(|pair| pair[0] == pair[1]);
    let mirrored = digits.iter().eq(digits.iter().rev());
    repeats(2) || (digits.len() == 6 && repeats(3)) || doubled || mirrored
}

/// Equal steps of 1 or 2, up or down, past 9 to 0 too.
fn is_run(digits: &[u8]) -> bool {
    [1, 2, 8, 9].iter().any(|step| {
        digits
            .windows(2)
            .all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0')
    })
}

fn is_year(digits: &[u8]) -> bool {
    let number = |part: &[u8]| {
        part.iter()
            .fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))
    };
    match digits.len() {
        4 => YEARS.contains(&number(digits)),
        _ => YEARS.contains(&number(&digits[..4])) || YEARS.contains(&number(&digits[2..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_says_its_reason() {
        let cases = [
            ("7777", Weakness::Repeat),
            ("1212", Weakness::Pairs),
            ("1122", Weakness::Pairs),
            ("1221", Weakness::Pairs),
            ("3456", Weakness::Run),
            ("9876", Weakness::Run),
            ("8901", Weakness::Run),
            ("2468", Weakness::Run),
            ("2580", Weakness::Keypad),
            ("1968", Weakness::Year),
            ("2014", Weakness::Year),
            ("1004", Weakness::Common),
            ("123456", Weakness::Run),
            ("147258", Weakness::Keypad),
            ("241968", Weakness::Year),
        ];
        for (pin, weakness) in cases {
            assert_eq!(check(pin.as_bytes()), Err(weakness), "{pin}");
        }
        for pin in ["4937", "8305", "6174", "493718"] {
            assert_eq!(check(pin.as_bytes()), Ok(()), "{pin}");
        }
    }
}
