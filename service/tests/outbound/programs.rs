//! Programs that a test runs and reads the log of.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long a program may take to say what it's expected to say.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program; it ends with the test.
pub(crate) struct Program {
    name: String,
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

impl Program {
    /// Starts it and reads its standard error.
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let log = child.stderr.take().unwrap();
        Self::read(name, child, log)
    }

    fn read(name: String, child: Child, log: impl Read + Send + 'static) -> Self {
        let (send, lines) = channel();
        std::thread::spawn(move || {
            let mut log = BufReader::new(log);
            let mut line = Vec::new();
            while log.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                if send
                    .send(String::from_utf8_lossy(&line).into_owned())
                    .is_err()
                {
                    break;
                }
                line.clear();
            }
        });
        Self {
            name,
            child,
            lines,
            said: Vec::new(),
        }
    }

    /// Waits for a line with these words and returns it.
    pub(crate) fn says(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) if line.contains(words) => return line.trim_end().to_owned(),
                Ok(line) => self.said.push(line),
                Err(_) => panic!(
                    "{} never said {words:?}:\n{}",
                    self.name,
                    self.said.concat()
                ),
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a program is; the test fails with the package's name when it isn't.
pub(crate) fn program(package: &str, names: &[&str]) -> PathBuf {
    names
        .iter()
        .map(|name| Path::new(name).to_owned())
        .find(|path| path.exists())
        .unwrap_or_else(|| {
            panic!(
                "missing: {}. Install it (Debian: apt-get install {package})",
                names[0]
            )
        })
}

/// A port that nothing listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// The user and the group that the tests run as.
pub(crate) fn user() -> (u32, u32) {
    let mut status = String::new();
    File::open("/proc/self/status")
        .unwrap()
        .read_to_string(&mut status)
        .unwrap();
    let id = |name: &str| {
        let ids = status.lines().find_map(|line| line.strip_prefix(name));
        ids.unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
            .parse()
            .unwrap()
    };
    (id("Uid:"), id("Gid:"))
}
