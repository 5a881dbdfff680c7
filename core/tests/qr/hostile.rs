//! Picture files that mean harm: attack 55, beside the fuzz target.

use std::io::Write;
use std::process::Command;

use flate2::{Compression, write::ZlibEncoder};
use image::{DynamicImage, GrayImage, ImageFormat};
use kodevagt_core::qr::{ImageError, MAX_FILE_BYTES, read_image};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::files::{ANIMATED_PNG, ANIMATED_WEBP, GREY_JPEG, LOSSY_WEBP, URI, file};
use crate::scene::{Scene, texts};

/// A PNG of `chunks`, each with its length and check sum.
fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in chunks {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        file.extend(*name);
        file.extend(*content);
        let mut check = crc32fast::Hasher::new();
        check.update(*name);
        check.update(content);
        file.extend(check.finalize().to_be_bytes());
    }
    file
}

fn header(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([depth, colour, 0, 0, 0]);
    header
}

fn deflated(zeros: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![0; 1 << 16];
    for _ in 0..zeros >> 16 {
        encoder.write_all(&block).unwrap();
    }
    encoder.finish().unwrap()
}

fn small_png() -> Vec<u8> {
    let scene = Scene::code(URI, 2);
    let (width, height) = (scene.width as u32, scene.height as u32);
    let picture = GrayImage::from_raw(width, height, scene.pixels).unwrap();
    file(&DynamicImage::from(picture), ImageFormat::Png)
}

/// Files whose headers claim far more than they hold.
fn boasters() -> Vec<(&'static str, Vec<u8>)> {
    let side = 100_000;
    let body = deflated(1 << 20);
    let mut jpeg = GREY_JPEG.to_vec();
    let size = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap() + 5;
    jpeg[size..size + 4].fill(0xff);
    let mut webp = ANIMATED_WEBP.to_vec();
    let size = webp.windows(4).position(|w| w == b"VP8X").unwrap() + 12;
    webp[size..size + 6].copy_from_slice(&[0x9f, 0x86, 0x01, 0x9f, 0x86, 0x00]);
    let mut lossless = file(&GrayImage::new(9, 9).into(), ImageFormat::WebP);
    let size = lossless.windows(4).position(|w| w == b"VP8L").unwrap() + 9;
    lossless[size..size + 3].fill(0xff);
    vec![
        (
            "PNG, 10⁵ × 10⁵",
            png(&[(b"IHDR", &header(side, side, 8, 6)), (b"IDAT", &body)]),
        ),
        (
            "PNG, one bit",
            png(&[(b"IHDR", &header(side, side, 1, 0)), (b"IDAT", &body)]),
        ),
        (
            "PNG, a line",
            png(&[(b"IHDR", &header(u32::MAX >> 1, 1, 8, 0)), (b"IDAT", &body)]),
        ),
        (
            "PNG, 16-bit colours",
            png(&[(b"IHDR", &header(7_999, 7_999, 16, 6)), (b"IDAT", &body)]),
        ),
        ("JPEG", jpeg),
        ("WebP, a canvas", webp),
        ("WebP, lossless", lossless),
    ]
}

#[test]
fn a55_a_header_that_boasts_is_refused_within_little_memory() {
    const CHILD: &str = "KODEVAGT_TEST_WITHIN_LITTLE_MEMORY";
    if std::env::var_os(CHILD).is_some() {
        for (name, bytes) in boasters() {
            let error = read_image(&bytes).unwrap_err();
            assert!(
                matches!(error, ImageError::TooLarge | ImageError::Damaged),
                "{name}: {error}"
            );
        }
        assert_eq!(
            read_image(&boasters()[0].1).unwrap_err(),
            ImageError::TooLarge
        );
        return;
    }
    // The same test again, in a process that is given 256 MiB of address space in all.
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 262144 && exec \"$0\" --exact \"$1\""])
        .arg(std::env::current_exe().unwrap())
        .arg("hostile::a55_a_header_that_boasts_is_refused_within_little_memory")
        .env(CHILD, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn a55_a_chunk_that_swells_is_not_swallowed() {
    let bomb = deflated(300 << 20);
    assert!(bomb.len() < 1 << 20);
    let text = [&b"k\0\0"[..], &bomb].concat();
    let dimensions = header(8, 8, 8, 0);
    for (name, content) in [(b"zTXt", &text), (b"iCCP", &text)] {
        let bytes = png(&[
            (b"IHDR", &dimensions),
            (name, content),
            (b"IDAT", &deflated(1 << 16)),
            (b"IEND", b""),
        ]);
        // Read or refused, but within the memory and time of a test.
        let found = read_image(&bytes).unwrap_or_default();
        assert_eq!(texts(&found), [""; 0]);
    }
    let bytes = png(&[(b"IHDR", &dimensions), (b"IDAT", &bomb), (b"IEND", b"")]);
    assert_eq!(texts(&read_image(&bytes).unwrap_or_default()), [""; 0]);
}

#[test]
fn a55_a_file_too_long_is_not_looked_at() {
    let mut bytes = small_png();
    bytes.resize(MAX_FILE_BYTES + 1, 0);
    assert_eq!(read_image(&bytes).unwrap_err(), ImageError::TooLarge);
}

/// Corners of a code: small, so that a decoder meets them thousands of times in a test.
const SMALL: [&[u8]; 6] = [
    include_bytes!("../data/qr/small.png"),
    include_bytes!("../data/qr/small.jpg"),
    include_bytes!("../data/qr/small-lossy.webp"),
    include_bytes!("../data/qr/small-lossless.webp"),
    include_bytes!("../data/qr/small-animated.png"),
    include_bytes!("../data/qr/small-animated.webp"),
];

#[test]
fn a55_a_file_cut_anywhere_is_refused_or_holds_nothing() {
    for whole in SMALL {
        assert_eq!(texts(&read_image(whole).unwrap()), [""; 0]);
        for end in 0..whole.len() {
            assert_eq!(
                texts(&read_image(&whole[..end]).unwrap_or_default()),
                [""; 0]
            );
        }
    }
}

#[test]
fn a55_what_is_left_of_a_code_is_the_code_or_nothing() {
    for whole in [
        &small_png(),
        GREY_JPEG,
        LOSSY_WEBP,
        ANIMATED_PNG,
        ANIMATED_WEBP,
    ] {
        for end in (0..whole.len()).rev().step_by(whole.len() / 16) {
            for text in texts(&read_image(&whole[..end]).unwrap_or_default()) {
                assert_eq!(text, URI, "cut at {end}");
            }
        }
        assert_eq!(texts(&read_image(whole).unwrap()), [URI]);
    }
}

fn changed_bytes(files: &[&[u8]], seed: &Changes) -> Vec<u8> {
    let mut bytes = files[seed.file.index(files.len())].to_vec();
    for (at, byte) in &seed.bytes {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    if let Some(cut) = seed.cut {
        bytes.truncate(cut.index(bytes.len()));
    }
    bytes
}

/// What is done to a file.
#[derive(Clone, Debug)]
struct Changes {
    file: Index,
    bytes: Vec<(Index, u8)>,
    cut: Option<Index>,
}

fn changes() -> impl Strategy<Value = Changes> {
    let bytes = prop::collection::vec((any::<Index>(), any::<u8>()), 1..12);
    (
        any::<Index>(),
        bytes,
        prop::option::weighted(0.2, any::<Index>()),
    )
        .prop_map(|(file, bytes, cut)| Changes { file, bytes, cut })
}

proptest! {
    // `PROPTEST_CASES=100000` in the environment looks as long as an afternoon allows.
    #[test]
    fn a55_a_file_with_changed_bytes_is_read_or_refused(changes in changes()) {
        let bytes = changed_bytes(&SMALL, &changes);
        prop_assert!(read_image(&bytes).unwrap_or_default().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a55_a_code_with_changed_bytes_says_the_same_or_nothing(changes in changes()) {
        let png = small_png();
        let bytes = changed_bytes(&[&png, GREY_JPEG, LOSSY_WEBP, ANIMATED_PNG], &changes);
        for text in texts(&read_image(&bytes).unwrap_or_default()) {
            prop_assert_eq!(text, URI);
        }
    }

    #[test]
    fn a55_noise_holds_nothing(seed in any::<u64>(), width in 1usize..120, height in 1usize..120) {
        let mut state = seed | 1;
        let mut scene = Scene::blank(width, height, 0);
        for pixel in &mut scene.pixels {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *pixel = (state >> 56) as u8;
        }
        prop_assert_eq!(scene.frame(), [""; 0]);
        prop_assert_eq!(scene.still(), [""; 0]);
    }
}
