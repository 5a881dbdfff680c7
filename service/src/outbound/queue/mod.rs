//! The durable queue behind SMS, mail and push.
//!
//! A message is a row of `messages`, written in the transaction that it tells of ([`Letter::post`]), so it
//! leaves if and only if that was committed. Each instance works off what is due ([`run`]): it claims rows
//! for [`LEASE_MS`], sends, and notes the outcome. A temporary refusal is tried again later and later, until
//! [`Kind::tries`] or `not_after`; a message whose time is over isn't sent.
//!
//! **At least once, and how often more.** An instance that dies between a gateway's yes and its own note, or
//! whose gateway takes a message without answering in time, sends it again when the lease ends: never
//! more often than [`Kind::tries`], always with the same id (a mail's Message-ID, a template's `{id}`) and
//! the same text, so that a second SMS carries the same code.
//!
//! What was sent is wiped from its row at the end of its sending; development keeps it for the outbox.

mod claim;
mod finish;
mod hook;
mod letter;
mod posted;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use zeroize::Zeroizing;

use super::settings::Adapters;
use super::{MailMessage, Refusal, Refused, Sent, SmsMessage, WakeUp};
use crate::keys::Keys;
use crate::store::{Fault, Store, Topic};
use claim::{Claim, Claimed, Content};
use finish::{Finish, Outcome};

pub(crate) use hook::router;
pub(crate) use letter::{Letter, Owner};
pub(crate) use posted::posted;

/// How long a claimed row belongs to its instance: longer than any adapter's timeout.
const LEASE_MS: i64 = 90_000;
/// Messages under way at once, for each instance.
const AT_ONCE: i64 = 32;
/// The rows are read at least this often: another process may have written one, or the clock was moved.
const TICK: Duration = Duration::from_secs(1);
/// How long an adapter may say "worth delivering" when a message has no end.
const OPEN_END_MS: i64 = 24 * 60 * 60 * 1000;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sms,
    Mail,
    Push,
}

impl Kind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Mail => "mail",
            Self::Push => "push",
        }
    }

    fn read(text: &str) -> Option<Self> {
        [Self::Sms, Self::Mail, Self::Push]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }

    /// How often a message is handed over at most, which bounds duplicates too.
    const fn tries(self) -> i64 {
        match self {
            Self::Sms => 6,
            Self::Mail => 12,
            Self::Push => 3,
        }
    }
}

/// What the queue works with.
pub(crate) struct Queue {
    pub(crate) store: Store,
    pub(crate) keys: Arc<Keys>,
    pub(crate) adapters: Adapters,
    /// The service's public URL, where gateways report to; without it they aren't asked to.
    pub(crate) public_url: Option<String>,
    /// Development keeps the texts, for the outbox.
    pub(crate) keep_texts: bool,
}

/// Sends what is due until `stopping` becomes true, then finishes what is under way.
pub(crate) async fn run(queue: Arc<Queue>, mut stopping: watch::Receiver<bool>) {
    let mut waiter = queue.store.subscribe(Topic::Messages);
    let mut under_way = JoinSet::new();
    while !*stopping.borrow() {
        match queue.start_due(&mut under_way).await {
            Ok(()) => {}
            Err(Fault::Busy | Fault::Contended) => {
                tracing::warn!("messages wait: the database is busy")
            }
            Err(fault) => tracing::error!(%fault, "messages wait: the database failed"),
        }
        tokio::select! {
            () = waiter.changed() => {}
            () = tokio::time::sleep(TICK) => {}
            // One that is done makes room for the next.
            Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
            // An error means that the service is gone altogether.
            _ = stopping.wait_for(|stopping| *stopping) => break,
        }
    }
    while under_way.join_next().await.is_some() {}
}

impl Queue {
    async fn start_due(self: &Arc<Self>, under_way: &mut JoinSet<()>) -> Result<(), Fault> {
        while under_way.try_join_next().is_some() {}
        let room = AT_ONCE - i64::try_from(under_way.len()).unwrap_or(AT_ONCE);
        if room <= 0 {
            return Ok(());
        }
        for claimed in self.store.run(Claim { room }).await? {
            let queue = Arc::clone(self);
            under_way.spawn(async move { queue.carry(claimed).await });
        }
        Ok(())
    }

    /// Sends one message and notes the outcome.
    async fn carry(&self, claimed: Claimed) {
        let kind = claimed.kind;
        let answer = match claimed.open(&self.keys) {
            Ok(content) => self.hand_over(&claimed, content).await,
            Err(_) => Err(Refused::permanent("doesn't open: the person was erased")),
        };
        match &answer {
            Ok(_) => tracing::debug!(kind = kind.as_str(), "a message was handed over"),
            Err(refused) => tracing::warn!(
                kind = kind.as_str(),
                attempt = claimed.attempt,
                reason = %refused.reason,
                "a message was refused"
            ),
        }
        let finish = Finish {
            id: claimed.id,
            attempt: claimed.attempt,
            not_after: claimed.not_after,
            outcome: outcome(&claimed, answer),
            keep_text: self.keep_texts,
        };
        if let Err(fault) = self.store.run(finish).await {
            tracing::error!(%fault, "what became of a message wasn't noted: it will be sent again");
        }
    }

    async fn hand_over(&self, claimed: &Claimed, content: Content) -> Result<Sent, Refused> {
        let id = claimed.wire_id();
        let validity = Duration::from_millis(
            u64::try_from(claimed.left_ms.unwrap_or(OPEN_END_MS)).unwrap_or_default(),
        );
        let unset = || Refused::permanent("this service isn't set up to send it");
        match content {
            Content::Sms { to, text } => {
                let report_to = self.public_url.as_deref().map(|url| {
                    Zeroizing::new(format!("{url}{}", hook::path(&self.keys, &claimed.id)))
                });
                let sms = self.adapters.sms.as_ref().ok_or_else(unset)?;
                sms.send(&SmsMessage {
                    to,
                    text,
                    id,
                    report_to,
                    validity,
                })
                .await
            }
            Content::Mail {
                to,
                subject,
                text,
                html,
            } => {
                let mail = self.adapters.mail.as_ref().ok_or_else(unset)?;
                mail.send(&MailMessage {
                    to,
                    subject,
                    text,
                    html,
                    id,
                })
                .await
            }
            Content::Push { to, hint } => {
                self.adapters
                    .push
                    .send(&WakeUp { to, hint, validity })
                    .await
            }
        }
    }
}

fn outcome(claimed: &Claimed, answer: Result<Sent, Refused>) -> Outcome {
    match answer {
        Ok(sent) => Outcome::Sent(sent.reference),
        Err(Refused {
            refusal: Refusal::Temporary(after),
            reason,
        }) if claimed.attempt < claimed.kind.tries() => {
            let asked = after.map_or(0, |after| {
                i64::try_from(after.as_millis()).unwrap_or(i64::MAX)
            });
            Outcome::Again {
                after_ms: backoff_ms(claimed.attempt).max(asked),
                reason,
            }
        }
        Err(refused) => Outcome::Failed(refused.reason),
    }
}

/// 2 s, 4 s, 8 s … up to ten minutes.
fn backoff_ms(attempt: i64) -> i64 {
    let doublings = u32::try_from(attempt.clamp(1, 10)).unwrap_or(10);
    (1000_i64 << doublings).min(10 * 60 * 1000)
}
