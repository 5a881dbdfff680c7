//! Grey pixels: the view that a camera or a file gives, and the planes made from it.

use std::cmp::{max, min};
use std::iter;

/// The most pixels along a side of what is searched: a run of pixels must fit a `u16`.
pub const MAX_SIDE: u32 = 32_768;

/// Grey pixels as a camera delivers them: rows of `width` bytes (0 black, 255 white), each starting
/// `stride` bytes after the one before.
#[derive(Clone, Copy, Debug)]
pub struct Luma<'a> {
    pixels: &'a [u8],
    width: u32,
    height: u32,
    stride: u32,
}

/// Why bytes can't be a grey picture of that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLuma {
    /// Rows overlap: the stride is less than the width.
    #[error("the stride {stride} is less than the width {width}")]
    Stride {
        /// Pixels in a row.
        width: u32,
        /// Bytes from row to row.
        stride: u32,
    },
    /// There are fewer bytes than the size needs.
    #[error("{needed} bytes are needed, {given} were given")]
    Short {
        /// Bytes that width, height and stride ask for.
        needed: u64,
        /// Bytes that came.
        given: u64,
    },
    /// A side is longer than [`MAX_SIDE`].
    #[error("a side may have {MAX_SIDE} pixels at most")]
    TooLarge,
}

impl<'a> Luma<'a> {
    /// A view of `pixels`; bytes beyond the last row are ignored, and so is what lies between rows.
    ///
    /// # Errors
    /// When the bytes can't be a picture of that size.
    pub fn new(pixels: &'a [u8], width: u32, height: u32, stride: u32) -> Result<Self, BadLuma> {
        if stride < width {
            return Err(BadLuma::Stride { width, stride });
        }
        if max(width, height) > MAX_SIDE {
            return Err(BadLuma::TooLarge);
        }
        let needed = match height.checked_sub(1) {
            Some(above) => u64::from(stride) * u64::from(above) + u64::from(width),
            None => 0,
        };
        let given = pixels.len() as u64;
        if given < needed {
            return Err(BadLuma::Short { needed, given });
        }
        Ok(Self {
            pixels,
            width,
            height,
            stride,
        })
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width as usize
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height as usize
    }

    /// The pixels of row `y`, which must be less than the height.
    pub(super) fn row(&self, y: usize) -> &'a [u8] {
        &self.pixels[y * self.stride as usize..][..self.width()]
    }

    fn rows(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.height()).map(move |y| self.row(y))
    }
}

/// Grey pixels of our own, row after row.
pub(super) struct Plane {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

impl Plane {
    pub(super) fn view(&self) -> Luma<'_> {
        Luma {
            pixels: &self.pixels,
            width: self.width as u32,
            height: self.height as u32,
            stride: self.width as u32,
        }
    }

    /// `factor` × `factor` pixels become one, their average.
    pub(super) fn shrunk(source: Luma<'_>, factor: usize) -> Self {
        let (width, height) = (source.width() / factor, source.height() / factor);
        let area = (factor * factor) as u32;
        let mut pixels = Vec::with_capacity(width * height);
        let mut sums = vec![0u32; width];
        for y in 0..height {
            sums.fill(area / 2);
            for row in (y * factor..(y + 1) * factor).map(|y| source.row(y)) {
                for (sum, group) in sums.iter_mut().zip(row.chunks_exact(factor)) {
                    *sum += group.iter().map(|&pixel| u32::from(pixel)).sum::<u32>();
                }
            }
            pixels.extend(sums.iter().map(|sum| (sum / area) as u8));
        }
        Self {
            pixels,
            width,
            height,
        }
    }

    /// `factor` times as wide and high, smooth between the pixels.
    pub(super) fn enlarged(source: Luma<'_>, factor: usize) -> Self {
        let (width, height) = (source.width() * factor, source.height() * factor);
        let across: Vec<_> = (0..width)
            .map(|x| between(x, factor, source.width()))
            .collect();
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let (above, below, weight) = between(y, factor, source.height());
            let (above, below) = (source.row(above), source.row(below));
            let scale = 2 * factor as u32;
            pixels.extend(across.iter().map(|&(left, right, part)| {
                let mix = |row: &[u8]| {
                    u32::from(row[left]) * (scale - part) + u32::from(row[right]) * part
                };
                let sum = mix(above) * (scale - weight) + mix(below) * weight;
                ((sum + scale * scale / 2) / (scale * scale)) as u8
            }));
        }
        Self {
            pixels,
            width,
            height,
        }
    }

    /// Each pixel `factor` times, across and down, its edges as they were.
    pub(super) fn repeated(source: Luma<'_>, factor: usize) -> Self {
        let (width, height) = (source.width() * factor, source.height() * factor);
        let mut pixels = Vec::with_capacity(width * height);
        for row in source.rows() {
            let start = pixels.len();
            pixels.extend(row.iter().flat_map(|&pixel| iter::repeat_n(pixel, factor)));
            for _ in 1..factor {
                pixels.extend_from_within(start..start + width);
            }
        }
        Self {
            pixels,
            width,
            height,
        }
    }

    /// Edges drawn harder: each pixel moves away from the average of its surroundings, `radius`
    /// pixels to each side, by `amount` times its distance from it.
    pub(super) fn sharpened(source: Luma<'_>, radius: usize, amount: i32) -> Self {
        let blurred = Self::blurred(source, radius);
        let mut pixels = Vec::with_capacity(source.width() * source.height());
        for (row, soft) in source.rows().zip(blurred.view().rows()) {
            pixels.extend(row.iter().zip(soft).map(|(&pixel, &soft)| {
                let (pixel, soft) = (i32::from(pixel), i32::from(soft));
                (pixel + amount * (pixel - soft)).clamp(0, 255) as u8
            }));
        }
        Self {
            pixels,
            width: source.width(),
            height: source.height(),
        }
    }

    /// Each pixel the average of its surroundings, `radius` pixels to each side.
    pub(super) fn blurred(source: Luma<'_>, radius: usize) -> Self {
        let (width, height) = (source.width(), source.height());
        let mut columns = vec![0u32; width];
        let mut pixels = Vec::with_capacity(width * height);
        let mut held = 0..0;
        for y in 0..height {
            let wanted = y.saturating_sub(radius)..min(y + radius + 1, height);
            for new in held.end..wanted.end {
                for (sum, &pixel) in columns.iter_mut().zip(source.row(new)) {
                    *sum += u32::from(pixel);
                }
            }
            for old in held.start..wanted.start {
                for (sum, &pixel) in columns.iter_mut().zip(source.row(old)) {
                    *sum -= u32::from(pixel);
                }
            }
            let rows = wanted.len() as u32;
            held = wanted;
            let mut sum = columns[..min(radius, width)].iter().sum::<u32>();
            for x in 0..width {
                if let Some(entering) = columns.get(x + radius) {
                    sum += entering;
                }
                if let Some(leaving) = x.checked_sub(radius + 1) {
                    sum -= columns[leaving];
                }
                let across = (min(x + radius + 1, width) - x.saturating_sub(radius)) as u32;
                pixels.push((sum / (across * rows)) as u8);
            }
        }
        Self {
            pixels,
            width,
            height,
        }
    }
}

/// The two source pixels that pixel `at` of an enlarged line lies between, and how much of the
/// second it takes, in `2 * factor` parts.
fn between(at: usize, factor: usize, length: usize) -> (usize, usize, u32) {
    let twice = (2 * at + 1).saturating_sub(factor);
    let first = min(twice / (2 * factor), length - 1);
    let second = min(first + 1, length - 1);
    (first, second, (twice % (2 * factor)) as u32)
}
