//! Benchmarks: built in release mode, ours and a peer side by side (bench/README.md).

use anyhow::bail;

use crate::shell::cargo;

/// Runs the rows that begin with one of `names`, or all, and prints them.
///
/// # Errors
/// When a name is unknown, or a peer can't be had: says exactly what is missing.
pub(crate) fn run(names: &[String], json: bool) -> anyhow::Result<()> {
    let mut bench = cargo("run --release --quiet --package kodevagt-bench --");
    bench.args(names);
    if json {
        bench.arg("--json");
    }
    // Not `shell::run`: standard output is for the rows alone.
    eprintln!("building the benchmarks in release mode");
    let status = bench.status()?;
    if !status.success() {
        bail!("the benchmarks failed ({status})");
    }
    Ok(())
}
