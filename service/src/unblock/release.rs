//! The code comes in; the halves go out, sealed for the request's key.

use std::sync::Arc;

use kodevagt_protocol::unblock::{Released, seal_release};
use kodevagt_protocol::{Id, Refusal, limits};
use zeroize::Zeroizing;

use super::record::{Record, Stored};
use super::vouch::code_hash;
use crate::approvals::Refused;
use crate::devices::half_place;
use crate::keys::{Bound, Keys, random};
use crate::store::{Fault, Topic, Transaction, Tx};

/// Gives a code.
pub(crate) struct Release {
    pub(crate) keys: Arc<Keys>,
    pub(crate) device: Id,
    pub(crate) unblock: Id,
    /// Nine digits.
    pub(crate) code: String,
}

/// Why nothing is released, and the guesses that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) refused: Refused,
    pub(crate) tries_left: Option<u32>,
}

impl From<Refusal> for Kept {
    fn from(refusal: Refusal) -> Self {
        Self {
            refused: refusal.into(),
            tries_left: None,
        }
    }
}

impl Transaction for Release {
    type Answer = Result<Released, Kept>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let Some(record) = Record::lock(tx, self.device, self.unblock).await? else {
            return Ok(Err(Refusal::UnblockUnknown.into()));
        };
        let now = tx.now().await?;
        match record.stored {
            Stored::Refused if record.tries >= limits::UNBLOCK_TRIES => {
                return Ok(Err(Refusal::UnblockTriesUsed.into()));
            }
            Stored::Refused => return Ok(Err(Refusal::UnblockCancelled.into())),
            Stored::Confirmed => return Ok(Err(Refusal::UnblockUsed.into())),
            _ if record.is_over(now) => return Ok(Err(Refusal::UnblockExpired.into())),
            Stored::Open => return Ok(Err(Refusal::UnblockNotTyped.into())),
            Stored::Issued | Stored::Released | Stored::Staged => (),
        }
        let given = code_hash(&self.keys, record.id, &self.code);
        if record.code_hash.as_deref() != Some(&given[..]) {
            return self.wrong(tx, &record).await.map(Err);
        }
        if let Some(reply) = &record.reply {
            let corrupt = |_| Fault::Corrupt("a released half".to_owned());
            return serde_json::from_slice(reply).map(Ok).map_err(corrupt);
        }
        let released = self.seal(tx, &record).await?;
        if released.halves.is_empty() {
            // The device was removed while this was on its way.
            return Ok(Err(Refusal::DeviceUnknown.into()));
        }
        let reply = serde_json::to_vec(&released).expect("bytes and numbers are JSON");
        let sql = "UPDATE unblocks SET state = 'released', reply = $2 WHERE id = $1";
        tx.execute(sql, &[record.id.0.into(), reply.into()]).await?;
        tx.wake(Topic::Unblock(record.id.0));
        Ok(Ok(released))
    }
}

impl Release {
    async fn wrong(&self, tx: &mut dyn Tx, record: &Record) -> Result<Kept, Fault> {
        let tries = record.tries + 1;
        let sql = "UPDATE unblocks SET tries = $2 WHERE id = $1";
        let values = [record.id.0.into(), i64::from(tries).into()];
        tx.execute(sql, &values).await?;
        if tries >= limits::UNBLOCK_TRIES {
            record.go(tx, Stored::Refused).await?;
            return Ok(Refusal::UnblockTriesUsed.into());
        }
        Ok(Kept {
            tries_left: Some(limits::UNBLOCK_TRIES - tries),
            ..Refusal::UnblockCodeWrong.into()
        })
    }

    /// The half that the phone uses now, and the one beside it if an earlier unblock was cut short.
    async fn seal(&self, tx: &mut dyn Tx, record: &Record) -> Result<Released, Fault> {
        let sql = "SELECT puk_serial, puk_sealed, puk_pending_sealed FROM devices WHERE id = $1";
        let row = tx.row(sql, &[self.device.0.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a request of no device".to_owned()))?;
        let serial: i64 = row.read("puk_serial")?;
        let stored = [
            (serial, row.read::<Option<Vec<u8>>>("puk_sealed")?),
            (
                serial + 1,
                row.read::<Option<Vec<u8>>>("puk_pending_sealed")?,
            ),
        ];
        let mut halves = Vec::new();
        for (serial, sealed) in stored {
            let Some(sealed) = sealed else { continue };
            let half = self
                .keys
                .open(bound(&half_place(serial), &self.device), &sealed)
                .map_err(|_| Fault::Corrupt("a device's half".to_owned()))?;
            let number = u64::try_from(serial).unwrap_or(0);
            let random = Zeroizing::new(random());
            let sealed = seal_release(
                &record.request_key,
                record.id,
                self.device,
                number,
                &half,
                &random,
            );
            halves.push(sealed.map_err(|_| Fault::Corrupt("a request's key".to_owned()))?);
        }
        Ok(Released { halves })
    }
}

/// Where a device's half is sealed.
pub(super) fn bound<'a>(place: &'a str, device: &'a Id) -> Bound<'a> {
    Bound {
        place,
        id: &device.0,
    }
}
