//! Texts that nothing shows: words that nobody will ever see, kept in three languages. And refusals that
//! nothing explains.

use kodevagt_protocol::Refusal;
use kodevagt_texts::{Code, Id};

use crate::{Violations, hold, tracked};

/// Which of `names` no source holds as a literal.
fn check(names: &[&str], sources: &[&str]) -> Violations {
    names
        .iter()
        .filter(|name| {
            let literal = format!("\"{name}\"");
            !sources.iter().any(|source| source.contains(&literal))
        })
        .map(|name| format!("nothing shows {name}"))
        .collect()
}

#[test]
fn every_text_is_shown_somewhere() {
    let files = tracked();
    let sources: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.starts_with("phone/src/") || path.starts_with("service/src/"))
        .map(|(_, text)| text.as_str())
        .collect();
    let names: Vec<_> = Id::all().map(Id::as_str).collect();
    hold(check(&names, &sources));
}

/// Which of the service's numbers nobody could look up, or would show with a hole: a refusal brings no
/// arguments.
fn check_refusals(numbers: impl Iterator<Item = u16>) -> Violations {
    numbers
        .filter_map(|number| match Code::from_number(number) {
            None => Some(format!("{number}: no code of texts")),
            Some(code) if !code.variables().is_empty() => Some(format!("{code} takes arguments")),
            Some(_) => None,
        })
        .collect()
}

#[test]
fn every_refusal_is_a_code() {
    hold(check_refusals(
        Refusal::ALL.iter().map(|refusal| refusal.number()),
    ));
}

#[test]
fn a_refusal_without_a_code_is_seen() {
    let numbers = [Refusal::CodeWrong.number(), 799, Code::ClockOff.number()];
    assert_eq!(
        check_refusals(numbers.into_iter()),
        ["799: no code of texts", "KV-0720 takes arguments"]
    );
}

#[test]
fn a_stray_text_is_seen() {
    let sources = ["id!(\"app-used\")", "// app-stray"];
    assert_eq!(
        check(&["app-used", "app-stray"], &sources),
        ["nothing shows app-stray"]
    );
}
