//! Codes in black and white pixels: rxing's detector and decoder, within a bound.

use std::panic;

use rxing::common::cpp_essentials::DecoderResult;
use rxing::common::{BitMatrix, DetectorRXingResult};
use rxing::qrcode::cpp_port::{decoder::Decode, detector};

use super::Found;
use crate::secret::SecretText;

/// Reads the codes in `bits`. `thorough` looks at every third row instead of fewer in high pictures;
/// `tries` bounds how many threesomes of corner marks are tried, so that a picture full of marks
/// takes no longer than another.
pub(super) fn codes(bits: &BitMatrix, thorough: bool, tries: usize) -> Vec<Found> {
    // The detector says of itself that it may panic: then there is no code here.
    panic::catch_unwind(|| searched(bits, thorough, tries)).unwrap_or_default()
}

fn searched(bits: &BitMatrix, thorough: bool, tries: usize) -> Vec<Found> {
    let mut marks = detector::FindFinderPatterns(bits, thorough, 0);
    let mut used = Vec::new();
    let mut found = Vec::new();
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
        match Decode(sample.getBits()) {
            Ok(read) if read.isValid() => {
                used.extend(marks);
                let corner = |at: usize| {
                    sample
                        .getPoints()
                        .get(at)
                        .map_or((0.0, 0.0), |p| (p.x, p.y))
                };
                found.push(Found {
                    text: SecretText::new(text(&read)),
                    corners: [0, 1, 3, 2].map(corner),
                });
            }
            _ => {}
        }
    }
    found
}

/// UTF-8 where the code names no other encoding and all its bytes are that: some writers put UTF-8
/// into segments that are meant for Shift-JIS. Otherwise the decoder's guess for each segment.
fn text(read: &DecoderResult<bool>) -> String {
    match str::from_utf8(read.content().bytes()) {
        Ok(text) if !read.content().has_eci => text.to_owned(),
        _ => read.text(),
    }
}
