//! A command's JSON as lines that are pleasant to read.

use kodevagt_texts::{Id, id, text};
use serde_json::Value;

use crate::context::Context;
use crate::look::{Ink, plain};

/// What was answered, a line for each thing. `now`: its codes are this moment's, so that their seconds
/// run.
pub(super) fn lines(out: &Value, now: bool, context: &Context) -> Vec<String> {
    let strong = |text: &Value| context.look.paint(Ink::Strong, &word(text));
    let language = context.language;
    if let Some(entries) = out["entries"].as_array() {
        return entries.iter().map(|read| entry(read, context)).collect();
    }
    if let Some(waiting) = out.as_array().filter(|all| {
        all.iter()
            .any(|one| one["digits"].is_number() && one["application"].is_string())
    }) {
        return waiting.iter().map(asks).collect();
    }
    if let Some(accounts) = out.as_array() {
        return accounts.iter().map(name).collect();
    }
    if out["recovery_code"].is_string() {
        return vec![strong(&out["recovery_code"])];
    }
    if out["file"].is_string() {
        return vec![text!(language, "cli-written", file = &word(&out["file"]))];
    }
    if out["state"].is_string() && out["attempts_left"].is_null() {
        return vec![strong(&out["state"])];
    }
    if let Some(state) = out["state"].as_str() {
        let state = context.say(in_words(state));
        let left = out["attempts_left"].as_i64().unwrap_or(0);
        return vec![text!(
            language,
            "cli-tour-state",
            state = &state,
            left = left
        )];
    }
    if out["code"].is_string() {
        let mut line = format!("{}  {}", strong(&out["code"]), name(out));
        let until = out["valid_until"].as_u64();
        let left = until.map(|until| until.saturating_sub(seconds()));
        // Where the service's clock was moved, this computer's says nothing of what is left.
        let left = left.filter(|left| *left <= out["period"].as_u64().unwrap_or(0));
        if let (true, Some(left)) = (now, left) {
            let left = i64::try_from(left).unwrap_or(0);
            let next = word(&out["next"]);
            line += "  ";
            line += &text!(language, "cli-tour-next", seconds = left, next = &next);
        }
        return vec![line];
    }
    if out["issuer"].is_string() {
        return vec![name(out)];
    }
    Vec::new()
}

/// Who asks, what, where from, and the seconds that are left.
fn asks(waiting: &Value) -> String {
    let from = &waiting["where"];
    let left = waiting["seconds_left"].as_i64().unwrap_or(0);
    format!(
        "{}: {} ({}, {}) {left} s",
        word(&waiting["application"]),
        word(&waiting["text"]),
        word(&from["place"]),
        word(&from["browser"]),
    )
}

fn entry(entry: &Value, context: &Context) -> String {
    let (outcome, ink) = match entry["outcome"].as_str() {
        Some("imported") => (id!("cli-imported"), Ink::Good),
        Some("duplicate") => (id!("cli-duplicate"), Ink::Faint),
        _ => (id!("cli-refused"), Ink::Warn),
    };
    let outcome = context.look.paint(ink, &context.say(outcome));
    let line = format!("{outcome}: {}  {}", name(entry), word(&entry["reason"]));
    line.trim_end().to_owned()
}

fn in_words(state: &str) -> Id {
    match state {
        "no_pin" => id!("cli-state-no-pin"),
        "blocked" => id!("cli-state-blocked"),
        "hardware_lost" => id!("cli-state-hardware-lost"),
        _ => id!("cli-state-closed"),
    }
}

fn name(entry: &Value) -> String {
    match (word(&entry["issuer"]), word(&entry["label"])) {
        (issuer, label) if issuer.is_empty() => label,
        (issuer, label) => format!("{issuer} ({label})"),
    }
}

fn word(value: &Value) -> String {
    plain(value.as_str().unwrap_or_default())
}

fn seconds() -> u64 {
    use kodevagt_bindings::Clock as _;
    u64::try_from(crate::clock::System.now().wall_ms / 1_000).unwrap_or(0)
}
