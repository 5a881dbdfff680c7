//! A blocked phone is helped by support.

use kodevagt_bindings::{Help, HelpStage};
use kodevagt_texts::{Code, id, text};
use serde::Serialize;

use super::online::Contact;
use crate::context::{Answer, Context, Phone};
use crate::look::{Ink, plain};
use crate::stop::Stop;

const SIX: u8 = 6;

/// What is read out to support.
#[derive(Serialize)]
struct Shown {
    lock_number: Option<String>,
    words: Option<Vec<String>>,
    contact: Contact,
    organisation: String,
}

/// `unblock`: lock number, words, and whom to call. Without a network the words are missing, and it ends
/// with 6.
pub(super) fn ask(context: &Context) -> Answer {
    let phone = context.closed()?;
    let offline = helper(&phone)?;
    let asked = context.busy(id!("cli-busy-online"), || {
        phone.ask_for_help(&offline.organisation)
    });
    match asked {
        Ok(help) => shown(context, help),
        Err(failure) => {
            let known = shown(context, offline)?;
            Err(Stop::from(failure).after(known))
        }
    }
}

/// `unblock --code C`: the code from support, and a new PIN.
pub(super) fn open(context: &mut Context, code: &str) -> Answer {
    #[derive(Serialize)]
    struct Unblocked {
        unblocked: bool,
    }
    let phone = context.closed()?;
    let help = helper(&phone)?;
    let organisation = help.organisation;
    context.busy(id!("cli-busy-online"), || {
        phone.give_unblock_code(&organisation, code)
    })?;
    let known = phone.organisations()?.into_iter();
    let six = known
        .filter(|known| known.id == organisation)
        .any(|known| known.pin_digits == SIX);
    drop(phone);
    context.place.six_digits = six;
    let phone = context.closed()?;
    let pin = context.ask.new_pin(|pin| phone.check_new_pin(pin))?;
    context.busy(id!("cli-busy-new-pin"), || {
        phone.complete_unblock(&organisation, &pin)
    })?;
    context.answer(&Unblocked { unblocked: true }, |look| {
        look.paint(Ink::Good, &context.say(id!("cli-unblocked")))
    })
}

/// The organisation that helps: the one that was asked, if one was.
fn helper(phone: &Phone) -> Result<Help, Stop> {
    let mut help = phone.help()?;
    let asked = help.iter().position(|help| help.stage != HelpStage::Ask);
    if help.is_empty() {
        return Err(Stop::refused(Code::NotBlocked));
    }
    Ok(help.swap_remove(asked.unwrap_or(0)))
}

fn shown(context: &Context, help: Help) -> Answer {
    let shown = Shown {
        lock_number: help.lock_number,
        words: Some(help.words).filter(|words| !words.is_empty()),
        contact: help.contact.into(),
        organisation: help.name,
    };
    context.answer(&shown, |look| {
        let organisation = plain(&shown.organisation);
        let mut lines = text!(
            context.language,
            "cli-help-call",
            organisation = &organisation
        );
        let contact = shown.contact.line();
        if !contact.is_empty() {
            lines += &format!(
                "\n{}",
                text!(context.language, "cli-contact", contact = &contact)
            );
        }
        let mut row = |name: String, value: &str| {
            lines += &format!("\n\n  {name}\n  {}", look.paint(Ink::Strong, &plain(value)));
        };
        if let Some(number) = &shown.lock_number {
            row(context.say(id!("cli-lock-number")), number);
        }
        if let Some(words) = &shown.words {
            row(context.say(id!("cli-words")), &words.join(" "));
        }
        lines + "\n\n" + &context.say(id!("cli-help-next"))
    })
}
