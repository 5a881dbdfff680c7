//! What was drawn reads back.

use kodevagt_core::qr::{BadLuma, Ink, Luma, MAX_SIDE, draw, read_frame, read_image, read_still};
use proptest::prelude::*;

use crate::scene::{Scene, texts};

const URI: &str =
    "otpauth://totp/Kommune:mette%40example.dk?secret=JBSWY3DPEHPK3PXP&issuer=Kommune";

#[test]
fn upright_and_turned_by_quarters() {
    for degrees in [0.0, 90.0, 180.0, 270.0] {
        let scene = Scene::code(URI, 4).turned(degrees);
        assert_eq!(scene.frame(), [URI], "frame at {degrees}°");
        assert_eq!(scene.still(), [URI], "still at {degrees}°");
    }
}

#[test]
fn turned_by_any_angle() {
    let code = Scene::code(URI, 5);
    for degrees in (0..360).step_by(7) {
        let scene = code.turned(f64::from(degrees));
        assert_eq!(scene.still(), [URI], "still at {degrees}°");
        assert_eq!(scene.frame(), [URI], "frame at {degrees}°");
    }
}

#[test]
fn mirrored() {
    let scene = Scene::code(URI, 4).mirrored();
    assert_eq!(scene.frame(), [URI]);
    assert_eq!(scene.still(), [URI]);
}

#[test]
fn inverted() {
    let scene = Scene::code(URI, 4).each(|light| 255 - light);
    assert_eq!(scene.frame(), [URI]);
    assert_eq!(scene.still(), [URI]);
    assert_eq!(scene.mirrored().still(), [URI]);
}

#[test]
fn of_little_contrast_and_in_the_dark() {
    for (ink, paper) in [(100, 140), (0, 40), (215, 255), (120, 132)] {
        let scene = Scene::code(URI, 4).each(|light| if light < 128 { ink } else { paper });
        assert_eq!(scene.still(), [URI], "ink {ink}, paper {paper}");
    }
}

#[test]
fn under_a_shadow() {
    let mut scene = Scene::code(URI, 4);
    for (at, pixel) in scene.pixels.iter_mut().enumerate() {
        let across = (at % scene.width) as f64 / scene.width as f64;
        *pixel = (f64::from(*pixel) * (1.0 - 0.85 * across)) as u8;
    }
    assert_eq!(scene.frame(), [URI]);
    assert_eq!(scene.still(), [URI]);
}

#[test]
fn one_pixel_to_a_module() {
    assert_eq!(Scene::code(URI, 1).still(), [URI]);
}

#[test]
fn several_in_one_picture() {
    let uris: Vec<_> = (0..6).map(|n| format!("{URI}&n={n}")).collect();
    let mut sheet = Scene::blank(900, 620, 255);
    for (n, uri) in uris.iter().enumerate() {
        let code = Scene::code(uri, 5);
        sheet = sheet.with(&code, n % 3 * 300, n / 3 * 310);
    }
    assert_eq!(sheet.frame(), uris);
    assert_eq!(sheet.still(), uris);
}

#[test]
fn corners_lie_where_the_code_was_put() {
    let code = Scene::code(URI, 4);
    let sheet = Scene::blank(640, 480, 255).with(&code, 200, 100);
    let found = read_frame(&sheet.luma());
    let [first, second, third, fourth] = found[0].corners;
    let side = code.width as f32 - 32.0;
    for (corner, place) in [
        (first, (216.0, 116.0)),
        (second, (216.0 + side, 116.0)),
        (third, (216.0 + side, 116.0 + side)),
        (fourth, (216.0, 116.0 + side)),
    ] {
        let off = (corner.0 - place.0).abs().max((corner.1 - place.1).abs());
        assert!(off < 3.0, "{corner:?} for {place:?}");
    }
}

#[test]
fn rows_with_padding_between_them() {
    let code = Scene::code(URI, 4);
    let stride = code.width + 37;
    let mut bytes = vec![0x55; stride * code.height];
    for (y, row) in code.pixels.chunks_exact(code.width).enumerate() {
        bytes[y * stride..][..code.width].copy_from_slice(row);
    }
    // The last row may end with its last pixel.
    bytes.truncate(stride * (code.height - 1) + code.width);
    let luma = Luma::new(&bytes, code.width as u32, code.height as u32, stride as u32).unwrap();
    assert_eq!(texts(&read_frame(&luma)), [URI]);
    assert_eq!(texts(&read_still(&luma)), [URI]);
}

#[test]
fn planes_that_hold_nothing() {
    for (width, height) in [
        (0, 0),
        (0, 9),
        (9, 0),
        (1, 1),
        (1, 500),
        (500, 1),
        (2, 2),
        (39, 41),
    ] {
        for light in [0, 127, 255] {
            let scene = Scene::blank(width, height, light);
            assert_eq!(scene.frame(), [""; 0], "{width} × {height}");
            assert_eq!(scene.still(), [""; 0], "{width} × {height}");
        }
    }
}

#[test]
fn bytes_that_are_no_plane() {
    let bytes = [0; 100];
    let refused = |width, height, stride| Luma::new(&bytes, width, height, stride).unwrap_err();
    assert_eq!(
        refused(10, 10, 9),
        BadLuma::Stride {
            width: 10,
            stride: 9
        }
    );
    assert_eq!(
        refused(10, 11, 10),
        BadLuma::Short {
            needed: 110,
            given: 100
        }
    );
    assert_eq!(refused(MAX_SIDE + 1, 0, MAX_SIDE + 1), BadLuma::TooLarge);
    assert_eq!(refused(1, u32::MAX, u32::MAX), BadLuma::TooLarge);
    let needed = u64::from(u32::MAX) * u64::from(MAX_SIDE - 1) + 1;
    assert_eq!(
        refused(1, MAX_SIDE, u32::MAX),
        BadLuma::Short { needed, given: 100 }
    );
}

#[test]
fn texts_of_every_kind_come_back_whole() {
    let long = "æ".repeat(1_100);
    let numbers = "0123456789".repeat(300);
    for text in [
        "",
        "a\0b\0",
        "Æblegrød på blåbærøl",
        "日本語の文字",
        "点茗",
        "\u{1f511} nøgle",
        "LIGE 45 STORE $%*+-./:",
        "line\r\nline\n",
        "\u{feff}bom",
        &long,
        &numbers,
    ] {
        let png = draw(text).unwrap().png(3);
        assert_eq!(texts(&read_image(&png).unwrap()), [text]);
    }
}

#[test]
fn too_long_a_text_is_refused() {
    assert!(draw(&"x".repeat(2_953)).is_ok());
    assert!(draw(&"x".repeat(2_954)).is_err());
    assert!(draw(&"ø".repeat(1_477)).is_err());
}

#[test]
fn a_terminal_shows_a_code() {
    for ink in [Ink::Foreground, Ink::Background] {
        let drawn = draw(URI).unwrap();
        let lit = |lit: bool| {
            if lit == (ink == Ink::Background) {
                255
            } else {
                0
            }
        };
        let blocks = drawn.blocks(ink);
        let width = drawn.side() + 8;
        assert!(blocks.lines().all(|line| line.chars().count() == width));
        let mut scene = Scene::blank(width, 0, 255);
        for line in blocks.lines() {
            for half in ["█▀", "█▄"] {
                scene
                    .pixels
                    .extend(line.chars().map(|c| lit(half.contains(c))));
                scene.height += 1;
            }
        }
        assert_eq!(scene.still(), [URI], "blocks, {ink:?}");

        let ascii = drawn.ascii(ink);
        let mut scene = Scene::blank(2 * width, 0, 255);
        for line in ascii.lines() {
            assert_eq!(line.len(), 2 * width);
            for _ in 0..2 {
                scene.pixels.extend(line.chars().map(|c| lit(c == '#')));
                scene.height += 1;
            }
        }
        assert_eq!(scene.still(), [URI], "ASCII, {ink:?}");
    }
}

#[test]
fn an_svg_is_a_document_of_its_size() {
    let drawn = draw(URI).unwrap();
    let svg = drawn.svg();
    assert!(svg.starts_with("<?xml"), "{svg:.60}");
    assert!(svg.ends_with("</svg>"));
    assert!(svg.contains(r##"fill="#000""##) && svg.contains(r##"fill="#fff""##));
    assert!(
        !svg.contains("Kommune"),
        "the text itself stands in no attribute"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn anything_drawn_reads_back(text in ".{0,200}", scale in 2u32..6) {
        let png = draw(&text).unwrap().png(scale);
        prop_assert_eq!(texts(&read_image(&png).unwrap()), [text]);
    }

    #[test]
    fn any_account_drawn_reads_back_however_it_is_held(
        label in "[A-Za-z0-9@.]{1,40}",
        secret in "[A-Z2-7]{16,64}",
        degrees in 0.0..360.0,
        mirrored: bool,
    ) {
        let text = format!("otpauth://totp/{label}?secret={secret}");
        let mut scene = Scene::code(&text, 5).turned(degrees);
        if mirrored {
            scene = scene.mirrored();
        }
        prop_assert_eq!(scene.still(), [text]);
    }
}
