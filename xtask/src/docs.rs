//! Documents made from the source: docs/errors.md.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use kodevagt_texts::{Arg, Code, Explained, Language, explain};

use crate::shell::root;

/// Writes every document.
///
/// # Errors
/// When a file can't be written.
pub(crate) fn write() -> anyhow::Result<()> {
    let path = path();
    std::fs::write(&path, errors()).with_context(|| format!("can't write {}", path.display()))?;
    println!("wrote docs/errors.md");
    Ok(())
}

/// Compares every document with what the source says.
///
/// # Errors
/// When a document is stale or missing.
pub(crate) fn check() -> anyhow::Result<()> {
    let found = std::fs::read_to_string(path()).unwrap_or_default();
    if found != errors() {
        bail!("docs/errors.md is stale: run `cargo xtask docs`");
    }
    println!("docs/errors.md is fresh ({} codes)", Code::ALL.len());
    Ok(())
}

fn path() -> PathBuf {
    root().join("docs/errors.md")
}

/// The table of codes, in each language.
fn errors() -> String {
    let mut page = String::from(
        "# Error codes\n\n\
         Made from `texts/` by `cargo xtask docs`; don't edit by hand. A number never changes and is never\n\
         used again. Words in braces are filled in when the error happens.\n",
    );
    for language in Language::ALL {
        let [code, what, why, do_] = heads(language);
        let _ = write!(
            page,
            "\n## {}\n\n| {code} | {what} | {why} | {do_} |\n|---|---|---|---|\n",
            language.name()
        );
        for code in Code::ALL {
            let Explained { what, why, do_ } = with_placeholders(*code, language);
            let _ = writeln!(
                page,
                "| {code} | {} | {} | {} |",
                cell(&what),
                cell(&why),
                cell(&do_)
            );
        }
    }
    page
}

fn heads(language: Language) -> [&'static str; 4] {
    match language {
        Language::Da => ["Kode", "Hvad skete der", "Hvorfor", "Hvad gør man"],
        Language::Nb => ["Kode", "Hva skjedde", "Hvorfor", "Hva gjør man"],
        Language::En => ["Code", "What happened", "Why", "What to do"],
    }
}

fn with_placeholders(code: Code, language: Language) -> Explained {
    let names: Vec<String> = code
        .variables()
        .iter()
        .map(|name| format!("{{{name}}}"))
        .collect();
    let args: Vec<_> = code
        .variables()
        .iter()
        .zip(&names)
        .map(|(name, placeholder)| (*name, Arg::Text(placeholder)))
        .collect();
    explain(code, &args, language)
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_row_in_every_language() {
        let page = errors();
        for code in Code::ALL {
            let rows = page.matches(&format!("\n| {code} |")).count();
            assert_eq!(rows, Language::ALL.len(), "{code}");
        }
    }

    #[test]
    fn what_is_filled_in_later_stands_in_braces() {
        assert!(errors().contains("| KV-0101 | Wrong PIN. {attempts_left} tries left. |"));
    }
}
