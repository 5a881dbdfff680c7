//! What the messages say.

use core::fmt;

use kodevagt_texts::{Language, text};
use zeroize::Zeroizing;

/// What one SMS holds whatever it says: an Android app's listener takes no more (SMS Retriever), and 140
/// bytes of UTF-8 are never more than one SMS's 160 places of GSM 03.38.
pub const SMS_LIMIT: usize = 140;

/// The longest activation code, in digits.
const LONGEST_CODE: usize = 8;

/// How activation SMS are written: for the service at a host, and for an Android app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsFormat {
    host: String,
    hash: Option<AppHash>,
}

impl SmsFormat {
    /// For the service at `host` (a name without port, ASCII).
    ///
    /// # Errors
    /// When it isn't a host, or the SMS would be longer than 140 bytes in one of the languages.
    pub fn new(host: &str, hash: Option<AppHash>) -> Result<Self, NoFormat> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-.".contains(&b);
        if host.is_empty() || !host.bytes().all(plain) {
            return Err(NoFormat::NotAHost);
        }
        let format = Self {
            host: host.to_ascii_lowercase(),
            hash,
        };
        let longest_code = "0".repeat(LONGEST_CODE);
        let length = |language: Language| format.activation(language, &longest_code).len();
        let longest = Language::ALL.into_iter().map(length).max().unwrap_or(0);
        match longest.checked_sub(SMS_LIMIT) {
            None | Some(0) => Ok(format),
            Some(over) => Err(NoFormat::TooLong {
                limit: host.len().saturating_sub(over),
            }),
        }
    }

    /// The SMS that carries an activation code (6–8 digits). Its last line is `@host #code`, which lets
    /// the phone fill the code in on our own pages and app only (WICG "Origin-bound one-time codes
    /// delivered via SMS"); the Android app's hash stands on the line before.
    #[must_use]
    pub fn activation(&self, language: Language, code: &str) -> Zeroizing<String> {
        let mut sms = Zeroizing::new(String::with_capacity(2 * SMS_LIMIT + self.host.len()));
        sms.push_str(&Zeroizing::new(text!(
            language,
            "messages-sms-activation",
            code = code
        )));
        if let Some(hash) = &self.hash {
            sms.push('\n');
            sms.push_str(&hash.0);
        }
        for part in ["\n@", &self.host, " #", code] {
            sms.push_str(part);
        }
        sms
    }
}

/// The hash by which Android hands an SMS to one app: 11 characters of base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppHash(String);

impl AppHash {
    /// Reads one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let base64 = |b: u8| b.is_ascii_alphanumeric() || b"+/".contains(&b);
        (text.len() == 11 && text.bytes().all(base64)).then(|| Self(text.to_owned()))
    }
}

/// Why no SMS can be written for a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFormat {
    /// Not a name that may stand behind the `@`.
    #[error("the host is written with letters, digits, dots and hyphens (xn-- for others)")]
    NotAHost,
    /// The SMS wouldn't fit.
    #[error("the host is too long for an SMS of 140 bytes: at most {limit} characters fit")]
    TooLong {
        /// The longest host that fits.
        limit: usize,
    },
}

/// What a person is told by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A phone was activated.
    Activated,
    /// A phone was removed.
    Removed,
    /// Support gave out a code for a blocked phone.
    Unblocked,
    /// Somebody asked for activation by SMS for an account that has had a phone, and was refused.
    ActivationRefused,
    /// The person said of a sign-in that it wasn't theirs.
    Reported,
}

/// What stands in a notice.
#[derive(Clone, Copy)]
pub struct NoticeFacts<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The phone, as its owner calls it.
    pub phone: &'a str,
    /// When, as the person's language writes it.
    pub when: &'a str,
    /// How support is reached.
    pub contact: &'a str,
}

impl fmt::Debug for NoticeFacts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoticeFacts")
    }
}

/// A worded mail.
pub struct Worded {
    /// Its subject.
    pub subject: Zeroizing<String>,
    /// Its plain text.
    pub text: Zeroizing<String>,
}

impl fmt::Debug for Worded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worded")
    }
}

impl Notice {
    /// The mail that tells it.
    #[must_use]
    pub fn words(self, language: Language, facts: &NoticeFacts<'_>) -> Worded {
        let NoticeFacts {
            name,
            phone,
            when,
            contact,
        } = *facts;
        let (subject, what) = match self {
            Self::Activated => (
                text!(language, "messages-mail-activated-subject"),
                text!(
                    language,
                    "messages-mail-activated",
                    phone = phone,
                    when = when
                ),
            ),
            Self::Removed => (
                text!(language, "messages-mail-removed-subject"),
                text!(
                    language,
                    "messages-mail-removed",
                    phone = phone,
                    when = when
                ),
            ),
            Self::Unblocked => (
                text!(language, "messages-mail-unblocked-subject"),
                text!(
                    language,
                    "messages-mail-unblocked",
                    phone = phone,
                    when = when
                ),
            ),
            Self::ActivationRefused => (
                text!(language, "messages-mail-activation-refused-subject"),
                text!(language, "messages-mail-activation-refused", when = when),
            ),
            Self::Reported => (
                text!(language, "messages-mail-reported-subject"),
                text!(language, "messages-mail-reported", when = when),
            ),
        };
        let what = Zeroizing::new(what);
        Worded {
            subject: subject.into(),
            text: text!(
                language,
                "messages-mail-frame",
                name = name,
                what = what.as_str(),
                contact = contact
            )
            .into(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::outbound::sms::septets;

    /// Attack 26: at most 140 bytes, one SMS of seven-bit letters, and the last line parses.
    #[test]
    fn a26_sms_fit_and_their_last_line_parses() {
        let hash = AppHash::parse("FA+9qCX9VSu").unwrap();
        for hash in [None, Some(hash)] {
            let limit = longest_host(hash.clone());
            assert!(limit >= 40, "only {limit} characters of host fit");
            for host in [
                "k.dk".to_owned(),
                "kodevagt.universitet.example".to_owned(),
                "h".repeat(limit),
            ] {
                let format = SmsFormat::new(&host, hash.clone()).unwrap();
                for language in Language::ALL {
                    for code in ["123456", "12345678"] {
                        let sms = format.activation(language, code);
                        assert!(sms.len() <= SMS_LIMIT, "{}: {}", sms.len(), *sms);
                        assert!(
                            septets(&sms).is_some_and(|places| places <= 160),
                            "{}",
                            *sms
                        );
                        assert_eq!(origin_bound(&sms), Some((host.as_str(), code)));
                        assert_eq!(sms.lines().filter(|line| line.starts_with('@')).count(), 1);
                        assert!(sms.lines().next().unwrap().contains(code));
                    }
                }
            }
            let too_long = SmsFormat::new(&"h".repeat(limit + 1), hash);
            assert_eq!(too_long, Err(NoFormat::TooLong { limit }));
        }
    }

    /// The grammar's own reading of a message (WICG sms-one-time-codes, "parse an origin-bound one-time
    /// code message"), for messages without an embedded host.
    fn origin_bound(sms: &str) -> Option<(&str, &str)> {
        let line = sms.lines().next_back()?.strip_prefix('@')?;
        let (host, code) = line.split_once(" #")?;
        let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', '#', '%']);
        (plain(host) && plain(code)).then_some((host, code))
    }

    fn longest_host(hash: Option<AppHash>) -> usize {
        match SmsFormat::new(&"h".repeat(253), hash) {
            Err(NoFormat::TooLong { limit }) => limit,
            other => panic!("a host of 253 characters: {other:?}"),
        }
    }

    #[test]
    fn only_a_host_may_stand_in_the_last_line() {
        for wrong in ["", "a b", "a#b", "a@b", "a\nb", "a:443", "ø.dk", "[::1]"] {
            assert_eq!(
                SmsFormat::new(wrong, None),
                Err(NoFormat::NotAHost),
                "{wrong:?}"
            );
        }
        for wrong in ["", "FA+9qCX9VS", "FA+9qCX9VSu1", "FA+9qCX9VS\n"] {
            assert_eq!(AppHash::parse(wrong), None);
        }
    }

    #[test]
    fn mails_tell_what_happened_and_whom_to_call() {
        let facts = NoticeFacts {
            name: "Åse",
            phone: "Pixel 9",
            when: "22.11.2026 14:00",
            contact: "support@example.dk",
        };
        for language in Language::ALL {
            for notice in [
                Notice::Activated,
                Notice::Removed,
                Notice::Unblocked,
                Notice::ActivationRefused,
                Notice::Reported,
            ] {
                let Worded { subject, text } = notice.words(language, &facts);
                assert!(
                    !subject.is_empty() && !subject.contains('\n'),
                    "{}",
                    *subject
                );
                for part in ["Åse", "22.11.2026 14:00", "support@example.dk"] {
                    assert!(text.contains(part), "{}", *text);
                }
                assert!(!text.contains('{'), "{}", *text);
            }
        }
    }
}
