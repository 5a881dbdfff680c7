//! The text of a code, and how it is cut out of an HMAC.

use core::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// A code as it is typed: 1–10 ASCII digits, or Steam's 5 letters and digits. Held inline, wiped when
/// dropped; `Display` and [`Code::as_str`] give the text, `Debug` doesn't.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
#[repr(align(8))]
pub struct Code {
    /// Zeros after the characters. Sixteen aligned bytes, because that many are checked to be ASCII in
    /// one look.
    text: [u8; 16],
    len: u8,
}

impl Code {
    /// The longest code, in characters.
    pub const MAX: usize = *crate::account::DIGITS.end() as usize;

    /// Characters in Steam's code.
    pub(super) const STEAM: u8 = 5;

    /// The code as text: ASCII, at most [`Code::MAX`] characters, leading zeros kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let all = core::str::from_utf8(&self.text).expect("only ASCII is written");
        &all[..usize::from(self.len)]
    }

    /// No characters yet, to be written in place.
    pub(super) const fn empty() -> Self {
        Self {
            text: [0; 16],
            len: 0,
        }
    }

    /// Writes `value` with `digits` (at most [`Code::MAX`]) decimal digits, the low ones, padded with
    /// zeros. 31 bits have no more than ten digits, so the first of ten is 0, 1 or 2 (RFC 4226 §5.3).
    pub(super) fn write_decimal(&mut self, mut value: u32, digits: u8) {
        for place in self.room(digits).iter_mut().rev() {
            *place = b'0' + (value % 10) as u8;
            value /= 10;
        }
    }

    /// Writes `value` in Steam's alphabet: 26 characters that can't be mistaken for each other, the
    /// lowest place first.
    pub(super) fn write_steam(&mut self, mut value: u32) {
        const ALPHABET: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";
        for place in self.room(Self::STEAM) {
            *place = ALPHABET[(value % 26) as usize];
            value /= 26;
        }
    }

    fn room(&mut self, len: u8) -> &mut [u8] {
        self.len = len;
        &mut self.text[..usize::from(len)]
    }
}

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
