//! What the commands that go online print as JSON: the field names are a promise to scripts.

use kodevagt_bindings::{ApprovalState, Membership};
use kodevagt_texts::id;
use serde::Serialize;

use crate::context::Context;
use crate::look::plain;

/// Support's contact.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Contact {
    phone: String,
    menu: String,
    hours: String,
    note: String,
}

impl From<kodevagt_bindings::Contact> for Contact {
    fn from(contact: kodevagt_bindings::Contact) -> Self {
        let kodevagt_bindings::Contact {
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

impl Contact {
    /// As one line for people; empty without a contact.
    pub(super) fn line(&self) -> String {
        let parts = [&self.phone, &self.menu, &self.hours, &self.note];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let parts: Vec<_> = parts.map(|part| plain(part)).collect();
        parts.join(" · ")
    }
}

/// An organisation.
#[derive(Debug, Serialize)]
pub(super) struct Member {
    id: String,
    pub(super) name: String,
    server: String,
    state: &'static str,
    device: Option<String>,
    pin_digits: u8,
    contact: Contact,
    last_contact: Option<i64>,
    pub(super) clock_offset_s: i64,
}

impl Member {
    pub(super) fn new(organisation: kodevagt_bindings::Organisation) -> Self {
        Self {
            state: match organisation.membership {
                Membership::Activating => "activating",
                Membership::Active => "active",
                Membership::Removed => "removed",
            },
            id: organisation.id,
            name: organisation.name,
            server: organisation.server,
            device: organisation.device,
            pin_digits: organisation.pin_digits,
            contact: organisation.contact.into(),
            last_contact: organisation.last_contact_ms.map(|ms| ms.div_euclid(1_000)),
            clock_offset_s: (organisation.clock_offset_ms + 500).div_euclid(1_000),
        }
    }
}

impl Member {
    /// Name, state and contact, for people.
    pub(super) fn told(&self, context: &Context) -> String {
        let state = match self.state {
            "active" => context.say(id!("cli-member-active")),
            "removed" => context.say(id!("cli-member-removed")),
            _ => context.say(id!("cli-member-activating")),
        };
        let contact = self.contact.line();
        let parts = [plain(&self.name), state, contact];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// A sign-in that waits.
#[derive(Debug, Serialize)]
pub(super) struct Approval<'a> {
    pub(super) id: &'a str,
    pub(super) application: &'a str,
    pub(super) person: &'a str,
    #[serde(rename = "where")]
    pub(super) origin: Origin<'a>,
    pub(super) text: Option<&'a str>,
    payment: Option<Payment<'a>>,
    organisation: &'a str,
    expires_at: i64,
    pub(super) seconds_left: u64,
    digits: u8,
}

/// Where a sign-in comes from.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Origin<'a> {
    ip: Option<&'a str>,
    place: Option<&'a str>,
    browser: Option<&'a str>,
}

impl Origin<'_> {
    /// As one line for people.
    pub(super) fn line(self) -> String {
        let parts = [self.place, self.browser, self.ip];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

#[derive(Debug, Serialize)]
struct Payment<'a> {
    amount: &'a str,
    currency: &'a str,
    payee: &'a str,
}

impl<'a> Approval<'a> {
    pub(super) fn new(waiting: &'a kodevagt_bindings::Approval) -> Self {
        Self {
            id: &waiting.id,
            application: &waiting.application,
            person: &waiting.person,
            origin: Origin {
                ip: waiting.ip.as_deref(),
                place: waiting.place.as_deref(),
                browser: waiting.browser.as_deref(),
            },
            text: waiting.text.as_deref(),
            payment: waiting.payment.as_ref().map(|paid| Payment {
                amount: &paid.amount,
                currency: &paid.currency,
                payee: &paid.payee,
            }),
            organisation: &waiting.organisation,
            expires_at: waiting.expires_at_ms.div_euclid(1_000),
            seconds_left: waiting.left_ms / 1_000,
            digits: waiting.digits,
        }
    }
}

/// Where a sign-in stands.
pub(super) fn approval_state(state: ApprovalState) -> &'static str {
    match state {
        ApprovalState::Pending => "pending",
        ApprovalState::Approved => "approved",
        ApprovalState::Denied => "denied",
        ApprovalState::Reported => "reported",
        ApprovalState::Mismatch => "mismatch",
        ApprovalState::Expired => "expired",
        ApprovalState::Superseded => "superseded",
        ApprovalState::Consumed => "consumed",
    }
}
