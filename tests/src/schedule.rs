//! Every crash of a scenario: at each write, sync, truncation, deletion and key-store call.

use std::thread;

use crate::{disk::Loss, phone::SimPhone, power::Cut};

/// One crash: where, and what became of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crash {
    /// The operation that it came at.
    pub cut: Cut,
    /// What happened to unsynced sectors.
    pub loss: Loss,
}

/// How thoroughly to crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many seeds of [`Loss::Mixed`] to try at each operation, beside dropping and keeping all.
    pub mixed: u64,
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Operations in the scenario.
    pub operations: u64,
    /// Crashes that were run.
    pub crashes: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { mixed: 2 }
    }
}

impl Plan {
    /// Runs `act` on copies of `base` to a crash at each of its operations, before and after the
    /// operation took effect, with each loss; restarts, and gives `check` the phone, the crash and what
    /// `act` answered. Failed assertions name the crash that they came from.
    ///
    /// # Panics
    /// If `act` does nothing that could be interrupted, or `check` does.
    pub fn every_crash<T>(
        self,
        base: &SimPhone,
        act: impl Fn(&SimPhone) -> T,
        check: impl FnMut(&mut SimPhone, Crash, T),
    ) -> Tried {
        self.some_crashes(1, base, act, check)
    }

    /// As [`Plan::every_crash`], at each `stride`-th operation: for long scenarios, whose steps have tests
    /// of their own.
    ///
    /// # Panics
    /// As [`Plan::every_crash`].
    pub fn some_crashes<T>(
        self,
        stride: u64,
        base: &SimPhone,
        act: impl Fn(&SimPhone) -> T,
        mut check: impl FnMut(&mut SimPhone, Crash, T),
    ) -> Tried {
        let whole = base.fork();
        whole.power().arm(None);
        act(&whole);
        let operations = whole.power().operations();
        assert!(
            operations > 0,
            "a scenario without operations proves nothing"
        );
        let mut crashes = 0;
        let here = |crash: &Crash| crash.cut.at.is_multiple_of(stride);
        for crash in self.crashes(operations).filter(here) {
            let _told = Told(crash);
            let mut phone = base.fork();
            phone.power().arm(Some(crash.cut));
            let answer = act(&phone);
            assert!(phone.power().is_off(), "the scenario took another way");
            phone.restart(crash.loss);
            check(&mut phone, crash, answer);
            crashes += 1;
        }
        Tried {
            operations,
            crashes,
        }
    }

    fn crashes(self, operations: u64) -> impl Iterator<Item = Crash> {
        let cuts = (1..=operations)
            .flat_map(|at| [false, true].map(|took_effect| Cut { at, took_effect }));
        cuts.flat_map(move |cut| {
            let seed = cut.at * 2 + u64::from(cut.took_effect);
            let mixed = (0..self.mixed).map(move |n| Loss::Mixed(seed * self.mixed + n));
            let losses = [Loss::DropAll, Loss::KeepAll].into_iter().chain(mixed);
            losses.map(move |loss| Crash { cut, loss })
        })
    }
}

/// Says which crash an assertion failed after.
struct Told(Crash);

impl Drop for Told {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("after {:?}", self.0);
        }
    }
}
