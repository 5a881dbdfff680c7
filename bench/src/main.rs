//! Benchmarks: what ours costs as a ratio to a peer that runs in the same run, turn by turn.
//!
//! `cargo xtask bench` builds this in release mode and runs it; bench/README.md says what each row
//! means. Rows go to standard output, progress to standard error.

mod codes;
mod kdf;
mod peer;
mod qr;
mod row;
mod turns;
mod vault;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Parser;

use crate::row::Row;

#[derive(Parser)]
#[command(about = "Benchmarks, ours and a peer side by side")]
struct Arguments {
    /// Rows to run: a name from the table, or how one begins ("codes", "qr/photos"); all without a name
    names: Vec<String>,
    /// Prints the rows as JSON
    #[arg(long)]
    json: bool,
    /// A folder of photographs, each with its text beside it (NAME.png, .jpg or .webp, and NAME.txt);
    /// without it, photographs are drawn
    #[arg(long, env = "KODEVAGT_BENCH_PHOTOS")]
    photos: Option<PathBuf>,
}

impl Arguments {
    /// Whether any of `rows` is asked for.
    fn wants(&self, rows: &[&str]) -> bool {
        let asked = |row: &&str| self.names.iter().any(|name| names(name, row));
        self.names.is_empty() || rows.iter().any(asked)
    }
}

/// Whether `name` means `row`: all of its name, or whole parts from its beginning.
fn names(name: &str, row: &str) -> bool {
    row.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Rows that are measured together.
struct Group {
    rows: &'static [&'static str],
    run: fn(&Arguments) -> Result<Vec<Row>>,
}

const GROUPS: &[Group] = &[codes::GROUP, kdf::GROUP, qr::GROUP, vault::GROUP];

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let known: Vec<_> = GROUPS.iter().flat_map(|group| group.rows).collect();
    for name in &arguments.names {
        if !known.iter().any(|row| names(name, row)) {
            bail!("no row is called {name:?}; there are: {known:?}");
        }
    }

    let mut rows = Vec::new();
    for group in GROUPS {
        if arguments.wants(group.rows) {
            rows.extend((group.run)(&arguments)?);
        }
    }
    rows.retain(|row| arguments.wants(&[row.name]));
    row::print(&rows, arguments.json)?;
    let missing: Vec<_> = rows
        .iter()
        .filter_map(|row| row.missing.as_deref())
        .collect();
    if !missing.is_empty() {
        bail!("not measured: {}", missing.join("; "));
    }
    Ok(())
}

/// Bytes that no run before has seen.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut bytes)
        .map_err(|_| anyhow::anyhow!("no randomness"))?;
    Ok(bytes)
}
