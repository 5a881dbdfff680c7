//! Several parts of an export, in any order, some of them twice.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Entry;
use super::{PART_LIMIT, Part, Place};

/// Which parts have been seen. Holds no secret: of a part, its place and a digest.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    seen: BTreeSet<[u8; 32]>,
    /// By export, that is by id and size: the indices that are there.
    exports: BTreeMap<(i32, u32), BTreeSet<u32>>,
}

impl Gathered {
    /// Takes `part` in and gives its entries back; `None` when the same part was there before. (The
    /// same place with something else in it is another part.)
    pub fn add(&mut self, part: Part) -> Option<Vec<Entry>> {
        if !self.seen.insert(part.digest) {
            return None;
        }
        if let Some(place) = part.place {
            let export = self.exports.entry((place.id, place.size)).or_default();
            export.insert(place.index);
        }
        Some(part.entries)
    }

    /// The parts that others name and that haven't come yet, in order; at most [`PART_LIMIT`] of them
    /// are listed.
    #[must_use]
    pub fn missing(&self) -> Vec<Place> {
        self.exports
            .iter()
            .flat_map(|((id, size), there)| {
                (0..*size)
                    .filter(|index| !there.contains(index))
                    .map(|index| Place {
                        id: *id,
                        index,
                        size: *size,
                    })
            })
            .take(PART_LIMIT as usize)
            .collect()
    }
}
