//! How a command ends that did nothing: a numbered problem, its exit code, and how both are told.

use std::fmt::Write as _;

use kodevagt_bindings::{Explained, Failure, Problem, Value, explain};
use kodevagt_texts::{Code, Language, text};
use serde::Serialize;

use crate::look::{Ink, Look, plain};

/// Why a command ended, and what its exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something else: files, key store, our own mistake.
    Other = 1,
    /// The command line, or what it was given on standard input, wasn't understood.
    Usage = 2,
    /// A wrong PIN, tries left.
    WrongPin = 3,
    /// Blocked, or its keys are lost.
    Blocked = 4,
    /// Refused: the same would be refused again.
    Refused = 5,
    /// The service wasn't reached.
    Unreachable = 6,
}

/// A command that did nothing.
#[derive(Debug)]
pub(crate) struct Stop {
    problem: Problem,
    exit: Exit,
    attempts_left: Option<u8>,
    /// When to come back: milliseconds since the Unix epoch.
    retry_at_ms: Option<i64>,
    /// What it was about, where the problem's own text says it in general.
    detail: Option<Box<str>>,
    /// The accounts that match, where several do.
    ids: Box<[String]>,
    /// What is said on standard output all the same.
    answer: Option<Box<str>>,
}

impl Stop {
    /// A problem that is told with `exit`.
    pub(crate) fn new(problem: impl Into<Problem>, exit: Exit) -> Self {
        Self {
            problem: problem.into(),
            exit,
            attempts_left: None,
            retry_at_ms: None,
            detail: None,
            ids: Box::default(),
            answer: None,
        }
    }

    /// What was asked for is refused.
    pub(crate) fn refused(problem: impl Into<Problem>) -> Self {
        Self::new(problem, Exit::Refused)
    }

    /// The command wasn't understood; `detail` says which part.
    pub(crate) fn usage(detail: String) -> Self {
        Self {
            detail: Some(detail.into()),
            ..Self::new(Code::Usage, Exit::Usage)
        }
    }

    /// Several accounts match.
    pub(crate) fn several(ids: Vec<String>) -> Self {
        let problem = Problem::of(Code::SeveralMatch).with("ids", ids.join(", "));
        Self {
            ids: ids.into(),
            ..Self::refused(problem)
        }
    }

    /// Says `answer` on standard output first.
    pub(crate) fn after(self, answer: String) -> Self {
        Self {
            answer: Some(answer.into()),
            ..self
        }
    }

    /// What is said on standard output all the same.
    pub(crate) fn answer(&self) -> Option<&str> {
        self.answer.as_deref()
    }

    /// What the process answers.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    /// One line for scripts.
    pub(crate) fn json(&self, language: Language) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            error: Told<'a>,
        }
        #[derive(Serialize)]
        struct Told<'a> {
            code: &'a str,
            what: &'a str,
            why: &'a str,
            #[serde(rename = "do")]
            todo: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            attempts_left: Option<u8>,
            #[serde(skip_serializing_if = "Option::is_none")]
            tries_left: Option<i64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            retry_at: Option<i64>,
            #[serde(skip_serializing_if = "<[String]>::is_empty")]
            ids: &'a [String],
        }
        let said = self.said(language);
        let line = Line {
            error: Told {
                code: &self.problem.code,
                what: &said.what,
                why: &said.why,
                todo: &said.todo,
                attempts_left: self.attempts_left,
                tries_left: number(&self.problem, "tries_left"),
                retry_at: self.retry_at_ms.map(|ms| ms.div_euclid(1_000)),
                ids: &self.ids,
            },
        };
        serde_json::to_string(&line).expect("texts and numbers are JSON")
    }

    /// A few lines for a person.
    pub(crate) fn text(&self, language: Language, look: Look) -> String {
        let said = self.said(language);
        let mut lines = String::new();
        let number = look.paint(Ink::Faint, &format!("({})", self.problem.code));
        let _ = writeln!(
            lines,
            "{} {number}",
            look.paint(Ink::Bad, &plain(&said.what))
        );
        let _ = writeln!(lines, "  {}", plain(&said.why));
        let _ = write!(lines, "  {}", plain(&said.todo));
        lines
    }

    fn said(&self, language: Language) -> Explained {
        let mut said = in_words(&self.problem, language);
        if let Some(detail) = &self.detail {
            said.why = detail.to_string();
        }
        said
    }
}

/// A problem in words; its number alone if it has none.
pub(crate) fn in_words(problem: &Problem, language: Language) -> Explained {
    explain(problem, language.tag()).unwrap_or_else(|_| Explained {
        what: problem.code.clone(),
        why: String::new(),
        todo: String::new(),
    })
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        let (exit, attempts_left) = match &failure {
            Failure::WrongPin { attempts_left, .. } => (Exit::WrongPin, Some(*attempts_left)),
            Failure::Blocked { .. } => (Exit::Blocked, Some(0)),
            Failure::Refused { .. } | Failure::RetryLater { .. } => (Exit::Refused, None),
            Failure::Unreachable { .. } => (Exit::Unreachable, None),
            Failure::Closed { .. } | Failure::TryAgain { .. } | Failure::Internal { .. } => {
                (Exit::Other, None)
            }
        };
        let retry_at_ms = match &failure {
            Failure::RetryLater { retry_at_ms, .. } => Some(*retry_at_ms),
            _ => None,
        };
        Self {
            attempts_left,
            retry_at_ms,
            ..Self::new(failure.problem().clone(), exit)
        }
    }
}

fn number(problem: &Problem, name: &str) -> Option<i64> {
    let mut arguments = problem.arguments.iter();
    match arguments.find(|argument| argument.name == name)?.value {
        Value::Number { value } => Some(value),
        Value::Text { .. } => None,
    }
}

/// The parts of a migration that are still to come, `2/3` each.
pub(crate) fn parts(problem: &Problem) -> Vec<String> {
    let named = problem
        .arguments
        .iter()
        .find(|argument| argument.name == "parts");
    match named.map(|argument| &argument.value) {
        Some(Value::Text { value }) => value.split(", ").map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Says that something in a command line isn't understood.
pub(crate) fn misunderstood(error: &clap::Error, language: Language) -> Stop {
    let detail = crate::cli::usage::wrong(error, language);
    Stop::usage(if detail.is_empty() {
        text!(language, "cli-wrong-line")
    } else {
        detail
    })
}
