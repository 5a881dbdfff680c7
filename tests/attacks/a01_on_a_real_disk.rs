//! Attack 1, where the simulated disk can't see: the directory is synced after the count's rollback journal is
//! deleted (`synchronous=EXTRA`), and only then is a key destroyed and the hardware asked. Watched by
//! strace in a real process.

use std::{
    fs::{self, File},
    io::{Seek as _, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use kodevagt_tests::masked;

use kodevagt_tests::stand::{RIGHT, WRONG};

/// Runs the process with `typed` on its standard input; `tracer` stands before it.
fn run(tracer: &[&str], folder: &Path, command: &str, typed: &str) -> String {
    let mut input = tempfile::tempfile().unwrap();
    masked::send(&mut input, typed.as_bytes()).unwrap();
    input.rewind().unwrap();
    let mut words = tracer.to_vec();
    words.push(env!("CARGO_BIN_EXE_phone-process"));
    let output = Command::new(words[0])
        .args(&words[1..])
        .args([folder.join("home"), folder.join("keys")])
        .arg(command)
        .stdin(input)
        .stdout(Stdio::piped())
        .output()
        .expect("strace is installed (cargo xtask check installs it)");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a01_the_directory_is_synced_before_a_key_is_destroyed_and_the_hardware_asked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    File::create(folder.join("trace")).unwrap().flush().unwrap();
    run(&[], &folder, "set-up", RIGHT);
    let trace = folder.join("trace");
    let strace = [
        "strace",
        "-f",
        "-y",
        "-e",
        "trace=unlink,unlinkat,fsync,fdatasync,openat,pwrite64",
        "-o",
    ];
    let tracer: Vec<&str> = strace.into_iter().chain(trace.to_str()).collect();
    assert_eq!(run(&tracer, &folder, "attempt", WRONG), "wrong 2\n");
    let calls = fs::read_to_string(trace).unwrap();
    let (home, keys) = (folder.join("home"), folder.join("keys/keys"));
    let (home, keys) = (home.display(), keys.display());
    let synced = |path: &str| -> [String; 2] {
        ["fsync", "fdatasync"].map(|call| format!("{call}(*<{path}>)"))
    };
    let steps: [(&str, Vec<String>); 7] = [
        (
            "the journal is synced",
            synced(&format!("{home}/attempt.db-journal")).into(),
        ),
        (
            "the count is written",
            vec![format!("pwrite64(*<{home}/attempt.db>")],
        ),
        (
            "the count is synced",
            synced(&format!("{home}/attempt.db")).into(),
        ),
        (
            "the journal is deleted",
            vec![format!("(\"{home}/attempt.db-journal\"")],
        ),
        ("the directory is synced", synced(&home.to_string()).into()),
        (
            "the former count's key is destroyed",
            vec![format!("unlink(\"{keys}/state_")],
        ),
        ("the hardware is asked", vec![format!("\"{keys}/pin_")]),
    ];
    let mut lines = calls.lines();
    for (step, forms) in steps {
        let is_it =
            |line: &str| forms.iter().any(|form| matches(line, form)) && !line.contains("O_CREAT");
        assert!(lines.any(is_it), "{step}: not in its place in\n{calls}");
    }
}

/// Whether `line` holds `form`, where `*` stands for a descriptor's number.
fn matches(line: &str, form: &str) -> bool {
    let Some((before, after)) = form.split_once('*') else {
        return line.contains(form);
    };
    line.split_once(before).is_some_and(|(_, rest)| {
        rest.trim_start_matches(|digit: char| digit.is_ascii_digit())
            .starts_with(after)
    })
}
