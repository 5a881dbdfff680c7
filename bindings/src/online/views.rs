//! What the online themes show, none of it secret.

use kodevagt_core::authenticator as steps;
use kodevagt_core::organisation::{self as known, Standing};
use kodevagt_core::vault::RootId;
use kodevagt_protocol::{Id, activation, approval, unblock};

/// Support's contact, as the organisation writes it; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Contact {
    /// A phone number.
    pub phone: String,
    /// What to choose in its menu.
    pub menu: String,
    /// When somebody answers.
    pub hours: String,
    /// Anything else.
    pub note: String,
}

impl From<activation::Contact> for Contact {
    fn from(contact: activation::Contact) -> Self {
        let activation::Contact {
            phone,
            menu,
            hours,
            note,
        } = contact;
        Self {
            phone,
            menu,
            hours,
            note,
        }
    }
}

/// How an organisation stands with this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Membership {
    /// On its way; nothing counts yet.
    Activating,
    /// Activated.
    Active,
    /// It took this phone out: its accounts and keys are erased here.
    Removed,
}

/// An organisation as this phone knows it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Organisation {
    /// 32 hex digits.
    pub id: String,
    /// As it calls itself.
    pub name: String,
    /// Its service's URL.
    pub server: String,
    /// How it stands with this phone.
    pub membership: Membership,
    /// This phone, as the service names it.
    pub device: Option<String>,
    /// Digits that it demands of the PIN.
    pub pin_digits: u8,
    /// Whom to call.
    pub contact: Contact,
    /// When its service last answered: milliseconds since the Unix epoch.
    pub last_contact_ms: Option<i64>,
    /// Milliseconds to add to the phone's clock to get the service's time.
    pub clock_offset_ms: i64,
}

impl From<known::Record> for Organisation {
    fn from(record: known::Record) -> Self {
        Self {
            id: name(record.id),
            membership: match record.standing {
                Standing::Activating(_) => Membership::Activating,
                Standing::Active => Membership::Active,
                Standing::Removed => Membership::Removed,
            },
            device: record.device.map(|device| device.to_string()),
            pin_digits: record.policy.pin_digits,
            contact: record.contact.clone().into(),
            last_contact_ms: record.last_contact_ms,
            clock_offset_ms: record.clock_offset_ms,
            name: record.name,
            server: record.server,
        }
    }
}

/// What comes next in an activation.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ActivationStep {
    /// The mobile number, or a ticket.
    Start,
    /// The code in the SMS to this number.
    Code {
        /// E.164.
        mobile: String,
    },
    /// The PIN.
    Pin {
        /// The person's user name.
        login: String,
    },
    /// Telling the service: done at the next contact.
    Tell,
}

/// An activation that has begun.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Activation {
    /// The organisation: 32 hex digits.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// Its service's URL.
    pub server: String,
    /// What comes next.
    pub step: ActivationStep,
}

impl From<steps::Progress> for Activation {
    fn from(progress: steps::Progress) -> Self {
        Self {
            organisation: name(progress.organisation),
            name: progress.name,
            server: progress.server,
            step: match progress.step {
                steps::Step::Start => ActivationStep::Start,
                steps::Step::Code { mobile } => ActivationStep::Code { mobile },
                steps::Step::Pin { login } => ActivationStep::Pin { login },
                steps::Step::Tell => ActivationStep::Tell,
            },
        }
    }
}

/// A sign-in that waits for this phone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Approval {
    /// Names it: 32 hex digits.
    pub id: String,
    /// The organisation that asks: 32 hex digits.
    pub organisation: String,
    /// The application's name.
    pub application: String,
    /// The person's user name.
    pub person: String,
    /// The address that the sign-in comes from.
    pub ip: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The browser.
    pub browser: Option<String>,
    /// A text of the application's.
    pub text: Option<String>,
    /// What is paid with it.
    pub payment: Option<Payment>,
    /// When it was asked, by the service's clock: milliseconds since the Unix epoch.
    pub issued_at_ms: i64,
    /// Until when it waits, by the service's clock: milliseconds since the Unix epoch.
    pub expires_at_ms: i64,
    /// Milliseconds that were left when this was asked: for counting down.
    pub left_ms: u64,
    /// Digits of the number to type.
    pub digits: u8,
}

/// What is paid with a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Payment {
    /// A decimal number.
    pub amount: String,
    /// Three letters (ISO 4217).
    pub currency: String,
    /// To whom.
    pub payee: String,
}

impl From<known::Approval> for Approval {
    fn from(waiting: known::Approval) -> Self {
        Self {
            id: waiting.id.to_string(),
            organisation: name(waiting.organisation),
            application: waiting.application,
            person: waiting.person,
            ip: waiting.origin.ip,
            place: waiting.origin.place,
            browser: waiting.origin.browser,
            text: waiting.text,
            payment: waiting.transaction.map(|paid| Payment {
                amount: paid.amount,
                currency: paid.currency,
                payee: paid.payee,
            }),
            issued_at_ms: waiting.issued_at_ms,
            expires_at_ms: waiting.expires_at_ms,
            left_ms: waiting.left_ms,
            digits: waiting.digits,
        }
    }
}

/// Where a sign-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ApprovalState {
    /// Waits for the phone.
    Pending,
    /// The person said yes.
    Approved,
    /// The person said no.
    Denied,
    /// The person said that it wasn't them.
    Reported,
    /// The number was wrong.
    Mismatch,
    /// Nobody answered in time.
    Expired,
    /// A retry took its place.
    Superseded,
    /// The application has taken the approval.
    Consumed,
}

impl From<approval::State> for ApprovalState {
    fn from(state: approval::State) -> Self {
        match state {
            approval::State::Pending => Self::Pending,
            approval::State::Approved => Self::Approved,
            approval::State::Denied => Self::Denied,
            approval::State::Reported => Self::Reported,
            approval::State::Mismatch => Self::Mismatch,
            approval::State::Expired => Self::Expired,
            approval::State::Superseded => Self::Superseded,
            approval::State::Consumed => Self::Consumed,
        }
    }
}

/// What comes next in an unblock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum HelpStage {
    /// Asking the service.
    Ask,
    /// Support's code.
    Code,
    /// The same code again: the service hasn't taken the phone's next half yet.
    Leave,
    /// A new PIN.
    Pin,
}

/// What a person who asks for help reads out, and to whom.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct Help {
    /// The organisation: 32 hex digits.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// The six digits of this lockout.
    pub lock_number: Option<String>,
    /// Two words, once the service has answered; for this request, and shown nowhere else.
    pub words: Vec<String>,
    /// Whom to call.
    pub contact: Contact,
    /// What comes next.
    pub stage: HelpStage,
}

impl core::fmt::Debug for Help {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Help")
            .field("organisation", &self.organisation)
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

impl From<steps::Help> for Help {
    fn from(help: steps::Help) -> Self {
        Self {
            organisation: name(help.organisation),
            name: help.name,
            lock_number: help.lock_number,
            words: help.words.map(Vec::from).unwrap_or_default(),
            contact: help.contact.into(),
            stage: match help.stage {
                steps::Stage::Ask => HelpStage::Ask,
                steps::Stage::Code => HelpStage::Code,
                steps::Stage::Leave => HelpStage::Leave,
                steps::Stage::Pin => HelpStage::Pin,
            },
        }
    }
}

/// Where a request for help stands at the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum HelpState {
    /// Support hasn't typed the words yet.
    Waiting,
    /// Support has; the code has been given out.
    Typed,
    /// The right code came in, or more.
    Released,
    /// The phone is open; the help is used.
    Confirmed,
    /// Wrong words, too many wrong codes, or support took it back.
    Cancelled,
    /// Its time ran out.
    Expired,
}

/// Where a request for help stands, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HelpStanding {
    /// Where.
    pub state: HelpState,
    /// Guesses at the code that are left.
    pub tries_left: u32,
    /// Milliseconds that are left.
    pub remaining_ms: u64,
}

impl From<unblock::Standing> for HelpStanding {
    fn from(standing: unblock::Standing) -> Self {
        Self {
            state: match standing.state {
                unblock::State::Waiting => HelpState::Waiting,
                unblock::State::Typed => HelpState::Typed,
                unblock::State::Released | unblock::State::Staged => HelpState::Released,
                unblock::State::Confirmed => HelpState::Confirmed,
                unblock::State::Cancelled => HelpState::Cancelled,
                unblock::State::Expired => HelpState::Expired,
            },
            tries_left: standing.tries_left,
            remaining_ms: standing.remaining_ms,
        }
    }
}

fn name(root: RootId) -> String {
    Id(root.0).to_string()
}
