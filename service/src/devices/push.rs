//! Where a phone's wake-ups go beside its open connection.

use std::sync::Arc;

use kodevagt_protocol::Id;

use crate::keys::{Bound, Keys, PersonKey};
use crate::outbound::push::Target;
use crate::outbound::queue::{Letter, Owner};
use crate::people::Person;
use crate::store::{Fault, Transaction, Tx};

/// Where a device's registration with its push service is sealed, under its person's key.
fn bound(device: &[u8; 16]) -> Bound<'_> {
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
    pub(crate) target: Option<Target>,
}

impl Transaction for Register {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let person = Person::lock(tx, &self.keys, self.person).await?;
        let person = person.ok_or_else(|| Fault::Corrupt("a device of nobody".to_owned()))?;
        let sealed = match &self.target {
            Some(target) => {
                let text = serde_json::to_vec(target);
                let text = text.map_err(|error| Fault::Failed(error.to_string()))?;
                Some(person.key.seal_for(bound(&self.device.0), &text))
            }
            None => None,
        };
        let sql = "UPDATE devices SET push_kind = $2, push_target_sealed = $3 \
                   WHERE id = $1 AND state <> 'removed'";
        let kind = self.target.as_ref().map(Target::kind);
        let values = [self.device.0.into(), kind.into(), sealed.into()];
        tx.execute(sql, &values).await?;
        Ok(())
    }
}

/// Sends a wake-up to a phone that is registered with a push service; one that isn't has its connection. After
/// `not_after` (milliseconds since 1970) it isn't worth sending.
pub(crate) async fn wake_up(
    tx: &mut dyn Tx,
    (person, key): (Id, &PersonKey),
    device: Id,
    not_after: i64,
) -> Result<(), Fault> {
    let sql = "SELECT push_target_sealed FROM devices WHERE id = $1 AND state = 'active'";
    let row = tx.row(sql, &[device.0.into()]).await?;
    let sealed = match row {
        Some(row) => row.read::<Option<Vec<u8>>>("push_target_sealed")?,
        None => None,
    };
    let Some(sealed) = sealed else {
        return Ok(());
    };
    let corrupt = || Fault::Corrupt("a device's registration for push".to_owned());
    let text = key
        .open_for(bound(&device.0), &sealed)
        .map_err(|_| corrupt())?;
    let target: Target = serde_json::from_slice(&text).map_err(|_| corrupt())?;
    let letter = Letter::push(Owner::Person(person.0, key), &target);
    letter.not_after(not_after).post(tx).await?;
    Ok(())
}
