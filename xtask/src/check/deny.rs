//! What our dependencies may be: `deny.toml`, held by cargo-deny.

use anyhow::bail;

use crate::shell::{capture, cargo, run};

/// Bans, licences and sources: needs no network beyond the registry.
///
/// # Errors
/// When a dependency breaks a rule.
pub(crate) fn policy() -> anyhow::Result<()> {
    run(&mut cargo(
        "deny --workspace check --hide-inclusion-graph bans licenses sources",
    ))
}

/// Known weaknesses, where the advisory database can be reached; says so where it can't.
///
/// # Errors
/// When a dependency has an advisory against it.
pub(crate) fn advisories() -> anyhow::Result<Option<String>> {
    println!("$ cargo deny --workspace check advisories");
    let output =
        capture(cargo("deny --workspace check advisories").env("GIT_TERMINAL_PROMPT", "0"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    print!("{said}");
    if output.status.success() {
        return Ok(None);
    }
    if UNREACHABLE.iter().any(|sign| said.contains(sign)) {
        return Ok(Some(
            "NOT CHECKED: the advisory database can't be reached".to_owned(),
        ));
    }
    bail!("a dependency has an advisory against it");
}

const UNREACHABLE: [&str; 2] = [
    "failed to fetch advisory database",
    "failed to load advisory database",
];
