//! Reading.

use core::ops::RangeInclusive;
use core::str::FromStr;

use super::parameters::{Parameters, Plus, decode};
use super::title::{Title, clean};
use super::{LIMIT, NAME_LIMIT, seed};
use crate::account::{Account, Algorithm, Card, DIGITS, Kind, Otp, Refusal};

const STEAM: &str = "Steam";
const STEAM_DIGITS: u8 = 5;
const STEAM_PERIOD: u32 = 30;

/// The account that `text`, one `otpauth` or `steam` URI, describes (module documentation: what is
/// read).
///
/// # Errors
/// Any [`Refusal`] but [`Refusal::Damaged`]. What a refusal quotes is short and never the secret.
pub fn parse(text: &str) -> Result<Account, Refusal> {
    match Pieces::of(text)? {
        Pieces::BareSteam(secret) => bare_steam(secret),
        Pieces::Otpauth { kind, label, query } => {
            uri(&decode(kind, Plus::Literal), label, Parameters::new(query))
        }
    }
}

/// Issuer and label of a URI that [`parse`] may have refused, as far as they can be read; empty
/// otherwise. For telling a person which entry it was.
#[must_use]
pub fn title(text: &str) -> Title {
    match Pieces::of(text) {
        Ok(Pieces::Otpauth { label, query, .. }) => {
            let issuer = Parameters::new(query).value("issuer");
            let title = Title::of_uri(label, issuer.as_deref().map(String::as_str));
            if title.fits() {
                title
            } else {
                Title::default()
            }
        }
        Ok(Pieces::BareSteam(_)) => Title {
            issuer: STEAM.to_owned(),
            label: String::new(),
        },
        Err(_) => Title::default(),
    }
}

/// A URI taken apart, nothing decoded.
enum Pieces<'a> {
    Otpauth {
        kind: &'a str,
        label: &'a str,
        query: &'a str,
    },
    BareSteam(&'a str),
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str) -> Result<Self, Refusal> {
        if text.len() > LIMIT {
            return Err(Refusal::TooLong);
        }
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
        let (scheme, rest) = text.split_once(':').ok_or(Refusal::NotOtpauth)?;
        let rest = rest.trim_start_matches('/');
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        if scheme.eq_ignore_ascii_case("steam") {
            return Ok(Self::BareSteam(path.trim_end_matches('/')));
        }
        if !scheme.eq_ignore_ascii_case("otpauth") {
            return Err(Refusal::NotOtpauth);
        }
        let (kind, label) = path.split_once('/').unwrap_or((path, ""));
        Ok(Self::Otpauth { kind, label, query })
    }
}

/// `steam://SECRET`, which some password managers keep.
fn bare_steam(secret: &str) -> Result<Account, Refusal> {
    Ok(Account {
        otp: Otp {
            secret: seed::parse(&decode(secret, Plus::Space))?,
            algorithm: Algorithm::Sha1,
            digits: STEAM_DIGITS,
            kind: Kind::Steam,
        },
        card: Card {
            issuer: STEAM.to_owned(),
            ..Card::default()
        },
    })
}

fn uri(kind: &str, label: &str, parameters: Parameters<'_>) -> Result<Account, Refusal> {
    let family = Family::of(kind)?;
    if parameters.any_starts_with("2step_") {
        return Err(Refusal::Unsupported("2step".to_owned()));
    }
    let issuer = parameters.value("issuer");
    let title = Title::of_uri(label, issuer.as_deref().map(String::as_str));
    if !title.fits() {
        return Err(Refusal::TooLong);
    }
    let secret = parameters.value("secret").ok_or(Refusal::NoSecret)?;
    Ok(Account {
        otp: if family.is_steam(&title, parameters) {
            steam(&secret, parameters)?
        } else {
            oath(family, &secret, parameters)?
        },
        card: Card {
            issuer: title.issuer,
            label: title.label,
            icon: parameters
                .value("image")
                .map(|image| clean(&image))
                .filter(|image| !image.is_empty() && image.len() <= NAME_LIMIT),
            ..Card::default()
        },
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Totp,
    Hotp,
    Steam,
}

impl Family {
    fn of(kind: &str) -> Result<Self, Refusal> {
        match kind.trim().to_ascii_lowercase().as_str() {
            "totp" => Ok(Self::Totp),
            "hotp" => Ok(Self::Hotp),
            "steam" => Ok(Self::Steam),
            "pipush" => Err(Refusal::Unsupported("push".to_owned())),
            _ => Err(Refusal::UnknownType(quote(kind, 10))),
        }
    }

    fn is_steam(self, title: &Title, parameters: Parameters<'_>) -> bool {
        let says = |name, value: &str| {
            parameters
                .value(name)
                .is_some_and(|said| said.trim().eq_ignore_ascii_case(value))
        };
        match self {
            Self::Steam => true,
            Self::Hotp => false,
            Self::Totp => {
                says("encoder", "steam")
                    || says("algorithm", "steam")
                    || parameters.has("steam")
                    || (title.issuer.eq_ignore_ascii_case("steam")
                        && says("digits", "5")
                        && !parameters.has("encoder"))
            }
        }
    }
}

/// Steam's rules are fixed; parameters that say otherwise would make codes that Steam refuses.
fn steam(secret: &str, parameters: Parameters<'_>) -> Result<Otp, Refusal> {
    let digits = number(
        parameters,
        "digits",
        STEAM_DIGITS..=STEAM_DIGITS,
        Refusal::BadDigits,
    )?;
    let period = STEAM_PERIOD..=STEAM_PERIOD;
    number(parameters, "period", period, Refusal::BadPeriod)?;
    if let Some(name) = parameters.value("algorithm")
        && !name.trim().eq_ignore_ascii_case("steam")
        && algorithm(&name)? != Algorithm::Sha1
    {
        return Err(Refusal::BadAlgorithm(quote(&name, 20)));
    }
    Ok(Otp {
        secret: seed::parse(secret)?,
        algorithm: Algorithm::Sha1,
        digits: digits.unwrap_or(STEAM_DIGITS),
        kind: Kind::Steam,
    })
}

fn oath(family: Family, secret: &str, parameters: Parameters<'_>) -> Result<Otp, Refusal> {
    let kind = if family == Family::Hotp {
        // One is left over: the counter stored is the next to be used, and the last would have none.
        let counter = number(parameters, "counter", 0..=u64::MAX - 1, Refusal::BadCounter)?;
        Kind::Hotp {
            counter: counter.unwrap_or(0),
        }
    } else {
        let period = number(parameters, "period", 1..=u32::MAX, Refusal::BadPeriod)?;
        Kind::Totp {
            period: period.unwrap_or(30),
        }
    };
    Ok(Otp {
        secret: seed::parse(secret)?,
        algorithm: parameters
            .value("algorithm")
            .map_or(Ok(Algorithm::default()), |name| algorithm(&name))?,
        digits: number(parameters, "digits", DIGITS, Refusal::BadDigits)?.unwrap_or(6),
        kind,
    })
}

fn number<T: FromStr + PartialOrd>(
    parameters: Parameters<'_>,
    name: &str,
    allowed: RangeInclusive<T>,
    refusal: fn(String) -> Refusal,
) -> Result<Option<T>, Refusal> {
    let Some(text) = parameters.value(name) else {
        return Ok(None);
    };
    match text.trim().parse::<T>() {
        Ok(value) if allowed.contains(&value) => Ok(Some(value)),
        _ => Err(refusal(quote(&text, 20))),
    }
}

/// The hash of a name such as `SHA1`, `sha-256`, `HmacSHA512`, `HMAC_SHA_1`.
///
/// # Errors
/// [`Refusal::BadAlgorithm`].
fn algorithm(name: &str) -> Result<Algorithm, Refusal> {
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    match plain.strip_prefix("HMAC").unwrap_or(&plain) {
        "SHA1" => Ok(Algorithm::Sha1),
        "SHA256" => Ok(Algorithm::Sha256),
        "SHA512" => Ok(Algorithm::Sha512),
        _ => Err(Refusal::BadAlgorithm(quote(name, 20))),
    }
}

/// What a refusal may repeat: all of a short text, the beginning of a longer one, since a URI with its
/// pieces in the wrong places may have the secret there.
fn quote(text: &str, most: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(3).chain(['…']).collect()
}
