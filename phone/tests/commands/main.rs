//! The contract for scripts (docs/phone.md), held by running the program itself.
#![allow(clippy::unwrap_used)]

mod accounts;
mod blocked;
mod codes;
mod defaults;
mod intake;
mod language;
mod leaving;
mod online;
mod pins;
mod terminal;
mod tour;
mod usage;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A PIN that nothing can be said against.
const PIN: &str = "8042";
/// RFC 6238's secret, in base32.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A phone in a directory of its own.
struct Phone {
    folder: tempfile::TempDir,
}

/// What a command did.
#[derive(Debug)]
struct Done {
    exit: i32,
    out: String,
    err: String,
}

impl Phone {
    /// A phone that nobody has set up.
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A phone with a PIN, and its recovery code.
    fn set_up() -> (Self, String) {
        let phone = Self::new();
        let done = phone.run(&[PIN], "init").ok();
        let code = done["recovery_code"].as_str().unwrap().to_owned();
        (phone, code)
    }

    /// A phone with a PIN and these accounts.
    fn with(uris: &[&str]) -> Self {
        let (phone, _) = Self::set_up();
        let list = phone.file("accounts.txt", uris.join("\n").as_bytes());
        let done = phone.args(&[PIN], &["import", list.to_str().unwrap()]).ok();
        let entries = done["entries"].as_array().unwrap();
        assert!(entries.iter().all(|entry| entry["outcome"] == "imported"));
        phone
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Runs a command whose words hold no blanks, as a script would.
    fn run(&self, input: &[&str], words: &str) -> Done {
        self.args(input, &words.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command, its secrets on standard input.
    fn args(&self, input: &[&str], arguments: &[&str]) -> Done {
        let flags = [
            "--json",
            "--lang",
            "en",
            "--pin-stdin",
            "--passphrase-stdin",
        ];
        self.plain(input, &[&flags, arguments].concat())
    }

    /// Runs a command with nothing but the home added.
    fn plain(&self, input: &[&str], arguments: &[&str]) -> Done {
        let mut command = program();
        command.arg("--home").arg(self.path("home")).args(arguments);
        command.current_dir(self.folder.path());
        fed(command, input)
    }

    fn codes(&self, at: u64) -> Value {
        self.run(&[PIN], &format!("codes --at {at}")).ok()
    }
}

/// The program, untouched by this machine's settings.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kodevagt"));
    for variable in [
        "KODEVAGT_HOME",
        "KODEVAGT_KEYSTORE",
        "KODEVAGT_LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "LANGUAGE",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Runs a command with these lines on its standard input.
fn fed(mut command: Command, input: &[&str]) -> Done {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = input.iter().map(|line| format!("{line}\n")).collect();
    // A command that needs no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let output = child.wait_with_output().unwrap();
    Done {
        exit: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Done {
    /// Its JSON; it has to have succeeded.
    #[track_caller]
    fn ok(&self) -> Value {
        assert_eq!(self.exit, 0, "{self:?}");
        serde_json::from_str(&self.out).unwrap()
    }

    /// The error in its last line; it has to have ended with `exit`.
    #[track_caller]
    fn fails(&self, exit: i32, code: &str) -> Value {
        let last = self.err.lines().next_back().unwrap_or_default();
        let line: Value = serde_json::from_str(last).unwrap_or_else(|_| panic!("{self:?}"));
        let error = &line["error"];
        assert_eq!(
            (self.exit, &error["code"]),
            (exit, &Value::from(code)),
            "{self:?}"
        );
        for part in ["what", "why", "do"] {
            assert!(
                !error[part].as_str().unwrap().is_empty(),
                "{part}: {self:?}"
            );
        }
        error.clone()
    }
}

/// A picture that qrencode drew.
fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tour")
        .join(name);
    path.to_str().unwrap().to_owned()
}

#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn column<'a>(list: &'a Value, name: &str) -> Vec<&'a Value> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|row| &row[name])
        .collect()
}
