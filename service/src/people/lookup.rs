//! What support sees of a person.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::Person;
use crate::keys::Keys;
use crate::store::{Fault, Row, Transaction, Tx};

/// Finds a person by user name, with phones and the last sign-ins.
pub(crate) struct Lookup {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login: String,
}

/// A person, opened for support.
pub(crate) struct Found {
    pub(crate) id: [u8; 16],
    pub(crate) login: Zeroizing<String>,
    pub(crate) name: Zeroizing<String>,
    pub(crate) mobile: Option<Zeroizing<String>>,
    pub(crate) mail: Option<Zeroizing<String>>,
    pub(crate) role: String,
    pub(crate) state: String,
    pub(crate) had_phone: bool,
    pub(crate) approvals_stopped: bool,
    pub(crate) codes_off: bool,
    /// Newest first.
    pub(crate) phones: Vec<Phone>,
    /// Newest first, at most twenty.
    pub(crate) sign_ins: Vec<SignIn>,
}

/// One of the person's phones.
pub(crate) struct Phone {
    pub(crate) id: [u8; 16],
    pub(crate) state: String,
    pub(crate) platform: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) app_version: Option<String>,
    pub(crate) activated_at: Option<i64>,
    pub(crate) last_contact: Option<i64>,
}

/// One sign-in that was put to a phone.
pub(crate) struct SignIn {
    pub(crate) at: i64,
    pub(crate) application: String,
    pub(crate) state: String,
}

impl Transaction for Lookup {
    type Answer = Option<Found>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<Found>, Fault> {
        let Some(person) = Person::lock_by_login(tx, &self.keys, &self.login).await? else {
            return Ok(None);
        };
        let id = person.id.0;
        let sql = "SELECT approvals_stopped, method_off FROM people WHERE id = $1";
        let row = tx.row(sql, &[id.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a locked person is gone".to_owned()))?;
        let sql = "SELECT id, state, platform, model, app_version, activated_at, last_contact \
                   FROM devices WHERE person = $1 ORDER BY created_at DESC";
        let phones = tx.rows(sql, &[id.into()]).await?;
        let sql = "SELECT c.issued_at, c.state, a.name FROM challenges c \
                   JOIN applications a ON a.id = c.application \
                   WHERE c.person = $1 ORDER BY c.issued_at DESC LIMIT 20";
        let sign_ins = tx.rows(sql, &[id.into()]).await?;
        Ok(Some(Found {
            id,
            login: person.login()?,
            name: person.name()?,
            mobile: person.mobile()?,
            mail: person.mail()?,
            role: person.role()?,
            had_phone: person.had_phone,
            state: person.state,
            approvals_stopped: row.read("approvals_stopped")?,
            codes_off: row.read("method_off")?,
            phones: phones.iter().map(phone).collect::<Result<_, _>>()?,
            sign_ins: sign_ins.iter().map(sign_in).collect::<Result<_, _>>()?,
        }))
    }
}

fn phone(row: &Row) -> Result<Phone, Fault> {
    Ok(Phone {
        id: row.read("id")?,
        state: row.read("state")?,
        platform: row.read("platform")?,
        model: row.read("model")?,
        app_version: row.read("app_version")?,
        activated_at: row.read("activated_at")?,
        last_contact: row.read("last_contact")?,
    })
}

fn sign_in(row: &Row) -> Result<SignIn, Fault> {
    Ok(SignIn {
        at: row.read("issued_at")?,
        application: row.read("name")?,
        state: row.read("state")?,
    })
}
