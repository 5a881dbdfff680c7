//! Picture files of every kind that a phone or a screen makes.

use std::io::Cursor;

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageFormat, RgbaImage};
use kodevagt_core::qr::{ImageError, read_image};

use crate::scene::{Scene, texts};

pub(crate) const URI: &str = "otpauth://totp/Kommune?secret=JBSWY3DPEHPK3PXP";

pub(crate) const GREY_JPEG: &[u8] = include_bytes!("../data/qr/grey.jpg");
pub(crate) const LOSSY_WEBP: &[u8] = include_bytes!("../data/qr/lossy.webp");
pub(crate) const ANIMATED_PNG: &[u8] = include_bytes!("../data/qr/animated.png");
pub(crate) const ANIMATED_WEBP: &[u8] = include_bytes!("../data/qr/animated.webp");

fn code() -> GrayImage {
    let scene = Scene::code(URI, 3);
    GrayImage::from_raw(scene.width as u32, scene.height as u32, scene.pixels).unwrap()
}

pub(crate) fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn read(bytes: &[u8]) -> Vec<String> {
    texts(&read_image(bytes).unwrap())
}

#[test]
fn files_made_by_other_programs() {
    for (name, bytes) in [
        ("base.png", &include_bytes!("../data/qr/base.png")[..]),
        ("one-bit.png", include_bytes!("../data/qr/one-bit.png")),
        ("palette.png", include_bytes!("../data/qr/palette.png")),
        (
            "palette-transparent.png",
            include_bytes!("../data/qr/palette-transparent.png"),
        ),
        ("lossy.webp", LOSSY_WEBP),
        (
            "transparent.webp",
            include_bytes!("../data/qr/transparent.webp"),
        ),
        ("grey.jpg", GREY_JPEG),
        (
            "progressive.jpg",
            include_bytes!("../data/qr/progressive.jpg"),
        ),
        ("cmyk.jpg", include_bytes!("../data/qr/cmyk.jpg")),
        ("sideways.jpg", include_bytes!("../data/qr/sideways.jpg")),
    ] {
        assert_eq!(read(bytes), [URI], "{name}");
    }
}

#[test]
fn an_animation_is_read_in_its_first_picture() {
    assert_eq!(read(ANIMATED_PNG), [URI]);
    assert_eq!(read(ANIMATED_WEBP), [URI]);
}

#[test]
fn every_depth_of_pixel() {
    let code = DynamicImage::from(code());
    for picture in [
        code.to_luma8().into(),
        code.to_luma_alpha8().into(),
        code.to_rgb8().into(),
        code.to_rgba8().into(),
        code.to_luma16().into(),
        code.to_luma_alpha16().into(),
        code.to_rgb16().into(),
        code.to_rgba16().into(),
    ] {
        assert_eq!(
            read(&file(&picture, ImageFormat::Png)),
            [URI],
            "{:?}",
            picture.color()
        );
    }
    assert_eq!(
        read(&file(&code.to_rgb8().into(), ImageFormat::Jpeg)),
        [URI]
    );
    assert_eq!(
        read(&file(&code.to_rgba8().into(), ImageFormat::WebP)),
        [URI]
    );
}

#[test]
fn what_is_transparent_is_white() {
    let mut picture = RgbaImage::new(code().width(), code().height());
    for (to, from) in picture.pixels_mut().zip(code().pixels()) {
        // Black ink, and black that isn't seen where the paper is.
        to.0 = [0, 0, 0, 255 - from.0[0]];
    }
    assert_eq!(read(&file(&picture.into(), ImageFormat::Png)), [URI]);
}

#[test]
fn white_modules_on_nothing_are_read_over_black() {
    let mut picture = GrayAlphaImage::new(code().width(), code().height());
    for (to, from) in picture.pixels_mut().zip(code().pixels()) {
        to.0 = [255, 255 - from.0[0]];
    }
    assert_eq!(read(&file(&picture.into(), ImageFormat::Png)), [URI]);
}

#[test]
fn the_content_counts_not_the_name() {
    for bytes in [
        &b""[..],
        b"otpauth://totp/a?secret=JBSWY3DPEHPK3PXP",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM\0\0\0\0",
        b"\x89PNG",
    ] {
        assert_eq!(
            read_image(bytes).unwrap_err(),
            ImageError::NotAnImage,
            "{bytes:?}"
        );
    }
}

#[test]
fn a_picture_without_a_code_is_no_error() {
    let blank = GrayImage::from_pixel(60, 60, image::Luma([255]));
    assert_eq!(read(&file(&blank.into(), ImageFormat::Png)), [""; 0]);
}
