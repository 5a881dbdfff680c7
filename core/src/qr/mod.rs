//! QR codes: reading them from camera frames and picture files, drawing them, and telling what a
//! text that was read is for.
//!
//! - [`Luma`]: grey pixels, as a camera gives them
//! - [`read_frame`]: one frame of many, in about a millisecond; [`read_still`]: one picture, thoroughly
//! - [`read_image`]: a PNG, JPEG or WebP file, thoroughly; [`Picture`]: the same in two steps
//! - [`classify`]: an account, a part of a migration, a code of our service, or not for us and why
//! - [`draw`]: a text as a QR code, for a terminal, as SVG or PNG
//!
//! Within: `plane` (grey pixels and their filters) → `threshold` (which are ink) → `detect` (the
//! codes among them), put in order by `search`.

mod bent;
mod classify;
mod detect;
mod draw;
mod image;
mod marks;
mod plane;
mod search;
mod threshold;

pub use classify::{NotForUs, Read, ServiceKind, classify};
pub use draw::{Drawn, Ink, TooLong, draw, draw_small};
pub use image::{ImageError, MAX_DECODED_BYTES, MAX_FILE_BYTES, MAX_PIXELS, Picture, read_image};
pub use plane::{BadLuma, Luma, MAX_SIDE};

use crate::secret::SecretText;

/// A code that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says. It may be an account's secret.
    pub text: SecretText,
    /// Where its corners lie, in pixels `(x, y)` of the picture: the corner with a mark on either
    /// side first, then on towards the one without.
    pub corners: [(f32, f32); 4],
}

/// Reads the codes in one frame of a camera, in a time that a camera's rate allows: most frames of
/// a scan hold none.
#[must_use]
pub fn read_frame(luma: &Luma<'_>) -> Vec<Found> {
    search::frame(*luma)
}

/// Reads the codes in a picture of which there won't be another: in several sizes, inverted,
/// sharpened, under different judgements of what is ink. At most about 2 s for 12 megapixels.
#[must_use]
pub fn read_still(luma: &Luma<'_>) -> Vec<Found> {
    search::still(*luma)
}
