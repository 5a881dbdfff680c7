//! Sign-ins that wait: listed, approved, denied, reported.

use std::time::{Duration, Instant};

use kodevagt_bindings::{self as bindings, Approval, ApprovalState, Refuse};
use kodevagt_texts::{Code, id};
use serde::Serialize;

use super::online;
use crate::context::{Answer, Context, Phone};
use crate::look::{Ink, cell, table};
use crate::stop::Stop;

/// `approvals [--wait S]`: needs no PIN.
pub(super) fn all(context: &Context, wait: Option<u64>) -> Answer {
    let phone = context.closed()?;
    let mut waiting = fetch(context, &phone)?;
    if let Some(seconds) = wait.filter(|_| waiting.is_empty()) {
        waiting = waited(context, &phone, Duration::from_secs(seconds))?;
    }
    let shown: Vec<_> = waiting.iter().map(online::Approval::new).collect();
    context.answer(&shown, |look| {
        if waiting.is_empty() {
            return context.say(id!("cli-nothing-waits"));
        }
        let rows: Vec<_> = shown
            .iter()
            .map(|shown| {
                let left = format!("{} s", shown.seconds_left);
                vec![
                    (left.clone(), look.paint(Ink::Warn, &left)),
                    cell(shown.application),
                    cell(shown.person),
                    cell(shown.origin.line()),
                    cell(shown.text.unwrap_or_default()),
                    cell(shown.id),
                ]
            })
            .collect();
        table(&rows)
    })
}

/// `approve ID --number N`: the PIN, even on an open phone.
pub(super) fn approve(context: &Context, id: &str, number: &str) -> Answer {
    let phone = context.ready()?;
    let id = find(context, &phone, id)?;
    let pin = context.ask.pin()?;
    let state = context.busy(id!("cli-busy-pin"), || phone.approve(&id, number, &pin))?;
    decided(context, state)
}

/// `deny ID` and `report ID`: need no PIN.
pub(super) fn refuse(context: &Context, id: &str, how: Refuse) -> Answer {
    let phone = context.closed()?;
    let id = find(context, &phone, id)?;
    let state = context.busy(id!("cli-busy-online"), || phone.refuse(&id, how))?;
    decided(context, state)
}

fn decided(context: &Context, state: ApprovalState) -> Answer {
    #[derive(Serialize)]
    struct Decided {
        state: &'static str,
    }
    let decided = Decided {
        state: online::approval_state(state),
    };
    let said = match state {
        ApprovalState::Approved | ApprovalState::Consumed => id!("cli-approved"),
        ApprovalState::Reported => id!("cli-reported"),
        _ => id!("cli-denied"),
    };
    if state == ApprovalState::Mismatch {
        let answer = match context.json {
            true => context.answer(&decided, |_| String::new())?,
            false => String::new(),
        };
        return Err(Stop::refused(Code::NumberWrong).after(answer));
    }
    context.answer(&decided, |look| look.paint(Ink::Good, &context.say(said)))
}

/// The sign-in that waits under this id, or why none does.
fn find(context: &Context, phone: &Phone, id: &str) -> Result<String, Stop> {
    let wanted = id.to_lowercase();
    let waiting = fetch(context, phone)?;
    if waiting.iter().any(|waiting| waiting.id == wanted) {
        return Ok(wanted);
    }
    let state = context.busy(id!("cli-busy-online"), || phone.approval_state(&wanted))?;
    Err(Stop::refused(match state {
        // Between the two questions it came to wait: the same again finds it.
        ApprovalState::Pending => Code::NothingWaits,
        ApprovalState::Expired => Code::ChallengeExpired,
        ApprovalState::Superseded => Code::ChallengeSuperseded,
        _ => Code::ChallengeDecided,
    }))
}

fn fetch(context: &Context, phone: &Phone) -> Result<Vec<Approval>, Stop> {
    Ok(context.busy(id!("cli-busy-online"), || phone.fetch_approvals())?)
}

/// Holds the line until something comes, or the time is up.
fn waited(context: &Context, phone: &Phone, time: Duration) -> Result<Vec<Approval>, Stop> {
    let until = Instant::now() + time;
    let mut version = 0;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let ms = u64::try_from(left.as_millis()).unwrap_or(u64::MAX);
        let requests: bindings::Requests = context.busy(id!("cli-busy-waiting"), || {
            phone.wait_for_request(version, ms)
        })?;
        version = requests.version;
        if !requests.approvals.is_empty() || left.is_zero() {
            phone.stop_waiting()?;
            // Counted down to this moment.
            return Ok(phone.approvals()?);
        }
    }
}
