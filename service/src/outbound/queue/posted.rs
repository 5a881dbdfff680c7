//! What was posted, for development's outbox.

use zeroize::Zeroizing;

use super::Kind;
use super::claim::{Content, SEALED, Sealed};
use crate::keys::Keys;
use crate::store::{Fault, Row, Store, Transaction, Tx};

/// A message as the outbox shows it.
pub(crate) struct Posted {
    pub(crate) kind: Kind,
    pub(crate) to: Zeroizing<String>,
    /// A mail's subject.
    pub(crate) subject: Option<Zeroizing<String>>,
    /// The plain part.
    pub(crate) text: Zeroizing<String>,
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    /// queued, sending, sent, delivered, failed or expired.
    pub(crate) state: String,
}

/// Every message that still has its text, oldest first.
///
/// # Errors
/// As the database.
pub(crate) async fn posted(store: &Store, keys: &Keys) -> Result<Vec<Posted>, Fault> {
    let rows = store.run(All).await?;
    rows.iter()
        .filter_map(|row| show(row, keys).transpose())
        .collect()
}

struct All;

impl Transaction for All {
    type Answer = Vec<Row>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Row>, Fault> {
        let all = format!(
            "SELECT id, kind, state, created_at, {SEALED} FROM messages ORDER BY created_at, id"
        );
        tx.rows(&all, &[]).await
    }
}

fn show(row: &Row, keys: &Keys) -> Result<Option<Posted>, Fault> {
    let kind = Kind::read(&row.read::<String>("kind")?)
        .ok_or_else(|| Fault::Corrupt("a message of no known kind".to_owned()))?;
    let id: [u8; 16] = row.read("id")?;
    // Wiped, or its person was erased.
    let Ok(content) = Sealed::read(row)?.open(kind, &id, keys) else {
        return Ok(None);
    };
    let (to, subject, text) = match content {
        Content::Sms { to, text } => (to, None, text),
        Content::Mail {
            to, subject, text, ..
        } => (to, Some(subject), text),
        Content::Push { to, hint } => (
            Zeroizing::new(format!("{to:?}")),
            None,
            Zeroizing::new(serde_json::json!({ "hint": hint }).to_string()),
        ),
    };
    Ok(Some(Posted {
        kind,
        to,
        subject,
        text,
        at: row.read("created_at")?,
        state: row.read("state")?,
    }))
}
