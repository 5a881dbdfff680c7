//! Codes, in one call, each with its seconds: the shell sets one timer.

use kodevagt_core::time::Now;

use crate::authenticator::Authenticator;
use crate::failure::Failure;
use crate::types::{AccountCode, CountedCode, id};

#[uniffi::export]
impl Authenticator {
    /// What every account shows, in the list's order: now, or at `at` (Unix time by the phone's clock).
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn codes(&self, at: Option<u64>) -> Result<Vec<AccountCode>, Failure> {
        self.worker.call(move |phone, now| {
            let shown = phone.codes(moment(at, now), now)?;
            Ok(shown.into_iter().map(account_code).collect())
        })
    }

    /// What one account shows, and counts its use.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such account, or it counts (ask [`Authenticator::count`]);
    /// [`Failure::Closed`].
    pub fn code(&self, account: &str, at: Option<u64>) -> Result<AccountCode, Failure> {
        let id = id(account)?;
        self.worker
            .call(move |phone, now| Ok(account_code(phone.code(id, moment(at, now), now)?)))
    }

    /// The next code of an account that counts; the counter has moved on, durably, before it is shown.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such account, it goes by the clock, or the counter is used up;
    /// [`Failure::Closed`].
    pub fn count(&self, account: &str) -> Result<CountedCode, Failure> {
        let id = id(account)?;
        self.worker.call(move |phone, now| {
            let counted = phone.count(id, now)?;
            Ok(CountedCode {
                account: counted.account.into(),
                counter: counted.counter,
                code: counted.code.as_str().to_owned(),
            })
        })
    }
}

fn moment(at: Option<u64>, now: Now) -> u64 {
    at.unwrap_or_else(|| now.unix())
}

fn account_code(shown: kodevagt_core::authenticator::Shown) -> AccountCode {
    AccountCode {
        account: shown.account.into(),
        code: shown.code.map(Into::into),
    }
}
