//! Turns: ours and the peers' one after the other in every round, so that whatever else the machine
//! does falls on all alike.

use std::io::{IsTerminal as _, Write as _};
use std::time::Instant;

use anyhow::Result;

/// One contestant's measurements.
#[derive(Default)]
pub(crate) struct Samples(Vec<f64>);

impl Samples {
    pub(crate) fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    pub(crate) fn median(&self) -> f64 {
        let sorted = self.sorted();
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            odd if odd % 2 == 1 => sorted[middle],
            _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
        }
    }

    pub(crate) fn span(&self) -> [f64; 2] {
        let sorted = self.sorted();
        [
            sorted.first().copied().unwrap_or(f64::NAN),
            sorted.last().copied().unwrap_or(f64::NAN),
        ]
    }

    pub(crate) fn scaled(&self, factor: f64) -> Self {
        Self(self.0.iter().map(|value| value * factor).collect())
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

/// Nanoseconds that `work` takes, and what it returns.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed().as_nanos() as f64, result)
}

/// Runs `round` for each number below `rounds`, showing how far it has come.
pub(crate) fn rounds(
    what: &str,
    rounds: u32,
    mut round: impl FnMut(u32) -> Result<()>,
) -> Result<()> {
    let mut stderr = std::io::stderr();
    let terminal = stderr.is_terminal();
    if !terminal {
        writeln!(stderr, "{what}: {rounds} rounds")?;
    }
    let mut shown = Instant::now();
    for number in 0..rounds {
        if terminal && (number == 0 || shown.elapsed().as_millis() > 200) {
            shown = Instant::now();
            write!(stderr, "\r{what}: {number}/{rounds} ")?;
        }
        round(number)?;
    }
    if terminal {
        writeln!(stderr, "\r{what}: {rounds} rounds ")?;
    }
    Ok(())
}
