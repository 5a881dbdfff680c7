//! One power supply for disk and key store: it numbers their operations and can fail at one of them.

use std::sync::{Arc, Mutex};

use crate::{keystore::Call, lock};

/// A phone's power. Clones are the same supply.
#[derive(Clone, Default)]
pub struct Power(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    boot: u64,
    off: bool,
    operations: u64,
    cut: Option<Cut>,
    trace: Vec<Event>,
}

/// When the power goes: at operation `at`, counted from 1 since [`Power::arm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The operation that isn't answered any more.
    pub at: u64,
    /// Whether that operation itself still took effect.
    pub took_effect: bool,
}

/// Something that changes what a phone keeps, or asks its hardware.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A write to a file.
    Write,
    /// A file made durable.
    Sync,
    /// A file cut short.
    Truncate,
    /// A file deleted.
    Remove,
    /// A call to the key store.
    Key(Call),
}

/// One line of a phone's trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was asked for.
    pub operation: Operation,
    /// The file's name in its home, or the alias.
    pub on: String,
    /// Whether it happened (a key store's fault or the cut can prevent it).
    pub took_effect: bool,
}

impl Power {
    /// Starts counting anew, with the trace empty, to fail at `cut` (or never).
    pub fn arm(&self, cut: Option<Cut>) {
        let mut state = lock(&self.0);
        state.operations = 0;
        state.trace.clear();
        state.cut = cut;
    }

    /// Operations since the last [`Power::arm`] or restart.
    #[must_use]
    pub fn operations(&self) -> u64 {
        lock(&self.0).operations
    }

    /// What happened since the last [`Power::arm`] or restart, in order.
    #[must_use]
    pub fn trace(&self) -> Vec<Event> {
        lock(&self.0).trace.clone()
    }

    /// Whether the cut has come.
    #[must_use]
    pub fn is_off(&self) -> bool {
        lock(&self.0).off
    }

    /// Ends this run of the phone: whoever still holds something of it finds no power.
    pub(crate) fn restart(&self) {
        let mut state = lock(&self.0);
        state.boot += 1;
        state.off = false;
        state.operations = 0;
        state.cut = None;
        state.trace.clear();
    }

    /// The power of the present run.
    pub(crate) fn supply(&self) -> Supply {
        Supply {
            power: self.clone(),
            boot: lock(&self.0).boot,
        }
    }
}

/// The power of one run of the phone, from a start to a crash.
#[derive(Clone)]
pub(crate) struct Supply {
    power: Power,
    boot: u64,
}

/// What becomes of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It is done and answered.
    Go,
    /// It is done, and nobody gets the answer.
    Last,
    /// It isn't done.
    Off,
}

impl Supply {
    /// Counts an operation; `works` says whether it would take effect with the power on.
    pub(crate) fn step(&self, operation: Operation, on: &str, works: bool) -> Step {
        let mut state = lock(&self.power.0);
        if state.off || state.boot != self.boot {
            return Step::Off;
        }
        state.operations += 1;
        let step = match state.cut {
            Some(cut) if cut.at == state.operations => {
                state.off = true;
                if cut.took_effect {
                    Step::Last
                } else {
                    Step::Off
                }
            }
            _ => Step::Go,
        };
        state.trace.push(Event {
            operation,
            on: on.to_owned(),
            took_effect: works && step != Step::Off,
        });
        step
    }

    /// Whether a read would be answered.
    pub(crate) fn is_on(&self) -> bool {
        let state = lock(&self.power.0);
        !state.off && state.boot == self.boot
    }
}
