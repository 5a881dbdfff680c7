//! Which planes are searched under which judgement of ink, and in what order.

use rxing::common::BitMatrix;

use super::detect::{self, Care};
use super::plane::{Luma, Plane};
use super::{Found, threshold};

/// A frame is one of many: enough rows for any code that fills a good part of it.
fn frame_care(luma: Luma<'_>) -> Care {
    // Three quarters of a row for each of the 97 modules of a version 20 code over the whole height.
    Care {
        step: (3 * luma.height() / (4 * 97)).max(3),
        tries: 60,
    }
}
/// A still picture: every row that could be the only one across a mark's middle.
const STILL: Care = Care {
    step: 3,
    tries: 300,
};
/// The side (the longer one) down to which a still picture is also searched in smaller sizes.
const SMALL_ENOUGH: usize = 500;
/// The most pixels of a plane that is searched in every way there is.
const PATIENCE: usize = 1_600_000;

/// One look, made to be repeated with the next frame.
pub(super) fn frame(luma: Luma<'_>) -> Vec<Found> {
    match threshold::local(luma) {
        Some(mut bits) => detect::codes(&mut bits, frame_care(luma)),
        None => Vec::new(),
    }
}

/// First every size as it is and inverted, which finds all codes of a usable picture; if that finds
/// none, everything else that is known to help, on the sizes that can afford it.
pub(super) fn still(luma: Luma<'_>) -> Vec<Found> {
    let sizes = smaller(luma);
    let views = || std::iter::once(luma).chain(sizes.iter().map(Plane::view));
    let mut finds = Finds::default();
    for view in views() {
        finds.look(threshold::local(view));
    }
    for view in views().filter(|view| view.width() * view.height() <= PATIENCE) {
        if finds.is_empty() {
            patiently(view, &mut finds);
        }
    }
    finds.0
}

/// The picture in thirds, and thirds of those, until it is small.
fn smaller(luma: Luma<'_>) -> Vec<Plane> {
    let mut sizes: Vec<Plane> = Vec::new();
    loop {
        let last = sizes.last().map_or(luma, Plane::view);
        if last.width().max(last.height()) <= SMALL_ENOUGH || last.width().min(last.height()) < 3 {
            return sizes;
        }
        let third = Plane::shrunk(last, 3);
        sizes.push(third);
    }
}

/// Every other way, those first that find most.
fn patiently(view: Luma<'_>, finds: &mut Finds) {
    let ways: [&dyn Fn() -> Option<BitMatrix>; 10] = [
        &|| threshold::window(Plane::enlarged(view, 2).view(), 32, 3),
        &|| threshold::whole(view),
        &|| threshold::window(view, 16, 5),
        &|| threshold::local(Plane::shrunk(view, 2).view()),
        &|| threshold::local(Plane::sharpened(view, 2, 2).view()),
        &|| threshold::local(Plane::blurred(view, 1).view()),
        &|| threshold::local(Plane::enlarged(view, 2).view()),
        &|| threshold::whole(Plane::repeated(view, 3).view()),
        &|| threshold::window(Plane::enlarged(view, 3).view(), 64, 3),
        &|| threshold::window(view, 40, 5),
    ];
    for way in ways {
        finds.look(way());
        if !finds.is_empty() {
            return;
        }
    }
}

/// Codes found so far, each text once.
#[derive(Default)]
struct Finds(Vec<Found>);

impl Finds {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what `bits` show.
    fn look(&mut self, bits: Option<BitMatrix>) {
        if let Some(mut bits) = bits {
            self.add(detect::codes(&mut bits, STILL));
        }
    }

    fn add(&mut self, found: Vec<Found>) {
        for code in found {
            if self.0.iter().all(|known| known.text != code.text) {
                self.0.push(code);
            }
        }
    }
}
