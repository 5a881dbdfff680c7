//! `cargo xtask fuzz`: libFuzzer on the pinned stable toolchain.
//!
//! `tests/fuzz/rustc.sh` instruments our own crates, and with them the generic code of others that they
//! use; no nightly feature is needed. Seeds stand in `tests/fuzz/seeds/TARGET`; what libFuzzer finds worth
//! keeping goes to the user's cache, outside the clone, and is where the next run goes on from.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::shell::{cargo, root, run as execute, target};

/// Runs each of `targets`, or all, over `runs` inputs, each target for `most` at the longest if said.
///
/// # Errors
/// When a target is unknown, can't be built, or finds an input that breaks a promise: its path is
/// named.
pub(crate) fn run(targets: &[String], runs: u64, most: Option<Duration>) -> anyhow::Result<()> {
    let known = known()?;
    if let Some(unknown) = targets.iter().find(|target| !known.contains(target)) {
        bail!("no fuzz target {unknown}: there are {}", known.join(", "));
    }
    let program = build()?;
    let mut figures = Vec::new();
    for target in if targets.is_empty() { &known } else { targets } {
        figures.push(fuzz(&program, target, runs, most)?);
    }
    println!(
        "\n{:<12} {:>10} {:>8} {:>8} {:>9}",
        "target", "inputs", "seconds", "edges", "per second"
    );
    for row in figures {
        println!("{row}");
    }
    Ok(())
}

/// The targets: the folders of seeds.
fn known() -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/fuzz/seeds"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// What a target spends its time in and the tests don't. (What depends on these is built anew, so few.)
const OPTIMISED: [&str; 4] = ["kodevagt-core", "data-encoding", "qrcode", "rusqlite"];

/// Builds the fuzzer beside everything else: Cargo keeps what a wrapper made apart. The core optimised, its
/// checks of overflow kept: unoptimised, a picture takes twenty times as long.
fn build() -> anyhow::Result<PathBuf> {
    execute(
        cargo("build --workspace --features kodevagt-fuzz/libfuzzer --bin kodevagt-fuzz")
            .args(OPTIMISED.iter().flat_map(|package| {
                let setting = format!("profile.dev.package.{package}.opt-level=3");
                ["--config".to_owned(), setting]
            }))
            .env(
                "RUSTC_WORKSPACE_WRAPPER",
                root().join("tests/fuzz/rustc.sh"),
            ),
    )?;
    Ok(target().join("debug/kodevagt-fuzz"))
}

/// Runs one target and gives back its row of figures.
fn fuzz(program: &Path, target: &str, runs: u64, most: Option<Duration>) -> anyhow::Result<String> {
    let corpus = cache()?.join(target);
    let found = cache()?.join(format!("found/{target}"));
    std::fs::create_dir_all(&corpus)?;
    std::fs::create_dir_all(&found)?;
    println!(
        "fuzzing {target}, {runs} inputs; corpus in {}",
        corpus.display()
    );

    let started = Instant::now();
    let mut child = Command::new(program)
        .env("KODEVAGT_FUZZ", target)
        .arg(format!("-runs={runs}"))
        // 0: as long as it takes.
        .arg(format!(
            "-max_total_time={}",
            most.map_or(0, |most| most.as_secs())
        ))
        .args([
            "-seed=1",
            "-timeout=20",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
        ])
        .arg(format!("-max_len={}", longest(target)))
        .arg(format!("-use_value_profile={}", u8::from(is_text(target))))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg(&corpus)
        .arg(root().join("tests/fuzz/seeds").join(target))
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("can't start the fuzzer")?;
    let mut last = VecDeque::new();
    let mut edges = "?".to_owned();
    let mut inputs = runs;
    for line in BufReader::new(child.stderr.take().context("no output")?).lines() {
        let line = line?;
        if line.contains("pulse") {
            println!("  {line}");
        }
        let mut words = line.split_whitespace().skip_while(|word| *word != "cov:");
        if let Some(count) = words.nth(1) {
            count.clone_into(&mut edges);
        }
        if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
            inputs = count.trim().parse().unwrap_or(inputs);
        }
        last.push_back(line);
        if last.len() > 40 {
            last.pop_front();
        }
    }
    let status = child.wait()?;
    if !status.success() {
        for line in &last {
            println!("  {line}");
        }
        bail!("{target}: {}", why(&status.to_string(), &last));
    }
    let seconds = started.elapsed().as_secs_f64();
    let rate = inputs as f64 / seconds;
    Ok(format!(
        "{target:<12} {inputs:>10} {seconds:>8.0} {edges:>8} {rate:>9.0}"
    ))
}

/// Why a run ended with `status`, by the `last` that libFuzzer said: it names the file that it writes an
/// input to, and writes none when something outside ended the run. (A slow one it writes and goes on.)
fn why(status: &str, last: &VecDeque<String>) -> String {
    let named = |line: &String| {
        let (_, path) = line.split_once("Test unit written to ")?;
        (!path.contains("/slow-unit-")).then(|| path.trim().to_owned())
    };
    match last.iter().find_map(named) {
        Some(path) => format!("an input broke a promise; it is {path}"),
        None => format!("ended from outside, by no input ({status}): killed, or out of memory?"),
    }
}

/// The longest input worth trying. Long ones are slow, and say little that short ones don't.
fn longest(target: &str) -> usize {
    match target {
        "qr_image" => 8 * 1024,
        "vault_file" => 4 * 1024,
        _ => 1024,
    }
}

/// Whether the input is read by our own code, word by word: then what it compares with what leads to the
/// next word. (Pixels and sealed bytes lead nowhere, and counting them takes a third of the time.)
fn is_text(target: &str) -> bool {
    !matches!(target, "qr_image" | "vault_file")
}

fn cache() -> anyhow::Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .context("no cache folder: set XDG_CACHE_HOME")?;
    Ok(base.join("kodevagt/fuzz"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_blamed_only_when_it_was_written() {
        let said = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
        let found = said(&[
            "==7== ERROR: libFuzzer: deadly signal",
            "artifact_prefix='/f/'; Test unit written to /f/crash-12",
            "Base64: AA==",
        ]);
        assert_eq!(
            why("exit status: 77", &found),
            "an input broke a promise; it is /f/crash-12"
        );
        let killed = said(&[
            "Slowest unit: 11 s:",
            "artifact_prefix='/f/'; Test unit written to /f/slow-unit-12",
            "#512 pulse",
        ]);
        assert_eq!(
            why("signal: 9 (SIGKILL)", &killed),
            "ended from outside, by no input (signal: 9 (SIGKILL)): killed, or out of memory?"
        );
    }
}
