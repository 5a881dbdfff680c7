//! How a command ends that did nothing: a numbered problem, its exit code, and how both are told.

use std::process::ExitCode;

use kodevagt_texts::{Arg, Code, Explained, Language, explain};
use serde_json::json;

use crate::keys::KeyError;
use crate::people::NotAField;
use crate::settings::Unfit;
use crate::start::StartError;
use crate::store::Fault;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Other = 1,
    Usage = 2,
    Refused = 5,
    Unreachable = 6,
}

/// A command that did nothing.
#[derive(Debug)]
pub(super) struct Stop {
    code: Code,
    exit: Exit,
    args: Vec<(&'static str, String)>,
}

impl Stop {
    fn new(code: Code, exit: Exit) -> Self {
        Self {
            code,
            exit,
            args: Vec::new(),
        }
    }

    /// What was asked for is refused.
    pub(super) fn refused(code: Code) -> Self {
        Self::new(code, Exit::Refused)
    }

    /// The command, or what it was given on standard input, wasn't understood.
    pub(super) fn usage(code: Code) -> Self {
        Self::new(code, Exit::Usage)
    }

    /// A mistake of ours, or of the system's.
    pub(super) fn internal(error: &dyn std::error::Error) -> Self {
        eprintln!("{error}");
        Self::new(Code::Internal, Exit::Other)
    }

    /// Fills an argument of the text in.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Tells it on standard error.
    pub(super) fn tell(self, json: bool, language: Language) -> ExitCode {
        let args: Vec<_> = self
            .args
            .iter()
            .map(|(name, value)| (*name, Arg::Text(value)))
            .collect();
        let Explained { what, why, do_ } = explain(self.code, &args, language);
        let code = self.code.to_string();
        if json {
            let error = json!({"code": code, "what": what, "why": why, "do": do_});
            eprintln!("{}", json!({ "error": error }));
        } else {
            eprintln!("{code}: {what}\n{why}\n{do_}");
        }
        ExitCode::from(self.exit as u8)
    }
}

/// What clap says about a command line: help and version are no failure.
pub(super) fn not_understood(error: &clap::Error) -> ExitCode {
    // Standard output may be closed already.
    let _ = error.print();
    if !error.use_stderr() {
        return ExitCode::SUCCESS;
    }
    let json = std::env::args_os().any(|argument| argument == "--json");
    if json {
        return Stop::new(Code::Usage, Exit::Usage).tell(true, language(None));
    }
    ExitCode::from(Exit::Usage as u8)
}

/// The language asked for, or the system's.
pub(super) fn language(asked: Option<&str>) -> Language {
    let of_the_system = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
    };
    asked
        .map(str::to_owned)
        .or_else(of_the_system)
        .and_then(|tag| tag.parse().ok())
        .unwrap_or_default()
}

impl From<Unfit> for Stop {
    fn from(unfit: Unfit) -> Self {
        Self::new(Code::SettingUnfit, Exit::Usage)
            .with("file", unfit.file)
            .with("key", unfit.key)
            .with("reason", unfit.reason)
    }
}

impl From<NotAField> for Stop {
    fn from(unfit: NotAField) -> Self {
        Self::new(Code::PersonFieldUnfit, Exit::Usage)
            .with("field", unfit.field)
            .with("value", unfit.value)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Busy | Fault::Contended => Self::new(Code::DatabaseBusy, Exit::Unreachable),
            Fault::Unreachable(reason) => {
                Self::new(Code::DatabaseUnreachable, Exit::Unreachable).with("reason", reason)
            }
            Fault::Newer(_) => Self::refused(Code::DatabaseNewer),
            Fault::Corrupt(reason) => {
                Self::new(Code::DatabaseCorrupt, Exit::Other).with("reason", reason)
            }
            fault @ (Fault::Duplicate | Fault::Failed(_)) => {
                Self::new(Code::DatabaseFailed, Exit::Other).with("reason", fault.to_string())
            }
        }
    }
}

impl From<KeyError> for Stop {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Missing => Self::refused(Code::SealingKeyMissing),
            KeyError::Unreadable { file, reason } => {
                Self::refused(Code::SealingKeyUnfit).with("place", format!("{file} ({reason})"))
            }
            KeyError::Unfit(place) => Self::refused(Code::SealingKeyUnfit).with("place", place),
            KeyError::RootMissing(file) => Self::refused(Code::RootKeyMissing).with("file", file),
            KeyError::Wrong => Self::refused(Code::SealingKeyWrong),
            KeyError::Store(fault) => fault.into(),
        }
    }
}

impl From<StartError> for Stop {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Listen { address, reason } => {
                Self::new(Code::CannotListen, Exit::Unreachable)
                    .with("address", address)
                    .with("reason", reason)
            }
            StartError::Plain(address) => {
                Self::refused(Code::PlainRefused).with("address", address.to_string())
            }
            StartError::Tls { file, reason } => Self::refused(Code::TlsUnfit)
                .with("file", file)
                .with("reason", reason),
            StartError::Keys(error) => error.into(),
            StartError::Outbound(fault) => Self::new(Code::SettingUnfit, Exit::Usage)
                .with("file", "the settings")
                .with("key", fault.key)
                .with("reason", fault.problem),
        }
    }
}
