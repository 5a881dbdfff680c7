//! The list of accounts: looking, changing, removing and bringing back.

use kodevagt_bindings::{Account, Edit};
use kodevagt_texts::{Code, id, text};

use super::shape::{Details, title};
use crate::cli::Change;
use crate::context::{Answer, Context, find};
use crate::look::{Ink, cell, plain, table};
use crate::stop::Stop;

/// `accounts`.
pub(super) fn all(context: &Context) -> Answer {
    listed(context, &context.open()?.accounts()?)
}

/// `search WORDS`.
pub(super) fn search(context: &Context, words: &[String]) -> Answer {
    listed(context, &context.open()?.search(&words.join(" "))?)
}

/// `removed`: what can still be brought back.
pub(super) fn removed(context: &Context) -> Answer {
    listed(context, &context.open()?.removed()?)
}

/// `edit QUERY`.
pub(super) fn edit(context: &Context, query: &str, change: Change) -> Answer {
    let phone = context.open()?;
    let account = find(phone.accounts()?, query)?;
    let Change {
        issuer,
        label,
        note,
        group,
        icon,
        favourite,
        place,
    } = change;
    let edit = Edit {
        issuer,
        label,
        icon,
        note,
        group,
        favourite,
    };
    let mut edited = account;
    if edit != Edit::default() {
        edited = phone.edit(&edited.id, edit)?;
    }
    if let Some(place) = place {
        // People count from one.
        phone.place(&edited.id, place.saturating_sub(1))?;
    }
    context.answer(&Details::new(&edited), |look| {
        let name = plain(&title(&edited.issuer, &edited.label));
        let done = text!(context.language, "cli-edited", account = &name);
        look.paint(Ink::Good, &done)
    })
}

/// `remove QUERY`: for a while it can be undone, unless `now`.
pub(super) fn remove(context: &Context, query: &str, now: bool) -> Answer {
    let phone = context.open()?;
    let account = find(phone.accounts()?, query)?;
    phone.remove(&account.id)?;
    if now {
        phone.erase(Some(account.id.clone()))?;
    }
    let name = plain(&title(&account.issuer, &account.label));
    context.answer(&Details::new(&account), |look| {
        let done = if now {
            text!(context.language, "cli-erased", account = &name)
        } else {
            text!(context.language, "cli-removed-undo", account = &name)
        };
        look.paint(Ink::Good, &done)
    })
}

/// `undo [QUERY]`: without a query, what was removed last.
pub(super) fn undo(context: &Context, query: Option<&str>) -> Answer {
    let phone = context.open()?;
    let removed = phone.removed()?;
    let nothing = || Stop::refused(Code::NothingToUndo);
    let account = match query {
        Some(query) => find(removed, query)?,
        None => removed.into_iter().next().ok_or_else(nothing)?,
    };
    let account = phone.bring_back(&account.id)?;
    context.answer(&Details::new(&account), |look| {
        let name = plain(&title(&account.issuer, &account.label));
        let done = text!(context.language, "cli-brought-back", account = &name);
        look.paint(Ink::Good, &done)
    })
}

fn listed(context: &Context, accounts: &[Account]) -> Answer {
    let details: Vec<_> = accounts.iter().map(Details::new).collect();
    context.answer(&details, |look| {
        if accounts.is_empty() {
            return context.say(id!("cli-no-accounts"));
        }
        let rows: Vec<_> = accounts
            .iter()
            .map(|account| {
                let star = if account.favourite { "*" } else { " " };
                let faint = look.paint(Ink::Faint, &account.id);
                vec![
                    cell(star),
                    cell(title(&account.issuer, &account.label)),
                    cell(account.group.clone().unwrap_or_default()),
                    (account.id.clone(), faint),
                ]
            })
            .collect();
        table(&rows)
    })
}
