//! Codes in black and white pixels: rxing's detector and decoder, within a bound.

use std::panic;

use rxing::Point;
use rxing::common::cpp_essentials::DecoderResult;
use rxing::common::{BitMatrix, DetectorRXingResult};
use rxing::qrcode::cpp_port::{decoder::Decode, detector};
use rxing::qrcode::detector::QRCodeDetectorResult;

use super::Found;
use super::bent::{self, Grid};
use super::marks::{self, Crossing};
use crate::secret::SecretText;

/// How closely a picture is looked at.
#[derive(Clone, Copy)]
pub(super) struct Care {
    /// Every how manieth row is read.
    pub(super) step: usize,
    /// How many threesomes of corner marks are tried, so that a picture full of marks takes no longer
    /// than another.
    pub(super) tries: usize,
}

/// Reads the codes in `bits`, dark on light and then light on dark. The bits are as before at its end.
pub(super) fn codes(bits: &mut BitMatrix, care: Care) -> Vec<Found> {
    let crossings = marks::crossings(bits, care.step);
    let mut found = Vec::new();
    for crossings in [&crossings.dark, &crossings.light] {
        // The detector says of itself that it may panic: then there is no code here.
        let seen = panic::catch_unwind(|| among(bits, crossings, care.tries));
        found.extend(seen.into_iter().flatten());
        bits.flip_self();
    }
    found
}

fn among(bits: &BitMatrix, crossings: &[Crossing], tries: usize) -> Vec<Found> {
    let mut used = Vec::new();
    let mut found = Vec::new();
    let mut marks = marks::marks(bits, crossings);
    for set in detector::GenerateFinderPatternSets(&mut marks)
        .iter()
        .take(tries)
    {
        let marks = [set.bl, set.tl, set.tr];
        if marks.iter().any(|mark| used.contains(mark)) {
            continue;
        }
        let Ok(sample) = detector::SampleQR(bits, set) else {
            continue;
        };
        let corners = corners(&sample);
        if let Some(text) = decoded(sample.getBits()).or_else(|| bent(bits, &sample, corners)) {
            used.extend(marks);
            found.push(Found {
                text: SecretText::new(text),
                corners: corners.map(|corner| (corner.x, corner.y)),
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
fn bent(bits: &BitMatrix, sample: &QRCodeDetectorResult, corners: [Point; 4]) -> Option<String> {
    let mut modules = sample.getBits().clone();
    if !bent::resembles_code(&modules) {
        return None;
    }
    let mut grid = Grid::new(bits, modules.width() as usize, corners)?;
    for _ in 0..bent::ROUNDS {
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
