//! The text of a code, and how it is cut out of an HMAC.

use core::fmt;

use arrayvec::ArrayString;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A code as it is typed: 1–10 ASCII digits, or Steam's 5 letters and digits. Held inline, wiped when
/// dropped; `Display` and [`Code::as_str`] give the text, `Debug` doesn't.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Code(ArrayString<{ Code::MAX }>);

impl Code {
    /// The longest code, in characters.
    pub const MAX: usize = *crate::account::DIGITS.end() as usize;

    /// Characters in Steam's code.
    const STEAM: usize = 5;

    /// The code as text: ASCII, at most [`Code::MAX`] characters, leading zeros kept.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// No characters yet, to be written in place.
    pub(super) const fn empty() -> Self {
        Self(ArrayString::new_const())
    }

    /// Writes `value` with `digits` (at most [`Code::MAX`]) decimal digits, the low ones, padded with
    /// zeros. 31 bits have no more than ten digits, so the first of ten is 0, 1 or 2 (RFC 4226 §5.3).
    pub(super) fn write_decimal(&mut self, mut value: u32, digits: u8) {
        self.0.clear();
        let mut pairs = [0; Self::MAX / 2];
        for pair in pairs.iter_mut().rev() {
            *pair = 2 * (value % 100) as usize;
            value /= 100;
        }
        let unused = Self::MAX - usize::from(digits);
        let mut pairs = pairs[unused / 2..].iter();
        if unused % 2 == 1
            && let Some(&first) = pairs.next()
        {
            self.0.push_str(&PAIRS[first + 1..first + 2]);
        }
        for &pair in pairs {
            self.0.push_str(&PAIRS[pair..pair + 2]);
        }
    }

    /// Writes `value` in Steam's alphabet: 26 characters that can't be mistaken for each other, the
    /// lowest place first.
    pub(super) fn write_steam(&mut self, mut value: u32) {
        const ALPHABET: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";
        self.0.clear();
        for _ in 0..Self::STEAM {
            self.0.push(char::from(ALPHABET[(value % 26) as usize]));
            value /= 26;
        }
    }
}

/// All numbers of two digits, one after the other.
const PAIRS: &str = "\
    00010203040506070809101112131415161718192021222324252627282930313233343536373839\
    40414243444546474849505152535455565758596061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";

/// Dynamic truncation (RFC 4226 §5.3): 31 bits of `mac`, from the place that its last four bits name.
/// `mac` has 20 bytes or more.
pub(super) fn truncate(mac: &[u8]) -> u32 {
    let at = usize::from(mac[mac.len() - 1] & 0xf);
    let bits = mac[at..].first_chunk().expect("16 + 4 bytes at least");
    u32::from_be_bytes(*bits) & 0x7fff_ffff
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(redacted)")
    }
}
