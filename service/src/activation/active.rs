//! The PIN is chosen: from now on the phone counts, and under `one phone` no other does.

use std::sync::Arc;

use kodevagt_protocol::activation::{Activated, Contact};
use kodevagt_protocol::{Id, Refusal};
use kodevagt_texts::Language;
use zeroize::Zeroizing;

use super::Refused;
use crate::audit::{self, Entry};
use crate::devices::{self, half_place};
use crate::keys::{Bound, Keys};
use crate::messages::{self, Told};
use crate::outbound::texts::Notice;
use crate::people::Person;
use crate::settings::{Activation as Rules, Phones};
use crate::store::{Fault, Topic, Transaction, Tx};

/// What a pending phone brings.
pub(crate) struct Activate {
    pub(crate) keys: Arc<Keys>,
    pub(crate) rules: Rules,
    pub(crate) contact: Contact,
    /// The phone's.
    pub(crate) language: Language,
    pub(crate) device: Id,
    pub(crate) person: Id,
    /// Ed25519, 32 bytes.
    pub(crate) vault_key: [u8; 32],
    /// S_srv.
    pub(crate) half: Zeroizing<Vec<u8>>,
    pub(crate) half_serial: i64,
}

impl Transaction for Activate {
    type Answer = Result<Activated, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let person = Person::lock(tx, &self.keys, self.person).await?;
        let person = person.ok_or_else(|| Fault::Corrupt("a device of nobody".to_owned()))?;
        let sql = "SELECT state, vault_key, activated_at, by_sms_alone, model FROM devices \
                   WHERE id = $1 FOR UPDATE";
        let row = tx.row(sql, &[self.device.0.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a device is gone".to_owned()))?;
        let now = tx.now().await?;
        match row.read::<String>("state")?.as_str() {
            "pending" => {}
            // The answer was lost: the same phone says the same again.
            "active" if row.read::<Option<[u8; 32]>>("vault_key")? == Some(self.vault_key) => {
                let at: Option<i64> = row.read("activated_at")?;
                return Ok(Ok(self.activated(at.unwrap_or(now))));
            }
            "active" => return Ok(Err(Refusal::Malformed.into())),
            _ => return Ok(Err(Refusal::DeviceUnknown.into())),
        }
        if row.read("by_sms_alone")? && person.had_phone {
            return Ok(Err(Refusal::TicketNeeded.into()));
        }
        let primary = self.make_room(tx, now).await?;
        let half = Bound {
            place: &half_place(self.half_serial),
            id: &self.device.0,
        };
        let sql = "UPDATE devices SET state = 'active', vault_key = $2, puk_serial = $3, \
                   puk_sealed = $4, activated_at = $5, is_primary = $6 WHERE id = $1";
        let values = [
            self.device.0.into(),
            self.vault_key.into(),
            self.half_serial.into(),
            self.keys.seal(half, &self.half).into(),
            now.into(),
            primary.into(),
        ];
        tx.execute(sql, &values).await?;
        let sql = "UPDATE people SET had_phone = 1 WHERE id = $1";
        tx.execute(sql, &[self.person.0.into()]).await?;
        let sql =
            "UPDATE activations SET state = 'active' WHERE device = $1 AND state = 'confirmed'";
        tx.execute(sql, &[self.device.0.into()]).await?;
        let entry = Entry {
            actor: "phone",
            action: "phone.activated",
            subject: Some(&self.person.0),
            detail: None,
        };
        audit::append(tx, &entry).await?;
        let model: Option<String> = row.read("model")?;
        let told = Told {
            notice: Notice::Activated,
            language: self.language,
            phone: &model.unwrap_or_default(),
            contact: &self.contact,
        };
        messages::notice(tx, &person, &told, now).await?;
        tx.wake(Topic::Person(self.person.0));
        tx.wake(Topic::Device(self.device.0));
        Ok(Ok(self.activated(now)))
    }
}

impl Activate {
    /// Removes the former phone, or finds out whether there is a primary one beside; answers whether the new
    /// one is the primary.
    async fn make_room(&self, tx: &mut dyn Tx, now: i64) -> Result<bool, Fault> {
        let sql = "SELECT id, is_primary FROM devices WHERE person = $1 AND state = 'active'";
        let former = tx.rows(sql, &[self.person.0.into()]).await?;
        if self.rules.phones == Phones::Several {
            let primary: Result<Vec<bool>, Fault> =
                former.iter().map(|row| row.read("is_primary")).collect();
            return Ok(!primary?.contains(&true));
        }
        for row in former {
            devices::remove(tx, Id(row.read("id")?), now).await?;
        }
        Ok(true)
    }

    fn activated(&self, at: i64) -> Activated {
        Activated {
            device: self.device,
            activated_at_ms: at,
        }
    }
}
