//! What a benchmark says.

use anyhow::Result;
use serde::Serialize;

use crate::turns::Samples;

/// Ours and a peer's, and how they compare. `ratio` is ours to the peer's.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Medians, in `unit`; null when the peer couldn't be run.
    ours: Option<f64>,
    peer: Option<f64>,
    peer_name: &'static str,
    unit: &'static str,
    ratio: Option<f64>,
    /// What the ratio is to be, at most or (see `better`) at least; null when none was set.
    goal: Option<f64>,
    met: Option<bool>,
    better: Better,
    /// The least and the most that was seen, ours and the peer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    ours_span: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    peer_span: Option<[f64; 2]>,
    /// Exactly what the peer lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Better {
    Lower,
    Higher,
}

/// What a row is called and what is asked of it.
#[derive(Clone, Copy)]
pub(crate) struct Title {
    pub(crate) name: &'static str,
    pub(crate) peer: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) goal: Option<f64>,
}

impl Title {
    /// A row of times, the shorter the better. Samples are nanoseconds and are shown in `unit`.
    pub(crate) fn times(self, ours: &Samples, peer: &Samples) -> Row {
        let scale = match self.unit {
            "ms" => 1e-6,
            "us" => 1e-3,
            _ => 1.0,
        };
        let (ours, peer) = (ours.scaled(scale), peer.scaled(scale));
        Row {
            ours_span: Some(ours.span()),
            peer_span: Some(peer.span()),
            ..self.compared(ours.median(), peer.median(), Better::Lower)
        }
    }

    /// A row of two figures.
    pub(crate) fn compared(self, ours: f64, peer: f64, better: Better) -> Row {
        let ratio = ours / peer;
        Row {
            ours: Some(ours),
            peer: Some(peer),
            ratio: Some(ratio),
            met: self.goal.map(|goal| match better {
                Better::Lower => ratio <= goal,
                Better::Higher => ratio >= goal,
            }),
            ..self.empty(better)
        }
    }

    /// A row that couldn't be measured, and why.
    pub(crate) fn missing(self, why: &anyhow::Error) -> Row {
        Row {
            met: self.goal.map(|_| false),
            missing: Some(format!("{} ({}): {why:#}", self.name, self.peer)),
            ..self.empty(Better::Lower)
        }
    }

    fn empty(self, better: Better) -> Row {
        Row {
            name: self.name,
            ours: None,
            peer: None,
            peer_name: self.peer,
            unit: self.unit,
            ratio: None,
            goal: self.goal,
            met: None,
            better,
            ours_span: None,
            peer_span: None,
            missing: None,
        }
    }
}

/// Prints all rows: JSON, or a table for people.
pub(crate) fn print(rows: &[Row], json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(rows)?);
        return Ok(());
    }
    println!(
        "{:<28} {:>10} {:>10} {:<6} {:>7} {:>8}  peer",
        "row", "ours", "peer's", "unit", "ratio", "goal"
    );
    for row in rows {
        let figure = |value: Option<f64>| value.map_or("-".into(), |value| format!("{value:.4}"));
        let sign = match row.better {
            Better::Lower => '≤',
            Better::Higher => '≥',
        };
        let goal = row
            .goal
            .map_or(String::new(), |goal| format!("{sign} {goal}"));
        let verdict = match row.met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        println!(
            "{:<28} {:>10} {:>10} {:<6} {:>7} {goal:>8}  {} {verdict}",
            row.name,
            figure(row.ours),
            figure(row.peer),
            row.unit,
            row.ratio.map_or("-".into(), |ratio| format!("{ratio:.3}")),
            row.peer_name,
        );
    }
    Ok(())
}
