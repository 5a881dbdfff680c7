//! Drawing: a text as a QR code.

use std::io::Cursor;

use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use qrcode::bits::{Bits, encode_auto};
use qrcode::render::{svg, unicode::Dense1x2};
use qrcode::types::QrResult;
use qrcode::{Color, EcLevel, QrCode, Version};

/// Modules of white that the standard asks for on each side (ISO/IEC 18004).
const QUIET: usize = 4;

/// The largest PNG that is made, in pixels per module.
const MAX_SCALE: u32 = 32;

/// A QR code, to be shown. It says what was put into it: who sees it has the secret.
pub struct Drawn(QrCode);

/// The text doesn't fit a QR code (2,953 bytes at most).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLong;

/// Which of a terminal's two colours is the dark one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Dark text on a light background.
    Foreground,
    /// Light text on a dark background, as most terminals have it.
    Background,
}

/// Draws `text` in the smallest code that may lose 15 % of its area and still be read, or more where
/// that costs no size; a text too long for it may lose 7 %.
///
/// # Errors
/// When it doesn't fit at all.
pub fn draw(text: &str) -> Result<Drawn, TooLong> {
    let smallest = encoded(text, EcLevel::M)
        .or_else(|_| encoded(text, EcLevel::L))
        .map_err(|_| TooLong)?;
    Ok(strengthened(text, smallest))
}

/// Draws `text` in the smallest code there is, for a terminal, whose lines are few and whose code
/// nothing smudges: it may lose 7 %, or more where that costs no size.
///
/// # Errors
/// When it doesn't fit at all.
pub fn draw_small(text: &str) -> Result<Drawn, TooLong> {
    let smallest = encoded(text, EcLevel::L).map_err(|_| TooLong)?;
    Ok(strengthened(text, smallest))
}

/// The code of `smallest`'s size that may lose most.
fn strengthened(text: &str, smallest: QrCode) -> Drawn {
    let levels = [EcLevel::H, EcLevel::Q, EcLevel::M];
    let stronger = levels.into_iter().find_map(|level| {
        let code = encoded(text, level).ok()?;
        (code.width() <= smallest.width()).then_some(code)
    });
    Drawn(stronger.unwrap_or(smallest))
}

/// ASCII in whichever modes are shortest; anything else as UTF-8 bytes all through, since the
/// optimiser takes some of those for Shift-JIS.
fn encoded(text: &str, level: EcLevel) -> QrResult<QrCode> {
    if text.is_ascii() {
        return QrCode::with_bits(encode_auto(text.as_bytes(), level)?, level);
    }
    let mut version = 1;
    loop {
        let mut bits = Bits::new(Version::Normal(version));
        let pushed = bits
            .push_byte_data(text.as_bytes())
            .and_then(|()| bits.push_terminator(level));
        match pushed {
            Ok(()) => return QrCode::with_bits(bits, level),
            Err(error) if version == 40 => return Err(error),
            Err(_) => version += 1,
        }
    }
}

impl Drawn {
    /// Modules along a side, without the white around it: 21–177.
    #[must_use]
    pub fn side(&self) -> usize {
        self.0.width()
    }

    /// Lines of half blocks, two modules to a character, white around it; no newline at the end.
    #[must_use]
    pub fn blocks(&self, ink: Ink) -> String {
        let (dark, light) = match ink {
            Ink::Foreground => (Dense1x2::Dark, Dense1x2::Light),
            Ink::Background => (Dense1x2::Light, Dense1x2::Dark),
        };
        let mut drawing = self.0.render::<Dense1x2>();
        drawing.dark_color(dark).light_color(light).build()
    }

    /// Lines of ASCII, two characters to a module, for a terminal without Unicode.
    #[must_use]
    pub fn ascii(&self, ink: Ink) -> String {
        let (dark, light) = match ink {
            Ink::Foreground => ('#', ' '),
            Ink::Background => (' ', '#'),
        };
        let mut drawing = self.0.render::<char>();
        drawing
            .dark_color(dark)
            .light_color(light)
            .module_dimensions(2, 1)
            .build()
    }

    /// An SVG document, black on white.
    #[must_use]
    pub fn svg(&self) -> String {
        self.0.render::<svg::Color<'_>>().build()
    }

    /// A grey PNG, black on white, of `scale` (1–32) pixels to a module.
    #[must_use]
    pub fn png(&self, scale: u32) -> Vec<u8> {
        let scale = scale.clamp(1, MAX_SCALE) as usize;
        let side = (self.side() + 2 * QUIET) * scale;
        let mut pixels = vec![u8::MAX; side * side];
        for (row, modules) in self.0.to_colors().chunks_exact(self.side()).enumerate() {
            let top = (row + QUIET) * scale;
            for line in pixels[top * side..(top + scale) * side].chunks_exact_mut(side) {
                let inner = line[QUIET * scale..].chunks_exact_mut(scale);
                for (module, colour) in inner.zip(modules) {
                    if *colour == Color::Dark {
                        module.fill(0);
                    }
                }
            }
        }
        let mut file = Cursor::new(Vec::new());
        PngEncoder::new(&mut file)
            .write_image(&pixels, side as u32, side as u32, ExtendedColorType::L8)
            .expect("a vector takes any picture whose size fits its pixels");
        file.into_inner()
    }
}
