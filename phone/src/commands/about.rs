//! The phone itself: its state, its clock, and what the shell gets to know of the commands.

use kodevagt_bindings::State;
use kodevagt_texts::{Id, id, text};
use serde::Serialize;

use super::online::Member;
use crate::cli::help;
use crate::context::{Answer, Context};
use crate::look::{Ink, cell, table};
use crate::stop::{Exit, Stop};

/// `status`: needs no PIN.
pub(super) fn status(context: &Context) -> Answer {
    #[derive(Serialize)]
    struct Told {
        state: &'static str,
        attempts_left: Option<u8>,
        accounts: u64,
        clock_offset_s: i64,
        pin_digits: u8,
        recovery: bool,
        biometrics: bool,
        closed_accounts: u64,
        lock_number: Option<String>,
        organisations: Vec<Member>,
        home: String,
        keystore: String,
        version: &'static str,
    }
    let phone = context.closed()?;
    let status = phone.status()?;
    let help = phone.help()?.into_iter();
    let known = phone.organisations()?.into_iter();
    let (name, told, ink) = state(status.state);
    let shown = Told {
        state: name,
        attempts_left: status.attempts_left,
        accounts: status.accounts,
        clock_offset_s: seconds(status.clock_offset_ms),
        pin_digits: status.pin_digits,
        recovery: status.recovery,
        biometrics: status.biometrics,
        closed_accounts: status.closed_accounts,
        lock_number: help.filter_map(|help| help.lock_number).next(),
        organisations: known.map(Member::new).collect(),
        home: context.place.home.to_string_lossy().into_owned(),
        keystore: context.place.keystore.to_string_lossy().into_owned(),
        version: env!("CARGO_PKG_VERSION"),
    };
    context.answer(&shown, |look| {
        let told = context.say(told);
        let painted = look.paint(ink, &told);
        let yes_or_no = |yes| context.say(if yes { id!("cli-yes") } else { id!("cli-no") });
        let attempts = shown
            .attempts_left
            .map_or("–".to_owned(), |left| left.to_string());
        let row = |name: Id, value: String| vec![cell(context.say(name)), cell(value)];
        let mut rows = vec![
            vec![cell(context.say(id!("cli-status-state"))), (told, painted)],
            row(id!("cli-status-attempts"), attempts),
            row(id!("cli-status-accounts"), shown.accounts.to_string()),
            row(id!("cli-status-recovery"), yes_or_no(shown.recovery)),
            row(
                id!("cli-status-clock"),
                format!("{} s", shown.clock_offset_s),
            ),
            row(id!("cli-status-home"), shown.home.clone()),
            row(id!("cli-status-keystore"), shown.keystore.clone()),
        ];
        if let Some(number) = &shown.lock_number {
            rows.push(row(id!("cli-lock-number"), number.clone()));
        }
        for member in &shown.organisations {
            rows.push(row(id!("cli-status-organisation"), member.told(context)));
            rows.extend(clock_told(context, member).map(|told| vec![cell(""), cell(told)]));
        }
        table(&rows)
    })
}

/// "Your clock is 94 s fast", if it is off by more than its reading is.
fn clock_told(context: &Context, member: &Member) -> Option<String> {
    let seconds = member.clock_offset_s.saturating_abs();
    match member.clock_offset_s {
        ..=-2 => Some(text!(context.language, "cli-clock-fast", seconds = seconds)),
        2.. => Some(text!(context.language, "cli-clock-slow", seconds = seconds)),
        _ => None,
    }
}

fn state(state: State) -> (&'static str, Id, Ink) {
    match state {
        State::NoPin => ("no_pin", id!("cli-state-no-pin"), Ink::Warn),
        // A command's phone is locked again when it ends.
        State::Closed | State::Open => ("closed", id!("cli-state-closed"), Ink::Good),
        State::Blocked => ("blocked", id!("cli-state-blocked"), Ink::Bad),
        State::HardwareLost => ("hardware_lost", id!("cli-state-hardware-lost"), Ink::Bad),
    }
}

/// `clock [S]`: what is added to the computer's clock, and setting it.
pub(super) fn clock(context: &Context, set: Option<i64>) -> Answer {
    #[derive(Serialize)]
    struct Offset {
        clock_offset_s: i64,
    }
    let phone = context.closed()?;
    if let Some(seconds) = set {
        phone.set_clock_offset(seconds.saturating_mul(1_000))?;
    }
    let offset = Offset {
        clock_offset_s: seconds(phone.status()?.clock_offset_ms),
    };
    context.answer(&offset, |_| {
        let seconds = offset.clock_offset_s.to_string();
        text!(context.language, "cli-clock-is", seconds = &seconds)
    })
}

/// The nearest whole second: what was measured is no more exact.
fn seconds(ms: i64) -> i64 {
    ms.saturating_add(500).div_euclid(1_000)
}

/// `completions SHELL`.
pub(super) fn completions(context: &Context, shell: clap_complete::Shell) -> Answer {
    let mut script = Vec::new();
    let mut command = help::command(context.language);
    clap_complete::generate(shell, &mut command, "kodevagt", &mut script);
    Ok(String::from_utf8_lossy(&script).trim_end().to_owned())
}

/// `man`: the manual page, in roff.
pub(super) fn man(context: &Context) -> Answer {
    let mut page = Vec::new();
    clap_mangen::Man::new(help::command(context.language))
        .render(&mut page)
        .map_err(|_| Stop::new(kodevagt_texts::Code::Internal, Exit::Other))?;
    Ok(String::from_utf8_lossy(&page).trim_end().to_owned())
}
