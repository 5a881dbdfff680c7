//! A person is erased: the key of their fields is destroyed, and with it every field, wherever it stands.

use std::sync::Arc;

use kodevagt_protocol::Id;

use super::Person;
use crate::audit::{self, Entry};
use crate::devices;
use crate::keys::Keys;
use crate::store::{Fault, Topic, Transaction, Tx};

/// Erases the person with a user name. Their row stays, empty, since the audit's entries and removed phones
/// name it; afterwards [`scrub`](crate::store::Store::scrub) takes the rest out of the journals.
pub(crate) struct Erase {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login: String,
    /// Takes the look-up's place, and finds nobody.
    pub(crate) nobody: [u8; 32],
}

/// What tells of the person in other tables. Most of it is sealed under the key that is destroyed; what isn't
/// would otherwise outlive it.
const TRACES: [&str; 10] = [
    "DELETE FROM timeline WHERE challenge IN (SELECT id FROM challenges WHERE person = $1)",
    "DELETE FROM challenges WHERE person = $1",
    "DELETE FROM barred_sources WHERE person = $1",
    "DELETE FROM unblocks WHERE person = $1",
    "DELETE FROM tickets WHERE person = $1",
    "DELETE FROM messages WHERE person = $1",
    "DELETE FROM activations WHERE person = $1",
    // Started with the number, and whose it is wasn't found out.
    "DELETE FROM activations WHERE person IS NULL \
     AND mobile_index = (SELECT mobile_index FROM people WHERE id = $1)",
    "DELETE FROM nonces WHERE device IN (SELECT id FROM devices WHERE person = $1)",
    // The device's key stays: by it the phone is told, at its next contact, that it is removed.
    "UPDATE devices SET vault_key = NULL, platform = NULL, model = NULL, app_version = NULL, \
     attestation = NULL, clock_offset = NULL, drift = 0, last_step = 0 WHERE person = $1",
];

impl Transaction for Erase {
    /// Whom; `None` when nobody has that user name.
    type Answer = Option<Id>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<Id>, Fault> {
        let Some(person) = Person::lock_by_login(tx, &self.keys, &self.login).await? else {
            return Ok(None);
        };
        let id = person.id;
        let now = tx.now().await?;
        let sql = "SELECT id FROM devices WHERE person = $1 ORDER BY id";
        for device in tx.rows(sql, &[id.0.into()]).await? {
            devices::remove(tx, Id(device.read("id")?), now).await?;
        }
        for sql in TRACES {
            tx.execute(sql, &[id.0.into()]).await?;
        }
        let sql = "UPDATE people SET state = 'erased', role = 'person', person_key = $2, \
                   login_index = $3, mobile_index = NULL, login_sealed = $2, name_sealed = $2, \
                   mobile_sealed = NULL, mail_sealed = NULL, password_hash = NULL WHERE id = $1";
        let values = [id.0.into(), Vec::new().into(), self.nobody.into()];
        tx.execute(sql, &values).await?;
        let entry = Entry {
            actor: "shell",
            action: "person.erased",
            subject: Some(&id.0),
            detail: None,
        };
        audit::append(tx, &entry).await?;
        tx.wake(Topic::Person(id.0));
        Ok(Some(id))
    }
}
