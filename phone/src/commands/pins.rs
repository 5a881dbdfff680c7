//! PIN and recovery code.

use std::sync::Arc;

use kodevagt_bindings::{Secret, State};
use kodevagt_texts::{Code, id, text};
use serde::Serialize;

use crate::cli::Digits;
use crate::context::{Answer, Context};
use crate::look::{Ink, plain};
use crate::stop::Stop;

const SIX: u8 = 6;

/// `init`: the first PIN.
pub(super) fn init(context: &mut Context, Digits { digits }: Digits) -> Answer {
    context.place.six_digits = digits == Some(SIX);
    let phone = context.closed()?;
    match phone.status()?.state {
        State::NoPin | State::HardwareLost => (),
        State::Closed | State::Open | State::Blocked => {
            return Err(Stop::refused(Code::PinAlreadySet));
        }
    }
    if !context.json {
        let keystore = plain(&context.place.keystore.to_string_lossy());
        context.notice(&text!(
            context.language,
            "cli-weak-keystore",
            directory = &keystore
        ));
    }
    if context.place.is_nested() {
        context.notice(&context.say(id!("cli-keystore-in-home")));
    }
    let pin = context.ask.new_pin(|pin| phone.check_new_pin(pin))?;
    let code = context.busy(id!("cli-busy-new-pin"), || phone.set_pin(&pin))?;
    write_it_down(context, &code)
}

/// `change-pin`. Without `--digits` it stays as long as it is.
pub(super) fn change(context: &mut Context, Digits { digits }: Digits) -> Answer {
    #[derive(Serialize)]
    struct Changed {
        changed: bool,
    }
    let present = context.ready()?.status()?.pin_digits;
    context.place.six_digits = digits.unwrap_or(present) == SIX;
    let phone = context.ready()?;
    let old = context.ask.pin()?;
    let new = context.ask.new_pin(|pin| phone.check_new_pin(pin))?;
    context.busy(id!("cli-busy-new-pin"), || phone.change_pin(&old, &new))?;
    context.answer(&Changed { changed: true }, |look| {
        look.paint(Ink::Good, &context.say(id!("cli-pin-changed")))
    })
}

/// `recover CODE`: a new PIN for a phone that is blocked or whose PIN was forgotten.
pub(super) fn recover(context: &mut Context, code: &str, Digits { digits }: Digits) -> Answer {
    context.place.six_digits = digits == Some(SIX);
    let phone = context.closed()?;
    let pin = context.ask.new_pin(|pin| phone.check_new_pin(pin))?;
    let question = context.say(id!("cli-ask-recovery-code"));
    let code = context.ask.argument(code, &question)?;
    let next = context.busy(id!("cli-busy-new-pin"), || phone.recover(&code, &pin))?;
    write_it_down(context, &next)
}

/// `recovery-code`: a new one; the former opens nothing from then on.
pub(super) fn recovery_code(context: &Context) -> Answer {
    let phone = context.ready()?;
    let pin = context.ask.pin()?;
    let code = context.busy(id!("cli-busy-pin"), || phone.renew_recovery_code(&pin))?;
    write_it_down(context, &code)
}

/// `start-over --yes`: everything goes.
pub(super) fn start_over(context: &Context) -> Answer {
    #[derive(Serialize)]
    struct StartedOver {
        started_over: bool,
    }
    context.closed()?.start_over()?;
    context.place.forget();
    context.answer(&StartedOver { started_over: true }, |look| {
        look.paint(Ink::Good, &context.say(id!("cli-started-over")))
    })
}

/// Shows a recovery code, this once.
fn write_it_down(context: &Context, code: &Arc<Secret>) -> Answer {
    #[derive(Serialize)]
    struct Shown {
        recovery_code: String,
    }
    let shown = Shown {
        recovery_code: code.take()?,
    };
    context.answer(&shown, |look| {
        let code = look.paint(Ink::Strong, &shown.recovery_code);
        let advice = context.say(id!("cli-write-it-down"));
        format!("{advice}\n\n  {code}\n")
    })
}
