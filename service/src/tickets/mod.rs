//! Tickets: what a person is given who has proved themself otherwise, to let a phone in.

use data_encoding::BASE32_NOPAD;
use kodevagt_protocol::{Id, Refusal, limits, link};
use zeroize::Zeroizing;

use crate::audit::{self, Entry};
use crate::keys::{Keys, random};
use crate::people::{Mobile, Person};
use crate::store::{Fault, Transaction, Tx};

/// A ticket as a phone presents it, by the keyed hashes under which it is found.
pub(crate) enum Presented {
    /// Scanned: 128 bits.
    Scanned([u8; 32]),
    /// Typed, with the number: 40 bits.
    Typed {
        ticket_hash: [u8; 32],
        mobile_index: [u8; 32],
    },
}

impl Presented {
    /// Reads what was scanned or typed.
    ///
    /// # Errors
    /// `TicketInvalid` for what can't be a ticket; `MobileInvalid` for a typed one without its number.
    pub(crate) fn read(keys: &Keys, text: &str, mobile: Option<&str>) -> Result<Self, Refusal> {
        let ticket = link::ticket(text).ok_or(Refusal::TicketInvalid)?;
        let bytes = BASE32_NOPAD.decode(ticket.as_bytes());
        let bytes = Zeroizing::new(bytes.map_err(|_| Refusal::TicketInvalid)?);
        match bytes.len() {
            limits::TICKET_BYTES => Ok(Self::Scanned(scanned_hash(keys, &bytes))),
            limits::TICKET_TYPED_BYTES => {
                let mobile = mobile.ok_or(Refusal::MobileInvalid)?;
                let mobile: Mobile = mobile.parse().map_err(|_| Refusal::MobileInvalid)?;
                let mobile_index = keys.mobile_index(mobile.as_str());
                Ok(Self::Typed {
                    ticket_hash: typed_hash(keys, &mobile_index, &bytes),
                    mobile_index,
                })
            }
            _ => Err(Refusal::TicketInvalid),
        }
    }

    /// The number that it was typed with.
    pub(crate) fn mobile_index(&self) -> Option<[u8; 32]> {
        match self {
            Self::Scanned(_) => None,
            Self::Typed { mobile_index, .. } => Some(*mobile_index),
        }
    }

    /// The ticket and whose it is, used or not.
    pub(crate) async fn find(&self, tx: &mut dyn Tx) -> Result<Option<(Id, Id)>, Fault> {
        let (sql, hash) = match self {
            Self::Scanned(hash) => (
                "SELECT id, person FROM tickets WHERE ticket_hash = $1",
                hash,
            ),
            Self::Typed { ticket_hash, .. } => (
                "SELECT id, person FROM tickets WHERE typed_hash = $1 \
                 ORDER BY created_at DESC LIMIT 1",
                ticket_hash,
            ),
        };
        let Some(row) = tx.row(sql, &[hash.into()]).await? else {
            return Ok(None);
        };
        Ok(Some((Id(row.read("id")?), Id(row.read("person")?))))
    }
}

/// Makes a ticket for a person.
pub(crate) struct Issue {
    pub(crate) keys: std::sync::Arc<Keys>,
    pub(crate) login: String,
    /// Who gives it out, for the audit.
    pub(crate) actor: String,
    pub(crate) fresh: Fresh,
}

/// What is drawn for a ticket.
pub(crate) struct Fresh {
    id: [u8; 16],
    scanned: Zeroizing<[u8; limits::TICKET_BYTES]>,
    typed: Zeroizing<[u8; limits::TICKET_TYPED_BYTES]>,
}

impl Fresh {
    pub(crate) fn draw() -> Self {
        Self {
            id: random(),
            scanned: Zeroizing::new(random()),
            typed: Zeroizing::new(random()),
        }
    }
}

/// A ticket as it is given out. It is stored nowhere.
pub(crate) struct Ticket {
    /// For the QR code: base32 of 16 bytes.
    pub(crate) scanned: Zeroizing<String>,
    /// To be typed, beside the number: eight symbols. `None` for a person without a number.
    pub(crate) typed: Option<Zeroizing<String>>,
    /// Until when it lets a phone in.
    pub(crate) expires_at: i64,
}

impl Transaction for Issue {
    /// `None` when nobody active has that user name.
    type Answer = Option<Ticket>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<Ticket>, Fault> {
        let person = Person::lock_by_login(tx, &self.keys, &self.login).await?;
        let Some(person) = person.filter(|person| person.state == "active") else {
            return Ok(None);
        };
        let now = tx.now().await?;
        let expires_at = now.saturating_add(i64::try_from(limits::TICKET_MS).unwrap_or(0));
        let mobile = person.mobile()?;
        let typed_hash = mobile.map(|mobile| {
            let index = self.keys.mobile_index(&mobile);
            typed_hash(&self.keys, &index, &self.fresh.typed[..])
        });
        // A new ticket takes the place of those that nobody has used.
        let sql = "UPDATE tickets SET expires_at = $2 \
                   WHERE person = $1 AND used_at IS NULL AND expires_at > $2";
        tx.execute(sql, &[person.id.0.into(), now.into()]).await?;
        let sql = "INSERT INTO tickets (id, person, ticket_hash, typed_hash, expires_at, made_by, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            self.fresh.id.into(),
            person.id.0.into(),
            scanned_hash(&self.keys, &self.fresh.scanned[..]).into(),
            typed_hash.into(),
            expires_at.into(),
            (&self.actor).into(),
            now.into(),
        ];
        tx.execute(sql, &values).await?;
        let entry = Entry {
            actor: &self.actor,
            action: "ticket.issued",
            subject: Some(&person.id.0),
            detail: None,
        };
        audit::append(tx, &entry).await?;
        let base32 = |bytes: &[u8]| Zeroizing::new(BASE32_NOPAD.encode(bytes));
        Ok(Some(Ticket {
            scanned: base32(&self.fresh.scanned[..]),
            typed: typed_hash.map(|_| base32(&self.fresh.typed[..])),
            expires_at,
        }))
    }
}

fn scanned_hash(keys: &Keys, ticket: &[u8]) -> [u8; 32] {
    keys.hash("ticket", ticket)
}

/// A typed ticket belongs to its number.
fn typed_hash(keys: &Keys, mobile_index: &[u8; 32], ticket: &[u8]) -> [u8; 32] {
    let both = Zeroizing::new([mobile_index, ticket].concat());
    keys.hash("typed ticket", &both)
}
