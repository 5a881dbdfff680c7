//! What a tracked file may hold: not too much, and nothing of the machine it was written on.

use crate::{Violations, hold, tracked};

/// A source longer than this is to be split by meaning.
const LONGEST: usize = 400;

/// Hosts of registries and mirrors: which one serves us is the machine's business.
const HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("repo.", "maven.apache.org"),
    concat!("repo1.", "maven.org"),
    concat!("maven.", "google.com"),
    concat!("registry.", "npmjs.org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
    concat!("proxy.", "golang.org"),
];

/// Folders of one machine, where a path may begin.
const PLACES: &[&str] = &[
    concat!("/work", "/"),
    concat!("/tmp/", "wt"),
    concat!("/root", "/"),
    concat!("../", "shared"),
];

fn check_length(path: &str, text: &str) -> Violations {
    let lines = text.lines().count();
    let source = [".rs", ".kt", ".py"].iter().any(|end| path.ends_with(end));
    if source && lines > LONGEST {
        vec![format!("{path} has {lines} lines: split it by meaning")]
    } else {
        Violations::new()
    }
}

fn check_origin(path: &str, text: &str) -> Violations {
    // The lock file names the public index by itself.
    if path == "Cargo.lock" {
        return Violations::new();
    }
    let mut violations = Violations::new();
    for (number, line) in text.lines().enumerate() {
        let hosts = HOSTS.iter().filter(|host| line.contains(**host));
        let places = PLACES.iter().filter(|place| begins_in(line, place));
        for found in hosts.chain(places) {
            violations.push(format!("{path}:{} names {found}", number + 1));
        }
    }
    violations
}

/// Whether a path begins with `place` in `line`: `"/home/` does, `target/home/` doesn't.
fn begins_in(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(index, _)| {
        let before = line[..index].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !"./-_}~)".contains(before))
    })
}

#[test]
fn no_source_is_too_long() {
    hold(
        tracked()
            .iter()
            .flat_map(|(path, text)| check_length(path, text))
            .collect(),
    );
}

#[test]
fn no_file_names_a_registry_or_a_machine() {
    hold(
        tracked()
            .iter()
            .flat_map(|(path, text)| check_origin(path, text))
            .collect(),
    );
}

#[test]
fn a_long_source_is_seen() {
    let long = "\n".repeat(LONGEST + 1);
    assert_eq!(check_length("core/src/x.rs", &long).len(), 1);
    assert!(check_length("docs/errors.md", &long).is_empty());
    assert!(check_length("core/src/x.rs", &"\n".repeat(LONGEST)).is_empty());
}

#[test]
fn a_registry_and_a_machine_are_seen() {
    for line in [
        concat!("<url>https://repo.", "maven.apache.org/maven2</url>"),
        concat!("read /work", "/shared/data"),
        concat!("path = \"../", "shared\""),
        concat!("cd /root", "/x"),
    ] {
        assert_eq!(check_origin("README.md", line).len(), 1, "{line}");
    }
    for line in [
        "target/work/x",
        "$HOME/root/x",
        "/tmp/kodevagt",
        "See docs.rs",
    ] {
        assert!(check_origin("README.md", line).is_empty(), "{line}");
    }
}
