//! A mobile number as a person types it.

use core::fmt;

/// A phone number in E.164: `+` and 7 to 15 digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Mobile(String);

/// What was typed can't be a mobile number. Nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAMobile {
    /// It holds something other than digits, or too few or too many of them.
    #[error("not a phone number")]
    Impossible,
    /// It lacks the country code, and the language tells none.
    #[error("the country code is missing")]
    CountryMissing,
}

/// The countries whose languages Kodevagt speaks: language, code, digits of a number.
const HOME: [(&str, &str, &[usize]); 2] = [("da", "45", &[8]), ("nb", "47", &[8, 12])];

impl Mobile {
    /// Reads `typed`: blanks, dots, dashes and brackets don't matter, `00` stands for `+`, and a number
    /// without a country code is one of the country that `language` is at home in.
    ///
    /// # Errors
    /// [`NotAMobile`].
    pub fn read(typed: &str, language: &str) -> Result<Self, NotAMobile> {
        let bare: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !".-–()/".contains(*c))
            .collect();
        let international = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00"));
        let digits = international.unwrap_or(&bare);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotAMobile::Impossible);
        }
        if international.is_some() {
            return Self::checked(digits);
        }
        let (_, code, lengths) = HOME
            .iter()
            .find(|(home, _, _)| *home == language)
            .ok_or(NotAMobile::CountryMissing)?;
        match digits.strip_prefix(code) {
            // The plus sign was left out: no number of this country is as long.
            Some(rest) if !lengths.contains(&digits.len()) && lengths.contains(&rest.len()) => {
                Self::checked(digits)
            }
            _ => Self::checked(&format!("{code}{digits}")),
        }
    }

    fn checked(digits: &str) -> Result<Self, NotAMobile> {
        let known = HOME.iter().find_map(|(_, code, lengths)| {
            let rest = digits.strip_prefix(code)?;
            Some(lengths.contains(&rest.len()) && !rest.starts_with(['0', '1']))
        });
        let possible = known.unwrap_or((7..=15).contains(&digits.len()));
        if !possible || digits.starts_with('0') {
            return Err(NotAMobile::Impossible);
        }
        Ok(Self(format!("+{digits}")))
    }

    /// The number: `+4512345678`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mobile(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, language: &str) -> Result<String, NotAMobile> {
        Mobile::read(typed, language).map(|mobile| mobile.0)
    }

    #[test]
    fn a_number_at_home_gets_its_country() {
        for typed in [
            "20 12 34 56",
            "20123456",
            "+45 20123456",
            "004520123456",
            "4520123456",
        ] {
            assert_eq!(read(typed, "da").as_deref(), Ok("+4520123456"), "{typed}");
        }
        assert_eq!(read("412 34 567", "nb").as_deref(), Ok("+4741234567"));
        assert_eq!(read("47 41 23 45 67", "nb").as_deref(), Ok("+4741234567"));
        // Eight digits that begin like the country's code are a number of their own.
        assert_eq!(read("45 20 12 34", "da").as_deref(), Ok("+4545201234"));
        assert_eq!(
            read("+46 70 123 45 67", "da").as_deref(),
            Ok("+46701234567")
        );
    }

    #[test]
    fn what_cannot_be_a_number_is_refused() {
        for odd in [
            "",
            "+",
            "2012345",
            "+45 2012345",
            "+45 201234567",
            "2012345x",
            "+0012345678",
            "+1234567890123456",
            "٢٠١٢٣٤٥٦",
            "+45 00 12 34 56",
        ] {
            assert_eq!(read(odd, "da"), Err(NotAMobile::Impossible), "{odd}");
        }
        assert_eq!(read("20123456", "en"), Err(NotAMobile::CountryMissing));
    }
}
