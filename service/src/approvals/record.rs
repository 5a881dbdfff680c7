//! A challenge as it is stored, and as phones and applications see it.

use kodevagt_protocol::approval::{Challenge, Origin, State, Transaction};
use kodevagt_protocol::{Bytes, Id};

use crate::keys::{Bound, Keys, PersonKey};
use crate::store::{Fault, Row, Tx, Value};

/// A challenge and what its rules need of person, device and application.
pub(crate) struct Record {
    pub(crate) id: Id,
    pub(crate) chain: Id,
    pub(crate) attempt: i64,
    pub(crate) person: Id,
    pub(crate) device: Id,
    pub(crate) application: Id,
    pub(crate) session_hash: Option<Vec<u8>>,
    pub(crate) expires_at: i64,
    pub(crate) state: State,
    pub(crate) decided_at: Option<i64>,
    pub(crate) decision_hash: Option<Vec<u8>>,
    pub(crate) source_index: Option<Vec<u8>>,
    row: Row,
}

/// What [`Record::of`] reads; the challenge is `c`, its person `p`, its application `a`.
pub(crate) const COLUMNS: &str = "c.id, c.chain, c.attempt, c.person, c.device, c.epoch, c.application, \
     c.nonce, c.number_sealed, c.digits, c.text_sealed, c.where_sealed, c.transaction_sealed, \
     c.session_hash, c.issued_at, c.expires_at, c.state, c.decided_at, c.decision_hash, c.source_index, \
     c.fetched_at, a.name AS application_name, p.person_key, p.login_sealed";

/// Where [`COLUMNS`] come from.
pub(crate) const TABLES: &str = "challenges c JOIN people p ON p.id = c.person \
     JOIN applications a ON a.id = c.application";

impl Record {
    pub(crate) fn of(row: Row) -> Result<Self, Fault> {
        Ok(Self {
            id: Id(row.read("id")?),
            chain: Id(row.read("chain")?),
            attempt: row.read("attempt")?,
            person: Id(row.read("person")?),
            device: Id(row.read("device")?),
            application: Id(row.read("application")?),
            session_hash: row.read("session_hash")?,
            expires_at: row.read("expires_at")?,
            state: state(&row)?,
            decided_at: row.read("decided_at")?,
            decision_hash: row.read("decision_hash")?,
            source_index: row.read("source_index")?,
            row,
        })
    }

    /// Locks the person's row, then reads the challenge and locks it; `None` if there is none.
    pub(crate) async fn lock(tx: &mut dyn Tx, id: Id) -> Result<Option<Self>, Fault> {
        let key: [Value; 1] = [id.0.into()];
        let sql = "SELECT person FROM challenges WHERE id = $1";
        let Some(row) = tx.row(sql, &key).await? else {
            return Ok(None);
        };
        let person: [u8; 16] = row.read("person")?;
        tx.row(
            "SELECT id FROM people WHERE id = $1 FOR UPDATE",
            &[person.into()],
        )
        .await?;
        tx.row("SELECT id FROM challenges WHERE id = $1 FOR UPDATE", &key)
            .await?;
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = $1");
        tx.row(&sql, &key).await?.map(Self::of).transpose()
    }

    /// Whether its time has run out while it waited.
    pub(crate) fn is_overdue(&self, now: i64) -> bool {
        self.state == State::Pending && now >= self.expires_at
    }

    /// What the phone is shown and signs.
    pub(crate) fn challenge(&self, keys: &Keys) -> Result<Challenge, Fault> {
        let key = self.person_key(keys)?;
        let row = &self.row;
        let login = key
            .text("people.login", &row.read::<Vec<u8>>("login_sealed")?)
            .map_err(|_| corrupt("login"))?;
        let epoch: i64 = row.read("epoch")?;
        Ok(Challenge {
            id: self.id,
            nonce: Bytes(row.read("nonce")?),
            application: row.read("application_name")?,
            person: login.to_string(),
            origin: opened::<Origin>(&key, row, "where_sealed")?.unwrap_or_default(),
            text: opened(&key, row, "text_sealed")?,
            transaction: opened::<Transaction>(&key, row, "transaction_sealed")?,
            issued_at_ms: row.read("issued_at")?,
            device: self.device,
            epoch: u64::try_from(epoch).map_err(|_| corrupt("epoch"))?,
            digits: self.digits()?,
        })
    }

    /// The number that the sign-in page shows.
    pub(crate) fn number(&self, keys: &Keys) -> Result<String, Fault> {
        let key = self.person_key(keys)?;
        opened(&key, &self.row, "number_sealed")?.ok_or_else(|| corrupt("number"))
    }

    pub(crate) fn digits(&self) -> Result<u8, Fault> {
        let digits: i64 = self.row.read("digits")?;
        u8::try_from(digits).map_err(|_| corrupt("digits"))
    }

    pub(crate) fn is_fetched(&self) -> Result<bool, Fault> {
        Ok(self.row.read::<Option<i64>>("fetched_at")?.is_some())
    }

    fn person_key(&self, keys: &Keys) -> Result<PersonKey, Fault> {
        keys.person(&self.person.0, &self.row.read::<Vec<u8>>("person_key")?)
            .map_err(|_| corrupt("person"))
    }
}

/// A column's value as it is stored: JSON under the person's key, bound to column and challenge.
pub(super) fn sealed<T: serde::Serialize>(
    key: &PersonKey,
    challenge: Id,
    column: &str,
    value: &T,
) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("texts are JSON");
    key.seal_for(bound(column, &challenge.0), &json)
}

/// Opens a column that [`sealed`] made.
fn opened<T: serde::de::DeserializeOwned>(
    key: &PersonKey,
    row: &Row,
    column: &str,
) -> Result<Option<T>, Fault> {
    let Some(sealed) = row.read::<Option<Vec<u8>>>(column)? else {
        return Ok(None);
    };
    let id: [u8; 16] = row.read("id")?;
    let json = key.open_for(bound(column, &id), &sealed);
    let json = json.map_err(|_| corrupt(column))?;
    let value = serde_json::from_slice(&json);
    value.map(Some).map_err(|_| corrupt(column))
}

fn bound<'a>(place: &'a str, id: &'a [u8; 16]) -> Bound<'a> {
    Bound { place, id }
}

fn corrupt(what: &str) -> Fault {
    Fault::Corrupt(format!("a challenge's {what}"))
}

/// Where the challenge of a row stands, as it is stored.
pub(super) fn state(row: &Row) -> Result<State, Fault> {
    let name: String = row.read("state")?;
    State::from_name(&name).ok_or_else(|| Fault::Corrupt(format!("a challenge is {name}")))
}

/// Writes down that something happened.
pub(crate) async fn note(
    tx: &mut dyn Tx,
    challenge: Id,
    at: i64,
    event: &str,
) -> Result<(), Fault> {
    let sql = "INSERT INTO timeline (challenge, at, event) VALUES ($1, $2, $3)";
    tx.execute(sql, &[challenge.0.into(), at.into(), event.into()])
        .await?;
    Ok(())
}

/// Ends a challenge that waits, and tells who waits for it. Answers whether it still did.
pub(crate) async fn end(
    tx: &mut dyn Tx,
    challenge: Id,
    state: State,
    decision_hash: Option<&[u8]>,
) -> Result<bool, Fault> {
    let now = tx.now().await?;
    // An approval needs its time left at this very moment; everything else may come late.
    let in_time = match state {
        State::Approved | State::Denied | State::Reported | State::Mismatch => {
            "AND expires_at > $3"
        }
        _ => "",
    };
    let sql = format!(
        "UPDATE challenges SET state = $2, decided_at = $3, decision_hash = $4 \
         WHERE id = $1 AND state = 'pending' {in_time}"
    );
    let values = [
        challenge.0.into(),
        state.as_str().into(),
        now.into(),
        decision_hash.into(),
    ];
    let ended = tx.execute(&sql, &values).await? == 1;
    if ended {
        note(tx, challenge, now, state.as_str()).await?;
        tx.wake(crate::store::Topic::Challenge(challenge.0));
    }
    Ok(ended)
}
