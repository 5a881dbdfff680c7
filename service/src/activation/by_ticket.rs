//! A ticket lets a phone in, once.

use kodevagt_protocol::{Id, Refusal};

use super::Refused;
use super::grant::{Admission, Reply, reply_until};
use crate::keys::random;
use crate::people::Person;
use crate::store::{Fault, Row, Topic, Transaction, Tx};
use crate::tickets::Presented;

/// A confirm by ticket whose try has been counted.
pub(crate) struct ByTicket {
    pub(crate) admission: Admission,
    pub(crate) ticket: Presented,
}

impl Transaction for ByTicket {
    type Answer = Result<Reply, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let keys = &self.admission.keys;
        let Some((ticket, person)) = self.ticket.find(tx).await? else {
            return Ok(Err(Refusal::TicketInvalid.into()));
        };
        let Some(person) = Person::lock(tx, keys, person).await? else {
            return Ok(Err(Refusal::TicketInvalid.into()));
        };
        let sql = "SELECT used_at, expires_at FROM tickets WHERE id = $1 FOR UPDATE";
        let row = tx.row(sql, &[ticket.0.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("a ticket is gone".to_owned()))?;
        let now = tx.now().await?;
        if row.read::<Option<i64>>("used_at")?.is_some() {
            return self.again(tx, ticket, now).await;
        }
        if now >= row.read("expires_at")? {
            return Ok(Err(Refusal::TicketInvalid.into()));
        }
        if person.state != "active" {
            return Ok(Err(Refusal::Barred.into()));
        }
        let admitted = match self.admission.admit(tx, &person, false, now).await? {
            Ok(admitted) => admitted,
            Err(refusal) => return Ok(Err(refusal.into())),
        };
        let sql = "UPDATE tickets SET used_at = $2, device = $3 WHERE id = $1";
        let values = [ticket.0.into(), now.into(), admitted.device.0.into()];
        tx.execute(sql, &values).await?;
        let sql = "INSERT INTO activations (id, way, person, ticket, confirm_hash, reply, device, \
                   expires_at, state, created_at) \
                   VALUES ($1, 'ticket', $2, $3, $4, $5, $6, $7, 'confirmed', $8)";
        let values = [
            random::<16>().into(),
            person.id.0.into(),
            ticket.0.into(),
            self.admission.hash().into(),
            (&admitted.reply).into(),
            admitted.device.0.into(),
            reply_until(now).into(),
            now.into(),
        ];
        tx.execute(sql, &values).await?;
        tx.wake(Topic::Ticket(ticket.0));
        Ok(Ok(admitted.reply))
    }
}

impl ByTicket {
    /// The ticket was used: by this same confirm, whose reply was lost, or by somebody.
    async fn again(
        &self,
        tx: &mut dyn Tx,
        ticket: Id,
        now: i64,
    ) -> Result<Result<Reply, Refused>, Fault> {
        let sql = "SELECT reply FROM activations WHERE ticket = $1 AND confirm_hash = $2 \
                   AND expires_at > $3 AND state IN ('confirmed', 'active')";
        let values = [ticket.0.into(), self.admission.hash().into(), now.into()];
        let row: Option<Row> = tx.row(sql, &values).await?;
        Ok(match row {
            Some(row) => Ok(row.read("reply")?),
            None => Err(Refusal::TicketInvalid.into()),
        })
    }
}
