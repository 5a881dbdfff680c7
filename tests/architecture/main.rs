//! What may stand on what, and what no file of ours may hold. Each rule is a function from facts to
//! violations, so that it can be seen to fail on made-up facts.
#![allow(clippy::unwrap_used)]

mod edges;
mod files;
mod lints;
mod texts;
mod tree;

use std::path::Path;
use std::process::Command;

use cargo_metadata::{Metadata, MetadataCommand};

/// A rule broken, in words.
type Violations = Vec<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .exec()
        .unwrap()
}

/// Every tracked text file: its path from the top folder, and what it holds.
fn tracked() -> Vec<(String, String)> {
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        listed.status.success(),
        "git ls-files: this test runs in a clone"
    );
    let listed = String::from_utf8(listed.stdout).unwrap();
    let files: Vec<_> = listed
        .split_terminator('\0')
        .filter_map(|path| {
            let bytes = std::fs::read(root().join(path)).ok()?; // deleted, not yet committed
            let text = String::from_utf8(bytes).ok()?; // a picture
            Some((path.to_owned(), text))
        })
        .collect();
    assert!(files.len() > 30, "git lists hardly any file");
    files
}

#[track_caller]
fn hold(violations: Violations) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}
