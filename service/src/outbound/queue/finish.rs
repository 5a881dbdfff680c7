//! Noting what became of a message.

use std::borrow::Cow;

use crate::outbound::sms::Delivery;
use crate::store::{Fault, Transaction, Tx, Value};

/// What an attempt came to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Taken over, with the gateway's name for it.
    Sent(Option<String>),
    /// To be tried again.
    Again {
        after_ms: i64,
        reason: Cow<'static, str>,
    },
    /// Never to be taken.
    Failed(Cow<'static, str>),
}

/// Notes it, unless the row isn't this attempt's any more: its lease ended, or a report came first.
pub(super) struct Finish {
    pub(super) id: [u8; 16],
    pub(super) attempt: i64,
    pub(super) not_after: Option<i64>,
    pub(super) outcome: Outcome,
    pub(super) keep_text: bool,
}

impl Transaction for Finish {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.row(
            "SELECT id FROM messages WHERE id = $1 FOR UPDATE",
            &[self.id.into()],
        )
        .await?;
        let now = tx.now().await?;
        let mine = "WHERE id = $1 AND attempts = $2 AND state = 'sending'";
        let (sql, values): (String, Vec<Value>) = match &self.outcome {
            Outcome::Sent(reference) => (
                format!(
                    "UPDATE messages SET state = 'sent', sent_at = $3, provider_ref = $4, reason = NULL {mine}"
                ),
                vec![now.into(), reference.clone().into()],
            ),
            Outcome::Failed(reason) => (
                format!("UPDATE messages SET state = 'failed', reason = $3 {mine}"),
                vec![reason.as_ref().into()],
            ),
            Outcome::Again { after_ms, reason } => {
                let next = now.saturating_add(*after_ms);
                if self.not_after.is_some_and(|end| end <= next) {
                    (
                        format!("UPDATE messages SET state = 'expired', reason = $3 {mine}"),
                        vec![reason.as_ref().into()],
                    )
                } else {
                    (
                        format!(
                            "UPDATE messages SET state = 'queued', next_at = $3, reason = $4 {mine}"
                        ),
                        vec![next.into(), reason.as_ref().into()],
                    )
                }
            }
        };
        let mut all: Vec<Value> = vec![self.id.into(), self.attempt.into()];
        all.extend(values);
        tx.execute(&sql, &all).await?;
        if !self.keep_text {
            tx.execute(
                "UPDATE messages SET text_sealed = $2, html_sealed = NULL \
                 WHERE id = $1 AND state NOT IN ('queued', 'sending')",
                &[self.id.into(), Value::Bytes(Vec::new())],
            )
            .await?;
        }
        Ok(())
    }
}

/// A gateway's report on an SMS. It may come before the sending is noted, and is never taken back.
pub(super) struct Report {
    pub(super) id: [u8; 16],
    pub(super) delivery: Delivery,
}

impl Transaction for Report {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.row(
            "SELECT id FROM messages WHERE id = $1 FOR UPDATE",
            &[self.id.into()],
        )
        .await?;
        let now = tx.now().await?;
        let (state, delivered_at) = match self.delivery {
            Delivery::Delivered => ("delivered", Some(now)),
            Delivery::Failed => ("failed", None),
        };
        tx.execute(
            "UPDATE messages SET state = $2, delivered_at = $3, sent_at = COALESCE(sent_at, $4) \
             WHERE id = $1 AND kind = 'sms' AND state IN ('sending', 'sent')",
            &[
                self.id.into(),
                state.into(),
                delivered_at.into(),
                now.into(),
            ],
        )
        .await?;
        Ok(())
    }
}
