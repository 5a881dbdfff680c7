//! Codes.

use kodevagt_bindings::{AccountCode, AccountKind};
use kodevagt_texts::{id, text};

use super::shape::{Shown, title};
use crate::cli::At;
use crate::clock;
use crate::context::{Answer, Context, Phone, find};
use crate::look::{Ink, Look, cell, table};
use crate::stop::Stop;

/// `codes`: what every account shows.
pub(super) fn all(context: &Context, At { at }: At) -> Answer {
    let phone = context.open()?;
    let codes = phone.codes(at)?;
    let now = moment(&phone, at)?;
    let shown: Vec<_> = codes.iter().map(Shown::of_clock).collect();
    context.answer(&shown, |look| {
        if codes.is_empty() {
            return context.say(id!("cli-no-accounts"));
        }
        let rows: Vec<_> = codes
            .iter()
            .map(|code| row(context, code, now, look))
            .collect();
        table(&rows)
    })
}

/// `code QUERY`: what one account shows; one that counts counts on.
pub(super) fn one(context: &Context, query: &str, At { at }: At) -> Answer {
    let phone = context.open()?;
    let account = find(phone.accounts()?, query)?;
    if account.kind == AccountKind::Hotp {
        let counted = phone.count(&account.id)?;
        let shown = Shown {
            code: Some(&counted.code),
            counter: Some(counted.counter),
            ..Shown::new(&counted.account)
        };
        return context.answer(&shown, |look| {
            look.paint(Ink::Strong, &grouped(&counted.code))
        });
    }
    let shown = phone.code(&account.id, at)?;
    let now = moment(&phone, at)?;
    context.answer(&Shown::of_clock(&shown), |look| {
        table(&[row(context, &shown, now, look)])
    })
}

/// Code, seconds, the next one, and whose they are.
fn row(context: &Context, shown: &AccountCode, now: u64, look: Look) -> Vec<(String, String)> {
    let name = cell(title(&shown.account.issuer, &shown.account.label));
    let Some(code) = &shown.code else {
        let on_request = text!(context.language, "cli-on-request");
        let painted = look.paint(Ink::Faint, &on_request);
        return vec![(on_request, painted), cell(""), cell(""), name];
    };
    let (current, next) = (grouped(&code.code), grouped(&code.next));
    let left = code.valid_until.saturating_sub(now);
    let seconds = format!("{left:>2} s");
    let ink = if left <= 5 { Ink::Warn } else { Ink::Good };
    let painted = (
        look.paint(Ink::Strong, &current),
        look.paint(ink, &seconds),
        look.paint(Ink::Faint, &next),
    );
    vec![
        (current, painted.0),
        (seconds, painted.1),
        (next, painted.2),
        name,
    ]
}

/// `123 456`: two halves are easier to carry in one's head.
fn grouped(code: &str) -> String {
    match code.len() {
        6..=8 if code.is_ascii() => {
            let (first, second) = code.split_at(code.len() / 2);
            format!("{first} {second}")
        }
        _ => code.to_owned(),
    }
}

/// The corrected time that codes are shown for, in seconds.
fn moment(phone: &Phone, at: Option<u64>) -> Result<u64, Stop> {
    use kodevagt_bindings::Clock as _;

    let offset_ms = phone.status()?.clock_offset_ms;
    let wall_ms = match at {
        Some(at) => i64::try_from(at).unwrap_or(i64::MAX).saturating_mul(1_000),
        None => clock::System.now().wall_ms,
    };
    let seconds = wall_ms.saturating_add(offset_ms).div_euclid(1_000);
    Ok(u64::try_from(seconds).unwrap_or(0))
}
