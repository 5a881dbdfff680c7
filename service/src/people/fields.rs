//! What a person's fields may hold.

use std::fmt;
use std::str::FromStr;

use kodevagt_protocol::text::Shown;

/// A field that holds what it can't.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} can't be {value:?}")]
pub(crate) struct NotAField {
    pub(crate) field: &'static str,
    pub(crate) value: String,
}

macro_rules! field {
    ($(#[doc = $doc:literal])+ $name:ident, $field:literal, $read:expr) => {
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq)]
        pub(crate) struct $name(String);

        impl $name {
            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAField;

            fn from_str(text: &str) -> Result<Self, NotAField> {
                let read: fn(&str) -> Option<String> = $read;
                read(text.trim()).map(Self).ok_or_else(|| NotAField {
                    field: $field,
                    value: text.to_owned(),
                })
            }
        }

        // It tells of a person, so it isn't shown.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

field! {
    /// What a person signs in by; compared without regard to capitals.
    Login, "login", |text| shown(text).filter(|login| !login.contains(char::is_whitespace))
}
field! {
    /// What a person is called.
    Name, "name", shown
}
field! {
    /// A mobile number, E.164; blanks, dots, hyphens and brackets between its digits are left out.
    Mobile, "mobile", mobile
}
field! {
    /// A mail address.
    Mail, "mail", mail
}

fn shown(text: &str) -> Option<String> {
    let shown = Shown::new(text).ok()?.into_string();
    (!shown.is_empty()).then_some(shown)
}

fn mobile(text: &str) -> Option<String> {
    let number: String = text
        .chars()
        .filter(|c| ![' ', '\u{a0}', '-', '.', '(', ')'].contains(c))
        .collect();
    let digits = number.strip_prefix('+')?;
    let fits = (8..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(number)
}

fn mail(text: &str) -> Option<String> {
    let address: lettre::Address = text.parse().ok()?;
    Some(address.to_string())
}

/// What a person may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Role {
    /// Uses a phone.
    #[default]
    Person,
    /// Helps others.
    Support,
    /// Decides.
    Administrator,
}

impl Role {
    /// As it stands in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Support => "support",
            Self::Administrator => "administrator",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_number_has_a_country_and_digits() {
        for (text, number) in [
            ("+4512345678", Some("+4512345678")),
            (" +47 912 34 567 ", Some("+4791234567")),
            ("+1 (555) 010-9999", Some("+15550109999")),
            ("12345678", None),
            ("+0451234567", None),
            ("+45", None),
            ("+45 1234 56a8", None),
            ("+1234567890123456", None),
        ] {
            let read = text.parse::<Mobile>().ok();
            assert_eq!(read.as_ref().map(Mobile::as_str), number, "{text:?}");
        }
    }

    #[test]
    fn a_login_has_no_blanks_and_a_mail_one_at() {
        assert!("kari.nordmann@example.org".parse::<Login>().is_ok());
        for text in ["", " ", "kari nordmann", "kari\u{202e}", "\n"] {
            assert!(text.parse::<Login>().is_err(), "{text:?}");
        }
        assert!("kari@example.org".parse::<Mail>().is_ok());
        for text in ["", "kari", "@example.org", "a@b@c", "a b@c.no"] {
            assert!(text.parse::<Mail>().is_err(), "{text:?}");
        }
    }
}
