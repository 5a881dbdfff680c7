//! Who did what to whom. A row is written with what it tells of, in the same transaction, and chained
//! afterwards, so that no deed waits for another's row.

use kodevagt_protocol::Id;

use crate::store::{Fault, Topic, Tx};

mod chain;

pub(crate) use chain::{Verdict, seal_until_stopped, verify};

/// One thing that happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// Who did it: `phone`, `shell`, or a user name's index.
    pub(crate) actor: &'a str,
    /// What was done.
    pub(crate) action: &'a str,
    /// To whom: a person's id, or that of another row.
    pub(crate) person: Id,
}

impl Entry<'_> {
    /// Writes the row.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn write(self, tx: &mut dyn Tx, now: i64) -> Result<(), Fault> {
        let sql = "INSERT INTO audit (at, actor, action, subject) VALUES ($1, $2, $3, $4)";
        let values = [
            now.into(),
            self.actor.into(),
            self.action.into(),
            self.person.0.into(),
        ];
        tx.execute(sql, &values).await?;
        tx.wake(Topic::Audit);
        Ok(())
    }
}
