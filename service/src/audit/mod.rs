//! Who did what: written with the deed, chained afterwards, so that no deed waits for another's row.

use crate::store::{Fault, Topic, Tx};

mod chain;

pub(crate) use chain::{Verdict, seal_until_stopped, verify};

/// One entry. It names nobody in clear: the subject is a person's id, the detail sealed under that person's key,
/// so that erasing the person leaves the chain whole.
pub(crate) struct Entry<'a> {
    /// Who acted: `phone`, `application:ID`, `support:ID`, `shell`, `service`.
    pub(crate) actor: &'a str,
    /// What was done, such as `activation.confirmed`.
    pub(crate) action: &'a str,
    /// The person, or otherwise the row, that it concerns.
    pub(crate) subject: Option<&'a [u8; 16]>,
    /// More, sealed (`audit.detail`, bound to the person).
    pub(crate) detail: Option<&'a [u8]>,
}

/// Writes an entry in the transaction of the deed.
pub(crate) async fn append(tx: &mut dyn Tx, entry: &Entry<'_>) -> Result<(), Fault> {
    let now = tx.now().await?;
    tx.execute(
        "INSERT INTO audit (at, actor, action, subject, detail_sealed) VALUES ($1, $2, $3, $4, $5)",
        &[
            now.into(),
            entry.actor.into(),
            entry.action.into(),
            entry.subject.into(),
            entry.detail.into(),
        ],
    )
    .await?;
    tx.wake(Topic::Audit);
    Ok(())
}
