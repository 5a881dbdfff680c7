//! Any bytes as a picture file, or, after `luma`, a width and a height, as grey pixels.

use kodevagt_core::qr::{Found, Luma, draw, read_frame, read_image, read_still};

/// The longest side of a plane: two codes of the smallest kind fit, and an input takes a millisecond.
const SIDE: u8 = 64;

/// Whatever is found lies in the picture's neighbourhood and can be drawn again, if it fits a code.
pub(crate) fn qr_image(input: &[u8]) {
    let Some([width, height, pixels @ ..]) = input.strip_prefix(b"luma") else {
        read_image(input).unwrap_or_default().iter().for_each(check);
        return;
    };
    let (width, height) = (
        u32::from(*width % (SIDE + 1)),
        u32::from(*height % (SIDE + 1)),
    );
    let size = (width * height) as usize;
    // What the input doesn't say is repeated, so that a few bytes make a whole picture.
    let pixels: Vec<u8> = pixels.iter().copied().cycle().take(size).collect();
    if let Ok(luma) = Luma::new(&pixels, width, height, width) {
        read_frame(&luma).iter().for_each(check);
        read_still(&luma).iter().for_each(check);
    }
}

fn check(found: &Found) {
    assert!(
        found
            .corners
            .iter()
            .all(|(x, y)| x.is_finite() && y.is_finite())
    );
    if let Ok(drawn) = draw(found.text.as_str()) {
        assert!(drawn.side() >= 21);
    }
}
