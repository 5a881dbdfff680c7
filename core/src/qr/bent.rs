//! Codes that aren't flat: on cloth, on a bottle, on a label that has curled.
//!
//! The detector's grid is flat. Where it was laid nearly right, the edges between light and dark
//! modules tell how far off each part is; a smooth displacement is fitted to them, the grid is laid
//! anew, and so on a few times.

use rxing::common::{BitMatrix, PerspectiveTransform, Quadrilateral};
use rxing::{Point, point};

/// Terms of a displacement: the products of two coordinates up to the third degree.
const TERMS: usize = 10;
/// How often the grid is laid anew.
pub(super) const ROUNDS: usize = 6;
/// Places looked at on the way from the middle of a module to the next.
const STEPS: usize = 12;
/// How strongly a displacement is held back where few edges speak for it.
const RESTRAINT: f64 = 0.5;

/// A grid of modules over a picture, and how it is bent.
pub(super) struct Grid<'a> {
    bits: &'a BitMatrix,
    flat: PerspectiveTransform,
    modules: usize,
    across: [f64; TERMS],
    down: [f64; TERMS],
}

impl<'a> Grid<'a> {
    /// The flat grid of `modules` a side whose corners lie at `corners`, clockwise.
    pub(super) fn new(bits: &'a BitMatrix, modules: usize, corners: [Point; 4]) -> Option<Self> {
        let side = modules as f32;
        let square = [
            point(0.0, 0.0),
            point(side, 0.0),
            point(side, side),
            point(0.0, side),
        ];
        let flat = PerspectiveTransform::quadrilateralToQuadrilateral(
            Quadrilateral::from(square),
            Quadrilateral::from(corners),
        );
        Some(Self {
            bits,
            flat: flat.ok()?,
            modules,
            across: [0.0; TERMS],
            down: [0.0; TERMS],
        })
    }

    /// What the grid sees: a bit for each module.
    pub(super) fn sampled(&self) -> Option<BitMatrix> {
        let side = self.modules as u32;
        let mut sampled = BitMatrix::new(side, side).ok()?;
        for y in 0..side {
            for x in 0..side {
                if self.is_ink(f64::from(x) + 0.5, f64::from(y) + 0.5)? {
                    sampled.set(x, y);
                }
            }
        }
        Some(sampled)
    }

    /// Bends the grid towards the edges that it sees near those of its modules.
    pub(super) fn bend(&mut self, sampled: &BitMatrix) -> Option<()> {
        let (mut across, mut down) = (Fit::default(), Fit::default());
        let last = self.modules - 1;
        for y in 0..self.modules {
            for x in 0..self.modules {
                let (left, top) = (x as f64 + 0.5, y as f64 + 0.5);
                let ink = sampled.get(x as u32, y as u32);
                if x < last
                    && ink != sampled.get(x as u32 + 1, y as u32)
                    && let Some(part) = self.edge(ink, |part| (left + part, top))
                {
                    across.add(self.terms(left + 0.5, top), part - 0.5);
                }
                if y < last
                    && ink != sampled.get(x as u32, y as u32 + 1)
                    && let Some(part) = self.edge(ink, |part| (left, top + part))
                {
                    down.add(self.terms(left, top + 0.5), part - 0.5);
                }
            }
        }
        for (known, fit) in [(&mut self.across, across), (&mut self.down, down)] {
            for (known, more) in known.iter_mut().zip(fit.solved()?) {
                *known += more;
            }
        }
        Some(())
    }

    /// How much of the way `place` goes before the picture is no longer `ink` (or no longer paper).
    fn edge(&self, ink: bool, place: impl Fn(f64) -> (f64, f64)) -> Option<f64> {
        for step in 1..=STEPS {
            let part = step as f64 / STEPS as f64;
            let (x, y) = place(part);
            if self.is_ink(x, y)? != ink {
                return Some(part - 0.5 / STEPS as f64);
            }
        }
        None
    }

    /// `x` and `y` in modules from the top left corner. `None` outside of the picture.
    fn is_ink(&self, x: f64, y: f64) -> Option<bool> {
        let terms = self.terms(x, y);
        let moved = |by: &[f64; TERMS]| by.iter().zip(&terms).map(|(a, b)| a * b).sum::<f64>();
        let place = point(
            (x + moved(&self.across)) as f32,
            (y + moved(&self.down)) as f32,
        );
        self.bits.try_get_point(self.flat.transform_point(place))
    }

    fn terms(&self, x: f64, y: f64) -> [f64; TERMS] {
        let half = self.modules as f64 / 2.0;
        let (x, y) = (x / half - 1.0, y / half - 1.0);
        [
            1.0,
            x,
            y,
            x * x,
            x * y,
            y * y,
            x * x * x,
            x * x * y,
            x * y * y,
            y * y * y,
        ]
    }
}

/// Least squares over the terms of a displacement.
#[derive(Default)]
struct Fit {
    matrix: [[f64; TERMS]; TERMS],
    right: [f64; TERMS],
}

impl Fit {
    fn add(&mut self, terms: [f64; TERMS], value: f64) {
        for (row, &by) in terms.iter().enumerate() {
            for (sum, &term) in self.matrix[row].iter_mut().zip(&terms) {
                *sum += by * term;
            }
            self.right[row] += by * value;
        }
    }

    /// Gauss's elimination; the restraint keeps every pivot above zero.
    fn solved(mut self) -> Option<[f64; TERMS]> {
        for at in 0..TERMS {
            self.matrix[at][at] += RESTRAINT;
        }
        for at in 0..TERMS {
            let pivot = self.matrix[at];
            let right = self.right[at];
            for below in at + 1..TERMS {
                let factor = self.matrix[below][at] / pivot[at];
                for (value, &above) in self.matrix[below].iter_mut().zip(&pivot) {
                    *value -= factor * above;
                }
                self.right[below] -= factor * right;
            }
        }
        let mut solution = [0.0; TERMS];
        for at in (0..TERMS).rev() {
            let known: f64 = (at + 1..TERMS)
                .map(|k| self.matrix[at][k] * solution[k])
                .sum();
            solution[at] = (self.right[at] - known) / self.matrix[at][at];
        }
        solution
            .iter()
            .all(|value| value.is_finite())
            .then_some(solution)
    }
}

/// Whether `sampled` has a code's three corner marks and the dotted lines between them, nearly: of
/// these modules, at most an eighth may be wrong.
pub(super) fn resembles_code(sampled: &BitMatrix) -> bool {
    let side = sampled.width();
    let (mut wrong, mut all) = (0, 0);
    let mut expect = |x: u32, y: u32, ink: bool| {
        all += 1;
        wrong += u32::from(sampled.get(x, y) != ink);
    };
    for (left, top) in [(0, 0), (side - 7, 0), (0, side - 7)] {
        for (x, y) in (0..49).map(|n| (n % 7, n / 7)) {
            let ring = (x as i32 - 3).abs().max((y as i32 - 3).abs());
            expect(left + x, top + y, ring != 2);
        }
    }
    for n in 8..side - 8 {
        expect(n, 6, n % 2 == 0);
        expect(6, n, n % 2 == 0);
    }
    8 * wrong <= all
}
