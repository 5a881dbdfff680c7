//! Where a phone's wake-ups go beside its open connection.

use std::sync::Arc;

use kodevagt_protocol::Id;
use kodevagt_protocol::phone::Push;

use crate::keys::{Bound, Keys};
use crate::store::{Fault, Transaction, Tx};

/// Where a device's registration with its push service is sealed, under its person's key.
pub(crate) fn target_bound(device: &[u8; 16]) -> Bound<'_> {
    Bound {
        place: "devices.push_target",
        id: device,
    }
}

/// Takes a device's registration, or takes it back.
pub(crate) struct Register {
    pub(crate) keys: Arc<Keys>,
    pub(crate) device: Id,
    pub(crate) person: Id,
    pub(crate) push: Push,
}

impl Transaction for Register {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let kind = match self.push {
            Push::None => None,
            Push::Fcm { .. } => Some("fcm"),
            Push::Apns { .. } => Some("apns"),
            Push::WebPush { .. } => Some("webpush"),
        };
        let target = match kind {
            None => None,
            Some(_) => Some(self.sealed(tx).await?),
        };
        let sql = "UPDATE devices SET push_kind = $2, push_target_sealed = $3 \
                   WHERE id = $1 AND state <> 'removed'";
        let values = [self.device.0.into(), kind.into(), target.into()];
        tx.execute(sql, &values).await?;
        Ok(())
    }
}

impl Register {
    async fn sealed(&self, tx: &mut dyn Tx) -> Result<Vec<u8>, Fault> {
        let sql = "SELECT person_key FROM people WHERE id = $1";
        let row = tx.row(sql, &[self.person.0.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a device of nobody".to_owned()))?;
        let key: Vec<u8> = row.read("person_key")?;
        let key = self.keys.person(&self.person.0, &key);
        let key = key.map_err(|_| Fault::Corrupt("a person's key".to_owned()))?;
        let target =
            serde_json::to_vec(&self.push).map_err(|error| Fault::Failed(error.to_string()))?;
        Ok(key.seal_for(target_bound(&self.device.0), &target))
    }
}
