//! What the commands print as JSON: the field names are a promise to scripts.

use kodevagt_bindings::{self as bindings, Account, AccountCode, AccountKind, Outcome, Owner};
use kodevagt_texts::Language;
use serde::Serialize;

use crate::stop::in_words;

/// What became of an entry.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) id: Option<String>,
    pub(super) issuer: String,
    pub(super) label: String,
    pub(super) kind: Option<&'static str>,
    pub(super) owner: &'static str,
    pub(super) outcome: &'static str,
    pub(super) reason: Option<String>,
    pub(super) code: Option<String>,
}

impl Entry {
    pub(super) fn new(entry: bindings::Entry, language: Language) -> Self {
        let reason = entry.problem.as_ref().map(|problem| {
            let said = in_words(problem, language);
            format!("{} {}", said.what, said.why).trim_end().to_owned()
        });
        Self {
            id: entry.id,
            issuer: entry.issuer,
            label: entry.label,
            kind: entry.kind.map(kind),
            owner: owner(entry.owner),
            outcome: match entry.outcome {
                Outcome::Imported => "imported",
                Outcome::Duplicate => "duplicate",
                Outcome::Refused => "refused",
            },
            reason,
            code: entry.problem.map(|problem| problem.code),
        }
    }
}

/// An account with its code.
#[derive(Debug, Serialize)]
pub(super) struct Shown<'a> {
    pub(super) id: &'a str,
    pub(super) issuer: &'a str,
    pub(super) label: &'a str,
    pub(super) kind: &'static str,
    pub(super) owner: &'static str,
    pub(super) digits: u8,
    pub(super) period: Option<u32>,
    pub(super) code: Option<&'a str>,
    pub(super) valid_from: Option<u64>,
    pub(super) valid_until: Option<u64>,
    pub(super) next: Option<&'a str>,
    /// The counter that the code was made with, where it was counted out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) counter: Option<u64>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(account: &'a Account) -> Self {
        Self {
            id: &account.id,
            issuer: &account.issuer,
            label: &account.label,
            kind: kind(account.kind),
            owner: owner(account.owner),
            digits: account.digits,
            period: account.period,
            code: None,
            valid_from: None,
            valid_until: None,
            next: None,
            counter: None,
        }
    }

    pub(super) fn of_clock(shown: &'a AccountCode) -> Self {
        let code = shown.code.as_ref();
        Self {
            code: code.map(|code| code.code.as_str()),
            valid_from: code.map(|code| code.valid_from),
            valid_until: code.map(|code| code.valid_until),
            next: code.map(|code| code.next.as_str()),
            ..Self::new(&shown.account)
        }
    }
}

/// Everything about an account that can be shown.
#[derive(Debug, Serialize)]
pub(super) struct Details<'a> {
    id: &'a str,
    issuer: &'a str,
    label: &'a str,
    kind: &'static str,
    owner: &'static str,
    algorithm: &'a str,
    digits: u8,
    period: Option<u32>,
    counter: Option<u64>,
    note: &'a str,
    group: Option<&'a str>,
    icon: Option<&'a str>,
    favourite: bool,
    uses: u64,
    last_used: Option<i64>,
    removed: Option<i64>,
}

impl<'a> Details<'a> {
    pub(super) fn new(account: &'a Account) -> Self {
        let seconds = |ms: Option<i64>| ms.map(|ms| ms.div_euclid(1_000));
        Self {
            id: &account.id,
            issuer: &account.issuer,
            label: &account.label,
            kind: kind(account.kind),
            owner: owner(account.owner),
            algorithm: &account.algorithm,
            digits: account.digits,
            period: account.period,
            counter: account.counter,
            note: &account.note,
            group: account.group.as_deref(),
            icon: account.icon.as_deref(),
            favourite: account.favourite,
            uses: account.uses,
            last_used: seconds(account.last_used_ms),
            removed: seconds(account.removed_ms),
        }
    }
}

/// What an account is called in a line of text.
pub(super) fn title(issuer: &str, label: &str) -> String {
    match (issuer.is_empty(), label.is_empty()) {
        (true, true) => "–".to_owned(),
        (true, false) => label.to_owned(),
        (false, true) => issuer.to_owned(),
        (false, false) => format!("{issuer} ({label})"),
    }
}

pub(super) fn kind(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Totp => "totp",
        AccountKind::Hotp => "hotp",
        AccountKind::Steam => "steam",
    }
}

pub(super) fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Personal => "personal",
        Owner::Organisation => "organisation",
    }
}
