//! Three languages, chosen by flag, variable or system.

use super::*;

const HEADS: [(&str, &str); 3] = [("da", "Brug:"), ("nb", "Bruk:"), ("en", "Usage:")];

fn help(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let mut command = program();
    command
        .envs(variables.iter().copied())
        .args(arguments)
        .arg("--help");
    fed(command, &[]).out
}

#[test]
fn help_is_in_the_persons_language() {
    for (tag, head) in HEADS {
        assert!(help(&[], &["--lang", tag]).contains(head), "{tag}");
        assert!(help(&[("LC_ALL", "sv_SE.UTF-8"), ("KODEVAGT_LANG", tag)], &[]).contains(head));
        let system = format!("{tag}_XX.UTF-8");
        assert!(
            help(&[("LC_ALL", &system)], &["code"]).contains(head),
            "{system}"
        );
    }
    assert!(help(&[("LC_ALL", "sv_SE.UTF-8")], &[]).contains("Usage:"));
    assert!(help(&[("KODEVAGT_LANG", "da")], &["--lang", "nb"]).contains("Bruk:"));
}

#[test]
fn answers_and_errors_too() {
    let phone = Phone::new();
    for (tag, state, error) in [
        (
            "da",
            "ingen pinkode endnu",
            "Der er ikke valgt en pinkode endnu.",
        ),
        ("nb", "ingen PIN-kode ennå", ""),
        ("en", "no PIN yet", "No PIN has been chosen yet."),
    ] {
        let status = phone.plain(&[], &["status", "--lang", tag]);
        assert!(status.out.contains(state), "{status:?}");
        let codes = phone.plain(&[PIN], &["codes", "--lang", tag, "--pin-stdin", "--json"]);
        let what = codes.fails(5, "KV-0105")["what"].clone();
        assert!(error.is_empty() || what == error, "{what}");
    }
}
