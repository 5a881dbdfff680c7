//! The codes of all accounts in one call.

use core::fmt;
use core::ops::Range;
use core::slice;
use std::collections::HashMap;

use super::generator::{Desk, Generator, Shown};
use crate::account::{Id, Otp};

/// The generators of all open accounts, and what each of them shows. Wiped when dropped or cleared.
///
/// What is shown stands in one row after the other, a cache line each, apart from what makes it: a look
/// inside a step reads nothing else.
#[derive(Default)]
pub struct Board {
    /// Accounts that the clock moves: where their row is.
    places: HashMap<Id, usize>,
    rows: Vec<Row>,
    /// What turns the row of the same number.
    turners: Vec<Turner>,
    /// Accounts that count: they show nothing by themselves.
    counting: HashMap<Id, Generator>,
    /// The seconds for which every row is the right one.
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
        let generator = Generator::new(otp);
        let Some(period) = generator.period() else {
            self.remove(&id);
            self.counting.insert(id, generator);
            return;
        };
        let turner = Turner {
            generator,
            period,
            step: 0,
        };
        self.fresh = 0..0;
        if let Some(&place) = self.places.get(&id) {
            self.rows[place].shown = Shown::empty();
            self.turners[place] = turner;
            return;
        }
        self.counting.remove(&id);
        self.places.insert(id, self.rows.len());
        self.push(Row {
            id,
            shown: Shown::empty(),
        });
        self.turners.push(turner);
    }

    /// Gives an account that is on the board another seed or other rules; `false`, and nothing done, if
    /// it isn't there.
    pub fn replace(&mut self, id: &Id, otp: &Otp) -> bool {
        let there = self.get(id).is_some();
        if there {
            self.insert(*id, otp);
        }
        there
    }

    /// Takes an account off and wipes it; `false` if it wasn't there. The last row takes its place.
    pub fn remove(&mut self, id: &Id) -> bool {
        let Some(place) = self.places.remove(id) else {
            return self.counting.remove(id).is_some();
        };
        let last = self.rows.len() - 1;
        self.rows.swap(place, last);
        // Not `pop`, which would move the row out and leave its bytes behind.
        self.rows.truncate(last);
        self.turners.swap_remove(place);
        if let Some(moved) = self.rows.get(place) {
            self.places.insert(moved.id, place);
        }
        true
    }

    /// Takes all accounts off and wipes them.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What makes the codes of `id`.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&Generator> {
        match self.places.get(id) {
            Some(&place) => Some(&self.turners[place].generator),
            None => self.counting.get(id),
        }
    }

    /// Accounts on the board, HOTP too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() + self.counting.len()
    }

    /// Whether no account is on the board.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the account `id` shows at `unix` (seconds since the Unix epoch); `None` for HOTP and for an
    /// account that isn't there. As for [`Board::codes`], all rows are brought to `unix` if one isn't.
    pub fn shown(&mut self, id: &Id, unix: u64) -> Option<&Shown> {
        self.turn(unix);
        let place = *self.places.get(id)?;
        Some(&self.rows[place].shown)
    }

    /// What every account that the clock moves shows at `unix` (seconds since the Unix epoch), in the
    /// order in which they were put on the board (until one was removed). Within a step nothing is
    /// computed; when a step moves on by one, the former next code is used; nothing is copied or
    /// allocated.
    pub fn codes(&mut self, unix: u64) -> Codes<'_> {
        self.turn(unix);
        Codes {
            valid_until: self.fresh.end,
            rows: self.rows.iter(),
        }
    }

    fn turn(&mut self, unix: u64) {
        if self.fresh.contains(&unix) {
            return;
        }
        let mut desk = Desk::default();
        let mut fresh = 0..u64::MAX;
        for (Row { shown, .. }, turner) in self.rows.iter_mut().zip(&mut self.turners) {
            turner.turn(shown, unix, &mut desk);
            fresh.start = fresh.start.max(shown.valid_from);
            fresh.end = fresh.end.min(shown.valid_until);
        }
        self.fresh = fresh;
    }

    /// Adds a row. A full vector is copied and wiped: growing by itself it would leave codes behind.
    fn push(&mut self, row: Row) {
        if self.rows.len() == self.rows.capacity() {
            let mut larger = Vec::with_capacity(2 * self.rows.len().max(8));
            larger.extend(self.rows.iter().cloned());
            self.rows = larger;
        }
        self.rows.push(row);
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Board({} accounts, redacted)", self.len())
    }
}

/// The codes of all accounts that the clock moves, from [`Board::codes`].
#[derive(Clone)]
pub struct Codes<'a> {
    valid_until: u64,
    rows: slice::Iter<'a, Row>,
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
        self.rows.next().map(|row| (row.id, &row.shown))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl ExactSizeIterator for Codes<'_> {}

impl fmt::Debug for Codes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Codes(redacted, until {})", self.valid_until)
    }
}

/// What an account shows.
#[derive(Clone)]
struct Row {
    id: Id,
    shown: Shown,
}

/// What brings a row to another second.
struct Turner {
    generator: Generator,
    period: u64,
    /// The step that the row is of.
    step: u64,
}

impl Turner {
    fn turn(&mut self, shown: &mut Shown, unix: u64, desk: &mut Desk) {
        if shown.covers(unix) {
            return;
        }
        if shown.is_followed_by(unix, self.period) {
            self.step += 1;
            shown.advance(&self.generator, self.step, self.period, desk);
        } else {
            self.step = unix / self.period;
            shown.set(&self.generator, self.step, self.period, desk);
        }
    }
}
