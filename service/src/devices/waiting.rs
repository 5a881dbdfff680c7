//! Whether a phone has something to fetch.

use kodevagt_protocol::Id;
use kodevagt_protocol::phone::State;

use super::Device;
use crate::store::{Fault, Transaction, Tx};

/// What a waiting phone would want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct News {
    /// Whether the service still counts on the device.
    pub(crate) state: State,
    /// The hint of a sign-in that the phone hasn't fetched.
    pub(crate) hint: Option<[u8; 16]>,
    /// Where its unblock stands.
    pub(crate) unblock: Option<String>,
}

/// Reads the news for a device.
pub(crate) struct Read(pub(crate) Id);

impl Transaction for Read {
    /// `None` for a device that isn't known.
    type Answer = Option<News>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<News>, Fault> {
        let id = self.0.0;
        let sql = format!("SELECT {} FROM devices d WHERE d.id = $1", Device::COLUMNS);
        let Some(row) = tx.row(&sql, &[id.into()]).await? else {
            return Ok(None);
        };
        let state = Device::of(&row)?.state;
        let now = tx.now().await?;
        let sql = "SELECT hint FROM challenges WHERE device = $1 AND state = 'pending' \
                   AND fetched_at IS NULL AND wake_sent_at IS NOT NULL AND expires_at > $2 \
                   ORDER BY issued_at DESC LIMIT 1";
        let hint = match tx.row(sql, &[id.into(), now.into()]).await? {
            Some(row) => row.read("hint")?,
            None => None,
        };
        let sql = "SELECT state FROM unblocks WHERE device = $1 ORDER BY created_at DESC LIMIT 1";
        let unblock = match tx.row(sql, &[id.into()]).await? {
            Some(row) => Some(row.read("state")?),
            None => None,
        };
        Ok(Some(News {
            state,
            hint,
            unblock,
        }))
    }
}

impl News {
    /// The hint to give to a phone that last knew `before`: `None` if it knows all of this. Hints name
    /// nothing; where there is none, fresh random bytes do.
    pub(crate) fn since(&self, before: Option<&Self>, fresh: [u8; 16]) -> Option<[u8; 16]> {
        let Some(before) = before else {
            return self.hint;
        };
        let moved = self.state != before.state || self.unblock != before.unblock;
        let unknown = self.hint.filter(|_| self.hint != before.hint);
        unknown.or_else(|| moved.then_some(fresh))
    }
}
