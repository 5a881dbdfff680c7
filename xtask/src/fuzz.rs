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

/// Builds the fuzzer beside everything else: Cargo keeps what a wrapper made apart. The core optimised, its
/// checks of overflow kept: unoptimised, a picture takes twenty times as long.
fn build() -> anyhow::Result<PathBuf> {
    execute(
        cargo("build --workspace --features kodevagt-fuzz/libfuzzer --bin kodevagt-fuzz")
            .args(["--config", "profile.dev.package.kodevagt-core.opt-level=3"])
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
            "-use_value_profile=1",
            "-print_final_stats=1",
        ])
        .arg(format!("-max_len={}", longest(target)))
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
    if !child.wait()?.success() {
        for line in last {
            println!("  {line}");
        }
        bail!(
            "{target}: an input broke a promise; it is in {}",
            found.display()
        );
    }
    let seconds = started.elapsed().as_secs_f64();
    let rate = inputs as f64 / seconds;
    Ok(format!(
        "{target:<12} {inputs:>10} {seconds:>8.0} {edges:>8} {rate:>9.0}"
    ))
}

/// The longest input worth trying. Long ones are slow, and say little that short ones don't.
fn longest(target: &str) -> usize {
    match target {
        "qr_image" => 8 * 1024,
        "vault_file" => 4 * 1024,
        _ => 1024,
    }
}

fn cache() -> anyhow::Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .context("no cache folder: set XDG_CACHE_HOME")?;
    Ok(base.join("kodevagt/fuzz"))
}
