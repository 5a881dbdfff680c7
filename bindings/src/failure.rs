//! The one failure type: its variants say what the caller should do, its [`Problem`] says in a stable
//! number what it was. Every error of the core becomes one here, and nowhere else; what went wrong with
//! a service, in `service`.

mod service;

use kodevagt_core::account::Refusal;
use kodevagt_core::authenticator::{Error, PinNeeded, Typed};
use kodevagt_core::pin::Weakness;
use kodevagt_core::ports::Fault;
use kodevagt_core::qr::{ImageError, NotForUs};
use kodevagt_core::vault;
use kodevagt_core::vault::recovery::Mistyped;
use kodevagt_texts::Code;

/// Why a call did nothing. The variant says what to do now; [`crate::explain`] puts it in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum Failure {
    /// Let the person type the PIN again.
    #[error("{problem}")]
    WrongPin {
        /// What it was.
        problem: Problem,
        /// Tries left.
        attempts_left: u8,
    },
    /// Show the blocked screen: recovery code or support.
    #[error("{problem}")]
    Blocked {
        /// What it was.
        problem: Problem,
    },
    /// Ask for the PIN first.
    #[error("{problem}")]
    Closed {
        /// What it was.
        problem: Problem,
    },
    /// Show the problem; the same call would be refused again.
    #[error("{problem}")]
    Refused {
        /// What it was.
        problem: Problem,
    },
    /// Show the problem and let the person try the same again: nothing was lost.
    #[error("{problem}")]
    TryAgain {
        /// What it was.
        problem: Problem,
    },
    /// Show the problem: the service wasn't reached, and whether it saw the request isn't known. The same
    /// call again is safe.
    #[error("{problem}")]
    Unreachable {
        /// What it was.
        problem: Problem,
    },
    /// Show the problem and until when to wait; the same call can be made then.
    #[error("{problem}")]
    RetryLater {
        /// What it was.
        problem: Problem,
        /// Milliseconds since the Unix epoch, by the service's clock.
        retry_at_ms: i64,
    },
    /// A mistake in Kodevagt: show the code, to be read out to support.
    #[error("{problem}")]
    Internal {
        /// What it was.
        problem: Problem,
    },
}

/// What went wrong: a stable code and what its texts mention.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Problem {
    /// `KV-0101`: docs/errors.md lists them.
    pub code: String,
    /// What the texts mention.
    pub arguments: Vec<Argument>,
}

/// A value that a problem's texts mention.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Argument {
    /// Its name in the texts.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// A number (which chooses between singular and plural) or a text.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Value {
    /// A whole number.
    Number {
        /// The number.
        value: i64,
    },
    /// A text, shown as it is.
    Text {
        /// The text.
        value: String,
    },
}

impl Failure {
    /// What it was.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        match self {
            Self::WrongPin { problem, .. }
            | Self::Blocked { problem }
            | Self::Closed { problem }
            | Self::Refused { problem }
            | Self::TryAgain { problem }
            | Self::Unreachable { problem }
            | Self::RetryLater { problem, .. }
            | Self::Internal { problem } => problem,
        }
    }

    pub(crate) fn refused(problem: impl Into<Problem>) -> Self {
        Self::Refused {
            problem: problem.into(),
        }
    }

    pub(crate) fn again(problem: impl Into<Problem>) -> Self {
        Self::TryAgain {
            problem: problem.into(),
        }
    }
}

impl Problem {
    /// A problem whose texts mention nothing.
    #[must_use]
    pub fn of(code: Code) -> Self {
        Self {
            code: code.to_string(),
            arguments: Vec::new(),
        }
    }

    /// Adds a text that the problem's texts mention.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = Value::Text {
            value: value.into(),
        };
        self.arguments.push(Argument {
            name: name.to_owned(),
            value,
        });
        self
    }

    /// Adds a number that the problem's texts mention.
    #[must_use]
    pub fn with_number(mut self, name: &str, value: impl TryInto<i64>) -> Self {
        let value = Value::Number {
            value: value.try_into().unwrap_or(i64::MAX),
        };
        self.arguments.push(Argument {
            name: name.to_owned(),
            value,
        });
        self
    }
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.code)
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::of(code)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::WrongPin { attempts_left } => {
                let problem = match attempts_left {
                    1 => Problem::of(Code::LastTry),
                    left => Problem::of(Code::WrongPin).with_number("attempts_left", left),
                };
                Self::WrongPin {
                    problem,
                    attempts_left,
                }
            }
            Error::Blocked => Self::Blocked {
                problem: Code::Blocked.into(),
            },
            Error::HardwareLost => Self::Blocked {
                problem: Code::HardwareLost.into(),
            },
            Error::Closed => Self::Closed {
                problem: Code::Closed.into(),
            },
            Error::NoPin => Self::refused(Code::NoPin),
            Error::PinAlreadySet => Self::refused(Code::PinAlreadySet),
            Error::NotAPin(fault) => {
                Self::refused(Problem::of(Code::PinWrongLength).with_number("digits", fault.digits))
            }
            Error::Weak(weakness) => Self::refused(weakness),
            Error::SamePin => Self::refused(Code::PinSameAsOld),
            Error::RecoveryRefused => Self::refused(Code::RecoveryWrong),
            Error::PinNeeded(needed) => Self::refused(match needed {
                PinNeeded::NotSetUp => Code::BiometricsUnavailable,
                PinNeeded::Changed => Code::BiometricsInvalidated,
                PinNeeded::Restarted | PinNeeded::TooLongAgo | PinNeeded::TooManyFailures => {
                    Code::BiometricsAskPin
                }
            }),
            Error::BiometricsFailed => Self::again(Code::BiometricsFailed),
            Error::UnknownAccount => Self::refused(Code::AccountNotFound),
            Error::Counts => Self::refused(Code::CodeOnRequest),
            Error::DoesNotCount => Self::refused(Code::DoesNotCount),
            Error::CounterUsedUp => Self::refused(Code::CounterSpent),
            Error::TooLong { max } => {
                Self::refused(Problem::of(Code::FieldTooLong).with_number("limit", max))
            }
            Error::NotYours => Self::refused(Code::NotYours),
            Error::OwnClosed => Self::refused(Code::OwnClosed),
            Error::UnknownOrganisation => Self::refused(Code::OrganisationUnknown),
            Error::OrganisationClosed => Self::refused(Code::OrganisationClosed),
            Error::AlreadyActive => Self::refused(Code::OrganisationActive),
            Error::UnblockRefused => Self::refused(Code::UnblockRefused),
            Error::Removed => Self::refused(Code::Removed),
            Error::NoActivation => Self::refused(Code::ActivationNotBegun),
            Error::NoUnblock => Self::refused(Code::UnblockUnknown),
            Error::Mistyped(typed) => Self::refused(match typed {
                Typed::Code => Code::CodeWrong,
                Typed::Ticket => Code::TicketInvalid,
                Typed::UnblockCode => Code::UnblockMistyped,
            }),
            Error::UnknownApproval => Self::refused(Code::ChallengeUnknown),
            Error::ApprovalOver => Self::refused(Code::ChallengeExpired),
            Error::NotTheNumber { digits } => {
                Self::refused(Problem::of(Code::NumberDigits).with_number("digits", digits))
            }
            Error::NotBlocked => Self::refused(Code::NotBlocked),
            Error::Service(error) => error.into(),
            Error::Vault(error) => error.into(),
        }
    }
}

impl From<vault::Error> for Failure {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::Storage(_) => Self::again(Code::StorageFailed),
            vault::Error::Full => Self::again(Code::StorageFull),
            vault::Error::Tampered | vault::Error::Keystore(Fault::Tampered) => {
                Self::refused(Code::VaultTampered)
            }
            vault::Error::Newer => Self::refused(Code::VaultNewer),
            vault::Error::Keystore(Fault::Missing | Fault::Invalidated) => Self::Blocked {
                problem: Code::HardwareLost.into(),
            },
            vault::Error::Keystore(Fault::Unavailable | Fault::Unsupported) => {
                Self::again(Code::KeystoreUnavailable)
            }
            vault::Error::Entropy(_) => Self::again(Code::RandomUnavailable),
            vault::Error::Kdf(_) => Self::again(Code::OutOfMemory),
        }
    }
}

impl From<Weakness> for Problem {
    fn from(weakness: Weakness) -> Self {
        Self::of(match weakness {
            Weakness::Repeat => Code::PinRepeat,
            Weakness::Pairs => Code::PinPairs,
            Weakness::Run => Code::PinRun,
            Weakness::Keypad => Code::PinKeypadLine,
            Weakness::Year => Code::PinYear,
            Weakness::Common => Code::PinCommon,
        })
    }
}

impl From<Mistyped> for Problem {
    fn from(mistyped: Mistyped) -> Self {
        Self::of(match mistyped {
            Mistyped::Length => Code::RecoveryLength,
            Mistyped::Symbol => Code::RecoverySymbol,
            Mistyped::Check => Code::RecoveryMistyped,
        })
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotOtpauth => Code::NotOtpauth.into(),
            Refusal::UnknownType(value) => Self::of(Code::UnknownType).with("value", value),
            Refusal::NoSecret => Code::NoSecret.into(),
            Refusal::BadSecret => Code::BadSecret.into(),
            Refusal::BadDigits(value) => Self::of(Code::BadDigits).with("value", value),
            Refusal::BadPeriod(value) => Self::of(Code::BadPeriod).with("value", value),
            Refusal::BadAlgorithm(value) => Self::of(Code::BadAlgorithm).with("value", value),
            Refusal::BadCounter(value) => Self::of(Code::BadCounter).with("value", value),
            Refusal::Damaged => Code::EntryDamaged.into(),
            Refusal::TooLong => Code::EntryTooLong.into(),
            Refusal::Unsupported(value) => Self::of(Code::Unsupported).with("value", value),
        }
    }
}

impl From<NotForUs> for Problem {
    fn from(what: NotForUs) -> Self {
        Self::of(match what {
            NotForUs::Authenticator(app) => {
                return Self::of(Code::NotForUsAuthenticator).with("app", app);
            }
            NotForUs::Empty => Code::NotForUsEmpty,
            NotForUs::WebAddress => Code::NotForUsLink,
            NotForUs::Wifi => Code::NotForUsWifi,
            NotForUs::Contact => Code::NotForUsContact,
            NotForUs::Message => Code::NotForUsMessage,
            NotForUs::Place => Code::NotForUsPlace,
            NotForUs::Event => Code::NotForUsEvent,
            NotForUs::Payment => Code::NotForUsPayment,
            NotForUs::Passkey => Code::NotForUsPasskey,
            NotForUs::Wallet => Code::NotForUsWallet,
            NotForUs::Microsoft => Code::NotForUsMicrosoft,
            NotForUs::PrivacyIdeaPush => Code::NotForUsPrivacyIdeaPush,
            NotForUs::PrivacyIdeaContainer => Code::NotForUsPrivacyIdeaContainer,
            NotForUs::NewerKodevagt => Code::NewerKodevagt,
            NotForUs::OtherApp => Code::NotForUsOtherApp,
            NotForUs::PlainText => Code::NotForUsText,
        })
    }
}

impl From<ImageError> for Problem {
    fn from(error: ImageError) -> Self {
        Self::of(match error {
            ImageError::NotAnImage => Code::NotAnImage,
            ImageError::TooLarge => Code::ImageTooLarge,
            _ => Code::ImageDamaged,
        })
    }
}
