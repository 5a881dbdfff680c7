//! The phone as a whole: its states, and every step that a shell can take.
//!
//! ```text
//!            set_pin                unlock, right PIN
//!   NoPin ────────────▶ Closed(3) ──────────────────▶ Open ──┐ lock, 60 s idle
//!                          ▲  │ wrong PIN: Closed(n−1)       │
//!                          │  │ third: keys destroyed        │
//!                          │  ▼                              │
//!                          └─ Blocked ◀─ key gone ─ Closed ◀─┘
//!           recover, unblock    HardwareLost: nothing left that opens the vault
//! ```
//!
//! An organisation's part joins what the PIN opens (`join`), is opened by its support (`unblock`) and goes
//! (`removal`); what a closed phone knows of it lies in the `locker`.
//!
//! One file per theme: [`attempt`](self) is the PIN's way through (docs/vault.md §4), the others stand
//! on it.

mod accounts;
mod approve;
mod attempt;
mod biometrics;
mod codes;
mod edits;
mod erase;
mod intake;
mod join;
mod leave;
mod locker;
mod online;
mod pins;
mod recover;
mod removal;
mod session;
mod settle;
mod status;
mod unblock;

use std::sync::Arc;

pub use accounts::{Added, Owner, View};
pub use approve::Presence;
pub use biometrics::{PinNeeded, Prompt};
pub use codes::{Counted, Shown};
pub use edits::Edit;
pub use intake::{Entry, Reason, Taken};
pub use online::{Errand, Help, Progress, Proof, Stage, Step, Verdict};
pub use status::{Closed, State, Status};

use kodevagt_protocol::Id;

use crate::kdf::{self, Cost};
use crate::organisation::{self, challenge::Waiting};
use crate::pin::{self, Weakness};
use crate::ports::{Entropy, EntropyFault, Fault, Keystore};
use crate::vault::recovery::RecoveryCode;
use crate::vault::store::{Home, Store};
use crate::vault::{self, RootId};
use session::Session;

/// One phone: its files, its key store, and, while it is open, its accounts.
///
/// Every method takes its turn on the home (a lock file), so that processes queue, and runs to its end.
pub struct Authenticator {
    store: Store,
    keystore: Arc<dyn Keystore>,
    entropy: Arc<dyn Entropy>,
    options: Options,
    session: Option<Session>,
    revision: u64,
    /// Sign-ins that the last fetches brought. A new process fetches again.
    approvals: Vec<Waiting>,
    /// Those whose decision is on its way, and whose they are: a fetch meanwhile doesn't bring them.
    deciding: Vec<(Id, RootId)>,
    /// The first PIN's recovery code, until an activation that was cut short can hand it over.
    unseen_recovery: Option<RecoveryCode>,
}

/// What a shell or an organisation's policy sets.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What one guess at the PIN costs.
    pub cost: Cost,
    /// Digits of a new PIN.
    pub pin_length: pin::Length,
    /// Milliseconds without a step after which an open phone closes.
    pub idle_ms: u64,
    /// Milliseconds that a removed account can be brought back.
    pub undo_ms: u64,
    /// Milliseconds to add to the phone's clock to get the right time, for this run; `None`: as
    /// [`Authenticator::set_clock_offset`] left it.
    pub clock_offset_ms: Option<i64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cost: Cost::DEFAULT,
            pin_length: pin::Length::Four,
            idle_ms: 60_000,
            undo_ms: 7 * 24 * 60 * 60 * 1000,
            clock_offset_ms: None,
        }
    }
}

impl Authenticator {
    /// Opens the files of `home`, making them if there are none, and tidies up after a crash.
    ///
    /// # Errors
    /// [`Error::Vault`]: the files can't be used, are newer, or the key store doesn't answer.
    pub fn open(
        home: Home,
        keystore: Arc<dyn Keystore>,
        entropy: Arc<dyn Entropy>,
        options: Options,
    ) -> Result<Self, Error> {
        let phone = Self {
            store: Store::open(home)?,
            keystore,
            entropy,
            options,
            session: None,
            revision: 0,
            approvals: Vec::new(),
            deciding: Vec::new(),
            unseen_recovery: None,
        };
        {
            let _turn = phone.store.turn()?;
            phone.settle()?;
        }
        Ok(phone)
    }
}

impl Authenticator {
    /// A number that grows when anything that a screen shows may have changed, codes aside.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the phone is open, without asking whether it should still be.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.session.is_some()
    }
}

/// Why a step did not happen. The variants say what the person can do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No PIN has been chosen on this phone yet.
    #[error("no PIN has been chosen yet")]
    NoPin,
    /// A PIN has been chosen already.
    #[error("a PIN has been chosen already")]
    PinAlreadySet,
    /// The phone is closed: the PIN comes first.
    #[error("the phone is closed")]
    Closed,
    /// What was typed isn't a PIN; no try was taken.
    #[error(transparent)]
    NotAPin(#[from] pin::NotAPin),
    /// The new PIN is too easy to guess.
    #[error("the PIN is too easy to guess: {0}")]
    Weak(#[from] Weakness),
    /// The new PIN is the old one.
    #[error("the new PIN is the old one")]
    SamePin,
    /// The PIN is wrong; the try is gone.
    #[error("wrong PIN, {attempts_left} tries left")]
    WrongPin {
        /// Tries that are left: 2 or 1; the third wrong PIN is [`Error::Blocked`].
        attempts_left: u8,
    },
    /// Three wrong PINs: the keys are destroyed. The recovery code (or support) opens it.
    #[error("blocked after three wrong PINs")]
    Blocked,
    /// The phone's hardware no longer holds any key that opens this vault.
    #[error("the phone's hardware lost the keys")]
    HardwareLost,
    /// The recovery code isn't this phone's.
    #[error("the recovery code is not this phone's")]
    RecoveryRefused,
    /// A fingerprint or face isn't enough now.
    #[error("biometrics are not enough: {0:?}")]
    PinNeeded(PinNeeded),
    /// The prompt failed or was cancelled.
    #[error("the biometric prompt did not succeed")]
    BiometricsFailed,
    /// No account of that id is on this phone (or its organisation's are closed).
    #[error("no such account")]
    UnknownAccount,
    /// The account counts: it shows a code only when one is asked for.
    #[error("the account counts")]
    Counts,
    /// The account goes by the clock: there is nothing to count.
    #[error("the account goes by the clock")]
    DoesNotCount,
    /// The counter has reached its end.
    #[error("the counter is used up")]
    CounterUsedUp,
    /// A text is longer than this field takes.
    #[error("the text is longer than {max} characters")]
    TooLong {
        /// The most characters that it takes.
        max: usize,
    },
    /// An organisation's account never leaves the phone this way.
    #[error("an organisation's account can't be taken out")]
    NotYours,
    /// The person's own accounts are closed: the recovery code opens them.
    #[error("the person's own accounts are closed")]
    OwnClosed,
    /// The phone isn't activated with this organisation (any more).
    #[error("the phone is not activated with this organisation")]
    UnknownOrganisation,
    /// The organisation's root is closed: its support opens it.
    #[error("the organisation's part of the phone is closed")]
    OrganisationClosed,
    /// The phone is activated with this organisation already.
    #[error("the phone is activated with this organisation already")]
    AlreadyActive,
    /// What the service released opens nothing here, or comes out of turn.
    #[error("what support released does not open this phone")]
    UnblockRefused,
    /// The organisation has taken this phone out: what it had here is erased, the person's own stays.
    #[error("the organisation has taken this phone out")]
    Removed,
    /// No activation waits for this step.
    #[error("no activation waits for this")]
    NoActivation,
    /// No unblock waits for this step.
    #[error("no unblock waits for this")]
    NoUnblock,
    /// What was typed can't be right: nothing was sent.
    #[error("what was typed can't be a {0}")]
    Mistyped(Typed),
    /// No such sign-in waits here: it was decided, or this process hasn't fetched it.
    #[error("no such sign-in waits here")]
    UnknownApproval,
    /// The sign-in's time is up.
    #[error("the sign-in's time is up")]
    ApprovalOver,
    /// The number has other digits than the sign-in page shows: nothing was sent, no try was taken.
    #[error("the number has {digits} digits")]
    NotTheNumber {
        /// Digits of the number.
        digits: u8,
    },
    /// The phone isn't one that this organisation's support has to open.
    #[error("the phone needs no help")]
    NotBlocked,
    /// What the organisation's service says: see inside.
    #[error(transparent)]
    Service(#[from] organisation::Error),
    /// The files, the key store or the random generator: see inside.
    #[error(transparent)]
    Vault(#[from] vault::Error),
}

/// What a person types for a service, and what shows a mistake before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The code in an SMS: 6 to 8 digits.
    Code,
    /// A ticket: base32.
    Ticket,
    /// Support's code: nine digits, the last one a check digit.
    UnblockCode,
}

impl core::fmt::Display for Typed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Code => "code",
            Self::Ticket => "ticket",
            Self::UnblockCode => "code of support's",
        })
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Vault(fault.into())
    }
}

impl From<EntropyFault> for Error {
    fn from(fault: EntropyFault) -> Self {
        Self::Vault(fault.into())
    }
}

impl From<kdf::Fault> for Error {
    fn from(fault: kdf::Fault) -> Self {
        Self::Vault(fault.into())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Vault(error.into())
    }
}
