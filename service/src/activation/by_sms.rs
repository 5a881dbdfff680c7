//! The code of an SMS is compared; only the right one tells anything of the person.

use kodevagt_protocol::{Id, Refusal};
use zeroize::Zeroizing;

use super::grant::{Admission, Reply, reply_until};
use super::{Refused, code};
use crate::alike::alike;
use crate::audit::{self, Entry};
use crate::messages::{self, Told};
use crate::outbound::texts::Notice;
use crate::people::Person;
use crate::store::{Fault, Topic, Transaction, Tx};

/// A confirm by SMS whose try has been counted.
pub(crate) struct BySms {
    pub(crate) admission: Admission,
    pub(crate) activation: Id,
    pub(crate) code: Zeroizing<String>,
    /// Tries that are left if this one is wrong.
    pub(crate) left: u32,
}

impl Transaction for BySms {
    type Answer = Result<Reply, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let keys = &self.admission.keys;
        let id = self.activation.0;
        let sql = "SELECT mobile_index FROM activations WHERE id = $1";
        let index = match tx.row(sql, &[id.into()]).await? {
            Some(row) => row.read::<Option<[u8; 32]>>("mobile_index")?,
            None => None,
        };
        let Some(index) = index else {
            return Ok(Err(Refusal::CodeOver.into()));
        };
        let mut people = Person::lock_by_mobile(tx, keys, &index).await?;
        let sql = "SELECT code_hash, state, expires_at, confirm_hash, reply FROM activations \
                   WHERE id = $1 FOR UPDATE";
        let row = tx.row(sql, &[id.into()]).await?;
        let row = row.ok_or_else(|| Fault::Corrupt("an activation is gone".to_owned()))?;
        let now = tx.now().await?;
        let (state, expires): (String, i64) = (row.read("state")?, row.read("expires_at")?);
        if now >= expires {
            return Ok(Err(Refusal::CodeOver.into()));
        }
        if row.read::<Option<[u8; 32]>>("confirm_hash")? == Some(self.admission.hash())
            && ["confirmed", "active", "refused"].contains(&state.as_str())
        {
            return stored(&row.read::<Vec<u8>>("reply")?);
        }
        if state != "open" {
            return Ok(Err(Refusal::CodeOver.into()));
        }
        let right: Vec<u8> = row.read("code_hash")?;
        if !alike(keys, &right, &code::hash(keys, self.activation, &self.code)) {
            return Ok(Err(self.wrong()));
        }
        // From here on the caller holds what was sent to the number.
        let person = match (people.pop(), people.is_empty()) {
            // The code went to nobody.
            (None, _) => return Ok(Err(self.wrong())),
            (Some(_), false) => return self.refuse(tx, Refusal::NumberShared, now).await,
            (Some(person), true) => person,
        };
        if person.state != "active" {
            return self.refuse(tx, Refusal::Barred, now).await;
        }
        if person.had_phone {
            self.tell(tx, &person, now).await?;
            return self.refuse(tx, Refusal::TicketNeeded, now).await;
        }
        match self.admission.admit(tx, &person, true, now).await? {
            Err(refusal) => self.refuse(tx, refusal, now).await,
            Ok(admitted) => {
                let sql = "UPDATE activations SET state = 'confirmed', person = $2, device = $3, \
                           confirm_hash = $4, reply = $5, expires_at = $6 WHERE id = $1";
                let values = [
                    id.into(),
                    person.id.0.into(),
                    admitted.device.0.into(),
                    self.admission.hash().into(),
                    (&admitted.reply).into(),
                    reply_until(now).into(),
                ];
                tx.execute(sql, &values).await?;
                tx.wake(Topic::Activation(id));
                Ok(Ok(admitted.reply))
            }
        }
    }
}

impl BySms {
    fn wrong(&self) -> Refused {
        match self.left {
            0 => Refusal::CodeTriesUsed.into(),
            left => Refused {
                tries_left: Some(left),
                ..Refusal::CodeWrong.into()
            },
        }
    }

    /// The right code, and yet no: the code is used up, and the same confirm is refused alike.
    async fn refuse(
        &self,
        tx: &mut dyn Tx,
        refusal: Refusal,
        now: i64,
    ) -> Result<Result<Reply, Refused>, Fault> {
        let sql = "UPDATE activations SET state = 'refused', confirm_hash = $2, reply = $3, \
                   expires_at = $4 WHERE id = $1";
        let values = [
            self.activation.0.into(),
            self.admission.hash().into(),
            refusal.to_string().into_bytes().into(),
            reply_until(now).into(),
        ];
        tx.execute(sql, &values).await?;
        Ok(Err(refusal.into()))
    }

    /// Somebody holds the number of an account that has had a phone: its mail is told.
    async fn tell(&self, tx: &mut dyn Tx, person: &Person, now: i64) -> Result<(), Fault> {
        let entry = Entry {
            actor: "phone",
            action: "activation.refused",
            subject: Some(&person.id.0),
            detail: None,
        };
        audit::append(tx, &entry).await?;
        let phone = &self.admission.confirm.phone;
        let told = Told {
            notice: Notice::ActivationRefused,
            language: phone.language.parse().unwrap_or_default(),
            phone: &phone.model,
            contact: &self.admission.contact,
        };
        messages::notice(tx, person, &told, now).await
    }
}

/// A reply as it was given: a grant, or the number of a refusal.
fn stored(reply: &[u8]) -> Result<Result<Reply, Refused>, Fault> {
    let refusal = std::str::from_utf8(reply).ok().and_then(Refusal::from_code);
    Ok(refusal.map_or_else(|| Ok(reply.to_vec()), |refusal| Err(refusal.into())))
}
