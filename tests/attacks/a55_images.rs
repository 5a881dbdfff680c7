//! Attack 55: QR image fuzzing: no panic, no hang, no memory beyond the stated limit. (10⁶ inputs ran once under
//! the fuzzer; here 100,000 mutations each time.)

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat};
use kodevagt_core::qr::{self, ImageError, Luma};
use kodevagt_tests::mutate::{Choice, mutate};

const FILES: usize = 2_000;
const FRAMES: usize = 98_000;
const TEXT: &str = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ";

fn picture() -> GrayImage {
    let png = qr::draw(TEXT).unwrap().png(1);
    image::load_from_memory(&png).unwrap().to_luma8()
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(picture())
        .to_rgb8()
        .write_to(&mut file, format)
        .unwrap();
    file.into_inner()
}

/// Puts the checksum of each of a PNG's chunks right again, so that what is in them is looked at.
fn mend(png: &mut [u8]) {
    let mut at = 8;
    while let Some(head) = png.get(at..at + 4) {
        let len = u32::from_be_bytes(head.try_into().unwrap()) as usize;
        let Some(end) = (at + 8).checked_add(len).filter(|end| end + 4 <= png.len()) else {
            return;
        };
        let sum = crc32fast::hash(&png[at + 4..end]);
        png[end..end + 4].copy_from_slice(&sum.to_be_bytes());
        at = end + 4;
    }
}

#[test]
fn a55_mutated_picture_files_never_panic() {
    let files = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP].map(encoded);
    for file in &files {
        assert_eq!(qr::read_image(file).unwrap()[0].text.as_str(), TEXT);
    }
    let mut choice = Choice::new(55);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..FILES {
        let which = choice.below(files.len());
        let mut file = files[which].clone();
        mutate(&mut file, &files[choice.below(files.len())], &mut choice);
        if which == 0 && choice.below(4) > 0 {
            mend(&mut file);
        }
        match qr::read_image(&file) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(
        read > 100 && refused > 100,
        "{read} read, {refused} refused"
    );
}

#[test]
fn a55_mutated_frames_never_panic() {
    let picture = picture();
    let (width, height) = picture.dimensions();
    let honest = picture.into_raw();
    let mut choice = Choice::new(56);
    let mut found = 0;
    for _ in 0..FRAMES {
        let mut pixels = honest.clone();
        mutate(&mut pixels, &honest, &mut choice);
        let [width, height] = [width, height].map(|side| side + 2 - choice.below(5) as u32);
        if let Ok(frame) = Luma::new(&pixels, width, height, width) {
            found += qr::read_frame(&frame).len();
        }
    }
    assert!(found > 0, "none of them was still a code");
}

/// A PNG of 1 KiB whose header claims this size.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    mend(&mut png);
    png
}

#[test]
fn a55_a_header_that_claims_too_much_is_refused_before_any_memory_is_taken() {
    for (width, height) in [
        (100_000, 100_000),
        (u32::MAX >> 1, u32::MAX >> 1),
        (1, 1 << 30),
        (1 << 30, 1),
        (16_000, 16_000),
    ] {
        let answer = qr::read_image(&claiming(width, height));
        assert_eq!(answer, Err(ImageError::TooLarge), "{width} x {height}");
    }
    let mut huge = encoded(ImageFormat::Png);
    huge.resize(qr::MAX_FILE_BYTES + 1, 0);
    assert_eq!(qr::read_image(&huge), Err(ImageError::TooLarge));
}

#[test]
fn a55_a_truncated_file_is_damaged() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let file = encoded(format);
        for end in (12..file.len() / 2).step_by(37) {
            let answer = qr::read_image(&file[..end]);
            assert!(
                matches!(answer, Err(ImageError::Damaged)) || answer == Ok(Vec::new()),
                "{format:?} {end}"
            );
        }
    }
    assert_eq!(qr::read_image(b""), Err(ImageError::NotAnImage));
    assert_eq!(qr::read_image(b"GIF89a"), Err(ImageError::NotAnImage));
}

#[test]
fn a55_a_plane_that_does_not_hold_its_pixels_is_refused() {
    let pixels = [0; 100];
    for (width, height, stride) in [
        (11, 10, 11),
        (10, 11, 10),
        (10, 10, 9),
        (u32::MAX, u32::MAX, u32::MAX),
        (10, 10, 1 << 31),
    ] {
        assert!(
            Luma::new(&pixels, width, height, stride).is_err(),
            "{width} {height} {stride}"
        );
    }
}
