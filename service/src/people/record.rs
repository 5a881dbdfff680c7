//! A person as the database has them.

use kodevagt_protocol::Id;
use zeroize::Zeroizing;

use crate::keys::{Keys, PersonKey};
use crate::store::{Fault, Row, Tx, Value};

/// A person, their fields still sealed.
pub(crate) struct Person {
    pub(crate) id: Id,
    /// `active`, `closed` or `erased`.
    pub(crate) state: String,
    /// Whether the account has ever had a phone.
    pub(crate) had_phone: bool,
    pub(crate) key: PersonKey,
    row: Row,
}

const COLUMNS: &str = "id, state, had_phone, person_key, login_sealed, name_sealed, mobile_sealed, \
                       mail_sealed, role, created_at";

impl Person {
    /// Locks the people whom a number serves, in an order that everybody keeps.
    pub(crate) async fn lock_by_mobile(
        tx: &mut dyn Tx,
        keys: &Keys,
        mobile_index: &[u8; 32],
    ) -> Result<Vec<Self>, Fault> {
        let values = [mobile_index.into()];
        Self::read(
            tx,
            keys,
            "mobile_index = $1 ORDER BY id FOR UPDATE",
            &values,
        )
        .await
    }

    /// Locks one person.
    pub(crate) async fn lock(tx: &mut dyn Tx, keys: &Keys, id: Id) -> Result<Option<Self>, Fault> {
        let values = [id.0.into()];
        let mut all = Self::read(tx, keys, "id = $1 FOR UPDATE", &values).await?;
        Ok(all.pop())
    }

    /// Locks the person with a user name.
    pub(crate) async fn lock_by_login(
        tx: &mut dyn Tx,
        keys: &Keys,
        login: &str,
    ) -> Result<Option<Self>, Fault> {
        let values = [keys.login_index(login).into()];
        let mut all = Self::read(tx, keys, "login_index = $1 FOR UPDATE", &values).await?;
        Ok(all.pop())
    }

    /// The people whom a number serves; nobody is locked.
    pub(crate) async fn by_mobile(
        tx: &mut dyn Tx,
        keys: &Keys,
        mobile_index: &[u8; 32],
    ) -> Result<Vec<Self>, Fault> {
        let values = [mobile_index.into()];
        Self::read(tx, keys, "mobile_index = $1 ORDER BY id", &values).await
    }

    /// Everybody, in the order in which they were added.
    pub(crate) async fn all(tx: &mut dyn Tx, keys: &Keys) -> Result<Vec<Self>, Fault> {
        Self::read(tx, keys, "state <> 'erased' ORDER BY created_at, id", &[]).await
    }

    async fn read(
        tx: &mut dyn Tx,
        keys: &Keys,
        whom: &str,
        values: &[Value],
    ) -> Result<Vec<Self>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM people WHERE {whom}");
        let rows = tx.rows(&sql, values).await?;
        rows.into_iter().map(|row| Self::of(keys, row)).collect()
    }

    fn of(keys: &Keys, row: Row) -> Result<Self, Fault> {
        let id = Id(row.read("id")?);
        let sealed: Vec<u8> = row.read("person_key")?;
        let key = keys.person(&id.0, &sealed);
        Ok(Self {
            id,
            state: row.read("state")?,
            had_phone: row.read("had_phone")?,
            key: key.map_err(|_| Fault::Corrupt("a person's key".to_owned()))?,
            row,
        })
    }

    /// What they sign in by.
    pub(crate) fn login(&self) -> Result<Zeroizing<String>, Fault> {
        let login = self.field("login_sealed", "people.login")?;
        login.ok_or_else(|| Fault::Corrupt("a person without a login".to_owned()))
    }

    /// What they are called.
    pub(crate) fn name(&self) -> Result<Zeroizing<String>, Fault> {
        let name = self.field("name_sealed", "people.name")?;
        name.ok_or_else(|| Fault::Corrupt("a person without a name".to_owned()))
    }

    /// Their mobile number, E.164.
    pub(crate) fn mobile(&self) -> Result<Option<Zeroizing<String>>, Fault> {
        self.field("mobile_sealed", "people.mobile")
    }

    /// Their mail address.
    pub(crate) fn mail(&self) -> Result<Option<Zeroizing<String>>, Fault> {
        self.field("mail_sealed", "people.mail")
    }

    /// What they may do.
    pub(crate) fn role(&self) -> Result<String, Fault> {
        self.row.read("role")
    }

    fn field(&self, column: &str, place: &str) -> Result<Option<Zeroizing<String>>, Fault> {
        let Some(sealed) = self.row.read::<Option<Vec<u8>>>(column)? else {
            return Ok(None);
        };
        let text = self.key.text(place, &sealed);
        text.map(Some)
            .map_err(|_| Fault::Corrupt(format!("a person's {column}")))
    }
}
