//! Which planes are searched under which judgement of ink, and in what order.

use std::iter;

use rxing::common::BitMatrix;

use super::detect::{self, Care};
use super::plane::{Luma, Plane};
use super::{Found, threshold};

/// The side (the longer one) down to which a still picture is also searched in smaller sizes.
const SMALL_ENOUGH: usize = 500;
/// The most pixels of a plane, once enlarged, that is searched in another way.
const PATIENCE: usize = 20_000_000;

/// One look, made to be repeated with the next frame.
pub(super) fn frame(luma: Luma<'_>) -> Vec<Found> {
    let mut care = Care {
        // Three quarters of a row for each of the 97 modules of a version 20 code that fills the
        // height.
        step: (3 * luma.height() / (4 * 97)).max(3),
        tries_at_once: 60,
        tries: 60,
        bending: 20_000,
    };
    match threshold::local(luma) {
        Some(mut bits) => detect::codes(&mut bits, &mut care),
        None => Vec::new(),
    }
}

/// First every size as it is, which finds all codes of a usable picture; if that finds none,
/// everything else that is known to help, from the smallest size up, until something does.
pub(super) fn still(luma: Luma<'_>) -> Vec<Found> {
    let sizes = smaller(luma);
    let views = || iter::once(luma).chain(sizes.iter().map(Plane::view));
    let mut search = Search::default();
    for view in views() {
        search.look(threshold::local(view));
    }
    let views: Vec<_> = views().collect();
    for view in views.into_iter().rev() {
        for (enlarged, judged) in WAYS {
            if !search.found.is_empty() {
                return search.found;
            }
            if view.width() * view.height() * enlarged * enlarged <= PATIENCE {
                search.look(judged(view));
            }
        }
    }
    search.found
}

type Judged = fn(Luma<'_>) -> Option<BitMatrix>;

/// How often enlarged, and how judged; those first that find most.
const WAYS: [(usize, Judged); 12] = [
    (2, |view| {
        threshold::window(Plane::enlarged(view, 2).view(), 32, 3)
    }),
    (1, threshold::whole),
    (1, |view| threshold::window(view, 16, 5)),
    (1, |view| threshold::local(Plane::shrunk(view, 2).view())),
    (1, |view| threshold::local(Plane::shrunk(view, 3).view())),
    (1, |view| {
        threshold::local(Plane::sharpened(view, 2, 2).view())
    }),
    (1, |view| threshold::local(Plane::blurred(view, 1).view())),
    (2, |view| threshold::local(Plane::enlarged(view, 2).view())),
    (3, |view| threshold::whole(Plane::repeated(view, 3).view())),
    (3, |view| {
        threshold::window(Plane::enlarged(view, 3).view(), 64, 3)
    }),
    (1, |view| threshold::window(view, 40, 5)),
    (3, |view| threshold::local(Plane::enlarged(view, 3).view())),
];

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
/// A still picture's search: what was found, each text once, and what may still be spent.
struct Search {
    found: Vec<Found>,
    care: Care,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            found: Vec::new(),
            care: Care {
                // Every row that could be the only one across a mark's middle.
                step: 3,
                tries_at_once: 300,
                tries: 4_000,
                bending: 1_500_000,
            },
        }
    }
}

impl Search {
    /// Adds what `bits` show.
    fn look(&mut self, bits: Option<BitMatrix>) {
        let Some(mut bits) = bits else {
            return;
        };
        for code in detect::codes(&mut bits, &mut self.care) {
            if self.found.iter().all(|known| known.text != code.text) {
                self.found.push(code);
            }
        }
    }
}
