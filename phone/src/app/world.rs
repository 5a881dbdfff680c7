//! What screens are a function of, besides their own state.

use std::collections::HashMap;

use kodevagt_bindings::{
    Account, Activation, Approval, Code, Help, Organisation, Problem, Snapshot,
};
use kodevagt_texts::Language;

use super::theme::Theme;

/// Everything that screens share.
#[derive(Clone, Debug)]
pub(crate) struct World {
    /// The language spoken.
    pub(crate) language: Language,
    /// How things look.
    pub(crate) theme: Theme,
    /// Where the phone stands.
    pub(crate) snapshot: Snapshot,
    /// What accounts that go by the clock show, by id.
    pub(crate) codes: HashMap<String, Code>,
    /// Milliseconds since the Unix epoch, corrected by the clock's offset.
    pub(crate) now_ms: i64,
    /// Milliseconds since the computer started: what deadlines are counted by.
    pub(crate) boot_ms: u64,
    /// Organisations and what they ask.
    pub(crate) online: Online,
    /// What the app runs on.
    pub(crate) about: About,
}

/// Organisations and what they ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Online {
    /// Those that the phone knows.
    pub(crate) organisations: Vec<Organisation>,
    /// Activations that wait for the next step.
    pub(crate) activations: Vec<Activation>,
    /// Those whose support can open the phone.
    pub(crate) help: Vec<Help>,
    /// The sign-ins that wait.
    pub(crate) waiting: Vec<Waiting>,
    /// Why a service isn't reached now.
    pub(crate) problem: Option<Problem>,
}

/// A sign-in that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// What is asked.
    pub(crate) approval: Approval,
    /// Until when, by the computer's time since its start.
    pub(crate) until_ms: u64,
}

/// What the app runs on.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// The directory of the vault's files.
    pub(crate) home: String,
    /// The directory of the key store.
    pub(crate) keystore: String,
}

impl World {
    /// The corrected time in seconds.
    pub(crate) fn now(&self) -> u64 {
        u64::try_from(self.now_ms.div_euclid(1000)).unwrap_or(0)
    }

    /// The sign-in of this id, while it waits.
    pub(crate) fn waiting(&self, id: &str) -> Option<&Waiting> {
        let mut waiting = self.online.waiting.iter();
        waiting.find(|waiting| waiting.approval.id == id)
    }

    /// The sign-ins whose time isn't up.
    pub(crate) fn pending(&self) -> Vec<&Waiting> {
        let waiting = self.online.waiting.iter();
        waiting
            .filter(|waiting| waiting.seconds(self) > 0)
            .collect()
    }

    /// The name of an organisation.
    pub(crate) fn organisation(&self, id: &str) -> Option<&Organisation> {
        let mut known = self.online.organisations.iter();
        known.find(|known| known.id == id)
    }

    /// The account of this id.
    pub(crate) fn account(&self, id: &str) -> Option<&Account> {
        self.snapshot
            .accounts
            .iter()
            .find(|account| account.id == id)
    }

    /// The code of this account and the seconds that it still has, while it has any.
    pub(crate) fn code(&self, id: &str) -> Option<(&Code, u64)> {
        let code = self.codes.get(id)?;
        let left = code.valid_until.checked_sub(self.now())?;
        (left > 0 && code.valid_from <= self.now()).then_some((code, left))
    }

    /// When the first of the codes ends, in milliseconds since the Unix epoch: time to ask again.
    pub(crate) fn codes_end_ms(&self) -> Option<i64> {
        let end = self.codes.values().map(|code| code.valid_until).min()?;
        i64::try_from(end).ok()?.checked_mul(1000)
    }
}

impl Waiting {
    /// Whole seconds that are left: none once less than one is.
    pub(crate) fn seconds(&self, world: &World) -> u64 {
        self.until_ms.saturating_sub(world.boot_ms) / 1000
    }
}

/// How an account is called: issuer and label, whichever there are.
pub(crate) fn title(account: &Account) -> String {
    match (account.issuer.as_str(), account.label.as_str()) {
        ("", label) => label.to_owned(),
        (issuer, "") => issuer.to_owned(),
        (issuer, label) => format!("{issuer} ({label})"),
    }
}

/// The accounts as the screen has them: favourites first, then those of no group, then group by
/// group, each in the person's order.
pub(crate) fn order(accounts: &[Account]) -> Vec<&Account> {
    let mut groups: Vec<&str> = Vec::new();
    for group in accounts
        .iter()
        .filter_map(|account| account.group.as_deref())
    {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let section = |account: &&Account| match account.group.as_deref() {
        _ if account.favourite => 0,
        None => 1,
        Some(group) => 2 + groups.iter().position(|known| *known == group).unwrap_or(0),
    };
    let mut ordered: Vec<&Account> = accounts.iter().collect();
    ordered.sort_by_key(section);
    ordered
}
