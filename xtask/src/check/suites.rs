//! The tests, in two steps: our own, and those that talk to others' programs and servers.

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::shell::{capture, cargo, run};

/// The test target that installs servers of others.
const INTEROP: &str = "interop";

/// Everything but the interop tests.
///
/// # Errors
/// When a test fails.
pub(crate) fn ours() -> anyhow::Result<()> {
    let mut test = cargo("test --workspace --no-fail-fast --lib --bins");
    for name in targets()?.iter().filter(|name| *name != INTEROP) {
        test.args(["--test", name]);
    }
    run(&mut test)?;
    run(&mut cargo("test --workspace --doc"))
}

/// The interop tests.
///
/// # Errors
/// When one fails.
pub(crate) fn interop() -> anyhow::Result<()> {
    run(cargo("test --workspace --test").arg(INTEROP))
}

/// The test targets of the workspace.
fn targets() -> anyhow::Result<Vec<String>> {
    let output = capture(&mut cargo("metadata --no-deps --format-version 1"))?;
    if !output.status.success() {
        bail!(
            "cargo metadata: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let metadata = serde_json::from_slice(&output.stdout).context("cargo metadata is JSON")?;
    Ok(test_targets(&metadata))
}

fn test_targets(metadata: &Value) -> Vec<String> {
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut names: Vec<_> = list(metadata, "packages")
        .iter()
        .flat_map(|package| list(package, "targets"))
        .filter(|target| list(target, "kind").iter().any(|kind| kind == "test"))
        .filter_map(|target| target["name"].as_str().map(ToOwned::to_owned))
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_targets_are_told_from_the_rest() {
        let metadata = serde_json::json!({ "packages": [
            { "targets": [{ "name": "core", "kind": ["lib"] }, { "name": "b", "kind": ["test"] }] },
            { "targets": [{ "name": "a", "kind": ["test"] }, { "name": "b", "kind": ["test"] }] },
            { "targets": [{ "name": "x", "kind": ["bench"] }] },
        ]});
        assert_eq!(test_targets(&metadata), ["a", "b"]);
    }

    #[test]
    fn this_workspace_has_the_interop_tests() {
        assert!(targets().is_ok_and(|names| names.iter().any(|name| name == INTEROP)));
    }
}
