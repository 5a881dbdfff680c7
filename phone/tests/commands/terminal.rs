//! Without a terminal.

use super::*;

#[test]
fn without_a_command_and_a_terminal_there_is_help() {
    let mut command = program();
    command.args(["--lang", "en"]);
    let done = fed(command, &[]);
    assert_eq!(done.exit, 2);
    assert_eq!(done.out, "");
    assert!(done.err.contains("Usage: kodevagt [flags] [COMMAND]"));
    let mut command = program();
    command.args(["--json", "--lang", "en"]);
    fed(command, &[]).fails(2, "KV-0602");
}

#[test]
fn nobody_is_asked_where_nobody_is() {
    let (phone, _) = Phone::set_up();
    let done = phone.plain(&[PIN], &["--json", "codes"]);
    done.fails(2, "KV-0610");
    assert_eq!(phone.run(&[], "status").ok()["attempts_left"], 3);
}

#[test]
fn help_version_completions_and_a_manual_page() {
    let phone = Phone::new();
    let help = phone.plain(&[], &["--lang", "en", "code", "--help"]);
    assert_eq!(help.exit, 0);
    assert!(
        help.out.contains("Usage: kodevagt code QUERY [flags]"),
        "{help:?}"
    );
    let version = phone.plain(&[], &["--version"]);
    assert_eq!(
        version.out,
        format!("kodevagt {}\n", env!("CARGO_PKG_VERSION"))
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = phone.plain(&[], &["completions", shell]);
        assert!(
            script.exit == 0 && script.out.contains("recovery-code"),
            "{shell}"
        );
    }
    let page = phone.plain(&[], &["man"]);
    assert!(page.exit == 0 && page.out.contains(".TH kodevagt"));
    assert!(!phone.path("home").exists(), "nothing was made");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut command = program();
    command.args(["--lang", "en", "man"]).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
