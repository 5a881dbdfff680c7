//! `cargo xtask red`: takes each attack test's protection out of the source and demands that the test
//! fails. A test that stays green without its protection proves nothing.
//!
//! Each `tests/red/*.patch` begins with two lines of its own, then the patch:
//!
//! ```text
//! Test: a05_each_count_is_durable_before_its_derive
//! Takes out: the count is committed before the hardware is asked
//! ```
//!
//! A test outside `tests/attacks` is found by a third line, its package and test target:
//! `In: kodevagt-service activation`.
//!
//! The work tree is copied to `red/tree` in the target folder and built in `red/build`, so that a second run
//! compiles only what a patch touches.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};

/// How long a test without its protection may run. One that hangs isn't red.
const PATIENCE: Duration = Duration::from_secs(300);

/// Runs the patches whose names contain one of `names`; all of them without names. With `most` it stops
/// after so long, and says how many it left out: each commit begins at another patch, so that all have their
/// turn.
///
/// # Errors
/// When a test stays green without its protection, a patch no longer fits, or a test is red already.
pub(crate) fn run(root: &Path, names: &[String], most: Option<Duration>) -> Result<Option<String>> {
    let mut patches = patches(&root.join("tests/red"), names)?;
    let began = Instant::now();
    let is_over = || most.is_some_and(|most| began.elapsed() > most);
    if most.is_some() {
        let first = usize::from(turn(root)?) % patches.len();
        patches.rotate_left(first);
    }
    let tree = Tree::copy(root)?;
    eprintln!(
        "red: building {} tests with every protection in place",
        patches.len()
    );
    let suites: BTreeSet<_> = patches.iter().map(|patch| &patch.suite).collect();
    for suite in suites {
        let Built::Tests(tests) = tree.build(suite)? else {
            bail!("the attack tests don't compile as they are");
        };
        let of_it = patches.iter().filter(|patch| patch.suite == *suite);
        for test in of_it.map(|patch| &patch.test).collect::<BTreeSet<_>>() {
            // Within a check the test step runs them all.
            if most.is_some() {
                break;
            }
            let ran = tree.run(&tests, test)?;
            ensure!(
                ran == Ran::Passed,
                "{test}: {ran:?} with every protection in place"
            );
        }
    }
    let (mut green, mut tried) = (0, 0);
    for patch in patches.iter().take_while(|_| !is_over()) {
        tried += 1;
        let start = Instant::now();
        let verdict = tree.without(patch)?;
        green += usize::from(verdict != Verdict::Red);
        println!(
            "{:<12} {:<46} {} ({:.0?})",
            verdict.text(),
            patch.name,
            patch.takes_out,
            start.elapsed()
        );
    }
    ensure!(
        green == 0,
        "{green} of {tried} protections can be taken out unseen"
    );
    println!("{tried} protections, each missed by its test");
    let left = patches.len() - tried;
    Ok((left > 0).then(|| {
        format!(
            "{tried} protections taken out; {left} left for other commits: cargo xtask red runs all"
        )
    }))
}

/// A number that differs from commit to commit.
fn turn(root: &Path) -> Result<u16> {
    let head = Command::new("git")
        .args(["rev-parse", "HEAD"])
        .current_dir(root)
        .output()?;
    let name = String::from_utf8_lossy(&head.stdout).into_owned();
    let digits = name.get(..4).context("no commit yet")?;
    Ok(u16::from_str_radix(digits, 16)?)
}

struct Patch {
    name: String,
    file: PathBuf,
    test: String,
    suite: Suite,
    takes_out: String,
}

/// Where a test lives: a package and one of its test targets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Suite {
    package: String,
    target: String,
}

fn patches(folder: &Path, names: &[String]) -> Result<Vec<Patch>> {
    let mut files = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.sort();
    let patches = files
        .into_iter()
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "patch")
        })
        .map(Patch::read)
        .collect::<Result<Vec<_>>>()?;
    let chosen = |patch: &Patch| {
        names.is_empty() || names.iter().any(|name| patch.name.contains(name.as_str()))
    };
    let chosen: Vec<_> = patches.into_iter().filter(chosen).collect();
    ensure!(
        !chosen.is_empty(),
        "no patch in {} is called that",
        folder.display()
    );
    Ok(chosen)
}

impl Patch {
    fn read(file: PathBuf) -> Result<Self> {
        let text = fs::read_to_string(&file)?;
        let line = |start: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(start));
            line.map(|rest| rest.trim().to_owned())
                .with_context(|| format!("{} has no line {start:?}", file.display()))
        };
        let place = text.lines().find_map(|line| line.strip_prefix("In:"));
        let place = place.unwrap_or("kodevagt-tests attacks").trim();
        let (package, target) = place
            .split_once(' ')
            .with_context(|| format!("{}: a package and a target", file.display()))?;
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(Self {
            test: line("Test:")?,
            suite: Suite {
                package: package.to_owned(),
                target: target.to_owned(),
            },
            takes_out: line("Takes out:")?,
            name,
            file,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Red,
    StayedGreen,
    DoesNotApply,
    DoesNotCompile,
    Hung,
}

impl Verdict {
    const fn text(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::StayedGreen => "STAYED GREEN",
            Self::DoesNotApply => "NO FIT",
            Self::DoesNotCompile => "NO COMPILE",
            Self::Hung => "HUNG",
        }
    }
}

/// The copy that protections are taken out of.
struct Tree {
    source: PathBuf,
    copy: PathBuf,
    build: PathBuf,
}

enum Built {
    /// The test binary.
    Tests(PathBuf),
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ran {
    Passed,
    Failed,
    Hung,
}

impl Tree {
    fn copy(root: &Path) -> Result<Self> {
        let red = crate::shell::target().join("red");
        let tree = Self {
            source: root.to_owned(),
            copy: red.join("tree"),
            build: red.join("build"),
        };
        fs::create_dir_all(&tree.copy)?;
        tree.sync()?;
        Ok(tree)
    }

    /// Makes the copy equal to the work tree; files that are equal already keep their time, so that
    /// cargo builds only what changed.
    fn sync(&self) -> Result<()> {
        let wanted = self.files()?;
        for file in &wanted {
            let (from, to) = (self.source.join(file), self.copy.join(file));
            let Ok(content) = fs::read(&from) else {
                continue; // deleted in the work tree, not yet in the index
            };
            if fs::read(&to).ok().as_deref() != Some(content.as_slice()) {
                fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
                fs::write(&to, content)?;
            }
        }
        for file in walk(&self.copy)? {
            let name = file.strip_prefix(&self.copy)?;
            if !wanted.contains(name) || !self.source.join(name).exists() {
                fs::remove_file(&file)?;
            }
        }
        Ok(())
    }

    /// What git knows of, and what is new and not ignored.
    fn files(&self) -> Result<BTreeSet<PathBuf>> {
        let listed = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&self.source)
            .output()?;
        ensure!(listed.status.success(), "git ls-files failed");
        let names = String::from_utf8(listed.stdout)?;
        Ok(names
            .split('\0')
            .filter(|name| !name.is_empty())
            .map(PathBuf::from)
            .collect())
    }

    /// Runs `patch`'s test without its protection, and puts that back. What changes in the work tree
    /// meanwhile stays out of the copy.
    fn without(&self, patch: &Patch) -> Result<Verdict> {
        if !self.apply(patch, &[])? {
            return Ok(Verdict::DoesNotApply);
        }
        let verdict = match self.build(&patch.suite)? {
            Built::Nothing => Verdict::DoesNotCompile,
            Built::Tests(tests) => match self.run(&tests, &patch.test)? {
                Ran::Failed => Verdict::Red,
                Ran::Passed => Verdict::StayedGreen,
                Ran::Hung => Verdict::Hung,
            },
        };
        let back = self.apply(patch, &["--reverse"])?;
        ensure!(back, "{} can't be taken back", patch.name);
        Ok(verdict)
    }

    /// Applies `patch` with one line of context each side, so that small changes nearby don't matter.
    fn apply(&self, patch: &Patch, how: &[&str]) -> Result<bool> {
        let status = Command::new("git")
            .args(["apply", "-C1", "--recount", "--whitespace=nowarn"])
            .args(how)
            .arg(&patch.file)
            .current_dir(&self.copy)
            // Else git finds the work tree around the copy, and takes the paths for its own.
            .env(
                "GIT_CEILING_DIRECTORIES",
                self.copy.parent().unwrap_or(&self.copy),
            )
            .status()?;
        Ok(status.success())
    }

    fn build(&self, suite: &Suite) -> Result<Built> {
        let built = Command::new("cargo")
            .args([
                "test",
                "--quiet",
                "--package",
                &suite.package,
                "--test",
                &suite.target,
                "--no-run",
            ])
            .args(["--message-format", "json"])
            .current_dir(&self.copy)
            .env("CARGO_TARGET_DIR", &self.build)
            .stderr(Stdio::inherit())
            .output()?;
        if !built.status.success() {
            return Ok(Built::Nothing);
        }
        let tests = String::from_utf8(built.stdout)?
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|message| message["target"]["name"] == suite.target)
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        Ok(Built::Tests(tests.with_context(|| {
            format!("cargo built no test target {}", suite.target)
        })?))
    }

    /// Runs the one test called `test`, in whichever module.
    fn run(&self, tests: &Path, test: &str) -> Result<Ran> {
        let listed = Command::new(tests).args(["--list", test]).output()?;
        let listed = String::from_utf8(listed.stdout)?;
        let path = listed
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .find(|path| path.rsplit("::").next() == Some(test))
            .with_context(|| format!("there is no test called {test}"))?;
        let mut running = Command::new(tests)
            .args(["--exact", path])
            .current_dir(self.copy.join("tests"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let start = Instant::now();
        loop {
            if let Some(status) = running.try_wait()? {
                return Ok(if status.success() {
                    Ran::Passed
                } else {
                    Ran::Failed
                });
            }
            if start.elapsed() > PATIENCE {
                running.kill()?;
                running.wait()?;
                return Ok(Ran::Hung);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(walk(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
