//! The phone stores its next half beside the released one, and confirms once its new PIN stands.

use std::sync::Arc;

use kodevagt_protocol::unblock::Standing;
use kodevagt_protocol::{Id, Refusal};
use zeroize::Zeroizing;

use super::record::{Record, Stored};
use super::release::bound;
use crate::approvals::Refused;
use crate::devices::half_place;
use crate::keys::Keys;
use crate::store::{Fault, Transaction, Tx};

/// Stores the next half. Until it is confirmed another one may take its place.
pub(crate) struct Stage {
    pub(crate) keys: Arc<Keys>,
    pub(crate) device: Id,
    pub(crate) unblock: Id,
    pub(crate) serial: u64,
    pub(crate) half: Zeroizing<[u8; 32]>,
}

impl Transaction for Stage {
    type Answer = Result<Standing, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let Some(record) = Record::lock(tx, self.device, self.unblock).await? else {
            return Ok(Err(Refusal::UnblockUnknown.into()));
        };
        let now = tx.now().await?;
        match record.stored {
            Stored::Released if record.is_over(now) => {
                return Ok(Err(Refusal::UnblockExpired.into()));
            }
            Stored::Released | Stored::Staged => (),
            Stored::Confirmed => return Ok(Err(Refusal::UnblockUsed.into())),
            Stored::Refused => return Ok(Err(Refusal::UnblockCancelled.into())),
            Stored::Open | Stored::Issued => return Ok(Err(Refusal::UnblockNotTyped.into())),
        }
        let Some(former) = self.former(tx).await? else {
            return Ok(Err(Refusal::Malformed.into()));
        };
        let sealed = self
            .keys
            .seal(bound(&half_place(former + 1), &self.device), &*self.half);
        let sql = "UPDATE devices SET puk_pending_sealed = $2 WHERE id = $1";
        tx.execute(sql, &[self.device.0.into(), sealed.into()])
            .await?;
        record.go(tx, Stored::Staged).await?;
        let staged = Record {
            stored: Stored::Staged,
            ..record
        };
        Ok(Ok(staged.standing(now)))
    }
}

impl Stage {
    /// The serial of the half that the staged one follows; `None` if it follows none.
    ///
    /// A phone that blocked itself again before its confirmation came through goes on from the half that it
    /// staged then: that one takes the former's place now.
    async fn former(&self, tx: &mut dyn Tx) -> Result<Option<i64>, Fault> {
        let sql = "SELECT puk_serial FROM devices WHERE id = $1";
        let row = tx.row(sql, &[self.device.0.into()]).await?;
        let former: i64 = row.map_or(Ok(0), |row| row.read("puk_serial"))?;
        let Ok(staged) = i64::try_from(self.serial) else {
            return Ok(None);
        };
        if staged == former + 1 {
            return Ok(Some(former));
        }
        let promoted = staged == former + 2 && promote(tx, self.device).await?;
        Ok(promoted.then_some(former + 1))
    }
}

/// Puts the staged half in the former's place; whether there was one.
async fn promote(tx: &mut dyn Tx, device: Id) -> Result<bool, Fault> {
    let sql = "UPDATE devices SET puk_sealed = puk_pending_sealed, puk_pending_sealed = NULL, \
               puk_serial = puk_serial + 1 WHERE id = $1 AND puk_pending_sealed IS NOT NULL";
    Ok(tx.execute(sql, &[device.0.into()]).await? == 1)
}

/// The new PIN stands: the former half is destroyed. Said again it is no error.
pub(crate) struct Confirm {
    pub(crate) device: Id,
    pub(crate) unblock: Id,
}

impl Transaction for Confirm {
    type Answer = Result<Standing, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let Some(record) = Record::lock(tx, self.device, self.unblock).await? else {
            return Ok(Err(Refusal::UnblockUnknown.into()));
        };
        let now = tx.now().await?;
        match record.stored {
            Stored::Confirmed => return Ok(Ok(record.standing(now))),
            Stored::Staged => (),
            Stored::Refused => return Ok(Err(Refusal::UnblockCancelled.into())),
            _ => return Ok(Err(Refusal::UnblockNotTyped.into())),
        }
        promote(tx, self.device).await?;
        let sql = "UPDATE unblocks SET confirmed_at = $2 WHERE id = $1";
        tx.execute(sql, &[record.id.0.into(), now.into()]).await?;
        record.go(tx, Stored::Confirmed).await?;
        let confirmed = Record {
            stored: Stored::Confirmed,
            ..record
        };
        Ok(Ok(confirmed.standing(now)))
    }
}
