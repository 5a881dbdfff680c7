//! Who there is, and which phones they have: for the operator.

use std::sync::Arc;

use kodevagt_protocol::Id;
use serde::Serialize;

use super::Person;
use crate::keys::Keys;
use crate::store::{Fault, Row, Transaction, Tx};

/// A person, opened.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    pub(crate) id: Id,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) mobile: Option<String>,
    pub(crate) mail: Option<String>,
    pub(crate) role: String,
    pub(crate) state: String,
    pub(crate) phones: Vec<Phone>,
}

/// A phone, as the operator sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Phone {
    pub(crate) id: Id,
    pub(crate) state: String,
    pub(crate) model: Option<String>,
    pub(crate) platform: Option<String>,
    pub(crate) app_version: Option<String>,
    /// What it claims of its hardware, if that was asked for.
    pub(crate) attestation: Option<String>,
    pub(crate) by_sms_alone: bool,
    pub(crate) activated_at: Option<i64>,
    pub(crate) last_contact: Option<i64>,
    pub(crate) removed_at: Option<i64>,
}

/// Everybody, or the one with a user name.
pub(crate) struct Show {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login: Option<String>,
}

impl Transaction for Show {
    type Answer = Vec<Shown>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Shown>, Fault> {
        let people = match &self.login {
            Some(login) => {
                let person = Person::lock_by_login(tx, &self.keys, login).await?;
                person.into_iter().collect()
            }
            None => Person::all(tx, &self.keys).await?,
        };
        let mut all = Vec::with_capacity(people.len());
        for person in people {
            all.push(shown(tx, &person).await?);
        }
        Ok(all)
    }
}

pub(super) async fn shown(tx: &mut dyn Tx, person: &Person) -> Result<Shown, Fault> {
    let sql = "SELECT id, state, model, platform, app_version, attestation, by_sms_alone, \
               activated_at, last_contact, removed_at FROM devices WHERE person = $1 \
               ORDER BY epoch, created_at, id";
    let phones = tx.rows(sql, &[person.id.0.into()]).await?;
    let phones: Result<Vec<Phone>, Fault> = phones.iter().map(phone).collect();
    Ok(Shown {
        id: person.id,
        login: person.login()?.to_string(),
        name: person.name()?.to_string(),
        mobile: person.mobile()?.map(|mobile| mobile.to_string()),
        mail: person.mail()?.map(|mail| mail.to_string()),
        role: person.role()?,
        state: person.state.clone(),
        phones: phones?,
    })
}

fn phone(row: &Row) -> Result<Phone, Fault> {
    Ok(Phone {
        id: Id(row.read("id")?),
        state: row.read("state")?,
        model: row.read("model")?,
        platform: row.read("platform")?,
        app_version: row.read("app_version")?,
        attestation: row.read("attestation")?,
        by_sms_alone: row.read("by_sms_alone")?,
        activated_at: row.read("activated_at")?,
        last_contact: row.read("last_contact")?,
        removed_at: row.read("removed_at")?,
    })
}
