//! A person is invited to activate a phone.

use std::sync::Arc;

use kodevagt_protocol::activation::Contact;
use kodevagt_texts::Language;

use super::Person;
use crate::audit::{self, Entry};
use crate::keys::Keys;
use crate::messages;
use crate::store::{Fault, Transaction, Tx};

/// Writes to a person where they find the service: by mail, or by SMS where there is no address. It lets
/// nobody in, so that it may lie in a mailbox for long.
pub(crate) struct Invite {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login: String,
    /// The service's.
    pub(crate) url: String,
    pub(crate) language: Language,
    pub(crate) contact: Contact,
}

impl Transaction for Invite {
    /// `mail` or `sms`, or nothing for a person with neither; `None` when nobody active has that user name.
    type Answer = Option<Option<&'static str>>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let person = Person::lock_by_login(tx, &self.keys, &self.login).await?;
        let Some(person) = person.filter(|person| person.state == "active") else {
            return Ok(None);
        };
        let by = messages::invitation(tx, &person, self).await?;
        if by.is_some() {
            let entry = Entry {
                actor: "shell",
                action: "person.invited",
                subject: Some(&person.id.0),
                detail: None,
            };
            audit::append(tx, &entry).await?;
        }
        Ok(Some(by))
    }
}
