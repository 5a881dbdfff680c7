//! Peers that are other programs: built, started, and asked line by line.
//!
//! A peer reads a line, does the work, and answers with a line: its own nanoseconds, a space, and what
//! came out. So neither starting it nor talking to it is measured.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::LazyLock;

use anyhow::{Context as _, Result, anyhow, bail};
use etcetera::BaseStrategy as _;

/// A peer that is running.
pub(crate) struct Peer {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Peer {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("can't start {:?}", command.get_program()))?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().context("a peer without an output")?;
        Ok(Self {
            child,
            stdin,
            stdout: BufReader::new(stdout),
        })
    }

    /// Says a line without waiting for an answer.
    pub(crate) fn tell(&mut self, line: &str) -> Result<()> {
        let stdin = self.stdin.as_mut().context("the peer was let go")?;
        writeln!(stdin, "{line}").context("the peer doesn't listen")?;
        stdin.flush().context("the peer doesn't listen")
    }

    /// Says a line; its answer: nanoseconds, and what came out.
    pub(crate) fn ask(&mut self, line: &str) -> Result<(f64, String)> {
        self.tell(line)?;
        let mut answer = String::new();
        if self.stdout.read_line(&mut answer)? == 0 {
            bail!("the peer ended early");
        }
        let answer = answer.trim_end_matches('\n');
        let (nanoseconds, rest) = answer.split_once(' ').unwrap_or((answer, ""));
        let nanoseconds = nanoseconds
            .parse()
            .with_context(|| format!("the peer said {nanoseconds:?}"))?;
        Ok((nanoseconds, rest.to_owned()))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The end of its input ends a peer.
        self.stdin = None;
        // Nothing is left to be done about a peer that can't be waited for.
        let _ = self.child.wait();
    }
}

/// A peer in C, `bench/peers/NAME.c`, against a library from a Debian package.
pub(crate) fn c(name: &str, library: &str, package: &str) -> Result<Peer> {
    let program = cache("peers")?.join(name);
    let compile = || {
        capture(
            Command::new("cc")
                .args(["-O2", "-o"])
                .arg(&program)
                .arg(source(&format!("{name}.c")))
                .arg(format!("-l{library}")),
        )
    };
    with_packages(&["gcc", package], compile)?;
    Peer::start(&mut Command::new(program))
}

/// A peer in Python, `bench/peers/NAME.py`, with packages of the Python index in a venv of its own.
pub(crate) fn python(name: &str, packages: &[&str]) -> Result<Peer> {
    let venv = cache("venv")?.join(name);
    let python = venv.join("bin/python");
    if !python.exists() {
        let make = || {
            capture(
                Command::new("python3")
                    .args(["-m", "venv", "--clear"])
                    .arg(&venv),
            )
        };
        with_packages(&["python3", "python3-venv"], make)?;
    }
    // Quick when they are there already, and keeps to the versions named.
    let pip = Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(packages)
        .output()?;
    said(pip).with_context(|| format!("pip can't install {}", packages.join(" ")))?;
    Peer::start(Command::new(python).arg(source(&format!("{name}.py"))))
}

/// A peer in Rust, `bench/peers/NAME`, a package outside the workspace so that it is built with its
/// own features and not with ours. What it builds may need Debian packages.
pub(crate) fn rust(name: &str, packages: &[&str]) -> Result<Peer> {
    let target = cache("peers")?.join(format!("{name}-target"));
    let build = || {
        capture(
            Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
                .args([
                    "build",
                    "--release",
                    "--quiet",
                    "--locked",
                    "--manifest-path",
                ])
                .arg(source(name).join("Cargo.toml"))
                .arg("--target-dir")
                .arg(&target),
        )
    };
    eprintln!("building the peer {name}");
    with_packages(packages, build)?;
    Peer::start(&mut Command::new(
        target.join("release").join(format!("{name}-peer")),
    ))
}

/// A folder outside the clone that keeps what peers need from run to run.
pub(crate) fn cache(folder: &str) -> Result<PathBuf> {
    let strategy = etcetera::choose_base_strategy().context("no home directory")?;
    let folder = strategy
        .cache_dir()
        .join("kodevagt")
        .join("bench")
        .join(folder);
    std::fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    Ok(folder)
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("peers")
        .join(name)
}

/// Tries; if that fails and we may, installs the Debian packages and tries again.
fn with_packages(packages: &[&str], attempt: impl Fn() -> Result<()>) -> Result<()> {
    let first = match attempt() {
        Ok(()) => return Ok(()),
        Err(why) if packages.is_empty() => return Err(why),
        Err(why) => why,
    };
    let wanted = format!("needs the Debian packages {}", packages.join(" "));
    if !*MAY_INSTALL {
        return Err(first.context(format!("{wanted}: apt-get install {}", packages.join(" "))));
    }
    eprintln!("{wanted}: installing them");
    let apt = |arguments: &[&str]| {
        capture(
            Command::new("apt-get")
                .args(["-q", "-y"])
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    let install = [&["install", "--no-install-recommends"], packages].concat();
    apt(&["update"])
        .and_then(|()| apt(&install))
        .with_context(|| format!("{wanted}, and they can't be installed"))?;
    attempt().context(wanted)
}

static MAY_INSTALL: LazyLock<bool> = LazyLock::new(|| {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
        && Command::new("apt-get")
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success())
});

fn capture(command: &mut Command) -> Result<()> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("can't start {:?}", command.get_program()))?;
    said(output)
}

fn said(output: Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(anyhow!(
        "{}",
        said.lines().take(3).collect::<Vec<_>>().join(" / ")
    ))
}
