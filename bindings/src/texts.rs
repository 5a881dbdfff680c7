//! What a problem is called in the person's language.

use kodevagt_texts::{Arg, Code, Language};

use crate::failure::{Failure, Problem, Value};

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Explained {
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do next.
    pub todo: String,
}

/// Says `problem` in `language` (`da`, `nb` or `en`, with or without a region; English for any other).
///
/// # Errors
/// [`Failure::Internal`] when its code is none of ours.
#[uniffi::export]
pub fn explain(problem: &Problem, language: &str) -> Result<Explained, Failure> {
    let unknown = || Failure::Internal {
        problem: Problem::of(Code::Internal),
    };
    let code: Code = problem.code.parse().map_err(|_| unknown())?;
    let language: Language = language.parse().unwrap_or(Language::En);
    let arguments: Vec<(&str, Arg)> = problem
        .arguments
        .iter()
        .map(|argument| {
            let value = match &argument.value {
                Value::Number { value } => Arg::from(*value),
                Value::Text { value } => Arg::from(value.as_str()),
            };
            (argument.name.as_str(), value)
        })
        .collect();
    let said = kodevagt_texts::explain(code, &arguments, language);
    Ok(Explained {
        what: said.what,
        why: said.why,
        todo: said.do_,
    })
}
