//! Any bytes as a picture file, or, after `luma`, a width and a height, as grey pixels.
//!
//! Every input is decoded and looked at as a camera's frame. The search that a still picture gets takes
//! many times as long: one input in [`SHARE`] gets it, and what it finds is drawn again.

use kodevagt_core::qr::{Found, Luma, Picture, draw, read_frame, read_still};

use super::is_one_in;

/// The longest side of a plane: two codes of the smallest kind fit.
const SIDE: u8 = 64;

/// Of so many inputs one is searched thoroughly.
const SHARE: u32 = 16;

/// Whatever is found lies in the picture's neighbourhood and can be drawn again, if it fits a code.
pub(crate) fn qr_image(input: &[u8]) {
    let thoroughly = is_one_in(SHARE, input);
    let Some([width, height, pixels @ ..]) = input.strip_prefix(b"luma") else {
        if let Ok(picture) = Picture::from_file(input) {
            check(&picture.glance());
            if thoroughly {
                check_drawn(&picture.codes());
            }
        }
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
        check(&read_frame(&luma));
        if thoroughly {
            check_drawn(&read_still(&luma));
        }
    }
}

fn check(all: &[Found]) {
    let all_finite = |found: &Found| {
        let mut corners = found.corners.iter();
        corners.all(|(x, y)| x.is_finite() && y.is_finite())
    };
    assert!(all.iter().all(all_finite));
}

fn check_drawn(all: &[Found]) {
    check(all);
    for drawn in all.iter().flat_map(|found| draw(found.text.as_str())) {
        assert!(drawn.side() >= 21);
    }
}
