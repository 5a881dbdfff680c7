//! Pictures drawn here, as a camera would see them: a printed code under an angle, unevenly lit,
//! blurred, noisy and squeezed into a JPEG; and scenes without a code.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, ImageFormat, Luma, imageops};
use kodevagt_core::qr::draw;

pub(crate) struct Picture {
    pub(crate) pixels: GrayImage,
    /// What its code says.
    pub(crate) text: Vec<u8>,
}

/// Numbers that look random and come the same from the same start (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(start: u64) -> Self {
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end)) as u32
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.next() >> 40) as f32 / (1_u32 << 24) as f32
    }

    /// Near to a normal distribution: four even ones added up.
    fn normal(&mut self) -> f32 {
        (0..4).map(|_| self.between(-1.0, 1.0)).sum::<f32>() * 0.866
    }
}

/// A photograph of an account's code: a printed page under an angle on a table.
pub(crate) fn with_code(dice: &mut Dice) -> Picture {
    let text = uri(dice);
    let modules = modules(&text);
    let side = modules.width() as f32;
    let (width, height) =
        [(640, 480), (800, 600), (1280, 720), (960, 1280)][dice.below(4) as usize];
    let pixels_per_module = dice.between(2.5, 7.0);
    let size = (pixels_per_module * side).min(0.62 * width.min(height) as f32);
    let pose = Pose::throw(dice, size, width as f32, height as f32);
    let (dark, light, table) = (
        dice.between(10.0, 80.0),
        dice.between(150.0, 245.0),
        dice.between(20.0, 200.0),
    );
    let page = dice.between(0.5, 0.9);
    let mut pixels = GrayImage::from_fn(width, height, |x, y| {
        let mut sum = 0.0;
        for part in 0..9 {
            let (dx, dy) = (part % 3, part / 3);
            let at = (x as f32 + dx as f32 / 3.0, y as f32 + dy as f32 / 3.0);
            let (u, v) = pose.on_page(at);
            sum += match (u.abs().max(v.abs()) < 0.5, u.abs().max(v.abs()) < page) {
                (true, _) => {
                    let place = |at: f32| ((at + 0.5) * side).min(side - 1.0) as u32;
                    let module = modules.get_pixel(place(u), place(v));
                    if module.0[0] < 128 { dark } else { light }
                }
                (false, true) => light,
                (false, false) => table,
            };
        }
        Luma([(sum / 9.0) as u8])
    });
    if dice.below(4) == 0 {
        let spot = pose.in_picture(dice.between(-0.4, 0.4), dice.between(-0.4, 0.4));
        blot(
            &mut pixels,
            spot,
            size * dice.between(0.02, 0.1),
            dice.between(0.0, 255.0),
        );
    }
    Picture {
        pixels: through_camera(dice, pixels),
        text: text.into_bytes(),
    }
}

/// A frame in which there is no code: a room's planes and edges, a page of print, a keyboard.
pub(crate) fn without_code(dice: &mut Dice, width: u32, height: u32) -> GrayImage {
    let wall = dice.between(40.0, 220.0);
    let mut pixels = GrayImage::from_pixel(width, height, Luma([wall as u8]));
    for _ in 0..12 + dice.below(20) {
        let (x, y) = (dice.below(width), dice.below(height));
        let (w, h) = (20 + dice.below(width / 2), 20 + dice.below(height / 2));
        let grey = dice.below(256) as u8;
        rectangle(&mut pixels, (x, y), (w, h), grey);
    }
    for _ in 0..dice.below(4) {
        let (left, top) = (dice.below(width), dice.below(height));
        let (columns, lines) = (20 + dice.below(60), 4 + dice.below(24));
        let letter = 4 + dice.below(8);
        rectangle(
            &mut pixels,
            (left, top),
            (columns * letter, lines * letter * 2),
            225,
        );
        for line in 0..lines {
            for column in 0..columns {
                let stroke = (1 + dice.below(letter - 1), 1 + dice.below(letter));
                let at = (left + column * letter, top + line * letter * 2);
                rectangle(&mut pixels, at, stroke, dice.below(80) as u8);
            }
        }
    }
    through_camera(dice, pixels)
}

/// An account's URI of the lengths that exist.
fn uri(dice: &mut Dice) -> String {
    const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let secret: String = (0..16 + 16 * dice.below(3))
        .map(|_| char::from(BASE32[dice.below(32) as usize]))
        .collect();
    let issuer = ["GitHub", "Kommune", "Example%20ApS"][dice.below(3) as usize];
    let number = dice.below(100_000);
    let mut uri =
        format!("otpauth://totp/{issuer}:user{number}@example.dk?secret={secret}&issuer={issuer}");
    if dice.below(2) == 0 {
        uri.push_str("&algorithm=SHA1&digits=6&period=30");
    }
    uri
}

/// The code of `text`, a pixel a module, with the white around it.
fn modules(text: &str) -> GrayImage {
    let drawn = draw(text).expect("a URI of some 150 characters fits a code");
    image::load_from_memory_with_format(&drawn.png(1), ImageFormat::Png)
        .expect("our own PNG is a picture")
        .to_luma8()
}

/// Where a page lies: what turns a point of it, −0.5 to 0.5 over the code, into a point of the picture,
/// and back.
struct Pose {
    forth: [[f32; 3]; 3],
    back: [[f32; 3]; 3],
}

impl Pose {
    /// A page with a code `size` pixels wide, turned any way and tilted up to 40°.
    fn throw(dice: &mut Dice, size: f32, width: f32, height: f32) -> Self {
        let distance = 1.4 * width;
        let (roll, yaw, pitch) = (
            dice.between(0.0, core::f32::consts::TAU),
            dice.between(-40.0, 40.0).to_radians(),
            dice.between(-25.0, 25.0).to_radians(),
        );
        let (sr, cr) = roll.sin_cos();
        let (sy, cy) = yaw.sin_cos();
        let (sp, cp) = pitch.sin_cos();
        // The page's two directions in space, rolled, then yawed, then pitched.
        let turn = |x: f32, y: f32| {
            let (x, z) = (x * cy, x * sy);
            [x, y * cp - z * sp, y * sp + z * cp]
        };
        let (across, down) = (turn(cr, sr), turn(-sr, cr));
        let slack = |whole: f32| (whole - size).max(0.0) * 0.4;
        let centre = [
            width / 2.0 + dice.between(-1.0, 1.0) * slack(width) / 2.0,
            height / 2.0 + dice.between(-1.0, 1.0) * slack(height) / 2.0,
        ];
        let depth = |direction: [f32; 3]| direction[2] * size / distance;
        let forth = [
            [
                across[0] * size + centre[0] * depth(across),
                down[0] * size + centre[0] * depth(down),
                centre[0],
            ],
            [
                across[1] * size + centre[1] * depth(across),
                down[1] * size + centre[1] * depth(down),
                centre[1],
            ],
            [depth(across), depth(down), 1.0],
        ];
        Self {
            forth,
            back: inverse(&forth),
        }
    }

    fn on_page(&self, (x, y): (f32, f32)) -> (f32, f32) {
        project(&self.back, x, y)
    }

    fn in_picture(&self, u: f32, v: f32) -> (f32, f32) {
        project(&self.forth, u, v)
    }
}

fn project(m: &[[f32; 3]; 3], x: f32, y: f32) -> (f32, f32) {
    let [a, b, c] = m.map(|row| row[0] * x + row[1] * y + row[2]);
    (a / c, b / c)
}

/// Up to a factor, which projection doesn't see.
fn inverse(m: &[[f32; 3]; 3]) -> [[f32; 3]; 3] {
    let minor = |r: usize, c: usize| {
        let (r1, r2, c1, c2) = ((r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    [0, 1, 2].map(|r| [0, 1, 2].map(|c| minor(c, r)))
}

/// Light from one side, a lens out of focus, a noisy sensor, and a JPEG.
fn through_camera(dice: &mut Dice, pixels: GrayImage) -> GrayImage {
    let (width, height) = pixels.dimensions();
    let blur = dice.between(0.0, 1.4);
    let mut pixels = if blur > 0.3 {
        imageops::fast_blur(&pixels, blur)
    } else {
        pixels
    };
    let (across, down) = (dice.between(-0.5, 0.5), dice.between(-0.5, 0.5));
    let shadow = dice.between(0.0, 2.0 * width as f32);
    let noise = dice.between(0.0, 10.0);
    for (x, y, pixel) in pixels.enumerate_pixels_mut() {
        let mut light = 1.0
            + across * (x as f32 / width as f32 - 0.5)
            + down * (y as f32 / height as f32 - 0.5);
        if (x + y) as f32 > shadow {
            light *= 0.6;
        }
        pixel.0[0] = (f32::from(pixel.0[0]) * light + noise * dice.normal()) as u8;
    }
    let mut file = Vec::new();
    let quality = 40 + dice.below(55) as u8;
    JpegEncoder::new_with_quality(&mut file, quality)
        .encode_image(&pixels)
        .expect("a vector takes any JPEG");
    image::load(Cursor::new(file), ImageFormat::Jpeg)
        .expect("our own JPEG is a picture")
        .to_luma8()
}

fn rectangle(pixels: &mut GrayImage, (left, top): (u32, u32), (w, h): (u32, u32), grey: u8) {
    let (width, height) = pixels.dimensions();
    for y in top.min(height)..(top + h).min(height) {
        for x in left.min(width)..(left + w).min(width) {
            pixels.put_pixel(x, y, Luma([grey]));
        }
    }
}

fn blot(pixels: &mut GrayImage, (x, y): (f32, f32), radius: f32, grey: f32) {
    for (px, py, pixel) in pixels.enumerate_pixels_mut() {
        if (px as f32 - x).hypot(py as f32 - y) < radius {
            pixel.0[0] = grey as u8;
        }
    }
}
