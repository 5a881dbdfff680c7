//! From grey to black and white: which pixels are ink.

use rxing::common::{BitArray, BitMatrix};

use super::plane::{Luma, Plane};

/// Pixels along the side of a square whose light is judged together.
const BLOCK: usize = 8;
/// The least difference within a square that means ink beside paper; less is noise on one of them.
const CONTRAST: u8 = 24;
/// How many squares to each side soften a square's own judgement.
const REACH: usize = 2;

/// Judges each square by the light around it, so that a shadow across the code does no harm (the
/// method of ZXing's hybrid binarizer). A plane too small to have surroundings is judged whole.
pub(super) fn local(plane: Luma<'_>) -> Option<BitMatrix> {
    let least = BLOCK * (2 * REACH + 1);
    if plane.width() < least || plane.height() < least {
        return whole(plane);
    }
    let columns = plane.width().div_ceil(BLOCK);
    let limits = smoothed(&black_points(plane, columns), columns);
    packed(plane, |y, row| {
        if y % BLOCK == 0 {
            let limits = &limits[y / BLOCK * columns..][..columns];
            for (pixels, &limit) in row.chunks_mut(BLOCK).zip(limits) {
                pixels.fill(limit);
            }
        }
    })
}

/// One limit for all pixels: the one that parts them best into two heaps (Otsu 1979). `None` where
/// there is nothing to part.
pub(super) fn whole(plane: Luma<'_>) -> Option<BitMatrix> {
    let mut counts = [0u64; 256];
    for y in 0..plane.height() {
        for &pixel in plane.row(y) {
            counts[usize::from(pixel)] += 1;
        }
    }
    let total: u64 = counts.iter().sum();
    let light: u64 = counts.iter().zip(0u64..).map(|(n, value)| n * value).sum();
    let (mut below, mut sum) = (0u64, 0u64);
    let mut best = (0.0, None);
    for (limit, &count) in counts.iter().enumerate() {
        below += count;
        sum += count * limit as u64;
        if below == 0 || below == total {
            continue;
        }
        let above = (total - below) as f64;
        let apart = sum as f64 / below as f64 - (light - sum) as f64 / above;
        let score = below as f64 * above * apart * apart;
        if score > best.0 {
            best = (score, Some(limit as u8));
        }
    }
    let limit = best.1?;
    packed(plane, |y, row| {
        if y == 0 {
            row.fill(limit);
        }
    })
}

/// Each pixel against the average of its surroundings, `radius` pixels to each side, less `bias`.
pub(super) fn window(plane: Luma<'_>, radius: usize, bias: u8) -> Option<BitMatrix> {
    let around = Plane::blurred(plane, radius);
    packed(plane, |y, row| {
        for (limit, &average) in row.iter_mut().zip(around.view().row(y)) {
            *limit = average.saturating_sub(bias);
        }
    })
}

/// What separates ink from paper in each square, judged alone, from the top left on.
fn black_points(plane: Luma<'_>, columns: usize) -> Vec<u8> {
    let rows = plane.height().div_ceil(BLOCK);
    let mut points = vec![0u8; columns * rows];
    let width = plane.width();
    let (mut low, mut high) = (vec![0u8; width], vec![0u8; width]);
    let mut sums = vec![0u16; width];
    for y in 0..rows {
        low.fill(u8::MAX);
        high.fill(0);
        sums.fill(0);
        let top = (y * BLOCK).min(plane.height() - BLOCK);
        for row in (top..top + BLOCK).map(|y| plane.row(y)) {
            for (((low, high), sum), &pixel) in
                low.iter_mut().zip(&mut high).zip(&mut sums).zip(row)
            {
                *low = (*low).min(pixel);
                *high = (*high).max(pixel);
                *sum += u16::from(pixel);
            }
        }
        for x in 0..columns {
            let left = (x * BLOCK).min(width - BLOCK);
            let least = low[left..left + BLOCK]
                .iter()
                .fold(u8::MAX, |a, &b| a.min(b));
            let most = high[left..left + BLOCK]
                .iter()
                .fold(0, |a: u8, &b| a.max(b));
            points[y * columns + x] = if most - least > CONTRAST {
                let sum: u32 = sums[left..left + BLOCK].iter().map(|&n| u32::from(n)).sum();
                (sum / (BLOCK * BLOCK) as u32) as u8
            } else if y > 0 && x > 0 {
                // Even light: ink if the squares judged before it would call it so, else paper.
                let at = y * columns + x;
                let [above, before, corner] =
                    [at - columns, at - 1, at - columns - 1].map(|at| u16::from(points[at]));
                let around = ((above + 2 * before + corner) / 4) as u8;
                if least < around { around } else { least / 2 }
            } else {
                least / 2
            };
        }
    }
    points
}

/// Each square's limit: the average over those around it (at the edge, over the nearest full ones).
fn smoothed(points: &[u8], columns: usize) -> Vec<u8> {
    let rows = points.len() / columns;
    let span = |at: usize, length: usize| {
        let middle = at.clamp(REACH, length - REACH - 1);
        middle - REACH..middle + REACH + 1
    };
    let mut limits = Vec::with_capacity(points.len());
    let mut sums = vec![0u32; columns];
    for y in 0..rows {
        sums.fill(0);
        for row in span(y, rows).map(|y| &points[y * columns..][..columns]) {
            for (sum, &point) in sums.iter_mut().zip(row) {
                *sum += u32::from(point);
            }
        }
        let squares = ((2 * REACH + 1) * (2 * REACH + 1)) as u32;
        limits.extend(
            (0..columns).map(|x| (sums[span(x, columns)].iter().sum::<u32>() / squares) as u8),
        );
    }
    limits
}

/// Sets a bit for each pixel that is no lighter than its limit. `limits` is given each row's number
/// and the limits of the row before, to be changed where they differ. `None` for an empty plane.
fn packed(plane: Luma<'_>, mut limits: impl FnMut(usize, &mut [u8])) -> Option<BitMatrix> {
    const WORD: usize = usize::BITS as usize;
    let width = plane.width();
    let mut bits = BitMatrix::new(width as u32, plane.height() as u32).ok()?;
    let mut limit = vec![0u8; width];
    let mut ink = vec![0u8; width.next_multiple_of(WORD)];
    let mut line = BitArray::with_size(width);
    for y in 0..plane.height() {
        limits(y, &mut limit);
        for ((ink, &pixel), &limit) in ink.iter_mut().zip(plane.row(y)).zip(&limit) {
            *ink = u8::from(pixel <= limit);
        }
        for (at, chunk) in ink.chunks_exact(WORD).enumerate() {
            let word = chunk
                .chunks_exact(8)
                .enumerate()
                .fold(0, |word, (at, eight)| {
                    word | usize::from(gathered(eight)) << (8 * at)
                });
            line.setBulk(at * WORD, word);
        }
        bits.setRow(y as u32, &line);
    }
    Some(bits)
}

/// Eight bytes of 0 or 1 as the bits of one, the first byte lowest.
fn gathered(eight: &[u8]) -> u8 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(eight);
    (u64::from_le_bytes(bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}
