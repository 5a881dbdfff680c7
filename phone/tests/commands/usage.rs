//! Command lines that aren't understood, and where flags may stand.

use super::*;

#[test]
fn a_line_that_isnt_understood_says_which_part() {
    let phone = Phone::new();
    for (line, part) in [
        ("frobnicate", "frobnicate"),
        ("codes --frobnicate", "--frobnicate"),
        ("code", "QUERY"),
        ("scan", "IMAGE"),
        ("codes --at soon", "soon"),
        ("edit bank", ""),
        ("export", "--format"),
        ("export --format abacus", "abacus"),
        ("init --digits 5x", "5x"),
        ("init --digits 5", "5"),
        ("status --lang sv", "sv"),
        ("status --clock-offset much", "much"),
    ] {
        let error = phone.run(&[], line).fails(2, "KV-0601");
        assert!(
            error["why"].as_str().unwrap().contains(part),
            "{line}: {error}"
        );
    }
    assert!(!phone.path("home").exists(), "nothing was made");
}

#[test]
fn without_json_an_error_is_told_in_lines() {
    let phone = Phone::new();
    let done = phone.plain(&["8042"], &["--lang", "en", "codes", "--pin-stdin"]);
    assert_eq!(done.exit, 5);
    assert_eq!(done.out, "");
    assert_eq!(done.err.lines().count(), 3, "{done:?}");
    assert!(done.err.contains("(KV-0105)"));
    assert!(
        !done.err.contains('\u{1b}'),
        "no colour where nobody sees it"
    );
}

#[test]
fn flags_stand_before_or_after_the_command() {
    let phone = Phone::new();
    let home = phone.path("elsewhere");
    let (home, keys) = (home.to_str().unwrap(), phone.path("keys"));
    let keys = keys.to_str().unwrap();
    let flags = ["--json", "--home", home, "--keystore", keys, "--lang", "da"];
    for arguments in [
        [&flags[..], &["status"]].concat(),
        [&["status"], &flags[..]].concat(),
        [&flags[..3], &["status"], &flags[3..]].concat(),
    ] {
        let mut command = program();
        command.args(arguments);
        let status = fed(command, &[]).ok();
        assert_eq!(
            (&status["home"], &status["keystore"]),
            (&home.into(), &keys.into())
        );
    }
    assert!(Path::new(keys).join("home").exists());
}
