//! What the operator does to a person's phones.

use std::sync::Arc;

use kodevagt_protocol::Id;
use kodevagt_protocol::activation::Contact;
use kodevagt_texts::Language;

use super::Person;
use crate::audit::{self, Entry};
use crate::devices;
use crate::keys::Keys;
use crate::messages::{self, Told};
use crate::outbound::texts::Notice;
use crate::store::{Fault, Topic, Transaction, Tx};

/// Removes every phone of a person. The account has had a phone, so that SMS alone lets none in again.
pub(crate) struct RemovePhones {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login: String,
    pub(crate) contact: Contact,
    pub(crate) language: Language,
}

impl Transaction for RemovePhones {
    /// How many were removed; `None` when nobody has that user name.
    type Answer = Option<usize>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<usize>, Fault> {
        let Some(person) = Person::lock_by_login(tx, &self.keys, &self.login).await? else {
            return Ok(None);
        };
        let sql = "SELECT id, model, state FROM devices WHERE person = $1 AND state <> 'removed'";
        let phones = tx.rows(sql, &[person.id.0.into()]).await?;
        let now = tx.now().await?;
        for phone in &phones {
            devices::remove(tx, Id(phone.read("id")?), now).await?;
            if phone.read::<String>("state")? != "active" {
                continue;
            }
            let model: Option<String> = phone.read("model")?;
            let told = Told {
                notice: Notice::Removed,
                language: self.language,
                phone: &model.unwrap_or_default(),
                contact: &self.contact,
            };
            messages::notice(tx, &person, &told, now).await?;
        }
        if !phones.is_empty() {
            let entry = Entry {
                actor: "shell",
                action: "phone.removed",
                subject: Some(&person.id.0),
                detail: None,
            };
            audit::append(tx, &entry).await?;
            tx.wake(Topic::Person(person.id.0));
        }
        Ok(Some(phones.len()))
    }
}
