//! Picture files: PNG, JPEG and WebP, told apart by their content.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, error::LimitErrorKind};

use super::plane::{Luma, MAX_SIDE};
use super::{Found, search};
use crate::guarded;

/// The largest file that is looked at, in bytes.
pub const MAX_FILE_BYTES: usize = 32 << 20;
/// The most pixels that a picture may have.
pub const MAX_PIXELS: u64 = 64_000_000;
/// The most bytes that a picture may take when decoded, in the pixels it is stored with.
pub const MAX_DECODED_BYTES: u64 = 4 * MAX_PIXELS;

/// Why a file can't be searched for codes. (A picture without a code is no error.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// Neither PNG, JPEG nor WebP.
    #[error("not a PNG, JPEG or WebP picture")]
    NotAnImage,
    /// Beyond [`MAX_FILE_BYTES`], [`MAX_PIXELS`], [`MAX_SIDE`] or [`MAX_DECODED_BYTES`].
    #[error("the picture is too large")]
    TooLarge,
    /// It begins as a picture and isn't one all the way.
    #[error("the picture is damaged")]
    Damaged,
}

/// Reads the codes in a picture file, of an animation in its first picture. Whichever way the camera
/// was held, codes are found in any orientation.
///
/// # Errors
/// When the bytes aren't a picture within the limits.
pub fn read_image(bytes: &[u8]) -> Result<Vec<Found>, ImageError> {
    Ok(Picture::from_file(bytes)?.codes())
}

fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, ImageError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| reason(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS
        || decoder.total_bytes() > MAX_DECODED_BYTES
    {
        return Err(ImageError::TooLarge);
    }
    DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))
}

fn reason(error: &image::ImageError) -> ImageError {
    match error {
        image::ImageError::Limits(limit)
            if !matches!(limit.kind(), LimitErrorKind::Unsupported { .. }) =>
        {
            ImageError::TooLarge
        }
        _ => ImageError::Damaged,
    }
}

/// A picture that was read from a file: its light. What is transparent shows white paper; `on_black` is the same over black, where
/// anything is transparent.
pub struct Picture {
    pixels: Vec<u8>,
    on_black: Option<Vec<u8>>,
    width: u32,
    height: u32,
}

impl Picture {
    /// The picture in a file, of an animation the first.
    ///
    /// # Errors
    /// When the bytes aren't a picture within the limits.
    pub fn from_file(bytes: &[u8]) -> Result<Self, ImageError> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(ImageError::TooLarge);
        }
        let format = match image::guess_format(bytes) {
            Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
            _ => return Err(ImageError::NotAnImage),
        };
        guarded::run(guarded::STACK, || decoded(bytes, format).map(Self::grey))
            .map_err(|_| ImageError::Damaged)?
    }

    /// The codes that one quick look at it finds, as at a camera's frame, on white paper.
    #[must_use]
    pub fn glance(&self) -> Vec<Found> {
        self.searched(&self.pixels, search::frame)
    }

    /// The codes in it, in any orientation, by everything that is known to help.
    #[must_use]
    pub fn codes(&self) -> Vec<Found> {
        let found = self.searched(&self.pixels, search::still);
        match &self.on_black {
            Some(pixels) if found.is_empty() => self.searched(pixels, search::still),
            _ => found,
        }
    }

    fn searched(&self, pixels: &[u8], search: fn(Luma<'_>) -> Vec<Found>) -> Vec<Found> {
        Luma::new(pixels, self.width, self.height, self.width)
            .map(search)
            .unwrap_or_default()
    }

    fn grey(picture: DynamicImage) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let opaque = |pixels| (pixels, None);
        let (pixels, on_black) = match picture {
            DynamicImage::ImageLuma8(grey) => opaque(grey.into_raw()),
            DynamicImage::ImageRgb8(colours) => {
                opaque(colours.pixels().map(|pixel| light(pixel.0)).collect())
            }
            DynamicImage::ImageLumaA8(grey) => {
                over_paper(grey.pixels().map(|pixel| (pixel.0[0], pixel.0[1])))
            }
            DynamicImage::ImageRgba8(colours) => over_paper(colours.pixels().map(|pixel| {
                let [red, green, blue, alpha] = pixel.0;
                (light([red, green, blue]), alpha)
            })),
            deep => over_paper(deep.to_rgba8().pixels().map(|pixel| {
                let [red, green, blue, alpha] = pixel.0;
                (light([red, green, blue]), alpha)
            })),
        };
        Self {
            pixels,
            on_black,
            width,
            height,
        }
    }
}

/// What a colour weighs as grey (ITU-R BT.601).
fn light([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 306 * u32::from(red) + 601 * u32::from(green) + 117 * u32::from(blue);
    ((sum + 512) >> 10) as u8
}

/// Pixels of `(light, alpha)` over white, and over black if any of them isn't opaque.
fn over_paper(pixels: impl Iterator<Item = (u8, u8)> + Clone) -> (Vec<u8>, Option<Vec<u8>>) {
    let share = |light: u8, alpha: u8| (u32::from(light) * u32::from(alpha) + 127) / 255;
    let white = pixels
        .clone()
        .map(|(light, alpha)| (share(light, alpha) as u8).saturating_add(u8::MAX - alpha))
        .collect();
    let seen_through = pixels.clone().any(|(_, alpha)| alpha < u8::MAX);
    let black = seen_through.then(|| {
        pixels
            .map(|(light, alpha)| share(light, alpha) as u8)
            .collect()
    });
    (white, black)
}
