//! docs/protocol.md says what the code does: its vectors, refusals and limits are the code's.

use std::collections::BTreeMap;

use kodevagt_protocol::{Refusal, limits};
use serde_json::Value;

use crate::literals;
use crate::vectors::vectors;

const DOCUMENT: &str = include_str!("../../../docs/protocol.md");

#[test]
fn it_prints_every_vector_with_its_input() {
    let (mut inputs, mut printed) = (blocks("json"), blocks("hex"));
    for vector in vectors() {
        let input = inputs.remove(vector.name);
        let input = input.unwrap_or_else(|| panic!("{} has no input", vector.name));
        let input: Value = serde_json::from_str(&input).unwrap();
        assert_eq!(input, vector.input, "{}", vector.name);
        assert_eq!(
            printed.remove(vector.name).map(joined).as_deref(),
            Some(vector.literal),
            "{}",
            vector.name
        );
    }
    assert_eq!(inputs, BTreeMap::new(), "inputs of no vector");
    let others = [
        ("device-key", literals::DEVICE_KEY),
        ("root-key", literals::ROOT_KEY),
        ("statement-signature", literals::STATEMENT_SIGNATURE),
        ("sealing-key", literals::SEALING_KEY),
        ("sealing-enc", literals::SEALING_ENC),
        ("sealing-ciphertext", literals::SEALING_CIPHERTEXT),
        ("sealing-seed", literals::SEALING_SEED),
    ];
    for (name, literal) in others {
        let found = printed.remove(name).map(joined);
        assert_eq!(found.as_deref(), Some(literal), "{name}");
    }
    assert_eq!(printed, BTreeMap::new(), "bytes that nothing holds");
    let header = format!("kodevagt-signature: {}\n", literals::REQUEST_SIGNATURE);
    assert!(DOCUMENT.contains(&header));
}

#[test]
fn it_lists_every_refusal_with_its_status() {
    let expected: Vec<String> = Refusal::ALL
        .iter()
        .map(|refusal| format!("| {refusal} | {} ", refusal.status()))
        .collect();
    let listed: Vec<&str> = rows("| KV-").collect();
    assert_eq!(listed.len(), expected.len());
    for (row, start) in listed.iter().zip(expected) {
        assert!(row.starts_with(&start), "{row}, not {start}");
    }
}

#[test]
fn it_lists_every_limit_with_its_value() {
    macro_rules! listed {
        ($($name:ident)+) => {
            vec![$((stringify!($name), format!("{:?}", limits::$name))),+]
        };
    }
    let limits = listed! {
        APPROVAL_MS APPROVAL_LEAST_MS APPROVAL_MOST_MS CONSUME_MS PENDING_MOST NUMBER_DIGITS NUMBER_LEAST
        NUMBER_MOST MISMATCHES IGNORED PAUSE_WINDOW_MS SMS_DIGITS SMS_MS SMS_TRIES RESEND_MS TICKET_MS
        TICKET_BYTES TICKET_TYPED_BYTES REPLY_MS LOCK_NUMBER_DIGITS UNBLOCK_DIGITS UNBLOCK_WAIT_MS UNBLOCK_MS UNBLOCK_TRIES
        CODES_WRONG CODES_WAIT_MS CODES_WAIT_MOST_MS CODES_OFF NONCE_MS WAIT_MOST_MS TEXT_CHARS BODY_BYTES
        SEED_BYTES
    };
    let source = include_str!("../../src/limits.rs");
    assert_eq!(source.matches("\npub const ").count(), limits.len());
    for (name, value) in limits {
        let value = value.trim_matches(['[', ']']);
        let row = format!("| `{name}` | {value} | ");
        assert_eq!(rows(&row).count(), 1, "{row}");
    }
}

/// A label that is new, or was changed, must be explained.
#[test]
fn it_names_every_label() {
    let sources = [
        include_str!("../../src/activation.rs"),
        include_str!("../../src/approval.rs"),
        include_str!("../../src/keys.rs"),
        include_str!("../../src/request.rs"),
        include_str!("../../src/unblock.rs"),
    ];
    let labels: Vec<&str> = sources
        .iter()
        .flat_map(|source| source.split('"'))
        .filter(|text| text.starts_with("kodevagt/"))
        .collect();
    assert_eq!(labels.len(), 11);
    for label in labels {
        assert!(DOCUMENT.contains(label), "{label}");
    }
}

fn rows(start: &str) -> impl Iterator<Item = &'static str> {
    DOCUMENT.lines().filter(move |line| line.starts_with(start))
}

/// The fenced blocks of a kind, each by the name after it.
fn blocks(kind: &str) -> BTreeMap<&'static str, String> {
    let start = format!("\n```{kind} ");
    let parts = DOCUMENT.split(start.as_str()).skip(1);
    parts
        .map(|part| {
            let (name, rest) = part.split_once('\n').unwrap();
            let (block, _) = rest.split_once("```").unwrap();
            (name, block.to_owned())
        })
        .collect()
}

fn joined(block: String) -> String {
    block.split_whitespace().collect()
}
