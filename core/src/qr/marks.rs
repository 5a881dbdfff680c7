//! The square marks at three corners of a code: dark, light, dark, light, dark in the proportions
//! 1 : 1 : 3 : 1 : 1 along every line through their middle, or the same the other way round.
//!
//! Most frames of a scan hold no code, so this is where their time goes: rows are read by the word,
//! both ways round at once, and only what has the proportions is looked at closer by rxing.

use rxing::common::BitMatrix;
use rxing::common::cpp_essentials::{ConcentricPattern, LocateConcentricPattern};
use rxing::point;

/// The parts of a mark along a line, in modules.
const PARTS: [u16; 5] = [1, 1, 3, 1, 1];

/// The most crossings that are looked at closer: more than any photograph of 12 megapixels has.
const MOST_CROSSINGS: usize = 50_000;
/// The most marks that are kept: a sheet of a hundred codes has three hundred.
const MOST_MARKS: usize = 600;

/// Where a row crosses what may be a mark.
#[derive(Clone, Copy)]
pub(super) struct Crossing {
    x: f32,
    y: f32,
    /// Pixels across, from edge to edge.
    across: usize,
}

/// What the rows of a picture cross: marks of ink on paper, and of paper on ink.
#[derive(Default)]
pub(super) struct Crossings {
    pub(super) dark: Vec<Crossing>,
    pub(super) light: Vec<Crossing>,
}

/// Looks along every `step`th row.
pub(super) fn crossings(bits: &BitMatrix, step: usize) -> Crossings {
    let mut found = Crossings::default();
    let mut edges = Vec::new();
    for y in (step - 1..bits.height() as usize).step_by(step) {
        edges.clear();
        edges_of(bits, y as u32, &mut edges);
        for (first, window) in edges.windows(PARTS.len() + 1).enumerate() {
            if has_proportions(window) {
                let crossing = Crossing {
                    x: (window[2] + window[3]) as f32 / 2.0,
                    y: y as f32 + 0.5,
                    across: window[5] - window[0],
                };
                // The first edge of a row leads into ink.
                let side = if first % 2 == 0 {
                    &mut found.dark
                } else {
                    &mut found.light
                };
                side.push(crossing);
            }
        }
    }
    found
}

/// The marks that `crossings` lead to, each once; of a picture that is full of them, the first.
pub(super) fn marks(bits: &BitMatrix, crossings: &[Crossing]) -> Vec<ConcentricPattern> {
    let mut marks: Vec<ConcentricPattern> = Vec::new();
    for crossing in crossings.iter().take(MOST_CROSSINGS) {
        if marks.len() == MOST_MARKS {
            break;
        }
        let at = point(crossing.x, crossing.y);
        let known =
            |mark: &ConcentricPattern| rxing::Point::distance(at, mark.p) < mark.size as f32 / 2.0;
        if marks.iter().any(known) {
            continue;
        }
        // A mark seen at a slant is up to three times as long in another direction.
        let range = 3 * crossing.across as i32;
        marks.extend(LocateConcentricPattern::<true, 5, 7>(
            bits, &PARTS, at, range,
        ));
    }
    marks
}

/// The places in row `y` where paper changes to ink or back, from the left. Beyond either end lies what
/// isn't the first or last pixel, so that a mark may touch the border: a row that begins with paper has
/// ink of no width before it.
fn edges_of(bits: &BitMatrix, y: u32, edges: &mut Vec<usize>) {
    let row = bits.getRow(y);
    if !row.get(0) {
        edges.extend([0, 0]);
    }
    let mut before = 0;
    for (at, &word) in row.getBitArray().iter().enumerate() {
        let mut changes = word ^ (word << 1 | before);
        before = word >> (usize::BITS - 1);
        while changes != 0 {
            edges.push(at * usize::BITS as usize + changes.trailing_zeros() as usize);
            changes &= changes - 1;
        }
    }
    let width = bits.width() as usize;
    edges.push(width);
    if edges.len() % 2 == 1 {
        edges.push(width);
    }
}

/// Whether six edges part a line in a mark's proportions. Bars and gaps are each measured by their
/// own module: ink that has run makes bars wider and gaps narrower.
fn has_proportions(edges: &[usize]) -> bool {
    let &[a, b, c, d, e, f] = edges else {
        return false;
    };
    let parts = [b - a, c - b, d - c, e - d, f - e];
    let middle = parts[2];
    // Nearly everything fails here.
    if middle < 3
        || parts.contains(&0)
        || middle < 2 * parts[0].max(parts[4])
        || middle < parts[1].max(parts[3])
    {
        return false;
    }
    let bar = (parts[0] + middle + parts[4]) as f32 / 5.0;
    let gap = (parts[1] + parts[3]) as f32 / 2.0;
    if bar.max(gap) > 4.0 * bar.min(gap) {
        return false;
    }
    let near = |part: usize, modules: f32, module: f32, slack: f32| {
        (part as f32 - modules * module).abs() <= slack + 0.5
    };
    [(0, 1.0), (2, 3.0), (4, 1.0)]
        .iter()
        .all(|&(at, modules)| near(parts[at], modules, bar, 0.75 * bar))
        && [1, 3]
            .iter()
            .all(|&at| near(parts[at], 1.0, gap, gap / 3.0))
}
