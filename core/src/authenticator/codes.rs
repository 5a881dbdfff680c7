//! The codes of an open phone.

use crate::account::{Id, Kind};
use crate::codes;
use crate::time::Now;

use super::accounts::view;
use super::{Authenticator, Error, View};

/// An account with what it shows at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The account.
    pub account: View,
    /// Its code, its seconds and the next code, in corrected time; `None` for an account that counts.
    pub code: Option<codes::Shown>,
}

impl Authenticator {
    /// What every account shows at `unix`: seconds since the Unix epoch by the phone's clock, to which
    /// the measured offset is added. In the order of [`Authenticator::accounts`]. A screen's timer asks
    /// this, so it doesn't count as a step that a person took.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn codes(&mut self, unix: u64, now: Now) -> Result<Vec<Shown>, Error> {
        self.watched(now)?;
        let accounts = self.peek();
        let unix = self.corrected(unix)?;
        let board = self.session.as_mut().ok_or(Error::Closed)?.board();
        Ok(accounts
            .into_iter()
            .map(|account| {
                let code = board.shown(&account.id, unix).cloned();
                Shown { account, code }
            })
            .collect())
    }

    /// The code of one account at `unix`, as [`Authenticator::codes`], and counts its use.
    ///
    /// # Errors
    /// [`Error::Counts`] for HOTP: ask [`Authenticator::count`]; [`Error::UnknownAccount`],
    /// [`Error::Closed`].
    pub fn code(&mut self, id: Id, unix: u64, now: Now) -> Result<Shown, Error> {
        let entry = self.change(id, now, |entry| {
            if matches!(entry.record.account.otp.kind, Kind::Hotp { .. }) {
                return Err(Error::Counts);
            }
            entry.record.uses += 1;
            entry.record.last_used_ms = Some(now.wall_ms);
            Ok(())
        })?;
        let unix = self.corrected(unix)?;
        let code = codes::Generator::new(&entry.record.account.otp).at(unix);
        Ok(Shown {
            account: view(&entry),
            code,
        })
    }

    /// The next code of an account that counts (RFC 4226). The counter has moved on, durably, before the
    /// code exists: no crash makes the same code twice.
    ///
    /// # Errors
    /// [`Error::DoesNotCount`], [`Error::CounterUsedUp`], [`Error::UnknownAccount`], [`Error::Closed`].
    pub fn count(&mut self, id: Id, now: Now) -> Result<Counted, Error> {
        let mut used = 0;
        let entry = self.change(id, now, |entry| {
            let Kind::Hotp { counter } = &mut entry.record.account.otp.kind else {
                return Err(Error::DoesNotCount);
            };
            used = *counter;
            *counter = counter.checked_add(1).ok_or(Error::CounterUsedUp)?;
            entry.record.uses += 1;
            entry.record.last_used_ms = Some(now.wall_ms);
            Ok(())
        })?;
        let code = codes::Generator::new(&entry.record.account.otp).code(used);
        Ok(Counted {
            account: view(&entry),
            counter: used,
            code,
        })
    }

    fn corrected(&self, unix: u64) -> Result<u64, Error> {
        let offset = self.clock_offset_ms()?.div_euclid(1000);
        Ok(unix.saturating_add_signed(offset))
    }
}

/// A code that was counted out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The account, its counter already moved on.
    pub account: View,
    /// The counter that the code was made with.
    pub counter: u64,
    /// The code.
    pub code: codes::Code,
}
