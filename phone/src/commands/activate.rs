//! Activation: by the code in an SMS, or by a ticket.

use std::path::Path;

use kodevagt_bindings::{self as bindings, ActivationStep, Organisation, PhoneInfo, State};
use kodevagt_texts::{Code, id, text};
use serde::Serialize;

use super::online::{Contact, Member};
use crate::cli::Activate;
use crate::context::{Answer, Context, Phone};
use crate::files;
use crate::look::{Ink, plain};
use crate::stop::{Exit, Stop};

const SIX: u8 = 6;

/// `activate`: the number, the code or the ticket; after code or ticket the PIN.
pub(super) fn run(context: &mut Context, options: Activate) -> Answer {
    context.place.ca = options.ca;
    let phone = context.closed()?;
    context.place.keep_ca()?;
    if let Some(code) = options.code {
        let organisation = by_code(context, &phone, &code)?;
        return finish(context, phone, organisation, options.with_own);
    }
    if options.resend {
        return resend(context, &phone);
    }
    let ticket = match (options.ticket, options.image) {
        (Some(ticket), _) => Some(ticket),
        (None, Some(image)) => Some(in_picture(context, &image)?),
        (None, None) => None,
    };
    let server = match options.server {
        Some(server) => Some(server),
        None => phone.activations()?.pop().map(|begun| begun.server),
    };
    if let Some(ticket) = ticket {
        let organisation = by_ticket(context, &phone, &ticket, server, options.mobile)?;
        return finish(context, phone, organisation, options.with_own);
    }
    let missing = || {
        Stop::usage(text!(
            context.language,
            "cli-wrong-missing",
            part = "--server"
        ))
    };
    let server = server.ok_or_else(missing)?;
    let mobile = options.mobile.unwrap_or_default();
    let sent = context.busy(id!("cli-busy-online"), || {
        phone.start_activation(&server, &mobile, context.language.tag())
    })?;
    told(context, sent)
}

fn resend(context: &Context, phone: &Phone) -> Answer {
    let begun = phone.activations()?.pop();
    let begun = begun.ok_or_else(|| Stop::refused(Code::ActivationNotBegun))?;
    let sent = context.busy(id!("cli-busy-online"), || {
        phone.resend_activation_code(&begun.organisation)
    })?;
    told(context, sent)
}

/// Says where the SMS goes, and whom to call if none comes.
fn told(context: &Context, sent: bindings::CodeSent) -> Answer {
    #[derive(Serialize)]
    struct Sent {
        organisation: String,
        mobile: String,
        code_digits: u8,
        resend_after_s: u64,
        expires_in_s: u64,
        contact: Contact,
    }
    let shown = Sent {
        organisation: sent.name,
        mobile: sent.mobile,
        code_digits: sent.code_digits,
        resend_after_s: sent.resend_after_ms.div_ceil(1_000),
        expires_in_s: sent.expires_in_ms / 1_000,
        contact: sent.contact.into(),
    };
    context.answer(&shown, |look| {
        let seconds = i64::try_from(shown.resend_after_s).unwrap_or(i64::MAX);
        let said = text!(
            context.language,
            "cli-code-sent",
            organisation = &plain(&shown.organisation),
            mobile = &shown.mobile,
            digits = shown.code_digits,
            seconds = seconds,
        );
        let contact = shown.contact.line();
        let help = match contact.is_empty() {
            true => String::new(),
            false => format!(
                "\n{}",
                text!(context.language, "cli-contact", contact = &contact)
            ),
        };
        look.paint(Ink::Good, &said) + &help
    })
}

/// Gives the code to the activation that waits for it; one that is further goes on where it was.
fn by_code(context: &Context, phone: &Phone, code: &str) -> Result<String, Stop> {
    let begun = phone.activations()?;
    let is_due = |step: &ActivationStep| matches!(step, ActivationStep::Code { .. });
    let is_further =
        |step: &ActivationStep| matches!(step, ActivationStep::Pin { .. } | ActivationStep::Tell);
    if let Some(due) = begun.iter().find(|begun| is_due(&begun.step)) {
        let confirmed = context.busy(id!("cli-busy-online"), || {
            phone.confirm_activation_code(&due.organisation, code, about(context))
        })?;
        return Ok(confirmed.id);
    }
    let further = begun.into_iter().find(|begun| is_further(&begun.step));
    further
        .map(|begun| begun.organisation)
        .ok_or_else(|| Stop::refused(Code::ActivationNotBegun))
}

fn by_ticket(
    context: &Context,
    phone: &Phone,
    ticket: &str,
    server: Option<String>,
    mobile: Option<String>,
) -> Result<String, Stop> {
    // A ticket is good once: what it granted waits for the PIN.
    for begun in phone.activations()? {
        let granted = matches!(
            begun.step,
            ActivationStep::Pin { .. } | ActivationStep::Tell
        );
        if granted
            && server
                .as_deref()
                .is_none_or(|server| server.contains(&begun.server))
        {
            return Ok(begun.organisation);
        }
    }
    let confirmed = context.busy(id!("cli-busy-online"), || {
        phone.confirm_activation_ticket(ticket, server, mobile, about(context))
    })?;
    Ok(confirmed.id)
}

/// Asks for the PIN, the one that there is or the first, and puts it behind the activation.
fn finish(context: &mut Context, phone: Phone, id: String, with_own: bool) -> Answer {
    #[derive(Serialize)]
    struct Done {
        activated: bool,
        organisation: Member,
        #[serde(skip_serializing_if = "Option::is_none")]
        recovery_code: Option<String>,
    }
    let organisation = organisation(&phone, &id)?;
    let state = phone.status()?.state;
    let first = state == State::NoPin;
    let phone = if first && organisation.pin_digits == SIX {
        drop(phone);
        context.place.six_digits = true;
        context.closed()?
    } else {
        phone
    };
    let pin = if first {
        context.ask.new_pin(|pin| phone.check_new_pin(pin))?
    } else {
        drop(context.ready()?);
        context.ask.pin()?
    };
    let activated = context.busy(id!("cli-busy-pin"), || {
        phone.complete_activation(&id, &pin, with_own)
    })?;
    let recovery_code = match activated.recovery_code {
        Some(code) => Some(code.take()?),
        None => None,
    };
    let untold = activated.untold;
    let done = Done {
        activated: untold.is_none(),
        organisation: Member::new(activated.organisation),
        recovery_code,
    };
    let answer = context.answer(&done, |look| {
        let name = plain(&done.organisation.name);
        let said = text!(context.language, "cli-activated", organisation = &name);
        let mut lines = look.paint(Ink::Good, &said);
        if let Some(code) = &done.recovery_code {
            let advice = context.say(id!("cli-write-it-down"));
            lines += &format!("\n\n{advice}\n\n  {}\n", look.paint(Ink::Strong, code));
        }
        lines
    })?;
    match untold {
        None => Ok(answer),
        Some(problem) => {
            let unreached = problem.code == Code::ServiceUnreachable.to_string();
            let exit = if unreached {
                Exit::Unreachable
            } else {
                Exit::Refused
            };
            Err(Stop::new(problem, exit).after(answer))
        }
    }
}

fn organisation(phone: &Phone, id: &str) -> Result<Organisation, Stop> {
    let known = phone.organisations()?.into_iter();
    let known = known.into_iter().find(|known| known.id == id);
    known.ok_or_else(|| Stop::refused(Code::OrganisationUnknown))
}

/// The activation link in a picture.
fn in_picture(context: &Context, image: &Path) -> Result<String, Stop> {
    let picture = files::read(image)?;
    let texts = context.busy(id!("cli-busy-picture"), || bindings::decode_image(&picture))?;
    if texts.is_empty() {
        return Err(Stop::refused(Code::NoQrFound));
    }
    let link = |text: &String| text.to_ascii_lowercase().starts_with("kodevagt:");
    let found = texts.into_iter().find(link);
    found.ok_or_else(|| Stop::refused(Code::TicketInvalid))
}

fn about(context: &Context) -> PhoneInfo {
    PhoneInfo {
        platform: "terminal".to_owned(),
        model: std::env::consts::OS.to_owned(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        language: context.language.tag().to_owned(),
    }
}
