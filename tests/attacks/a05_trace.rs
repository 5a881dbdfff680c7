//! Attack 5: In every trace the durable count precedes the unwrap: random lives of a phone, with faults, crashes,
//! restored files and lost keys in them.

use std::collections::BTreeSet;

use kodevagt_core::{
    account::Kind,
    authenticator::{Error, Prompt, State},
    ports::Keystore as _,
};
use kodevagt_tests::{
    disk::{Image, Loss},
    keystore::{At, Call, How},
    phone::SimPhone,
    power::{Cut, Event, Operation},
};
use proptest::prelude::*;

use kodevagt_tests::stand::{
    NOW, REUSABLE, RIGHT, SINGLE_USE, WRONG, account, attempt, open, pin, set_up, standing,
};

const OTHER: &str = "7302";

/// What happens to a phone next.
#[derive(Clone, Debug)]
enum Step {
    TypeRight,
    TypeWrong,
    ChangePin,
    EnrolFinger,
    UseFinger,
    AddAccount,
    CopyFiles,
    RestoreFiles(usize),
    LoseKeys(&'static str),
}

/// What goes wrong while it happens.
#[derive(Clone, Debug)]
enum Trouble {
    Nothing,
    Power(Cut, Loss),
    Kill(Cut),
    KeyStore(u64, How),
    Deletions,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::TypeRight),
        8 => Just(Step::TypeWrong),
        1 => Just(Step::ChangePin),
        1 => Just(Step::EnrolFinger),
        2 => Just(Step::UseFinger),
        1 => Just(Step::AddAccount),
        2 => Just(Step::CopyFiles),
        2 => (0_usize..4).prop_map(Step::RestoreFiles),
        1 => prop::sample::select(vec!["state", "pin", "file", "bio", "recovery"]).prop_map(Step::LoseKeys),
    ]
}

fn trouble() -> impl Strategy<Value = Trouble> {
    let cut = (1_u64..40, any::<bool>()).prop_map(|(at, took_effect)| Cut { at, took_effect });
    let loss = prop_oneof![Just(Loss::DropAll), any::<u64>().prop_map(Loss::Mixed)];
    let how = prop_oneof![Just(How::Before), Just(How::After)];
    prop_oneof![
        4 => Just(Trouble::Nothing),
        2 => (cut.clone(), loss).prop_map(|(cut, loss)| Trouble::Power(cut, loss)),
        1 => cut.prop_map(Trouble::Kill),
        2 => (1_u64..16, how).prop_map(|(call, how)| Trouble::KeyStore(call, how)),
        1 => Just(Trouble::Deletions),
    ]
}

/// A phone's life so far, and what a test knows about it.
struct Life {
    phone: SimPhone,
    pin: &'static str,
    other: &'static str,
    copies: Vec<Image>,
    /// Wrong PINs that the hardware has looked at since a right one was typed.
    guesses: u64,
}

impl Life {
    fn new(seed: u64, single_use: bool) -> Self {
        let phone = set_up(seed, if single_use { SINGLE_USE } else { REUSABLE });
        Self {
            copies: vec![phone.disk().image()],
            phone,
            pin: RIGHT,
            other: OTHER,
            guesses: 0,
        }
    }

    fn live(&mut self, step: &Step, trouble: &Trouble) -> Result<(), TestCaseError> {
        self.provoke(trouble);
        let before = self.phone.keystore().derives("pin");
        let typed_right = self.act(step);
        let trace = self.phone.power().trace();
        self.calm(trouble);
        counted_before_asked(&trace)?;
        match self.phone.keystore().derives("pin") - before {
            0 => {}
            // Whether or not the answer arrived, three tries may be back.
            _ if typed_right => self.guesses = 0,
            looked_at => self.guesses += looked_at,
        }
        prop_assert!(self.guesses <= 3, "{} guesses", self.guesses);
        self.look(typed_right)
    }

    fn provoke(&self, trouble: &Trouble) {
        let cut = match trouble {
            Trouble::Power(cut, _) | Trouble::Kill(cut) => Some(*cut),
            _ => None,
        };
        self.phone.power().arm(cut);
        let keystore = self.phone.keystore();
        match trouble {
            Trouble::KeyStore(call, how) => keystore.fail(At::Nth(*call), how.clone()),
            Trouble::Deletions => keystore.fail(At::Every(Call::Delete), How::Before),
            Trouble::Nothing | Trouble::Power(..) | Trouble::Kill(_) => {}
        }
    }

    fn calm(&mut self, trouble: &Trouble) {
        self.phone.keystore().heal();
        match trouble {
            Trouble::Power(_, loss) => self.phone.restart(*loss),
            Trouble::Kill(_) => self.phone.restart(Loss::KeepAll),
            Trouble::Nothing | Trouble::KeyStore(..) | Trouble::Deletions => {}
        }
    }

    /// Whether the owner's PIN was typed.
    fn act(&mut self, step: &Step) -> bool {
        let phone = &self.phone;
        match step {
            Step::TypeRight => drop(attempt(phone, self.pin)),
            Step::TypeWrong => drop(attempt(phone, WRONG)),
            Step::ChangePin => self.change_pin(),
            Step::EnrolFinger => {
                drop(open(phone).and_then(|mut app| app.enable_biometrics(&pin(self.pin), NOW)));
            }
            Step::UseFinger => {
                phone.keystore().present_finger();
                let _ =
                    open(phone).and_then(|mut app| app.finish_biometrics(Prompt::Succeeded, NOW));
            }
            Step::AddAccount => {
                let one = account("one more", b"another seed", Kind::Steam);
                let _ = attempt(phone, self.pin).and_then(|mut app| app.add(vec![one], NOW));
            }
            Step::CopyFiles => self.copies.push(phone.disk().image()),
            Step::RestoreFiles(which) => {
                phone
                    .disk()
                    .restore(&self.copies[which % self.copies.len()]);
            }
            Step::LoseKeys(family) => {
                for alias in phone.keystore().names(family) {
                    phone.keystore().lose(&alias);
                }
            }
        }
        matches!(
            step,
            Step::TypeRight | Step::ChangePin | Step::EnrolFinger | Step::AddAccount
        )
    }

    fn change_pin(&mut self) {
        let (old, new) = (pin(self.pin), pin(self.other));
        let _ = open(&self.phone).and_then(|mut app| app.change_pin(&old, &new, NOW));
    }

    /// What was guessed and what is left are three at most; and which PIN is right now is found out on a
    /// copy. (A count whose former key can't be destroyed may be undone: nothing was looked at for it.)
    fn look(&mut self, typed_right: bool) -> Result<(), TestCaseError> {
        let copy = self.phone.fork();
        if typed_right && attempt(&copy, self.pin).is_err() {
            let copy = self.phone.fork();
            if attempt(&copy, self.other).is_ok() {
                core::mem::swap(&mut self.pin, &mut self.other);
            }
        }
        let copy = self.phone.fork();
        let Ok(app) = open(&copy) else {
            return Ok(()); // restored files that don't fit: tampered
        };
        let left = app.status().unwrap().attempts_left.unwrap_or(0);
        prop_assert!(
            u64::from(left) + self.guesses <= 3,
            "{left} and {}",
            self.guesses
        );
        Ok(())
    }
}

/// Each time that the hardware looks at a PIN: since it last did, a new count was synced and its journal
/// removed, the former count's key was destroyed after that, and nothing was written to the file since.
fn counted_before_asked(trace: &[Event]) -> Result<(), TestCaseError> {
    let mut made = BTreeSet::new();
    let (mut written, mut synced, mut committed, mut destroyed) = (false, false, false, false);
    for event in trace.iter().filter(|event| event.took_effect) {
        match (event.operation, event.on.as_str()) {
            (Operation::Write | Operation::Truncate, "attempt.db") => {
                (written, synced, committed, destroyed) = (true, false, false, false);
            }
            (Operation::Sync, "attempt.db") => synced = written,
            (Operation::Remove, "attempt.db-journal") => committed = synced,
            (Operation::Key(Call::Delete), alias) if alias.starts_with("state/") => {
                destroyed = committed;
            }
            (Operation::Key(Call::Make), alias) => drop(made.insert(alias)),
            // Sealing under a key that was made just now isn't a look at a PIN.
            (Operation::Key(Call::Derive), alias)
                if alias.starts_with("pin/") && !made.contains(alias) =>
            {
                prop_assert!(
                    destroyed,
                    "the hardware was asked before the count was durable"
                );
                (written, synced, committed, destroyed) = (false, false, false, false);
            }
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a05_in_every_trace_the_durable_count_precedes_the_unwrap(
        seed in any::<u64>(),
        single_use in any::<bool>(),
        steps in prop::collection::vec((step(), trouble()), 1..16),
    ) {
        let mut life = Life::new(seed, single_use);
        for (step, trouble) in &steps {
            life.live(step, trouble)?;
        }
    }
}

/// The property's own eyes: an attempt as it should be holds, and each missing link is seen.
#[test]
fn a05_the_trace_of_one_attempt_shows_the_order() {
    let phone = set_up(1, REUSABLE);
    phone.power().arm(None);
    let wrong = attempt(&phone, WRONG).err();
    assert!(matches!(wrong, Some(Error::WrongPin { attempts_left: 2 })));
    let trace = phone.power().trace();
    counted_before_asked(&trace).unwrap();
    for link in [
        |event: &Event| event.operation == Operation::Sync,
        |event: &Event| event.operation == Operation::Remove,
        |event: &Event| event.operation == Operation::Key(Call::Delete),
    ] {
        let without: Vec<_> = trace.iter().filter(|event| !link(event)).cloned().collect();
        assert!(counted_before_asked(&without).is_err());
    }
    assert_eq!(standing(&phone), (State::Closed, Some(2)));
    assert!(!phone.keystore().aliases().unwrap().is_empty());
}
