//! What a PIN is, and which are refused when it is chosen (design §2).

mod weak;

use core::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

pub use weak::Weakness;

/// Four digits by default; an organisation's policy may ask for six.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// 4 digits.
    Four,
    /// 6 digits.
    Six,
}

impl Length {
    /// How many digits.
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Four => 4,
            Self::Six => 6,
        }
    }
}

/// Digits as a person typed them. Any four (or six) are a PIN, and cost a try; what is weak is refused
/// only when it is chosen.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Pin {
    digits: Box<[u8; 6]>,
    len: usize,
}

impl Pin {
    /// Reads the ASCII digits of `typed`.
    ///
    /// # Errors
    /// [`NotAPin`] unless they are exactly as many digits as `length` asks for.
    pub fn parse(typed: &[u8], length: Length) -> Result<Self, NotAPin> {
        let len = length.digits();
        if typed.len() != len || !typed.iter().all(u8::is_ascii_digit) {
            return Err(NotAPin { digits: len });
        }
        let mut digits = Box::new([0; 6]);
        digits[..len].copy_from_slice(typed);
        Ok(Self { digits, len })
    }

    /// The ASCII digits.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.digits[..self.len]
    }

    /// Why this PIN is too easy to guess to be chosen, if it is.
    ///
    /// # Errors
    /// The first [`Weakness`] that applies. At most 600 of the 10,000 four-digit PINs have one.
    pub fn check_strength(&self) -> Result<(), Weakness> {
        weak::check(self.bytes())
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(redacted)")
    }
}

/// What was typed is not a PIN; it costs no try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PIN is {digits} digits")]
pub struct NotAPin {
    /// How many digits are asked for.
    pub digits: usize,
}
