//! Grey pictures made for the tests.

use kodevagt_core::qr::{Found, Luma, draw, read_frame, read_still};

/// A grey picture, row after row.
#[derive(Clone)]
pub(crate) struct Scene {
    pub(crate) pixels: Vec<u8>,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Scene {
    pub(crate) fn blank(width: usize, height: usize, light: u8) -> Self {
        Self {
            pixels: vec![light; width * height],
            width,
            height,
        }
    }

    /// A drawing of `text`, `scale` pixels to a module, with its white border.
    pub(crate) fn code(text: &str, scale: u32) -> Self {
        let png = draw(text).unwrap().png(scale);
        let picture = image::load_from_memory(&png).unwrap().into_luma8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Self {
            pixels: picture.into_raw(),
            width,
            height,
        }
    }

    /// The light at a place between pixels; paper outside.
    fn at(&self, x: f64, y: f64) -> f64 {
        let (left, top) = (x.floor(), y.floor());
        let pixel = |x: f64, y: f64| {
            if x < 0.0 || y < 0.0 || x >= self.width as f64 || y >= self.height as f64 {
                255.0
            } else {
                f64::from(self.pixels[y as usize * self.width + x as usize])
            }
        };
        let (right, low) = (x - left, y - top);
        let above = pixel(left, top) * (1.0 - right) + pixel(left + 1.0, top) * right;
        let below = pixel(left, top + 1.0) * (1.0 - right) + pixel(left + 1.0, top + 1.0) * right;
        above * (1.0 - low) + below * low
    }

    /// Turned about its middle, on a sheet large enough.
    pub(crate) fn turned(&self, degrees: f64) -> Self {
        let side = (self.width.max(self.height) as f64 * 1.5) as usize;
        let (sin, cos) = degrees.to_radians().sin_cos();
        let mut sheet = Self::blank(side, side, 255);
        let middle = side as f64 / 2.0;
        for y in 0..side {
            for x in 0..side {
                let (dx, dy) = (x as f64 + 0.5 - middle, y as f64 + 0.5 - middle);
                let from_x = dx * cos + dy * sin + self.width as f64 / 2.0 - 0.5;
                let from_y = dy * cos - dx * sin + self.height as f64 / 2.0 - 0.5;
                sheet.pixels[y * side + x] = self.at(from_x, from_y).round() as u8;
            }
        }
        sheet
    }

    pub(crate) fn mirrored(mut self) -> Self {
        for row in self.pixels.chunks_exact_mut(self.width) {
            row.reverse();
        }
        self
    }

    pub(crate) fn each(mut self, change: impl Fn(u8) -> u8) -> Self {
        for pixel in &mut self.pixels {
            *pixel = change(*pixel);
        }
        self
    }

    /// `other` laid over this, its top left corner at `(x, y)`.
    pub(crate) fn with(mut self, other: &Self, x: usize, y: usize) -> Self {
        for (row, line) in other.pixels.chunks_exact(other.width).enumerate() {
            let start = (y + row) * self.width + x;
            self.pixels[start..start + other.width].copy_from_slice(line);
        }
        self
    }

    pub(crate) fn luma(&self) -> Luma<'_> {
        let (width, height) = (self.width as u32, self.height as u32);
        Luma::new(&self.pixels, width, height, width).unwrap()
    }

    pub(crate) fn still(&self) -> Vec<String> {
        texts(&read_still(&self.luma()))
    }

    pub(crate) fn frame(&self) -> Vec<String> {
        texts(&read_frame(&self.luma()))
    }
}

/// What the codes say, in alphabetical order.
pub(crate) fn texts(found: &[Found]) -> Vec<String> {
    let mut texts: Vec<_> = found
        .iter()
        .map(|code| code.text.as_str().to_owned())
        .collect();
    texts.sort();
    texts
}
