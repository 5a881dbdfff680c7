//! A try is counted, for good, before anybody looks at it: whoever breaks off in between has used it up.

use std::sync::Arc;

use kodevagt_protocol::{Id, Refusal, limits};

use super::Refused;
use super::counted::{Counted, DAY_MS, HOUR_MS, take_all};
use crate::keys::Keys;
use crate::settings::Activation as Rules;
use crate::store::{Fault, Transaction, Tx};

/// Counts a try at the code of an SMS.
pub(crate) struct AtCode {
    pub(crate) keys: Arc<Keys>,
    pub(crate) rules: Rules,
    pub(crate) activation: Id,
    /// SHA-256 of what the phone signed: the same again was counted before.
    pub(crate) confirm_hash: [u8; 32],
}

impl Transaction for AtCode {
    /// How many tries are left after this one.
    type Answer = Result<u32, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let id = self.activation.0;
        let sql = "SELECT mobile_index, state, tries, expires_at, confirm_hash FROM activations \
                   WHERE id = $1";
        let Some(row) = tx.row(sql, &[id.into()]).await? else {
            return Ok(Err(Refusal::CodeOver.into()));
        };
        if row.read::<Option<[u8; 32]>>("confirm_hash")? == Some(self.confirm_hash) {
            return Ok(Ok(0));
        }
        let index: Option<Vec<u8>> = row.read("mobile_index")?;
        let (Some(index), "open") = (index, &*row.read::<String>("state")?) else {
            return Ok(Err(Refusal::CodeOver.into()));
        };
        let most = self.rules.guesses_per_number_day;
        let limit = Counted::new(&self.keys, "guesses at a number", &index, most, DAY_MS);
        if let Some(retry_at) = take_all(tx, &[limit]).await? {
            return Ok(Err(Refused::until(retry_at)));
        }
        let locked = tx.row(&format!("{sql} FOR UPDATE"), &[id.into()]).await?;
        let row = locked.ok_or_else(|| Fault::Corrupt("an activation is gone".to_owned()))?;
        let now = tx.now().await?;
        let expires: i64 = row.read("expires_at")?;
        if row.read::<String>("state")? != "open" || now >= expires {
            return Ok(Err(Refusal::CodeOver.into()));
        }
        let tries: i64 = row.read("tries")?;
        let left = i64::from(limits::SMS_TRIES) - tries - 1;
        let Ok(left) = u32::try_from(left) else {
            return Ok(Err(Refusal::CodeTriesUsed.into()));
        };
        let sql = "UPDATE activations SET tries = tries + 1 WHERE id = $1";
        tx.execute(sql, &[id.into()]).await?;
        Ok(Ok(left))
    }
}

/// Counts a try at a ticket: for the address it comes from, and a typed one for the number too.
pub(crate) struct AtTicket {
    pub(crate) keys: Arc<Keys>,
    pub(crate) rules: Rules,
    pub(crate) source_index: [u8; 32],
    /// The number that a typed ticket came with.
    pub(crate) mobile_index: Option<[u8; 32]>,
}

/// Guesses at the typed tickets of one number while a ticket lives, and in a day: 2⁴⁰ are possible.
const TYPED: (i64, i64) = (5, 20);

impl Transaction for AtTicket {
    type Answer = Result<(), Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let limit = |what, whom: &[u8; 32], most, window| {
            Counted::new(&self.keys, what, whom, most, window)
        };
        let by_source = self.rules.tickets_per_source_hour;
        let mut all = vec![limit(
            "tickets by source",
            &self.source_index,
            by_source,
            HOUR_MS,
        )];
        if let Some(index) = &self.mobile_index {
            let life = super::ms(limits::TICKET_MS);
            all.push(limit("typed tickets", index, TYPED.0, life));
            all.push(limit("typed tickets in a day", index, TYPED.1, DAY_MS));
        }
        let used_up = take_all(tx, &all).await?;
        Ok(used_up.map_or(Ok(()), |retry_at| Err(Refused::until(retry_at))))
    }
}
