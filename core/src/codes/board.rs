//! The codes of all accounts in one call.

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use std::collections::{BTreeMap, btree_map};

use super::generator::{Desk, Generator, Shown};
use crate::account::{Id, Otp};

/// The generators of all open accounts, and what each of them shows. Wiped when dropped or cleared.
///
/// A slot stands on the heap on its own, so that a growing board leaves no copy of a code behind.
#[derive(Default)]
pub struct Board {
    slots: BTreeMap<Id, Box<Slot>>,
    /// The seconds for which every remembered code is the right one.
    fresh: Range<u64>,
}

impl Board {
    /// A board without accounts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts the account `id` on the board, in the place of what stood there. HOTP accounts have their
    /// place too: [`Board::get`] finds their generator, [`Board::codes`] passes them over.
    pub fn insert(&mut self, id: Id, otp: &Otp) {
        self.slots.insert(id, Box::new(Slot::new(otp)));
        self.fresh = 0..0;
    }

    /// Gives an account that is on the board another seed or other rules; `false`, and nothing done, if
    /// it isn't there.
    pub fn replace(&mut self, id: &Id, otp: &Otp) -> bool {
        let Some(slot) = self.slots.get_mut(id) else {
            return false;
        };
        **slot = Slot::new(otp);
        self.fresh = 0..0;
        true
    }

    /// Takes an account off and wipes it; `false` if it wasn't there.
    pub fn remove(&mut self, id: &Id) -> bool {
        self.slots.remove(id).is_some()
    }

    /// Takes all accounts off and wipes them.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What makes the codes of `id`.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&Generator> {
        self.slots.get(id).map(|slot| &slot.generator)
    }

    /// Accounts on the board, HOTP too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether no account is on the board.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// What the account `id` shows at `unix` (seconds since the Unix epoch), remembered like those of
    /// [`Board::codes`]; `None` for HOTP and for an account that isn't there.
    pub fn shown(&mut self, id: &Id, unix: u64) -> Option<&Shown> {
        let slot = self.slots.get_mut(id)?;
        if !self.fresh.contains(&unix) {
            // One slot moves, so the others may no longer share its seconds.
            self.fresh = 0..0;
            slot.turn(unix, &mut Desk::default());
        }
        slot.shown.as_ref()
    }

    /// What every account that the clock moves shows at `unix` (seconds since the Unix epoch), in the
    /// order of their ids. Within a step nothing is computed; when a step moves on by one, the former
    /// next code is used; no code is copied or allocated.
    pub fn codes(&mut self, unix: u64) -> Codes<'_> {
        if !self.fresh.contains(&unix) {
            self.turn(unix);
        }
        Codes {
            valid_until: self.fresh.end,
            slots: self.slots.iter(),
        }
    }

    fn turn(&mut self, unix: u64) {
        let mut desk = Desk::default();
        let mut fresh = 0..u64::MAX;
        for slot in self.slots.values_mut() {
            slot.turn(unix, &mut desk);
            if let Some(shown) = &slot.shown {
                fresh.start = fresh.start.max(shown.valid_from);
                fresh.end = fresh.end.min(shown.valid_until);
            }
        }
        self.fresh = fresh;
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Board({} accounts, redacted)", self.slots.len())
    }
}

/// The codes of all accounts that the clock moves, from [`Board::codes`].
#[derive(Clone)]
pub struct Codes<'a> {
    valid_until: u64,
    slots: btree_map::Iter<'a, Id, Box<Slot>>,
}

impl Codes<'_> {
    /// The second at which the first of the codes gives way to its next, when to ask again; `u64::MAX`
    /// if no account is moved by the clock.
    #[must_use]
    pub fn valid_until(&self) -> u64 {
        self.valid_until
    }
}

impl<'a> Iterator for Codes<'a> {
    type Item = (Id, &'a Shown);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.slots
            .find_map(|(id, slot)| slot.shown.as_ref().map(|shown| (*id, shown)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.slots.len()))
    }
}

impl FusedIterator for Codes<'_> {}

impl fmt::Debug for Codes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Codes(redacted, until {})", self.valid_until)
    }
}

struct Slot {
    generator: Generator,
    /// The step that `shown` is of.
    step: u64,
    shown: Option<Shown>,
}

impl Slot {
    fn new(otp: &Otp) -> Self {
        Self {
            generator: Generator::new(otp),
            step: 0,
            shown: None,
        }
    }

    fn turn(&mut self, unix: u64, desk: &mut Desk) {
        let Some(period) = self.generator.period() else {
            return;
        };
        match &mut self.shown {
            Some(shown) if shown.covers(unix) => {}
            Some(shown) if shown.is_followed_by(unix, period) => {
                self.step += 1;
                shown.advance(&self.generator, self.step, period, desk);
            }
            shown => {
                self.step = unix / period;
                shown.get_or_insert_with(Shown::empty).set(
                    &self.generator,
                    self.step,
                    period,
                    desk,
                );
            }
        }
    }
}
