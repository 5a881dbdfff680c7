//! Phones as the service knows them: who signs a request, what waits for whom, and where wake-ups go.

use kodevagt_protocol::Id;
use kodevagt_protocol::phone::State;

use crate::keys::Bound;
use crate::store::{Fault, Row, Topic, Tx};

pub(crate) mod authenticate;
pub(crate) mod nonce;
pub(crate) mod push;
pub(crate) mod waiting;

/// A phone, as far as most requests need it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Device {
    pub(crate) id: Id,
    pub(crate) person: Id,
    pub(crate) epoch: i64,
    pub(crate) state: State,
}

impl Device {
    /// The columns that [`Device::of`] reads.
    pub(crate) const COLUMNS: &'static str = "d.id, d.person, d.epoch, d.state";

    /// Reads [`Device::COLUMNS`].
    pub(crate) fn of(row: &Row) -> Result<Self, Fault> {
        let state: String = row.read("state")?;
        Ok(Self {
            id: Id(row.read("id")?),
            person: Id(row.read("person")?),
            epoch: row.read("epoch")?,
            state: match state.as_str() {
                "pending" => State::Pending,
                "active" => State::Active,
                "removed" => State::Removed,
                _ => return Err(Fault::Corrupt("a device's state".to_owned())),
            },
        })
    }
}

/// Where a device's code seed is sealed.
pub(crate) fn seed_bound(device: &[u8; 16]) -> Bound<'_> {
    Bound {
        place: "devices.seed",
        id: device,
    }
}

/// The place of a device's half of the unblock slot, by which it is told from the one before.
pub(crate) fn half_place(serial: i64) -> String {
    format!("devices.puk.{serial}")
}

/// Counts on a device no more: its secrets go, its row stays, so that it is told at its next contact. The
/// person's row is locked by the caller.
pub(crate) async fn remove(tx: &mut dyn Tx, device: Id, now: i64) -> Result<(), Fault> {
    let sql = "UPDATE devices SET state = 'removed', removed_at = $2, seed_sealed = NULL, \
               puk_sealed = NULL, puk_pending_sealed = NULL, push_kind = NULL, \
               push_target_sealed = NULL WHERE id = $1 AND state <> 'removed'";
    tx.execute(sql, &[device.0.into(), now.into()]).await?;
    let sql = "UPDATE unblocks SET state = 'refused', reply = NULL, code_hash = NULL \
               WHERE device = $1 AND state IN ('open', 'issued', 'released', 'staged')";
    tx.execute(sql, &[device.0.into()]).await?;
    tx.wake(Topic::Device(device.0));
    Ok(())
}
