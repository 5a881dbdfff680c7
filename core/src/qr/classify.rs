//! What a text is for, whether it was read from a QR code or typed.

use crate::account::{Account, Refusal};
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
    if begins(text, "otpauth:") || begins(text, "apple-otpauth:") {
        return match account(text) {
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

fn account(_text: &str) -> Result<Account, Refusal> {
    Err(Refusal::NotOtpauth)
}
