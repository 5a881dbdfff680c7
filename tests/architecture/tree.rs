//! What the core is built with, down to the last crate.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, PackageId};

use crate::{Violations, hold, metadata};

/// FFI, sockets, async and languages have no place under the core. A name covers its family:
/// `uniffi` is also `uniffi_core`.
const BANNED: &[&str] = &[
    "axum",
    "clap",
    "crossterm",
    "fluent",
    "hyper",
    "ratatui",
    "reqwest",
    "tokio",
    "unic-langid",
    "uniffi",
];

/// A package by name and what is compiled into it.
type Tree<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn check(tree: &Tree<'_>, from: &str) -> Violations {
    reachable(tree, from)
        .into_iter()
        .filter(|name| BANNED.iter().any(|banned| is_of(name, banned)))
        .map(|name| format!("{from} is built with {name}"))
        .collect()
}

fn is_of(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

fn reachable<'a>(tree: &Tree<'a>, from: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(name) = waiting.pop() {
        if seen.insert(name) {
            waiting.extend(tree.get(name).into_iter().flatten());
        }
    }
    seen
}

/// Normal and build edges, by name; two versions of a crate count as one.
fn resolved(metadata: &Metadata) -> Tree<'_> {
    let name = |id: &PackageId| -> &str { metadata[id].name.as_str() };
    let mut tree = Tree::new();
    for node in &metadata.resolve.as_ref().unwrap().nodes {
        let dependencies = node.deps.iter().filter(|dependency| {
            let mut kinds = dependency.dep_kinds.iter();
            kinds.any(|kind| kind.kind != DependencyKind::Development)
        });
        tree.entry(name(&node.id))
            .or_default()
            .extend(dependencies.map(|dependency| name(&dependency.pkg)));
    }
    tree
}

#[test]
fn the_core_is_built_without_ffi_sockets_async_and_language() {
    let metadata = metadata();
    let tree = resolved(&metadata);
    let core = reachable(&tree, "kodevagt-core");
    assert!(core.contains("ring"), "the tree isn't read right");
    hold(check(&tree, "kodevagt-core"));
    assert!(
        !check(&tree, "kodevagt-bindings").is_empty(),
        "the facade does hold uniffi: the rule sees nothing"
    );
}

#[test]
fn a_banned_crate_far_down_is_seen() {
    let tree = Tree::from([
        ("core", vec!["a"]),
        ("a", vec!["b", "tokioish"]),
        ("b", vec!["uniffi_core", "a"]),
    ]);
    assert_eq!(check(&tree, "core"), ["core is built with uniffi_core"]);
}
