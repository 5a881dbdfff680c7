//! Several parts of an export, in any order, some of them twice.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Entry;
use super::{PART_LIMIT, Part, Place};

/// Which parts are there. Holds no secret: of a part, its place.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// By export, that is by id and size: the indices that are there.
    exports: BTreeMap<(i32, u32), BTreeSet<u32>>,
}

impl Gathered {
    /// Notes where `part` belongs and gives its entries back. A part that comes twice gives them twice:
    /// whoever takes them in finds the second ones there already, and says so.
    pub fn add(&mut self, part: Part) -> Vec<Entry> {
        if let Some(place) = part.place {
            let export = self.exports.entry((place.id, place.size)).or_default();
            export.insert(place.index);
        }
        part.entries
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
