//! Error codes: numbers that never change once released, so that a caller can read one out.

use core::fmt;
use core::str::FromStr;

macro_rules! codes {
    ($($name:ident = $number:literal, $message:literal, [$($variable:literal),*], $doc:literal;)+) => {
        /// A stable error code, shown as `KV-0101`. Gaps between the numbers are room to grow; a number is
        /// never used again for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Code {
            $(#[doc = $doc] $name = $number,)+
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name of its message in `errors.ftl`.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$name => $message,)+ }
            }

            /// The arguments that its texts take, sorted.
            #[must_use]
            pub const fn variables(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($variable),*],)+ }
            }
        }
    };
}

mod list;

pub use list::Code;

impl Code {
    /// The number, 1–9999.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The code of a number, as a service's refusal carries it; `None` for one that this version doesn't
    /// know.
    #[must_use]
    pub fn from_number(number: u16) -> Option<Self> {
        let found = Self::ALL.binary_search_by_key(&number, |code| code.number());
        found.ok().map(|index| Self::ALL[index])
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KV-{:04}", self.number())
    }
}

impl FromStr for Code {
    type Err = NotACode;

    /// Reads a code as it is shown, or as it is read out: `KV-0101`, `kv0101`, `0101`, `101`.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let text = text.trim().to_ascii_uppercase();
        let digits = text.strip_prefix("KV").unwrap_or(&text);
        let digits = digits.strip_prefix(['-', ' ']).unwrap_or(digits);
        if digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotACode);
        }
        let number: u16 = digits.parse().map_err(|_| NotACode)?;
        Self::from_number(number).ok_or(NotACode)
    }
}

/// The text names no error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an error code is KV- and four digits")]
pub struct NotACode;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_shown() {
        for code in Code::ALL {
            assert_eq!(code.to_string().parse(), Ok(*code));
            assert_eq!(code.to_string().len(), "KV-0101".len());
        }
    }

    #[test]
    fn a_code_is_read_as_a_caller_says_it() {
        for text in ["KV-0101", "kv-0101", "KV 101", "kv0101", "0101", " 101 "] {
            assert_eq!(text.parse(), Ok(Code::WrongPin), "{text:?}");
        }
        for text in ["", "KV-", "KV-0100", "KV-00101", "KV-+101", "101x", "99999"] {
            assert_eq!(text.parse::<Code>(), Err(NotACode), "{text:?}");
        }
    }

    #[test]
    fn the_list_is_sorted_by_number_and_its_variables_by_name() {
        assert!(Code::ALL.is_sorted_by(|a, b| a.number() < b.number()));
        assert!(Code::ALL.iter().all(|code| code.variables().is_sorted()));
    }
}
