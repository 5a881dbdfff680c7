//! Codes in black and white pixels: rxing's detector and decoder, within a bound.

use std::panic::{self, AssertUnwindSafe};

use rxing::Point;
use rxing::common::cpp_essentials::DecoderResult;
use rxing::common::{BitMatrix, DetectorRXingResult};
use rxing::qrcode::cpp_port::{decoder::Decode, detector};
use rxing::qrcode::detector::QRCodeDetectorResult;

use super::Found;
use super::bent::{self, Grid};
use super::marks::{self, Crossing};
use crate::secret::SecretText;

/// How closely a picture is looked at, and what may be spent on it: a picture full of marks takes no
/// longer than another.
pub(super) struct Care {
    /// Every how manieth row is read.
    pub(super) step: usize,
    /// The most threesomes of corner marks tried in one look.
    pub(super) tries_at_once: usize,
    /// Threesomes that may still be tried.
    pub(super) tries: usize,
    /// Modules that bent grids may still be laid over.
    pub(super) bending: usize,
}

/// Reads the codes in `bits`, dark on light and then light on dark. The bits are as before at its end.
pub(super) fn codes(bits: &mut BitMatrix, care: &mut Care) -> Vec<Found> {
    let crossings = marks::crossings(bits, care.step);
    let mut found = Vec::new();
    for crossings in [&crossings.dark, &crossings.light] {
        // The detector says of itself that it may panic: then there is no code here.
        let seen = panic::catch_unwind(AssertUnwindSafe(|| among(bits, crossings, care)));
        found.extend(seen.into_iter().flatten());
        bits.flip_self();
    }
    found
}

fn among(bits: &BitMatrix, crossings: &[Crossing], care: &mut Care) -> Vec<Found> {
    let mut used = Vec::new();
    let mut found = Vec::new();
    let mut marks = marks::marks(bits, crossings);
    let mut sets = detector::GenerateFinderPatternSets(&mut marks);
    sets.truncate(care.tries_at_once);
    for set in sets {
        let marks = [set.bl, set.tl, set.tr];
        if care.tries == 0 || marks.iter().any(|mark| used.contains(mark)) {
            continue;
        }
        care.tries -= 1;
        let Ok(sample) = detector::SampleQR(bits, &set) else {
            continue;
        };
        let read = decoded(sample.getBits()).or_else(|| bent(bits, &sample, &mut care.bending));
        if let Some(text) = read {
            used.extend(marks);
            found.push(Found {
                text: SecretText::new(text),
                corners: corners(&sample).map(|corner| (corner.x, corner.y)),
            });
        }
    }
    found
}

/// Clockwise from the corner whose mark has one on either side.
fn corners(sample: &QRCodeDetectorResult) -> [Point; 4] {
    let points = sample.getPoints();
    // They come with half a pixel added, to be rounded.
    [0, 1, 3, 2].map(|at| points.get(at).copied().unwrap_or_default() - rxing::point(0.5, 0.5))
}

/// What the modules say, if their check sums hold.
fn decoded(modules: &BitMatrix) -> Option<String> {
    let read = Decode(modules).ok()?;
    read.isValid().then(|| text(&read))
}

/// The same for a sample that is nearly a code: it may not lie flat.
fn bent(bits: &BitMatrix, sample: &QRCodeDetectorResult, budget: &mut usize) -> Option<String> {
    let mut modules = sample.getBits().clone();
    if !bent::resembles_code(&modules) {
        return None;
    }
    let side = modules.width() as usize;
    let mut grid = Grid::new(bits, side, corners(sample))?;
    for _ in 0..bent::ROUNDS {
        *budget = budget.checked_sub(side * side)?;
        grid.bend(&modules)?;
        modules = grid.sampled()?;
        if let Some(text) = decoded(&modules) {
            return Some(text);
        }
    }
    None
}

/// UTF-8 where the code names no other encoding and all its bytes are that: some writers put UTF-8
/// into segments that are meant for Shift-JIS. Otherwise the decoder's guess for each segment.
fn text(read: &DecoderResult<bool>) -> String {
    match str::from_utf8(read.content().bytes()) {
        Ok(text) if !read.content().has_eci => text.to_owned(),
        _ => read.text(),
    }
}
