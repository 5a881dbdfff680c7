//! An unblock: the phone writes its next slot, the service stores the next half beside, the phone commits the
//! new PIN, confirms, and the former halves go. Either side may die between any two steps; any answer may be
//! lost; the phone may block itself again before it has confirmed.

use stateright::{Model, Property};

use crate::explore;

/// Unblocks that the model goes through.
const ROUNDS: u8 = 2;

/// How far the phone has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phone {
    Blocked,
    /// Has the halves, in memory only.
    Holds,
    /// Has written the next slot.
    Wrote,
    /// Knows that the service stored the next half.
    Staged,
    /// The new PIN stands; not confirmed yet.
    Open,
    /// Confirmed.
    Settled,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct World {
    phone: Phone,
    /// Slots on the phone, by serial.
    slots: Vec<u8>,
    /// Halves at the service, by serial.
    halves: Vec<u8>,
    /// The serial that the service counts from.
    serial: u8,
    rounds: u8,
    /// The old PIN's keys are gone since the first lockout; a new PIN's exist while open.
    pin: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// The next step, its answer received.
    Next,
    /// The next step, its answer lost.
    Lost,
    /// The phone loses power.
    PhoneDies,
    /// Three wrong PINs.
    Block,
}

struct Unblock {
    /// The former half stays until the phone has confirmed.
    keeps_former: bool,
}

impl Model for Unblock {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        vec![World {
            phone: Phone::Blocked,
            slots: vec![1],
            halves: vec![1],
            serial: 1,
            rounds: 0,
            pin: false,
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Act>) {
        actions.extend([Act::Next, Act::Lost, Act::PhoneDies]);
        if world.pin && world.rounds < ROUNDS {
            actions.push(Act::Block);
        }
    }

    fn next_state(&self, world: &World, act: Act) -> Option<World> {
        let mut next = world.clone();
        match act {
            Act::PhoneDies => {
                next.phone = match world.phone {
                    Phone::Holds | Phone::Wrote | Phone::Staged => Phone::Blocked,
                    stays => stays,
                };
            }
            Act::Block => {
                next.phone = Phone::Blocked;
                next.pin = false;
                next.rounds += 1;
            }
            Act::Next | Act::Lost => {
                let heard = act == Act::Next;
                match world.phone {
                    Phone::Blocked => {
                        let both = world.slots.iter().any(|slot| world.halves.contains(slot));
                        if !heard || !both {
                            return None;
                        }
                        next.phone = Phone::Holds;
                    }
                    Phone::Holds => {
                        // Slots that no half of the service's fits are dropped, the next one is written.
                        let newest = world.serial + 1;
                        next.slots.retain(|slot| world.halves.contains(slot));
                        next.slots
                            .retain(|slot| *slot != newest || world.halves.contains(&newest));
                        if !next.slots.contains(&newest) {
                            next.slots.push(newest);
                        }
                        next.phone = Phone::Wrote;
                    }
                    Phone::Wrote => {
                        let newest = world.serial + 1;
                        if !next.halves.contains(&newest) {
                            next.halves.push(newest);
                        }
                        if !self.keeps_former {
                            next.halves.retain(|half| *half == newest);
                            next.serial = newest;
                        }
                        if heard {
                            next.phone = Phone::Staged;
                        }
                    }
                    Phone::Staged => {
                        next.pin = true;
                        next.phone = Phone::Open;
                        if !self.keeps_former {
                            next.slots.retain(|slot| *slot == world.serial);
                        }
                    }
                    Phone::Open => {
                        let newest = world.serial + 1;
                        if next.halves.contains(&newest) {
                            next.halves.retain(|half| *half == newest);
                            next.serial = newest;
                        }
                        if heard {
                            let serial = next.serial;
                            next.slots.retain(|slot| *slot == serial);
                            next.phone = Phone::Settled;
                        }
                    }
                    Phone::Settled => return None,
                }
                next.slots.sort_unstable();
                next.halves.sort_unstable();
            }
        }
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("the PIN opens, or an unblock does", |_, world: &World| {
                world.pin || world.slots.iter().any(|slot| world.halves.contains(slot))
            }),
            Property::sometimes("it comes to an end", |_, world: &World| {
                world.phone == Phone::Settled && world.rounds == ROUNDS
            }),
        ]
    }
}

#[test]
fn every_crash_of_an_unblock_can_be_gone_on_from() {
    let (states, found) = explore(Unblock { keeps_former: true });
    assert_eq!(found, ["it comes to an end"]);
    println!("unblock: {states} states");
    assert!(states > 20, "{states} states");
}

#[test]
fn dropping_the_former_half_early_can_lose_everything() {
    let (_, found) = explore(DroppingEarly);
    assert!(
        found.contains(&"the PIN opens, or an unblock does"),
        "{found:?}"
    );
}

/// The service drops the former half before the phone's next slot is written.
struct DroppingEarly;

impl Model for DroppingEarly {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        Unblock { keeps_former: true }.init_states()
    }

    fn actions(&self, world: &World, actions: &mut Vec<Act>) {
        Unblock { keeps_former: true }.actions(world, actions);
    }

    fn next_state(&self, world: &World, act: Act) -> Option<World> {
        let mut next = Unblock { keeps_former: true }.next_state(world, act)?;
        if next.phone == Phone::Holds {
            let newest = next.serial + 1;
            next.halves = vec![newest];
        }
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always(
            "the PIN opens, or an unblock does",
            |_, world: &World| {
                world.pin || world.slots.iter().any(|slot| world.halves.contains(slot))
            },
        )]
    }
}
