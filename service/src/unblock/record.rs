//! A request for help as it is stored.

use kodevagt_protocol::unblock::{Standing, State};
use kodevagt_protocol::{Id, limits};

use crate::store::{Fault, Row, Topic, Tx, Value};

/// A request, and what its rules need of the device.
pub(crate) struct Record {
    pub(crate) id: Id,
    pub(crate) lock_number: String,
    pub(crate) words_sealed: Vec<u8>,
    pub(crate) request_key: Vec<u8>,
    pub(crate) stored: Stored,
    pub(crate) code_hash: Option<Vec<u8>>,
    pub(crate) tries: u32,
    pub(crate) expires_at: i64,
    pub(crate) reply: Option<Vec<u8>>,
}

/// The states in the database; that its time ran out is told from the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    Open,
    Issued,
    Released,
    Staged,
    Confirmed,
    Refused,
}

impl Stored {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Issued => "issued",
            Self::Released => "released",
            Self::Staged => "staged",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::Open,
            Self::Issued,
            Self::Released,
            Self::Staged,
            Self::Confirmed,
            Self::Refused,
        ];
        all.into_iter().find(|state| state.name() == name)
    }
}

const COLUMNS: &str = "id, lock_number, words_sealed, request_key, state, code_hash, tries, \
     expires_at, reply";

impl Record {
    fn of(row: &Row) -> Result<Self, Fault> {
        let state: String = row.read("state")?;
        let tries: i64 = row.read("tries")?;
        Ok(Self {
            id: Id(row.read("id")?),
            lock_number: row.read("lock_number")?,
            words_sealed: row.read("words_sealed")?,
            request_key: row.read("request_key")?,
            stored: Stored::from_name(&state)
                .ok_or_else(|| Fault::Corrupt(format!("an unblock request is {state}")))?,
            code_hash: row.read("code_hash")?,
            tries: u32::try_from(tries).unwrap_or(u32::MAX),
            expires_at: row.read("expires_at")?,
            reply: row.read("reply")?,
        })
    }

    /// Locks the device's row, then reads its request `id`.
    pub(crate) async fn lock(tx: &mut dyn Tx, device: Id, id: Id) -> Result<Option<Self>, Fault> {
        lock_device(tx, device).await?;
        let sql = format!("SELECT {COLUMNS} FROM unblocks WHERE id = $1 AND device = $2");
        let row = tx.row(&sql, &[id.0.into(), device.0.into()]).await?;
        row.as_ref().map(Self::of).transpose()
    }

    /// The newest requests of a device that may still end well, newest first. The device's row is locked.
    pub(crate) async fn alive(tx: &mut dyn Tx, device: Id) -> Result<Vec<Self>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM unblocks WHERE device = $1 \
             AND state IN ('open', 'issued', 'released', 'staged') ORDER BY created_at DESC, id"
        );
        let rows = tx.rows(&sql, &[device.0.into()]).await?;
        rows.iter().map(Self::of).collect()
    }

    pub(crate) fn is_over(&self, now: i64) -> bool {
        now >= self.expires_at
    }

    /// Where it stands at `now`, for the phone.
    pub(crate) fn standing(&self, now: i64) -> Standing {
        let left = limits::UNBLOCK_TRIES.saturating_sub(self.tries);
        let state = match self.stored {
            Stored::Confirmed => State::Confirmed,
            Stored::Refused => State::Cancelled,
            // What the phone has stored beside may be confirmed at any time.
            Stored::Staged => State::Staged,
            _ if self.is_over(now) => State::Expired,
            Stored::Open => State::Waiting,
            Stored::Issued => State::Typed,
            Stored::Released => State::Released,
        };
        Standing {
            state,
            tries_left: left,
            remaining_ms: u64::try_from(self.expires_at - now).unwrap_or(0),
        }
    }

    /// Moves the request on, and tells who waits. One that has ended releases nothing more, and keeps nothing
    /// that could be.
    pub(crate) async fn go(&self, tx: &mut dyn Tx, to: Stored) -> Result<(), Fault> {
        let sql = match to {
            Stored::Confirmed | Stored::Refused => {
                "UPDATE unblocks SET state = $2, reply = NULL, code_hash = NULL WHERE id = $1"
            }
            _ => "UPDATE unblocks SET state = $2 WHERE id = $1",
        };
        tx.execute(sql, &[self.id.0.into(), to.name().into()])
            .await?;
        tx.wake(Topic::Unblock(self.id.0));
        Ok(())
    }
}

/// Locks the device's row.
pub(crate) async fn lock_device(tx: &mut dyn Tx, device: Id) -> Result<(), Fault> {
    let key: [Value; 1] = [device.0.into()];
    tx.row("SELECT id FROM devices WHERE id = $1 FOR UPDATE", &key)
        .await?;
    Ok(())
}
