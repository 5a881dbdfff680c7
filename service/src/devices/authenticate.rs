//! Who signed a request, and that nobody sends it again.

use std::sync::Arc;

use kodevagt_protocol::keys::verify_device;
use kodevagt_protocol::phone::State;
use kodevagt_protocol::{Id, Refusal};

use super::{Device, nonce};
use crate::keys::Keys;
use crate::store::{Fault, Transaction, Tx};

/// How old `last_contact` may grow before it is written again, in milliseconds.
const CONTACT_MS: i64 = 60_000;

/// A signed request, as it arrived.
pub(crate) struct Authenticate {
    pub(crate) keys: Arc<Keys>,
    pub(crate) device: Id,
    pub(crate) epoch: u64,
    pub(crate) nonce: String,
    /// What was signed: [`kodevagt_protocol::request::Signed::bytes`].
    pub(crate) message: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

/// A device that proved to be itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Authentic {
    pub(crate) device: Device,
    /// The service's time.
    pub(crate) now: i64,
}

impl Transaction for Authenticate {
    /// Removed devices are authentic too: they are to be told.
    type Answer = Result<Authentic, Refusal>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let sql = format!(
            "SELECT {}, d.device_key, p.state AS person_state \
             FROM devices d JOIN people p ON p.id = d.person WHERE d.id = $1",
            Device::COLUMNS
        );
        let Some(row) = tx.row(&sql, &[self.device.0.into()]).await? else {
            return Ok(Err(Refusal::DeviceUnknown));
        };
        let now = tx.now().await?;
        let key: Vec<u8> = row.read("device_key")?;
        let Some(nonce) = nonce::genuine(&self.keys, self.device, &self.nonce, now) else {
            return Ok(Err(Refusal::Unsigned));
        };
        if verify_device(&key, &self.message, &self.signature).is_err() {
            return Ok(Err(Refusal::Unsigned));
        }
        if !self.first_use(tx, &nonce, now).await? {
            return Ok(Err(Refusal::Unsigned));
        }
        let device = Device::of(&row)?;
        let person: String = row.read("person_state")?;
        if u64::try_from(device.epoch) != Ok(self.epoch) {
            return Ok(Err(Refusal::DeviceUnknown));
        }
        if person != "active" && device.state != State::Removed {
            return Ok(Err(Refusal::Barred));
        }
        let sql = "UPDATE devices SET last_contact = $2 \
                   WHERE id = $1 AND (last_contact IS NULL OR last_contact < $3)";
        let stale = now - CONTACT_MS;
        tx.execute(sql, &[self.device.0.into(), now.into(), stale.into()])
            .await?;
        Ok(Ok(Authentic { device, now }))
    }
}

impl Authenticate {
    /// Uses the nonce up. A copy of the request, or the same one signed otherwise, finds it used.
    async fn first_use(
        &self,
        tx: &mut dyn Tx,
        nonce: &nonce::Genuine,
        now: i64,
    ) -> Result<bool, Fault> {
        let device = self.device.0;
        let sql = "DELETE FROM nonces WHERE device = $1 AND expires_at <= $2";
        tx.execute(sql, &[device.into(), now.into()]).await?;
        let sql = "INSERT INTO nonces (device, nonce, expires_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (device, nonce) DO NOTHING";
        let values = [device.into(), nonce.name.into(), nonce.expires_at.into()];
        Ok(tx.execute(sql, &values).await? == 1)
    }
}
