//! Says what happens, runs a command as a person would type it, and shows what it answered.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kodevagt_bindings::Problem;
use kodevagt_texts::{Code, Id};
use serde_json::Value;

use super::answer;
use crate::context::Context;
use crate::look::{Ink, plain};
use crate::stop::{Exit, Stop};

/// How long a step stands before the next, for somebody who reads along.
const PAUSE: Duration = Duration::from_secs(2);

/// Who leads through the tour.
pub(super) struct Guide<'a> {
    pub(super) context: &'a Context,
    /// Where the tour's files are; the commands run in it.
    pub(super) directory: PathBuf,
    program: PathBuf,
    /// The folder of the phone that is in one's hand.
    phone: &'static str,
    slow: bool,
    /// Whether nothing is said.
    silent: bool,
    step: usize,
    commands: usize,
    began: Instant,
}

/// What a command answered.
#[derive(Debug)]
pub(super) struct Told {
    /// Its exit code.
    pub(super) exit: i32,
    /// What it printed.
    pub(super) out: Value,
    /// The error in its last line, if it failed.
    pub(super) error: Value,
}

impl<'a> Guide<'a> {
    pub(super) fn new(context: &'a Context, directory: PathBuf, slow: bool) -> Result<Self, Stop> {
        let program = std::env::current_exe();
        Ok(Self {
            context,
            directory,
            program: program.map_err(|_| Stop::new(Code::Internal, Exit::Other))?,
            phone: "phone",
            slow: slow && io::stdout().is_terminal(),
            silent: false,
            step: 0,
            commands: 0,
            began: Instant::now(),
        })
    }

    pub(super) fn steps(&self) -> usize {
        self.step
    }

    pub(super) fn commands(&self) -> usize {
        self.commands
    }

    pub(super) fn seconds(&self) -> u64 {
        self.began.elapsed().as_secs()
    }

    /// Says something; a script hears the sum at the end only.
    pub(super) fn say(&self, words: &str) {
        if !self.context.json && !self.silent {
            // A reader who has gone needs no story.
            let _ = writeln!(io::stdout(), "{words}");
        }
    }

    /// Says nothing from now on.
    pub(super) fn hush(&mut self) {
        self.silent = true;
    }

    /// Begins a step: its number, its name, and what is about to happen.
    pub(super) fn step(&mut self, name: Id, words: Id) {
        if self.slow && self.step > 0 {
            std::thread::sleep(PAUSE);
        }
        self.step += 1;
        let name = format!("{}. {}", self.step, self.context.say(name));
        self.say(&format!(
            "\n{}",
            self.context.look.paint(Ink::Strong, &name)
        ));
        self.say(&self.context.say(words));
    }

    /// Takes the phone in the folder `name` in one's hand.
    pub(super) fn take(&mut self, name: &'static str) {
        self.phone = name;
    }

    /// Runs `kodevagt ARGUMENTS`, the lines of `input` on its standard input.
    pub(super) fn run(&mut self, input: &[&str], arguments: &[&str]) -> Result<Told, Stop> {
        self.commands += 1;
        self.show(input, arguments);
        let mut command = Command::new(&self.program);
        for variable in ["KODEVAGT_HOME", "KODEVAGT_KEYSTORE", "KODEVAGT_LANG"] {
            command.env_remove(variable);
        }
        command
            .current_dir(&self.directory)
            .args(["--json", "--home", self.phone])
            .args(["--lang", self.context.language.tag()])
            .args(["--pin-stdin", "--passphrase-stdin"])
            .args(arguments);
        let output = fed(command, &input.join("\n")).map_err(|_| self.differs("kodevagt"))?;
        let json = |bytes: &[u8]| -> Value {
            let text = String::from_utf8_lossy(bytes);
            let last = text.trim_end().lines().next_back().unwrap_or_default();
            serde_json::from_str(last).unwrap_or(Value::Null)
        };
        let told = Told {
            exit: output.status.code().unwrap_or(-1),
            out: json(&output.stdout),
            error: json(&output.stderr)["error"].take(),
        };
        self.answer(&told, !arguments.contains(&"--at"));
        Ok(told)
    }

    /// Runs a tool of the system's, if it is there: what it prints.
    pub(super) fn tool(&self, name: &str, arguments: &[&str], input: &str) -> Option<String> {
        let mut command = Command::new(name);
        command.current_dir(&self.directory).args(arguments);
        let output = fed(command, input).ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// Holds what a command did against what was told.
    ///
    /// # Errors
    /// When it isn't so: the tour ends here.
    pub(super) fn expect(&self, so: bool, what: &str) -> Result<(), Stop> {
        if so {
            return Ok(());
        }
        Err(self.differs(what))
    }

    /// Says that something was as told.
    pub(super) fn confirm(&self, words: &str) {
        let tick = self.context.look.paint(Ink::Good, "✓");
        self.say(&format!("    {tick} {words}"));
    }

    fn differs(&self, what: &str) -> Stop {
        let step = format!("{}, {what}", self.step);
        Stop::new(
            Problem::of(Code::TourDiffers).with("step", step),
            Exit::Other,
        )
    }

    /// The command as one would type it.
    fn show(&self, input: &[&str], arguments: &[&str]) {
        let typed: Vec<String> = arguments.iter().map(|part| quoted(part)).collect();
        let given = if input.is_empty() {
            String::new()
        } else {
            let lines = input.join("\\n");
            format!("printf '{lines}' | ")
        };
        let flags = match input.len() {
            0 => "",
            1 => " --pin-stdin",
            _ => " --pin-stdin --passphrase-stdin",
        };
        let line = format!(
            "  $ {given}kodevagt --home {}{flags} {}",
            self.phone,
            typed.join(" ")
        );
        self.say(&self.context.look.paint(Ink::Faint, &line));
    }

    /// What it answered, a line for each thing.
    fn answer(&self, told: &Told, now: bool) {
        if !told.error.is_null() {
            let said = |part: &str| plain(told.error[part].as_str().unwrap_or_default());
            let (what, why) = (said("what"), said("why"));
            let line = format!("{what} {why} ({}, exit {})", said("code"), told.exit);
            self.say(&format!(
                "    {}",
                self.context.look.paint(Ink::Warn, &line)
            ));
            return;
        }
        for line in answer::lines(&told.out, now, self.context) {
            self.say(&format!("    {line}"));
        }
    }
}

/// Runs a command with `input` on its standard input.
fn fed(mut command: Command, input: &str) -> io::Result<std::process::Output> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that reads nothing may be gone already.
        let _ = writeln!(stdin, "{input}");
    }
    child.wait_with_output()
}

/// An argument as a shell takes it.
fn quoted(part: &str) -> String {
    let simple = |c: char| c.is_alphanumeric() || "-_./:=".contains(c);
    if part.chars().all(simple) {
        part.to_owned()
    } else {
        format!("'{part}'")
    }
}

/// The name of a file in the tour's directory.
pub(super) fn in_directory(guide: &Guide<'_>, name: &str) -> PathBuf {
    Path::new(&guide.directory).join(name)
}
