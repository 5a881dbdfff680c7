//! Hostile bytes out of honest ones, by a seed.

/// Changes `bytes` in one to four places: bits flipped, bytes set to extremes, pieces cut out, doubled, or
/// brought in from `other`.
pub fn mutate(bytes: &mut Vec<u8>, other: &[u8], choice: &mut Choice) {
    for _ in 0..=choice.below(4) {
        let at = choice.below(bytes.len() + 1);
        let len = choice.below((bytes.len() - at).min(24) + 1);
        match choice.below(7) {
            0 => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|byte| *byte ^= 1 << choice.below(8)),
            1 => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|byte| *byte = choice.byte()),
            2 => bytes
                .iter_mut()
                .skip(at)
                .take(len)
                .for_each(|byte| *byte = choice.extreme()),
            3 => drop(bytes.drain(at..at + len)),
            4 => {
                let piece = bytes[at..at + len].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            5 => {
                let from = choice.below(other.len() + 1);
                let piece = other[from..].iter().take(len + 4).copied();
                drop(bytes.splice(at..at + len, piece));
            }
            _ => bytes.truncate(at),
        }
    }
}

/// A stream of choices: SplitMix64, which is quick, and random enough to break things with.
pub struct Choice(u64);

impl Choice {
    /// The stream of `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound` (1 or more).
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 32) as usize % bound
    }

    fn byte(&mut self) -> u8 {
        self.below(256) as u8
    }

    fn extreme(&mut self) -> u8 {
        [0, 1, 0x7f, 0x80, 0xff, b'0', b'9', b'%'][self.below(8)]
    }
}
