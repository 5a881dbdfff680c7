//! The phone's row, and the reply that is sealed for it.

use std::sync::Arc;

use kodevagt_protocol::activation::{self, Confirm, Confirmed, Contact, Grant, Policy};
use kodevagt_protocol::{Id, Refusal, limits, sealed, signed};
use zeroize::Zeroizing;

use super::{attestation, ms};
use crate::audit::{self, Entry};
use crate::devices::{self, seed_bound};
use crate::keys::{Keys, Online, random};
use crate::people::Person;
use crate::settings::Activation as Rules;
use crate::store::{Fault, Tx, Value};

/// A confirm, with all that answering it takes.
pub(crate) struct Admission {
    pub(crate) keys: Arc<Keys>,
    pub(crate) online: Arc<Online>,
    pub(crate) rules: Rules,
    /// The organisation's name and support's contact.
    pub(crate) name: String,
    pub(crate) contact: Contact,
    pub(crate) confirm: Confirm,
    fresh: Fresh,
}

/// What is drawn for one confirm.
struct Fresh {
    device: Id,
    /// Seals the reply.
    random: Zeroizing<[u8; 32]>,
}

/// The reply to a confirm, as it is stored and sent: JSON.
pub(crate) type Reply = Vec<u8>;

/// A reply, and the code seed, which is never in it.
struct Sealed {
    reply: Reply,
    seed: Zeroizing<Vec<u8>>,
}

/// A phone that was let in.
pub(crate) struct Admitted {
    pub(crate) device: Id,
    pub(crate) reply: Reply,
}

impl Admission {
    pub(crate) fn new(
        keys: Arc<Keys>,
        online: Arc<Online>,
        rules: Rules,
        (name, contact): (String, Contact),
        confirm: Confirm,
    ) -> Self {
        Self {
            keys,
            online,
            rules,
            name,
            contact,
            confirm,
            fresh: Fresh {
                device: Id(random()),
                random: Zeroizing::new(random()),
            },
        }
    }

    /// SHA-256 of what the phone signed.
    pub(crate) fn hash(&self) -> [u8; 32] {
        signed::sha256(&self.confirm.bytes())
    }

    /// Makes the phone a pending one of `person`, whose row is locked. A pending phone of before goes.
    pub(super) async fn admit(
        &self,
        tx: &mut dyn Tx,
        person: &Person,
        by_sms_alone: bool,
        now: i64,
    ) -> Result<Result<Admitted, Refusal>, Fault> {
        let attested = match attestation::note(self.rules.attestation, &self.confirm) {
            Ok(attested) => attested,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let epoch = next_epoch(tx, person.id).await?;
        let Some(Sealed { reply, seed }) = self.reply(person, epoch)? else {
            return Ok(Err(Refusal::Malformed));
        };
        replace_pending(tx, person.id, now).await?;
        let device = self.fresh.device;
        let phone = &self.confirm.phone;
        let sql = "INSERT INTO devices (id, person, epoch, state, is_primary, device_key, seed_sealed, \
                   platform, model, app_version, attestation, by_sms_alone, created_at) \
                   VALUES ($1, $2, $3, 'pending', 0, $4, $5, $6, $7, $8, $9, $10, $11)";
        let values: [Value; 11] = [
            device.0.into(),
            person.id.0.into(),
            epoch.into(),
            (&self.confirm.device_key.0).into(),
            self.keys.seal(seed_bound(&device.0), &seed).into(),
            (&phone.platform).into(),
            (&phone.model).into(),
            (&phone.app_version).into(),
            attested.into(),
            by_sms_alone.into(),
            now.into(),
        ];
        tx.execute(sql, &values).await?;
        let entry = Entry {
            actor: "phone",
            action: if by_sms_alone {
                "activation.confirmed by SMS"
            } else {
                "activation.confirmed by ticket"
            },
            subject: Some(&person.id.0),
            detail: None,
        };
        audit::append(tx, &entry).await?;
        Ok(Ok(Admitted { device, reply }))
    }

    /// The sealed grant; `None` when nothing can be sealed for the phone's key.
    fn reply(&self, person: &Person, epoch: i64) -> Result<Option<Sealed>, Fault> {
        let statement = self.online.statement();
        let grant = Grant {
            organisation: statement.statement.organisation,
            name: self.name.clone(),
            device: self.fresh.device,
            epoch: u64::try_from(epoch).unwrap_or(0),
            login: person.login()?.to_string(),
            contact: self.contact.clone(),
            policy: policy(&self.rules),
        };
        let plain = Zeroizing::new(json(&grant)?);
        let sealed = sealed::seal(
            &self.confirm.hpke_key.0,
            &activation::grant_info(&self.confirm),
            &plain,
            activation::SEED,
            &self.fresh.random,
        );
        let Ok(sealing) = sealed else {
            return Ok(None);
        };
        let bytes = Confirmed::bytes(&self.confirm, &sealing.sealed);
        let confirmed = Confirmed {
            sealed: sealing.sealed,
            keys: statement.clone(),
            signature: self.online.sign(&bytes),
        };
        Ok(Some(Sealed {
            reply: json(&confirmed)?,
            seed: sealing.exported,
        }))
    }
}

/// What the organisation demands of a phone.
pub(crate) fn policy(rules: &Rules) -> Policy {
    Policy {
        pin_digits: rules.pin_digits,
        biometrics: rules.biometrics,
    }
}

/// Until when the same confirm gets the same reply.
pub(super) fn reply_until(now: i64) -> i64 {
    now.saturating_add(ms(limits::REPLY_MS))
}

/// One more than that of any phone which was ever the person's: a phone that never became active leaves no gap.
async fn next_epoch(tx: &mut dyn Tx, person: Id) -> Result<i64, Fault> {
    let sql = "SELECT epoch FROM devices WHERE person = $1 AND activated_at IS NOT NULL \
               ORDER BY epoch DESC LIMIT 1";
    let row = tx.row(sql, &[person.0.into()]).await?;
    let last: i64 = row.map_or(Ok(0), |row| row.read("epoch"))?;
    Ok(last + 1)
}

async fn replace_pending(tx: &mut dyn Tx, person: Id, now: i64) -> Result<(), Fault> {
    let sql = "SELECT id FROM devices WHERE person = $1 AND state = 'pending'";
    for row in tx.rows(sql, &[person.0.into()]).await? {
        devices::remove(tx, Id(row.read("id")?), now).await?;
    }
    let sql = "UPDATE activations SET state = 'replaced' WHERE person = $1 AND state = 'confirmed'";
    tx.execute(sql, &[person.0.into()]).await?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value).map_err(|error| Fault::Failed(error.to_string()))
}
