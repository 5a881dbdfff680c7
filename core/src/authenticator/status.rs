//! Where the phone stands, told without a PIN.

use crate::organisation::{Record, Standing};
use crate::pin;
use crate::vault::{RootId, locker, records, recovery, slots, store};

use super::settle::Settled;
use super::{Authenticator, Error};

/// The states of a phone. `Frozen` and `Moved` come with the transfer; a phone that an organisation has
/// taken out goes on without it ([`Status::removed`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No PIN has been chosen yet.
    NoPin,
    /// Waiting for the PIN.
    Closed,
    /// Open, until it is locked or idle.
    Open,
    /// Three wrong PINs: the keys are destroyed.
    Blocked,
    /// The hardware no longer holds any key that opens this vault.
    HardwareLost,
}

/// What can be told about a phone without a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where it stands.
    pub state: State,
    /// Tries at the PIN that are left; `None` before there is a PIN, 0 when blocked.
    pub attempts_left: Option<u8>,
    /// Accounts on the phone, the removed ones not counted.
    pub accounts: u64,
    /// Of those, accounts that the PIN doesn't open: the recovery code or an organisation's support does.
    pub closed_accounts: u64,
    /// Digits that the PIN has, or that a first one must have.
    pub pin_length: pin::Length,
    /// Whether a fingerprint or face may open it.
    pub biometrics: bool,
    /// Whether a recovery code was given out that can still be used.
    pub recovery: bool,
    /// Organisations that have taken this phone out, until that was read
    /// ([`Authenticator::forget_organisation`]).
    pub removed: u64,
    /// Milliseconds to add to the phone's clock to get the right time.
    pub clock_offset_ms: i64,
}

/// Accounts that the PIN doesn't open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Whose: [`RootId::OWN`] is the person's own, and opened by the recovery code.
    pub root: RootId,
    /// How many, the removed ones not counted.
    pub accounts: u64,
}

impl Authenticator {
    /// Whose accounts are here that the PIN doesn't open; empty unless there is a PIN that opens others.
    ///
    /// # Errors
    /// [`Error::Vault`] when the files or the key store don't answer.
    pub fn closed(&self) -> Result<Vec<Closed>, Error> {
        let _turn = self.store.turn()?;
        match self.settle()? {
            Settled::Closed(current) => self.not_among(&current.state.roots),
            _ => Ok(Vec::new()),
        }
    }

    fn not_among(&self, open: &[RootId]) -> Result<Vec<Closed>, Error> {
        let counts = records::count_by_root(&self.store.vault)?.into_iter();
        let closed = counts.filter(|(root, _)| !open.contains(root));
        let mut closed: Vec<_> = closed
            .map(|(root, accounts)| Closed { root, accounts })
            .collect();
        let own = closed.iter().any(|closed| closed.root == RootId::OWN);
        if !own && !open.contains(&RootId::OWN) {
            // Nothing can be added to it either, so it is told though it is empty.
            closed.insert(
                0,
                Closed {
                    root: RootId::OWN,
                    accounts: 0,
                },
            );
        }
        Ok(closed)
    }

    /// Where the phone stands.
    ///
    /// # Errors
    /// [`Error::Vault`] when the files or the key store don't answer.
    pub fn status(&self) -> Result<Status, Error> {
        let _turn = self.store.turn()?;
        let mut closed = Vec::new();
        let (state, attempts_left, pin_length) = match self.settle()? {
            Settled::NoPin => (State::NoPin, None, self.new_pin_length()),
            Settled::Closed(current) => {
                closed = self.not_among(&current.state.roots)?;
                let state = if self.session.is_some() {
                    State::Open
                } else {
                    State::Closed
                };
                (
                    state,
                    Some(current.state.tries_left),
                    current.state.pin_length(),
                )
            }
            Settled::Blocked => (State::Blocked, Some(0), self.new_pin_length()),
            Settled::HardwareLost => (State::HardwareLost, Some(0), self.new_pin_length()),
        };
        let alive = matches!(state, State::Closed | State::Open | State::Blocked);
        Ok(Status {
            state,
            attempts_left,
            accounts: records::count(&self.store.vault)?,
            closed_accounts: closed.iter().map(|closed| closed.accounts).sum(),
            pin_length,
            biometrics: state != State::Blocked && slots::biometric_alias(&self.store)?.is_some(),
            recovery: alive && recovery::alias(&self.store)?.is_some(),
            removed: self.removals()?,
            clock_offset_ms: self.clock_offset_ms()?,
        })
    }

    fn removals(&self) -> Result<u64, Error> {
        let mut removals = 0;
        for id in locker::organisations(&self.store)? {
            let removed = |record: &Record| matches!(record.standing, Standing::Removed);
            // What can't be read now says nothing here; whoever asks for it is told.
            removals += u64::from(self.record(id).is_ok_and(|record| removed(&record)));
        }
        Ok(removals)
    }

    /// Milliseconds to add to the phone's clock to get the right time.
    pub(super) fn clock_offset_ms(&self) -> Result<i64, Error> {
        match self.options.clock_offset_ms {
            Some(offset) => Ok(offset),
            None => Ok(store::clock_offset_ms(&self.store.vault)?),
        }
    }

    /// Remembers how far off the phone's clock was measured to be: what to add to it to get the right
    /// time, in milliseconds. Codes are for the corrected time.
    ///
    /// # Errors
    /// [`Error::Vault`] when it can't be written.
    pub fn set_clock_offset(&mut self, offset_ms: i64) -> Result<(), Error> {
        let _turn = self.store.turn()?;
        store::write_clock_offset_ms(&self.store.vault, offset_ms)?;
        self.options.clock_offset_ms = None;
        self.revision += 1;
        Ok(())
    }
}
