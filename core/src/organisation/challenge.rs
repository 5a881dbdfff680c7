//! Sign-ins that wait for this phone, checked, with the phone's own deadline.

use kodevagt_protocol::Id;
use kodevagt_protocol::approval::{Challenges, Origin, SignedChallenge, Transaction};
use kodevagt_protocol::limits::{APPROVAL_MOST_MS, NUMBER_LEAST, NUMBER_MOST};
use kodevagt_protocol::text::Shown;

use super::Error;
use crate::time::Now;
use crate::vault::RootId;

/// A sign-in that waits, as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Names it.
    pub id: Id,
    /// The organisation that asks.
    pub organisation: RootId,
    /// The application's name.
    pub application: String,
    /// The person's user name.
    pub person: String,
    /// Where the sign-in comes from, as far as the application knows.
    pub origin: Origin,
    /// A text of the application's.
    pub text: Option<String>,
    /// What is approved beside the sign-in.
    pub transaction: Option<Transaction>,
    /// When it was asked, by the service's clock: milliseconds since the Unix epoch.
    pub issued_at_ms: i64,
    /// Until when it waits, by the service's clock: milliseconds since the Unix epoch.
    pub expires_at_ms: i64,
    /// Milliseconds that are left.
    pub left_ms: u64,
    /// Digits of the number to type.
    pub digits: u8,
}

/// A challenge that this phone holds, until its time is up.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    approval: Approval,
    /// What a decision is about.
    pub(crate) hash: [u8; 32],
    /// When its fetch began: `remaining_ms` counts from here.
    fetched: Now,
    remaining_ms: u64,
    /// Milliseconds from the phone's wall clock to the service's, as that fetch measured it.
    offset_ms: i64,
}

/// Whom a fetch was for.
pub(crate) struct Fetch<'a> {
    pub(crate) organisation: RootId,
    pub(crate) device: Id,
    pub(crate) epoch: u64,
    /// The service's key that signs challenges.
    pub(crate) signing_key: &'a [u8],
    /// The nonce that the fetch was signed with.
    pub(crate) nonce: &'a str,
    /// When it began.
    pub(crate) begun: Now,
    pub(crate) offset_ms: i64,
}

impl Fetch<'_> {
    /// Checks every challenge. One whose text can't be shown isn't; the others are.
    ///
    /// # Errors
    /// [`Error::Forged`] if the service didn't sign one of them for this phone and this fetch.
    pub(crate) fn read(&self, challenges: Challenges) -> Result<Vec<Waiting>, Error> {
        let mut waiting = Vec::with_capacity(challenges.challenges.len().min(8));
        for signed in challenges.challenges {
            waiting.extend(self.one(signed)?);
        }
        Ok(waiting)
    }

    fn one(&self, signed: SignedChallenge) -> Result<Option<Waiting>, Error> {
        signed
            .verify(self.signing_key, self.nonce)
            .map_err(|_| Error::Forged)?;
        let challenge = &signed.challenge;
        let digits = (NUMBER_LEAST..=NUMBER_MOST).contains(&challenge.digits);
        if challenge.device != self.device || challenge.epoch != self.epoch || !digits {
            return Err(Error::Forged);
        }
        let hash = challenge.hash();
        let remaining_ms = signed.remaining_ms.min(APPROVAL_MOST_MS);
        Ok(self.approval(signed).map(|approval| Waiting {
            approval,
            hash,
            fetched: self.begun,
            remaining_ms,
            offset_ms: self.offset_ms,
        }))
    }

    fn approval(&self, signed: SignedChallenge) -> Option<Approval> {
        let challenge = signed.challenge;
        let Origin { ip, place, browser } = challenge.origin;
        Some(Approval {
            id: challenge.id,
            organisation: self.organisation,
            application: shown(&challenge.application)?,
            person: shown(&challenge.person)?,
            origin: Origin {
                ip: optional(ip)?,
                place: optional(place)?,
                browser: optional(browser)?,
            },
            text: optional(challenge.text)?,
            transaction: match challenge.transaction {
                None => None,
                Some(paid) => Some(Transaction {
                    amount: shown(&paid.amount)?,
                    currency: shown(&paid.currency)?,
                    payee: shown(&paid.payee)?,
                }),
            },
            issued_at_ms: challenge.issued_at_ms,
            expires_at_ms: 0,
            left_ms: 0,
            digits: challenge.digits,
        })
    }
}

impl Waiting {
    /// Names it.
    pub(crate) fn id(&self) -> Id {
        self.approval.id
    }

    pub(crate) fn organisation(&self) -> RootId {
        self.approval.organisation
    }

    /// As a screen shows it now; `None` once its time is up, or the phone was restarted.
    pub(crate) fn at(&self, now: Now) -> Option<Approval> {
        let left_ms = self.remaining_ms.checked_sub(now.since(&self.fetched)?)?;
        if left_ms == 0 {
            return None;
        }
        let left = i64::try_from(left_ms).ok()?;
        let service_ms = now.wall_ms.saturating_add(self.offset_ms);
        Some(Approval {
            left_ms,
            expires_at_ms: service_ms.saturating_add(left),
            ..self.approval.clone()
        })
    }

    /// The number as it was typed, if it can be one: as many digits as are asked for.
    pub(crate) fn number<'a>(&self, typed: &'a str) -> Option<&'a str> {
        let typed = typed.trim();
        let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
        (digits && typed.len() == usize::from(self.approval.digits)).then_some(typed)
    }

    /// Digits of the number to type.
    pub(crate) fn digits(&self) -> u8 {
        self.approval.digits
    }
}

fn shown(text: &str) -> Option<String> {
    Shown::new(text).ok().map(Shown::into_string)
}

/// The outer `None`: it can't be shown.
fn optional(text: Option<String>) -> Option<Option<String>> {
    match text {
        None => Some(None),
        Some(text) => shown(&text).map(Some),
    }
}
