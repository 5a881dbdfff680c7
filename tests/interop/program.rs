//! Running the programs of others.

use std::io::{ErrorKind, Write as _};
use std::process::{Command, Output, Stdio};

/// Runs `command`, which the Debian package `package` brings, with `input` on its standard input.
///
/// # Panics
/// When it isn't installed: says what to install.
#[track_caller]
pub(crate) fn run(command: &mut Command, package: &str, input: &str) -> Output {
    let spawned = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Err(error) if error.kind() == ErrorKind::NotFound => panic!(
            "{} is missing. Install it (Debian: apt-get install {package})",
            command.get_program().display()
        ),
        spawned => spawned.unwrap(),
    };
    // A program that needs no input may have ended before it could be given any.
    let given = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    match given {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => panic!("{command:?}: {error}"),
        _ => output,
    }
}

/// As [`run`], for a program that must succeed: what it wrote.
#[track_caller]
pub(crate) fn text(command: &mut Command, package: &str, input: &str) -> String {
    let output = run(command, package, input);
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[should_panic(
    expected = "no-such-program is missing. Install it (Debian: apt-get install its-package)"
)]
fn a_missing_program_says_what_to_install() {
    run(&mut Command::new("no-such-program"), "its-package", "");
}
