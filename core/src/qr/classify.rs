//! What a text is for, whether it was read from a QR code or typed.

use crate::account::{Account, Refusal, otpauth};
use crate::secret::SecretText;

/// What a text is for, decided once.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// An account to be added.
    Account(Account),
    /// A part of a list of accounts on their way from another authenticator: an
    /// `otpauth-migration` URI, which may be one of several.
    Migration(SecretText),
    /// A link of a Kodevagt service.
    Service {
        /// What it asks for.
        kind: ServiceKind,
        /// The link, as it was read.
        link: SecretText,
    },
    /// Something else, told apart so that the person can be told what.
    NotForUs(NotForUs),
    /// It says that it is an account, and can't be one.
    Refused(Refusal),
}

/// What a link of a Kodevagt service asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServiceKind {
    /// `kodevagt://activate`: to make this phone an organisation's.
    Activation,
    /// `kodevagt://transfer`: to take over another phone's accounts.
    Transfer,
    /// `kodevagt://sign-in`: to approve a sign-in on a page.
    SignIn,
}

/// What a text is that isn't for an authenticator like this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotForUs {
    /// Nothing but blanks.
    Empty,
    /// A page on the web.
    WebAddress,
    /// A wireless network's name and password.
    Wifi,
    /// A contact card.
    Contact,
    /// A mail, phone call or message to someone.
    Message,
    /// A place on the map.
    Place,
    /// An event for the calendar.
    Event,
    /// A payment.
    Payment,
    /// A passkey being used from another device (FIDO).
    Passkey,
    /// A digital wallet's credential.
    Wallet,
    /// privacyIDEA's push token, for its own authenticator.
    PrivacyIdeaPush,
    /// privacyIDEA's container, for its own authenticator.
    PrivacyIdeaContainer,
    /// A sign-in that only Microsoft Authenticator can take.
    Microsoft,
    /// A sign-in that only the named authenticator can take.
    Authenticator(&'static str),
    /// A link of a Kodevagt newer than this one.
    NewerKodevagt,
    /// A link that some other app opens.
    OtherApp,
    /// Plain text.
    PlainText,
}

/// Tells what `text` is for. Blanks around it don't matter, nor does the case of what it begins with.
#[must_use]
pub fn classify(text: &str) -> Read {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return Read::NotForUs(NotForUs::Empty);
    }
    if begins(text, "kodevagt:") {
        return service(text);
    }
    if begins(text, "otpauth-migration:") {
        return Read::Migration(SecretText::new(text.to_owned()));
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| begins(text, start)) {
        return Read::NotForUs(*what);
    }
    if let Some(uri) = account_uri(text) {
        return match otpauth::parse(uri) {
            Ok(account) => Read::Account(account),
            Err(refusal) => Read::Refused(refusal),
        };
    }
    if begins(text, "motp:") {
        return Read::Refused(Refusal::Unsupported("mOTP".to_owned()));
    }
    Read::NotForUs(if is_link(text) {
        NotForUs::OtherApp
    } else {
        NotForUs::PlainText
    })
}

fn service(text: &str) -> Read {
    let path = text
        .split_once(':')
        .map_or("", |(_, rest)| rest)
        .trim_start_matches('/');
    let end = path.find(['/', '?', '#']).unwrap_or(path.len());
    let kind = match path[..end].to_ascii_lowercase().as_str() {
        "activate" => ServiceKind::Activation,
        "transfer" => ServiceKind::Transfer,
        "sign-in" => ServiceKind::SignIn,
        _ => return Read::NotForUs(NotForUs::NewerKodevagt),
    };
    Read::Service {
        kind,
        link: SecretText::new(text.to_owned()),
    }
}

/// What texts begin with, lower-case, that other apps know what to do with.
const OTHERS: &[(&str, NotForUs)] = &[
    ("otpauth://pipush/", NotForUs::PrivacyIdeaPush),
    ("pia://", NotForUs::PrivacyIdeaContainer),
    ("phonefactor:", NotForUs::Microsoft),
    ("msauth", NotForUs::Microsoft),
    ("microsoft-authenticator:", NotForUs::Microsoft),
    ("duo:", NotForUs::Authenticator("Duo Mobile")),
    ("pingid:", NotForUs::Authenticator("PingID")),
    ("oktaverify:", NotForUs::Authenticator("Okta Verify")),
    (
        "pushauth:",
        NotForUs::Authenticator("ForgeRock Authenticator"),
    ),
    (
        "mfauth:",
        NotForUs::Authenticator("ForgeRock Authenticator"),
    ),
    ("igmobileotp:", NotForUs::Authenticator("Entrust Identity")),
    (
        "com.rsa.securid",
        NotForUs::Authenticator("RSA Authenticator"),
    ),
    (
        "lpaauth-migration:",
        NotForUs::Authenticator("LastPass Authenticator"),
    ),
    ("bankid:", NotForUs::Authenticator("BankID")),
    ("fido:", NotForUs::Passkey),
    ("openid4vp:", NotForUs::Wallet),
    ("openid-credential-offer:", NotForUs::Wallet),
    ("haip:", NotForUs::Wallet),
    ("http://", NotForUs::WebAddress),
    ("https://", NotForUs::WebAddress),
    ("www.", NotForUs::WebAddress),
    ("urlto:", NotForUs::WebAddress),
    ("mebkm:", NotForUs::WebAddress),
    ("wifi:", NotForUs::Wifi),
    ("begin:vcard", NotForUs::Contact),
    ("mecard:", NotForUs::Contact),
    ("bizcard:", NotForUs::Contact),
    ("mailto:", NotForUs::Message),
    ("matmsg:", NotForUs::Message),
    ("smtp:", NotForUs::Message),
    ("tel:", NotForUs::Message),
    ("sms:", NotForUs::Message),
    ("smsto:", NotForUs::Message),
    ("mmsto:", NotForUs::Message),
    ("geo:", NotForUs::Place),
    ("begin:vevent", NotForUs::Event),
    ("begin:vcalendar", NotForUs::Event),
    ("bcd\n", NotForUs::Payment),
    ("bcd\r\n", NotForUs::Payment),
    ("spc\n", NotForUs::Payment),
    ("spc\r\n", NotForUs::Payment),
    ("upi:", NotForUs::Payment),
    ("bitcoin:", NotForUs::Payment),
    ("ethereum:", NotForUs::Payment),
    ("lightning:", NotForUs::Payment),
];

fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// A scheme (RFC 3986 §3.1) of two letters or more with something after it, and no blank.
fn is_link(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && !rest.is_empty()
        && !rest.contains(char::is_whitespace)
}

/// The URI of an account, whichever scheme it goes by: Apple's own is the same under another name.
fn account_uri(text: &str) -> Option<&str> {
    const APPLE: &str = "apple-";
    let uri = if begins(text, APPLE) {
        &text[APPLE.len()..]
    } else {
        text
    };
    (begins(uri, "otpauth:") || begins(text, "steam://")).then_some(uri)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::account::Kind;

    fn what(text: &str) -> NotForUs {
        match classify(text) {
            Read::NotForUs(what) => what,
            read => panic!("{text:?} is {read:?}"),
        }
    }

    #[test]
    fn accounts() {
        for (uri, kind) in [
            (
                "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP",
                Kind::Totp { period: 30 },
            ),
            (
                "  OTPAUTH://TOTP/a?secret=JBSWY3DPEHPK3PXP\r\n",
                Kind::Totp { period: 30 },
            ),
            (
                "\u{feff}otpauth://hotp/a?secret=JBSWY3DPEHPK3PXP&counter=7",
                Kind::Hotp { counter: 7 },
            ),
            (
                "apple-otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=60",
                Kind::Totp { period: 60 },
            ),
            ("steam://JBSWY3DPEHPK3PXP", Kind::Steam),
        ] {
            let Read::Account(account) = classify(uri) else {
                panic!("{uri} is {:?}", classify(uri));
            };
            assert_eq!(account.otp.kind, kind, "{uri}");
            assert_eq!(
                account.otp.secret.bytes(),
                b"Hello!\xde\xad\xbe\xef",
                "{uri}"
            );
        }
    }

    #[test]
    fn accounts_that_cannot_be() {
        assert_eq!(
            classify("otpauth://totp/a"),
            Read::Refused(Refusal::NoSecret)
        );
        assert!(matches!(
            classify("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&period=0"),
            Read::Refused(Refusal::BadPeriod(_))
        ));
        assert!(matches!(
            classify("motp://a:b?secret=1"),
            Read::Refused(Refusal::Unsupported(_))
        ));
    }

    #[test]
    fn a_migration_is_kept_whole() {
        let uri = "otpauth-migration://offline?data=CjEK";
        assert_eq!(
            classify(uri),
            Read::Migration(SecretText::new(uri.to_owned()))
        );
    }

    #[test]
    fn links_of_our_service() {
        for (link, kind) in [
            ("kodevagt://activate/1?x=2", ServiceKind::Activation),
            ("KODEVAGT://Transfer?id=1", ServiceKind::Transfer),
            ("kodevagt:sign-in#a", ServiceKind::SignIn),
        ] {
            let link = SecretText::new(link.to_owned());
            assert_eq!(classify(link.as_str()), Read::Service { kind, link });
        }
        assert_eq!(what("kodevagt://dance"), NotForUs::NewerKodevagt);
        assert_eq!(
            what("https://activate.example/kodevagt://activate"),
            NotForUs::WebAddress
        );
    }

    #[test]
    fn what_is_for_others() {
        for (text, expected) in [
            (" \n", NotForUs::Empty),
            ("HTTPS://example.dk", NotForUs::WebAddress),
            ("WIFI:S:net;T:WPA;P:secret;;", NotForUs::Wifi),
            ("BEGIN:VCARD\nVERSION:3.0", NotForUs::Contact),
            ("mailto:a@example.dk", NotForUs::Message),
            ("geo:55.6,12.5", NotForUs::Place),
            ("BEGIN:VEVENT", NotForUs::Event),
            ("BCD\n002\n1\nSCT", NotForUs::Payment),
            ("FIDO:/0123", NotForUs::Passkey),
            ("openid4vp://?x", NotForUs::Wallet),
            ("otpauth://pipush/a?url=x", NotForUs::PrivacyIdeaPush),
            ("pia://container/SMPH1", NotForUs::PrivacyIdeaContainer),
            ("phonefactor://activate_account?code=1", NotForUs::Microsoft),
            ("oktaverify://x", NotForUs::Authenticator("Okta Verify")),
            ("spotify:track:1", NotForUs::OtherApp),
            ("JBSWY3DPEHPK3PXP", NotForUs::PlainText),
            ("Note: buy milk", NotForUs::PlainText),
            ("C:\\file", NotForUs::PlainText),
            ("\0", NotForUs::PlainText),
            ("æ:ø", NotForUs::PlainText),
        ] {
            assert_eq!(what(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_texts_begin_with_is_written_in_lower_case_and_once() {
        for (at, (start, _)) in OTHERS.iter().enumerate() {
            assert_eq!(*start, start.to_ascii_lowercase());
            assert!(
                !OTHERS[..at]
                    .iter()
                    .any(|(before, _)| start.starts_with(before)),
                "{start}"
            );
        }
    }
}
