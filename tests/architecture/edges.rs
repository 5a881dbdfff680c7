//! Which of our packages may depend on which.

use crate::{Violations, hold, metadata};

/// A package of ours and those of ours that it names, for building or testing.
type Edges<'a> = (&'a str, Vec<&'a str>);

/// What each may depend on. A package that isn't listed is a violation: decide where it stands.
const ALLOWED: &[(&str, &[&str])] = &[
    ("kodevagt-protocol", &[]),
    ("kodevagt-core", &["kodevagt-protocol"]),
    ("kodevagt-texts", &[]),
    ("kodevagt-driver", &["kodevagt-core", "kodevagt-protocol"]),
    (
        "kodevagt-bindings",
        &[
            "kodevagt-core",
            "kodevagt-driver",
            "kodevagt-protocol",
            "kodevagt-texts",
        ],
    ),
    ("kodevagt-bindgen", &[]),
    ("kodevagt-phone", &["kodevagt-bindings", "kodevagt-texts"]),
    ("kodevagt-service", &["kodevagt-protocol", "kodevagt-texts"]),
    (
        "kodevagt-tests",
        &[
            "kodevagt-bindings",
            "kodevagt-core",
            "kodevagt-driver",
            "kodevagt-protocol",
            "kodevagt-service",
            "kodevagt-texts",
        ],
    ),
    ("kodevagt-bench", &["kodevagt-core"]),
    ("kodevagt-fuzz", &["kodevagt-core"]),
    ("xtask", &["kodevagt-texts"]),
];

fn check(workspace: &[Edges<'_>]) -> Violations {
    let ours: Vec<_> = workspace.iter().map(|(name, _)| *name).collect();
    let mut violations = Violations::new();
    for (name, dependencies) in workspace {
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| known == name) else {
            violations.push(format!("{name}: say in edges.rs what it may depend on"));
            continue;
        };
        violations.extend(
            dependencies
                .iter()
                .filter(|dependency| ours.contains(dependency) && !allowed.contains(dependency))
                .map(|dependency| format!("{name} must not depend on {dependency}")),
        );
    }
    violations
}

#[test]
fn dependencies_point_inwards() {
    let metadata = metadata();
    let workspace: Vec<_> = metadata
        .workspace_packages()
        .into_iter()
        .map(|package| {
            let dependencies = package.dependencies.iter();
            let names = dependencies
                .map(|dependency| dependency.name.as_str())
                .collect();
            (package.name.as_str(), names)
        })
        .collect();
    assert!(workspace.len() >= 8, "the workspace has lost its members");
    hold(check(&workspace));
}

#[test]
fn an_edge_upwards_is_seen() {
    let workspace = [
        ("kodevagt-core", vec!["serde", "kodevagt-texts"]),
        ("kodevagt-texts", vec!["fluent-bundle"]),
        ("kodevagt-phone", vec!["kodevagt-bindings", "kodevagt-core"]),
    ];
    assert_eq!(
        check(&workspace),
        [
            "kodevagt-core must not depend on kodevagt-texts",
            "kodevagt-phone must not depend on kodevagt-core",
        ]
    );
}

#[test]
fn a_package_without_a_place_is_seen() {
    assert_eq!(
        check(&[("kodevagt-new", vec![])]),
        ["kodevagt-new: say in edges.rs what it may depend on"]
    );
}
