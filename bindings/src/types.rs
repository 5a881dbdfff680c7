//! What a shell shows: views of the core's values, none of them secret.

use kodevagt_core::account::{self, Kind};
use kodevagt_core::authenticator as core;
use kodevagt_core::codes;

use crate::failure::{Failure, Problem};
use kodevagt_texts::Code as TextCode;

/// Where a phone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum State {
    /// No PIN has been chosen yet.
    NoPin,
    /// Waiting for the PIN.
    Closed,
    /// Open, until it is locked or idle for a minute.
    Open,
    /// Three wrong PINs.
    Blocked,
    /// The hardware no longer holds any key that opens this vault.
    HardwareLost,
}

/// What can be told without a PIN.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Status {
    /// Where the phone stands.
    pub state: State,
    /// Tries at the PIN that are left; none before there is a PIN.
    pub attempts_left: Option<u8>,
    /// Accounts on the phone.
    pub accounts: u64,
    /// Digits that the PIN has or must have.
    pub pin_digits: u8,
    /// Whether a fingerprint or face may open it.
    pub biometrics: bool,
    /// Whether a recovery code was given out that can still be used.
    pub recovery: bool,
    /// Milliseconds to add to the phone's clock to get the right time.
    pub clock_offset_ms: i64,
    /// Of the accounts, those that the PIN doesn't open: the recovery code or support does.
    pub closed_accounts: u64,
}

impl From<core::Status> for Status {
    fn from(status: core::Status) -> Self {
        Self {
            state: match status.state {
                core::State::NoPin => State::NoPin,
                core::State::Closed => State::Closed,
                core::State::Open => State::Open,
                core::State::Blocked => State::Blocked,
                core::State::HardwareLost => State::HardwareLost,
            },
            attempts_left: status.attempts_left,
            accounts: status.accounts,
            pin_digits: u8::try_from(status.pin_length.digits()).unwrap_or(4),
            biometrics: status.biometrics,
            recovery: status.recovery,
            clock_offset_ms: status.clock_offset_ms,
            closed_accounts: status.closed_accounts,
        }
    }
}

/// What a screen is a function of, codes aside.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Snapshot {
    /// Grows with every change.
    pub version: u64,
    /// Where the phone stands.
    pub status: Status,
    /// Every account, in the list's order; empty unless the phone is open.
    pub accounts: Vec<Account>,
}

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Owner {
    /// The person's own.
    Personal,
    /// An organisation's.
    Organisation,
}

/// What moves an account's code on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum AccountKind {
    /// The clock (RFC 6238).
    Totp,
    /// A counter (RFC 4226).
    Hotp,
    /// Steam Guard.
    Steam,
}

/// An account as it can be shown.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Account {
    /// Its name on this phone: 32 hex digits.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
    /// Who asks for the code; may be empty.
    pub issuer: String,
    /// Whose account; may be empty.
    pub label: String,
    /// The name of a picture.
    pub icon: Option<String>,
    /// The person's own words.
    pub note: String,
    /// The group it is filed under.
    pub group: Option<String>,
    /// Kept at the top.
    pub favourite: bool,
    /// What moves the code on.
    pub kind: AccountKind,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Characters in a code.
    pub digits: u8,
    /// Seconds that a code is valid, where the clock moves it.
    pub period: Option<u32>,
    /// The counter that the next code will use, where it counts.
    pub counter: Option<u64>,
    /// How often a code was asked for by name.
    pub uses: u64,
    /// When that was last: milliseconds since the Unix epoch.
    pub last_used_ms: Option<i64>,
    /// When it was removed, while that can be undone: milliseconds since the Unix epoch.
    pub removed_ms: Option<i64>,
}

impl From<core::View> for Account {
    fn from(view: core::View) -> Self {
        let core::View {
            id,
            owner,
            card,
            kind,
            algorithm,
            digits,
            uses,
            last_used_ms,
            removed_ms,
        } = view;
        Self {
            id: id.to_string(),
            owner: owner.into(),
            issuer: card.issuer,
            label: card.label,
            icon: card.icon,
            note: card.note,
            group: card.group,
            favourite: card.favourite,
            kind: kind.into(),
            algorithm: match algorithm {
                account::Algorithm::Sha1 => "SHA1",
                account::Algorithm::Sha256 => "SHA256",
                account::Algorithm::Sha512 => "SHA512",
            }
            .to_owned(),
            digits,
            period: kind.period(),
            counter: match kind {
                Kind::Hotp { counter } => Some(counter),
                _ => None,
            },
            uses,
            last_used_ms,
            removed_ms,
        }
    }
}

impl From<core::Owner> for Owner {
    fn from(owner: core::Owner) -> Self {
        match owner {
            core::Owner::Personal => Self::Personal,
            core::Owner::Organisation => Self::Organisation,
        }
    }
}

impl From<Kind> for AccountKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Totp { .. } => Self::Totp,
            Kind::Hotp { .. } => Self::Hotp,
            Kind::Steam => Self::Steam,
        }
    }
}

/// A code, its seconds, and the code after it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Code {
    /// The code as it is typed.
    pub code: String,
    /// The first second of its validity (Unix time, corrected).
    pub valid_from: u64,
    /// The second at which `next` takes over.
    pub valid_until: u64,
    /// The code after it.
    pub next: String,
}

impl From<codes::Shown> for Code {
    fn from(shown: codes::Shown) -> Self {
        Self {
            code: shown.code.as_str().to_owned(),
            valid_from: shown.valid_from,
            valid_until: shown.valid_until,
            next: shown.next.as_str().to_owned(),
        }
    }
}

/// An account with what it shows.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AccountCode {
    /// The account.
    pub account: Account,
    /// Its code; none for an account that counts.
    pub code: Option<Code>,
}

/// A code that was counted out (HOTP).
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CountedCode {
    /// The account, its counter already moved on.
    pub account: Account,
    /// The counter that the code was made with.
    pub counter: u64,
    /// The code.
    pub code: String,
}

/// What became of an entry that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Outcome {
    /// A new account.
    Imported,
    /// It was there already.
    Duplicate,
    /// It can't be an account here: see the problem.
    Refused,
}

/// An entry that was read from a URI, a QR or a file.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Entry {
    /// The account on this phone, unless refused.
    pub id: Option<String>,
    /// Who asks for the code, as far as it could be read.
    pub issuer: String,
    /// Whose account, as far as it could be read.
    pub label: String,
    /// What moves the code on, unless refused.
    pub kind: Option<AccountKind>,
    /// Whose it is.
    pub owner: Owner,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was refused.
    pub problem: Option<Problem>,
}

/// Reads an id as the command line and other shells hand it back.
pub(crate) fn id(text: &str) -> Result<account::Id, Failure> {
    text.parse()
        .map_err(|_| Failure::refused(TextCode::AccountNotFound))
}
