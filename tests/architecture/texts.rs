//! Texts that nothing shows: words that nobody will ever see, kept in three languages.

use kodevagt_texts::Id;

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

#[test]
fn a_stray_text_is_seen() {
    let sources = ["id!(\"app-used\")", "// app-stray"];
    assert_eq!(
        check(&["app-used", "app-stray"], &sources),
        ["nothing shows app-stray"]
    );
}
