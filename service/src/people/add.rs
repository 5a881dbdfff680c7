//! Adding a person.

use super::{Login, Mail, Mobile, Name, Role};
use crate::audit::{Entry, append};
use crate::keys::{Keys, random};
use crate::store::{Fault, Transaction, Tx};

/// A person to be added.
pub(crate) struct NewPerson {
    pub(crate) login: Login,
    pub(crate) name: Name,
    pub(crate) mobile: Option<Mobile>,
    pub(crate) mail: Option<Mail>,
    pub(crate) role: Role,
    /// Argon2id, PHC.
    pub(crate) password_hash: Option<String>,
}

/// Adds the person: answers the id, or `None` if the login is taken.
pub(crate) struct AddPerson {
    id: [u8; 16],
    login_index: [u8; 32],
    mobile_index: Option<[u8; 32]>,
    person_key: Vec<u8>,
    login: Vec<u8>,
    name: Vec<u8>,
    mobile: Option<Vec<u8>>,
    mail: Option<Vec<u8>>,
    role: Role,
    password_hash: Option<String>,
}

impl AddPerson {
    pub(crate) fn new(person: &NewPerson, keys: &Keys) -> Self {
        let id = random();
        let (key, person_key) = keys.new_person(&id);
        let mobile = person.mobile.as_ref().map(Mobile::as_str);
        Self {
            login_index: keys.login_index(person.login.as_str()),
            mobile_index: mobile.map(|mobile| keys.mobile_index(mobile)),
            login: key.seal("people.login", person.login.as_str().as_bytes()),
            name: key.seal("people.name", person.name.as_str().as_bytes()),
            mobile: mobile.map(|mobile| key.seal("people.mobile", mobile.as_bytes())),
            mail: person
                .mail
                .as_ref()
                .map(|mail| key.seal("people.mail", mail.as_str().as_bytes())),
            role: person.role,
            password_hash: person.password_hash.clone(),
            person_key,
            id,
        }
    }
}

impl Transaction for AddPerson {
    type Answer = Option<[u8; 16]>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<[u8; 16]>, Fault> {
        let now = tx.now().await?;
        let added = tx
            .execute(
                "INSERT INTO people (id, login_index, mobile_index, person_key, login_sealed, \
                 name_sealed, mobile_sealed, mail_sealed, role, state, password_hash, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', $10, $11) \
                 ON CONFLICT (login_index) DO NOTHING",
                &[
                    self.id.into(),
                    self.login_index.into(),
                    self.mobile_index.into(),
                    (&self.person_key).into(),
                    (&self.login).into(),
                    (&self.name).into(),
                    self.mobile.as_ref().into(),
                    self.mail.as_ref().into(),
                    self.role.as_str().into(),
                    self.password_hash.as_deref().into(),
                    now.into(),
                ],
            )
            .await?;
        if added == 0 {
            return Ok(None);
        }
        let entry = Entry {
            actor: "shell",
            action: "person.added",
            subject: Some(&self.id),
            detail: None,
        };
        append(tx, &entry).await?;
        Ok(Some(self.id))
    }
}
