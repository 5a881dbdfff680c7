//! Everything that the service has about a person, for that person to have.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value as Json;

use super::Person;
use super::roster::{Shown, shown};
use crate::keys::{Bound, Keys, PersonKey};
use crate::store::{Fault, Row, Transaction, Tx};

/// Reads it all.
pub(crate) struct Export {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login: String,
}

/// A person's own copy. Keys and seeds aren't in it: they are the phone's and the service's.
#[derive(Debug, Serialize)]
pub(crate) struct Exported {
    person: Shown,
    sign_ins: Vec<SignIn>,
    unblocks: Vec<Unblock>,
    messages: Vec<Message>,
    audit: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct SignIn {
    at: i64,
    application: String,
    state: String,
    decided_at: Option<i64>,
    text: Option<Json>,
    #[serde(rename = "where")]
    origin: Option<Json>,
    transaction: Option<Json>,
    timeline: Vec<Event>,
}

#[derive(Debug, Serialize)]
struct Event {
    at: i64,
    event: String,
}

#[derive(Debug, Serialize)]
struct Unblock {
    at: i64,
    state: String,
    issued_by: Option<String>,
    identity_check: Option<String>,
    confirmed_at: Option<i64>,
}

#[derive(Debug, Serialize)]
struct Message {
    at: i64,
    kind: String,
    state: String,
    to: Option<String>,
    subject: Option<String>,
    text: Option<String>,
}

#[derive(Debug, Serialize)]
struct Entry {
    at: i64,
    actor: String,
    action: String,
    detail: Option<String>,
}

impl Transaction for Export {
    type Answer = Option<Exported>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<Exported>, Fault> {
        let Some(person) = Person::lock_by_login(tx, &self.keys, &self.login).await? else {
            return Ok(None);
        };
        Ok(Some(Exported {
            person: shown(tx, &person).await?,
            sign_ins: sign_ins(tx, &person).await?,
            unblocks: unblocks(tx, &person).await?,
            messages: messages(tx, &person).await?,
            audit: audit(tx, &person).await?,
        }))
    }
}

async fn sign_ins(tx: &mut dyn Tx, person: &Person) -> Result<Vec<SignIn>, Fault> {
    let sql = "SELECT c.id, c.issued_at, c.state, c.decided_at, c.text_sealed, c.where_sealed, \
               c.transaction_sealed, a.name FROM challenges c \
               JOIN applications a ON a.id = c.application WHERE c.person = $1 \
               ORDER BY c.issued_at, c.id";
    let mut all = Vec::new();
    for row in tx.rows(sql, &[person.id.0.into()]).await? {
        let id: [u8; 16] = row.read("id")?;
        let opened = |column: &str| -> Result<Option<Json>, Fault> {
            let text = open(&person.key, &row, column, column, &id)?;
            Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
        };
        let sql = "SELECT at, event FROM timeline WHERE challenge = $1 ORDER BY id";
        let events = tx.rows(sql, &[id.into()]).await?;
        let events: Result<_, Fault> = events
            .iter()
            .map(|row| {
                Ok(Event {
                    at: row.read("at")?,
                    event: row.read("event")?,
                })
            })
            .collect();
        all.push(SignIn {
            at: row.read("issued_at")?,
            application: row.read("name")?,
            state: row.read("state")?,
            decided_at: row.read("decided_at")?,
            text: opened("text_sealed")?,
            origin: opened("where_sealed")?,
            transaction: opened("transaction_sealed")?,
            timeline: events?,
        });
    }
    Ok(all)
}

async fn unblocks(tx: &mut dyn Tx, person: &Person) -> Result<Vec<Unblock>, Fault> {
    let sql = "SELECT id, created_at, state, issued_by, identity_check_sealed, confirmed_at \
               FROM unblocks WHERE person = $1 ORDER BY created_at, id";
    let rows = tx.rows(sql, &[person.id.0.into()]).await?;
    let read = |row: &Row| {
        let (column, place) = ("identity_check_sealed", "unblocks.identity_check");
        let id: [u8; 16] = row.read("id")?;
        Ok(Unblock {
            at: row.read("created_at")?,
            state: row.read("state")?,
            issued_by: row.read("issued_by")?,
            identity_check: open(&person.key, row, column, place, &id)?,
            confirmed_at: row.read("confirmed_at")?,
        })
    };
    rows.iter().map(read).collect()
}

async fn messages(tx: &mut dyn Tx, person: &Person) -> Result<Vec<Message>, Fault> {
    let sql = "SELECT id, kind, state, created_at, recipient_sealed, subject_sealed, text_sealed \
               FROM messages WHERE person = $1 AND kind <> 'push' ORDER BY created_at, id";
    let rows = tx.rows(sql, &[person.id.0.into()]).await?;
    let read = |row: &Row| {
        let id: [u8; 16] = row.read("id")?;
        // Sent texts are wiped: nothing is left of those.
        let part = |column: &str, place: &str| open(&person.key, row, column, place, &id);
        Ok(Message {
            at: row.read("created_at")?,
            kind: row.read("kind")?,
            state: row.read("state")?,
            to: part("recipient_sealed", "messages.recipient").unwrap_or(None),
            subject: part("subject_sealed", "messages.subject").unwrap_or(None),
            text: part("text_sealed", "messages.text").unwrap_or(None),
        })
    };
    rows.iter().map(read).collect()
}

async fn audit(tx: &mut dyn Tx, person: &Person) -> Result<Vec<Entry>, Fault> {
    let sql = "SELECT at, actor, action, detail_sealed FROM audit WHERE subject = $1 ORDER BY id";
    let rows = tx.rows(sql, &[person.id.0.into()]).await?;
    let read = |row: &Row| {
        let detail = open(
            &person.key,
            row,
            "detail_sealed",
            "audit.detail",
            &person.id.0,
        );
        Ok(Entry {
            at: row.read("at")?,
            actor: row.read("actor")?,
            action: row.read("action")?,
            detail: detail?,
        })
    };
    rows.iter().map(read).collect()
}

/// A sealed column as text.
fn open(
    key: &PersonKey,
    row: &Row,
    column: &str,
    place: &str,
    id: &[u8; 16],
) -> Result<Option<String>, Fault> {
    let Some(sealed) = row.read::<Option<Vec<u8>>>(column)? else {
        return Ok(None);
    };
    let plain = key.open_for(Bound { place, id }, &sealed);
    let plain = plain.map_err(|_| Fault::Corrupt(format!("a person's {column}")))?;
    Ok(Some(String::from_utf8_lossy(&plain).into_owned()))
}
