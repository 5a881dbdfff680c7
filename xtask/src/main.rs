//! The project's tasks. `cargo xtask check` passes everything that CI does.

mod bench;
mod check;
mod docs;
mod fuzz;
mod kotlin;
mod red;
mod shell;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Inputs for each fuzz target in a smoke run.
const SMOKE_RUNS: u64 = 20_000;
/// The longest that a target runs in the check.
const SMOKE_TIME: std::time::Duration = std::time::Duration::from_secs(45);
/// The longest that protections are taken out in the check: a commit's share of them.
const RED_TIME: std::time::Duration = std::time::Duration::from_secs(18 * 60);

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "The project's tasks",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Passes everything that CI does, installing what it needs when it may
    Check {
        /// Only these parts; says what it leaves out
        #[arg(long, value_enum)]
        only: Vec<check::Part>,
    },
    /// Writes the documents that are made from the source (docs/errors.md)
    Docs {
        /// Writes nothing: fails when a document is stale
        #[arg(long)]
        check: bool,
    },
    /// Runs benchmarks, ours and a peer side by side
    Bench {
        /// Which ones; all without a name
        names: Vec<String>,
        /// Prints the rows as JSON
        #[arg(long)]
        json: bool,
    },
    /// Takes each attack test's protection out and demands that the test fails
    Red {
        /// Which patches under tests/red; all without a name
        names: Vec<String>,
    },
    /// Feeds mutated inputs to the parsers
    Fuzz {
        /// Which targets; all without a name
        targets: Vec<String>,
        /// Inputs for each target
        #[arg(long, default_value_t = SMOKE_RUNS)]
        runs: u64,
    },
    /// Runs the Kotlin journey on the JVM
    Kotlin,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Check { only } => check::run(&only),
        Task::Docs { check: true } => docs::check(),
        Task::Docs { check: false } => docs::write(),
        Task::Bench { names, json } => bench::run(&names, json),
        Task::Red { names } => red::run(shell::root(), &names, None).map(drop),
        Task::Fuzz { targets, runs } => fuzz::run(&targets, runs, None),
        Task::Kotlin => kotlin::run_journey(),
    }
}
