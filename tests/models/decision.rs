//! The decision on a challenge: transactions that lock the row, read it, read the time, and update it, on two
//! instances at once, while time passes.

use stateright::{Model, Property};

use crate::explore;

const DEADLINE: u8 = 1;
const END: u8 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Row {
    Pending,
    Approved,
    Denied,
    Expired,
    Consumed,
}

/// What a transaction wants to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Wish {
    Approve,
    Deny,
    Expire,
    Consume,
}

/// How far a transaction has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Begun,
    /// Waits for the row's lock since then.
    Waits {
        came: u8,
    },
    /// Holds the row's lock since then.
    Locked {
        came: u8,
        had: u8,
    },
    /// Has read the row.
    Read {
        came: u8,
        had: u8,
        row: Row,
    },
    /// Knows the time, too.
    Timed {
        time: u8,
        had: u8,
        row: Row,
    },
    Done,
}

/// What was written, by which time, and since when the lock was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Written {
    row: Row,
    time: u8,
    had: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct World {
    clock: u8,
    row: Row,
    lock: Option<usize>,
    steps: Vec<Step>,
    written: Vec<Written>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Tick,
    Go(usize),
    /// The instance dies: its transaction is rolled back.
    Die(usize),
}

/// The protections, each of which can be taken out.
struct Decision {
    wishes: Vec<Wish>,
    locks: bool,
    /// The time is read once the lock is held, not before.
    time_after_lock: bool,
}

impl Decision {
    fn new(wishes: &[Wish], locks: bool, time_after_lock: bool) -> Self {
        Self {
            wishes: wishes.to_vec(),
            locks,
            time_after_lock,
        }
    }

    fn write(&self, wish: Wish, row: Row, time: u8) -> Option<Row> {
        match (wish, row) {
            (Wish::Approve, Row::Pending) if time < DEADLINE => Some(Row::Approved),
            (Wish::Deny, Row::Pending) if time < DEADLINE => Some(Row::Denied),
            (Wish::Expire, Row::Pending) if time >= DEADLINE => Some(Row::Expired),
            (Wish::Consume, Row::Approved) => Some(Row::Consumed),
            _ => None,
        }
    }
}

impl Model for Decision {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        vec![World {
            clock: 0,
            row: Row::Pending,
            lock: None,
            steps: vec![Step::Begun; self.wishes.len()],
            written: Vec::new(),
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Act>) {
        if world.clock < END {
            actions.push(Act::Tick);
        }
        for (who, step) in world.steps.iter().enumerate() {
            if *step != Step::Done {
                actions.push(Act::Go(who));
            }
            if !matches!(step, Step::Done | Step::Begun | Step::Waits { .. }) {
                actions.push(Act::Die(who));
            }
        }
    }

    fn next_state(&self, world: &World, act: Act) -> Option<World> {
        let mut next = world.clone();
        let who = match act {
            Act::Tick => {
                next.clock += 1;
                return Some(next);
            }
            Act::Die(who) => {
                next.steps[who] = Step::Done;
                if next.lock == Some(who) {
                    next.lock = None;
                }
                return Some(next);
            }
            Act::Go(who) => who,
        };
        next.steps[who] = match world.steps[who] {
            Step::Begun => Step::Waits { came: world.clock },
            Step::Waits { .. } if self.locks && world.lock.is_some() => return None,
            Step::Waits { came } => {
                next.lock = Some(who);
                let had = world.clock;
                Step::Locked { came, had }
            }
            Step::Locked { came, had } => Step::Read {
                came,
                had,
                row: world.row,
            },
            Step::Read { came, had, row } => Step::Timed {
                time: if self.time_after_lock {
                    world.clock
                } else {
                    came
                },
                had,
                row,
            },
            Step::Timed { time, had, row } => {
                if let Some(row) = self.write(self.wishes[who], row, time) {
                    next.row = row;
                    next.written.push(Written { row, time, had });
                }
                if next.lock == Some(who) {
                    next.lock = None;
                }
                Step::Done
            }
            Step::Done => return None,
        };
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("one terminal state", |_, world: &World| {
                let ends = world
                    .written
                    .iter()
                    .filter(|written| written.row != Row::Consumed);
                ends.count() <= 1
            }),
            Property::always("consumed once", |_, world: &World| {
                let taken = world
                    .written
                    .iter()
                    .filter(|written| written.row == Row::Consumed);
                taken.count() <= 1
            }),
            Property::always("nobody is in time by waiting", |_, world: &World| {
                world
                    .written
                    .iter()
                    .all(|written| written.time >= written.had)
            }),
        ]
    }
}

/// Two instances decide while the time runs out.
const DECIDING: &[Wish] = &[Wish::Approve, Wish::Deny, Wish::Expire];
/// An approval is taken by two.
const TAKING: &[Wish] = &[Wish::Approve, Wish::Consume, Wish::Consume];

#[test]
fn the_decision_holds_in_every_order() {
    for wishes in [DECIDING, TAKING] {
        let (states, broken) = explore(Decision::new(wishes, true, true));
        assert_eq!(broken, Vec::<&str>::new());
        println!("decision {wishes:?}: {states} states");
        assert!(states > 500, "{states} states");
    }
}

#[test]
fn without_the_lock_two_ends_are_written() {
    let (_, broken) = explore(Decision::new(DECIDING, false, true));
    assert_eq!(broken, ["one terminal state"]);
    let (_, broken) = explore(Decision::new(TAKING, false, true));
    assert_eq!(broken, ["consumed once"]);
}

#[test]
fn a_time_read_before_the_lock_is_too_early() {
    let (_, broken) = explore(Decision::new(DECIDING, true, false));
    assert_eq!(broken, ["nobody is in time by waiting"]);
}
