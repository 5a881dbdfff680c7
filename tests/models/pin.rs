//! A try at the PIN: the count is written, the former count's key destroyed, and only then the hardware asked.
//! The phone may lose power between any two steps, and a thief may put back any file that ever was.

use stateright::{Model, Property};

use crate::explore;

const TRIES: u8 = 3;
/// States that a phone can write before the model stops.
const WRITES: u8 = 5;

/// How far an attempt has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Step {
    Idle,
    /// The next alias is made and the file written with one try less.
    Written,
    /// The former alias is destroyed.
    Destroyed,
    /// The hardware answered; the PIN was wrong.
    Verified,
}

/// A file: which alias opens it, and how many tries it grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct File {
    alias: u8,
    tries: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct World {
    file: File,
    /// Every file that ever was.
    copies: Vec<File>,
    /// Keys that the hardware holds.
    aliases: Vec<u8>,
    step: Step,
    verified: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Next,
    PowerCut,
    Restore(File),
}

struct Attempt {
    /// The former key is destroyed before the hardware is asked.
    destroys_first: bool,
    /// A start destroys every key of a state but the file's own.
    tidies: bool,
}

impl Attempt {
    fn tidy(&self, world: &mut World) {
        // A file whose key is gone is a lockout: every key goes.
        let own = world.file.alias;
        if self.tidies {
            world.aliases.retain(|alias| *alias == own);
        }
    }
}

impl Model for Attempt {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        let file = File {
            alias: 0,
            tries: TRIES,
        };
        vec![World {
            file,
            copies: vec![file],
            aliases: vec![0],
            step: Step::Idle,
            verified: 0,
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Act>) {
        actions.push(Act::Next);
        if world.step != Step::Idle {
            actions.push(Act::PowerCut);
        }
        // Files are put back while the phone is off or idle.
        if world.step == Step::Idle {
            actions.extend(world.copies.iter().copied().map(Act::Restore));
        }
    }

    fn next_state(&self, world: &World, act: Act) -> Option<World> {
        let mut next = world.clone();
        match act {
            Act::PowerCut => {
                next.step = Step::Idle;
                self.tidy(&mut next);
            }
            Act::Restore(file) => {
                next.file = file;
                self.tidy(&mut next);
            }
            Act::Next => match world.step {
                Step::Idle => {
                    let opens = world.aliases.contains(&world.file.alias);
                    let last = world.copies.iter().map(|file| file.alias).max()?;
                    if !opens || world.file.tries == 0 || last >= WRITES {
                        return None;
                    }
                    next.file = File {
                        alias: last + 1,
                        tries: world.file.tries - 1,
                    };
                    next.aliases.push(next.file.alias);
                    next.copies.push(next.file);
                    next.step = Step::Written;
                }
                Step::Written if self.destroys_first => {
                    let own = world.file.alias;
                    next.aliases.retain(|alias| *alias == own);
                    next.step = Step::Destroyed;
                }
                Step::Written | Step::Destroyed => {
                    next.verified += 1;
                    next.step = Step::Verified;
                }
                Step::Verified => next.step = Step::Idle,
            },
        }
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always(
            "three verifications at most",
            |_, world: &World| world.verified <= TRIES,
        )]
    }
}

#[test]
fn the_count_holds_through_power_cuts_and_restored_files() {
    let (states, broken) = explore(Attempt {
        destroys_first: true,
        tidies: true,
    });
    assert_eq!(broken, Vec::<&str>::new());
    println!("PIN counter: {states} states");
    assert!(states > 50, "{states} states");
}

#[test]
fn asking_before_destroying_gives_tries_back() {
    let (_, broken) = explore(Attempt {
        destroys_first: false,
        tidies: false,
    });
    assert_eq!(broken, ["three verifications at most"]);
}
