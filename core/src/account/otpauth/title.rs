//! Telling issuer and label apart.
//!
//! A URI names the issuer twice, as a prefix of the label (`GitHub:mette`) and as a parameter; either
//! or both may be missing, and they may differ. The parameter wins. The prefix is taken off the label
//! when it says the same (letter case aside), and stays, as part of the label, when it says something
//! else: it may be all that tells two accounts apart. Without a parameter, what stands before the
//! first colon is the issuer, unless it is the scheme of a URL. A label that starts with a colon has no
//! prefix.

use super::NAME_LIMIT;
use super::parameters::{Plus, decode};

/// What an account is called, cleaned (no control or bidi characters, trimmed).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Who asks for the code. May be empty.
    pub issuer: String,
    /// Whose account. May be empty.
    pub label: String,
}

impl Title {
    /// From the label as it stands in a URI (still percent-encoded) and the decoded parameter.
    pub(super) fn of_uri(raw_label: &str, issuer: Option<&str>) -> Self {
        let literal = decode(raw_label, Plus::Literal);
        // A `+` in a path is a plus (mette+work@…), but some issuers form-encode the label too: the
        // issuer that stands in both places shows it.
        if let Some(issuer) = issuer
            && raw_label.contains('+')
            && strip_issuer(&literal, issuer).is_none()
        {
            let spaced = decode(raw_label, Plus::Space);
            if strip_issuer(&spaced, issuer).is_some() {
                return Self::of(&spaced, Some(issuer));
            }
        }
        Self::of(&literal, issuer)
    }

    /// Whether both are within [`NAME_LIMIT`].
    pub(crate) fn fits(&self) -> bool {
        self.issuer.len() <= NAME_LIMIT && self.label.len() <= NAME_LIMIT
    }

    /// From a decoded label, which may have the issuer before a colon, and the issuer where it is
    /// given apart.
    pub(crate) fn of(label: &str, issuer: Option<&str>) -> Self {
        let label = clean(label);
        let issuer = issuer.map(clean).unwrap_or_default();
        if issuer.is_empty() {
            let (issuer, label) = split(&label);
            return Self {
                issuer: clean(issuer),
                label: clean(label),
            };
        }
        let rest = strip_issuer(&label, &issuer).unwrap_or(&label);
        Self {
            label: clean(rest),
            issuer,
        }
    }
}

fn split(label: &str) -> (&str, &str) {
    match label.split_once(':') {
        Some((issuer, rest)) if !issuer.is_empty() && rest.starts_with("//") => ("", label),
        Some((issuer, rest)) => (issuer, rest),
        None => ("", label),
    }
}

fn strip_issuer<'a>(label: &'a str, issuer: &str) -> Option<&'a str> {
    // The issuer may have a colon in it: try each.
    label
        .match_indices(':')
        .map(|(at, _)| (&label[..at], &label[at + 1..]))
        .find(|(prefix, _)| clean(prefix).to_lowercase() == issuer.to_lowercase())
        .map(|(_, rest)| rest)
        .or_else(|| label.strip_prefix(':'))
}

/// `text` without what can't be shown in one line: control characters and those that turn the
/// direction of writing (which let a name pass for another); trimmed.
pub(crate) fn clean(text: &str) -> String {
    let shown: String = text
        .chars()
        .filter(|c| !c.is_control() && !turns_direction(*c))
        .collect();
    shown.trim().to_owned()
}

const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}
