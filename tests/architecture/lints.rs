//! No unsafe code: forbidden once for the workspace, and inherited by each member.

use crate::{Violations, hold, metadata, root, tracked};

/// UniFFI's macros write the scaffolding with unsafe code; the facade itself holds none.
const FACADE: &str = "kodevagt-bindings";

fn check_member(name: &str, manifest: &str) -> Violations {
    let lines: Vec<_> = manifest.lines().map(str::trim).collect();
    let inherits = lines
        .windows(2)
        .any(|pair| pair == ["[lints]", "workspace = true"]);
    let denies = lines.contains(&"unsafe_code = \"deny\"");
    if inherits || (name == FACADE && denies) {
        return Violations::new();
    }
    vec![format!("{name} does not inherit the workspace's lints")]
}

fn check_source(path: &str, text: &str) -> Violations {
    if path.ends_with(".rs") && text.contains(concat!("allow(", "unsafe_code")) {
        vec![format!("{path} allows unsafe code")]
    } else {
        Violations::new()
    }
}

#[test]
fn every_member_forbids_unsafe_code() {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    let metadata = metadata();
    let mut violations = Violations::new();
    for package in metadata.workspace_packages() {
        let manifest = std::fs::read_to_string(&package.manifest_path).unwrap();
        violations.extend(check_member(package.name.as_str(), &manifest));
    }
    hold(violations);
}

#[test]
fn no_source_takes_it_back() {
    hold(
        tracked()
            .iter()
            .flat_map(|(path, text)| check_source(path, text))
            .collect(),
    );
}

#[test]
fn a_member_without_the_lints_is_seen() {
    let without = "[package]\nname = \"x\"\n\n[lints.clippy]\nall = \"warn\"\n";
    assert_eq!(
        check_member("x", without),
        ["x does not inherit the workspace's lints"]
    );
    assert_eq!(check_member(FACADE, without).len(), 1);
    assert!(check_member("x", "[lints]\nworkspace = true\n").is_empty());
    assert_eq!(
        check_member("x", "[lints.rust]\nunsafe_code = \"deny\"\n").len(),
        1
    );
}

#[test]
fn a_source_that_allows_it_is_seen() {
    let text = concat!("#![allow(", "unsafe_code)]");
    assert_eq!(
        check_source("core/src/x.rs", text),
        ["core/src/x.rs allows unsafe code"]
    );
    assert!(check_source("docs/x.md", text).is_empty());
}
