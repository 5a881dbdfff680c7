//! The real `kodevagt`, as a script drives it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::program;

/// The PIN of the phones in these tests.
pub(crate) const PIN: &str = "5923";

/// A phone with its files in a directory of its own.
pub(crate) struct Phone {
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) exit: i32,
    /// Standard output.
    pub(crate) value: Value,
    /// The last line of standard error, where it failed.
    pub(crate) error: Value,
}

impl Phone {
    /// A phone with the PIN [`PIN`] and nothing on it.
    pub(crate) fn new() -> Self {
        let phone = Self {
            folder: TempDir::new().unwrap(),
        };
        phone.done(&["init"]);
        phone
    }

    /// The directory of the vault's files.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The directory of the software key store.
    pub(crate) fn keystore(&self) -> PathBuf {
        self.folder.path().join("keystore")
    }

    /// A place for a file beside them.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command that only needs the PIN and must succeed: its answer.
    #[track_caller]
    pub(crate) fn done(&self, command: &[&str]) -> Value {
        let answer = self.run(command, &[PIN]);
        assert_eq!(answer.exit, 0, "{command:?}: {answer:?}");
        answer.value
    }

    /// Runs a command with `lines` on its standard input.
    pub(crate) fn run(&self, command: &[&str], lines: &[&str]) -> Answer {
        let mut kodevagt = Command::new(binary());
        kodevagt
            .arg("--home")
            .arg(self.home())
            .arg("--keystore")
            .arg(self.keystore())
            .args(["--json", "--pin-stdin"]);
        if lines.len() > 1 {
            kodevagt.arg("--passphrase-stdin");
        }
        kodevagt.args(command);
        let output = program::run(&mut kodevagt, "", &format!("{}\n", lines.join("\n")));
        let error = String::from_utf8(output.stderr).unwrap();
        Answer {
            exit: output.status.code().unwrap(),
            value: serde_json::from_slice(&output.stdout).unwrap_or_default(),
            error: error
                .lines()
                .next_back()
                .and_then(|line| serde_json::from_str(line).ok())
                .unwrap_or(Value::String(error)),
        }
    }
}

/// Adds the accounts of `pictures`, which must all be new; in their order, their ids.
#[track_caller]
pub(crate) fn scan(phone: &Phone, pictures: &[PathBuf]) -> Vec<String> {
    let mut command = vec!["scan"];
    command.extend(pictures.iter().map(|picture| picture.to_str().unwrap()));
    let answer = phone.done(&command);
    let entries = answer["entries"].as_array().unwrap();
    assert_eq!(entries.len(), pictures.len(), "{answer}");
    entries
        .iter()
        .map(|entry| {
            assert_eq!(entry["outcome"], "imported", "{entry}");
            entry["id"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// The program, built anew where its source has changed, with the profile and in the folder of this test.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        // target/PROFILE/deps/interop-…
        let built = test.ancestors().nth(2).unwrap();
        let profile = match built.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev",
            profile => profile,
        };
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([
                "build",
                "--quiet",
                "--locked",
                "--package",
                "kodevagt-phone",
            ])
            .args(["--profile", profile, "--target-dir"])
            .arg(built.parent().unwrap())
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        program::text(&mut cargo, "cargo", "");
        built
            .join("kodevagt")
            .with_extension(std::env::consts::EXE_EXTENSION)
    })
}
