//! `cargo xtask check`: everything that CI does, a step at a time.

mod deny;
mod suites;

use std::time::{Duration, Instant};

use anyhow::bail;
use clap::ValueEnum;

use crate::shell::{cargo, root, run as execute};
use crate::{RED_TIME, SMOKE_RUNS, SMOKE_TIME, docs, fuzz, kotlin, red, tools};

/// A part of the check that can be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Formatting, lints, tests, documentation, dependencies
    Rust,
    /// Each attack test seen to fail without its protection
    Red,
    /// A short run of every fuzz target
    Fuzz,
    /// The Kotlin journey on the JVM
    Kotlin,
    /// Programs and servers of others
    Interop,
}

/// What a step has to say beside that it passed.
type Note = Option<String>;

struct Step {
    name: &'static str,
    part: Part,
    run: fn() -> anyhow::Result<Note>,
}

const STEPS: &[Step] = &[
    step("format", Part::Rust, || {
        quiet(execute(&mut cargo("fmt --all --check")))
    }),
    step("errors.md", Part::Rust, || quiet(docs::check())),
    step("clippy", Part::Rust, || {
        quiet(execute(&mut cargo(
            "clippy --workspace --all-targets --keep-going -- -D warnings",
        )))
    }),
    step("test", Part::Rust, || quiet(suites::ours())),
    step("rustdoc", Part::Rust, || {
        quiet(execute(
            cargo("doc --workspace --no-deps").env("RUSTDOCFLAGS", "-D warnings"),
        ))
    }),
    step("dependencies", Part::Rust, || quiet(deny::policy())),
    step("advisories", Part::Rust, deny::advisories),
    step("fuzz", Part::Fuzz, || {
        quiet(fuzz::run(&[], SMOKE_RUNS, Some(SMOKE_TIME)))
    }),
    step("interop", Part::Interop, || quiet(suites::interop())),
    step("red", Part::Red, red_in_check),
    step("kotlin", Part::Kotlin, || quiet(kotlin::run_journey())),
];

/// The attacks whose patches `xtask red` has shown in one go on this machine's like; the others' were seen by
/// hand, and `cargo xtask red` runs them all.
const RED: &[&str] = &[
    "a01", "a02", "a03", "a04", "a05", "a06", "a07", "a08", "a09", "a10", "a13", "a27", "a47",
    "a53", "a55", "a56",
];

fn red_in_check() -> anyhow::Result<Note> {
    let names: Vec<String> = RED.iter().map(|&name| name.to_owned()).collect();
    let note = red::run(root(), &names, Some(RED_TIME))?;
    let chosen = format!("attacks {} only; cargo xtask red runs all", RED.join(", "));
    Ok(Some(match note {
        Some(note) => format!("{note}; {chosen}"),
        None => chosen,
    }))
}

const fn step(name: &'static str, part: Part, run: fn() -> anyhow::Result<Note>) -> Step {
    Step { name, part, run }
}

fn quiet(result: anyhow::Result<()>) -> anyhow::Result<Note> {
    result.map(|()| None)
}

/// Runs the steps of `only`, or all; a failed step doesn't keep the rest from running.
///
/// # Errors
/// When a step failed, or something that a step needs is missing.
pub(crate) fn run(only: &[Part]) -> anyhow::Result<()> {
    let parts = if only.is_empty() {
        Part::value_variants()
    } else {
        only
    };
    let (chosen, left_out): (Vec<_>, Vec<_>) =
        STEPS.iter().partition(|step| parts.contains(&step.part));
    if !left_out.is_empty() {
        println!("left out by --only: {}", names(&left_out));
    }

    let begun = Instant::now();
    println!("==> tools");
    tools::ensure(parts)?;

    let mut done = Vec::new();
    for (index, step) in chosen.iter().enumerate() {
        println!(
            "==> {} ({}/{}, {} so far)",
            step.name,
            index + 1,
            chosen.len(),
            seconds(begun.elapsed())
        );
        let started = Instant::now();
        let result = (step.run)();
        match &result {
            Ok(_) => println!("<== {} passed in {}", step.name, seconds(started.elapsed())),
            Err(error) => println!("<== {} FAILED: {error:#}", step.name),
        }
        done.push((step.name, started.elapsed(), result));
    }
    summary(&done, begun.elapsed(), &names(&left_out))
}

fn summary(
    done: &[(&str, Duration, anyhow::Result<Note>)],
    elapsed: Duration,
    left_out: &str,
) -> anyhow::Result<()> {
    println!("\n{:<14} {:<7} {:>8}", "step", "result", "time");
    for (name, took, result) in done {
        let (word, note) = match result {
            Ok(note) => ("passed", note.clone().unwrap_or_default()),
            Err(error) => ("FAILED", format!("{error:#}")),
        };
        let line = format!("{name:<14} {word:<7} {:>8}  {note}", seconds(*took));
        println!("{}", line.trim_end());
    }
    if !left_out.is_empty() {
        println!("left out by --only: {left_out}");
    }
    let failed = done.iter().filter(|(_, _, result)| result.is_err()).count();
    println!("in {}", seconds(elapsed));
    println!("{} passed, {failed} failed", done.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} steps failed", done.len());
    }
    Ok(())
}

fn names(steps: &[&Step]) -> String {
    let names: Vec<_> = steps.iter().map(|step| step.name).collect();
    names.join(", ")
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} m {:02} s", seconds / 60, seconds % 60)
    }
}
