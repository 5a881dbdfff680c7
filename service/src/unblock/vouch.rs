//! Support vouches for a caller: types the lock number and the two words that the caller's phone shows, and
//! gets a code to read out. The words are tried once.

use std::sync::Arc;

use kodevagt_protocol::{Id, limits, unblock};

use super::ask::words;
use super::record::{Record, Stored, lock_device};
use crate::approvals::ms;
use crate::keys::{Bound, Keys};
use crate::store::{Fault, Topic, Transaction, Tx};

/// Gives out a code.
pub(crate) struct Vouch {
    pub(crate) keys: Arc<Keys>,
    /// The caller, by the index of the user name.
    pub(crate) login_index: [u8; 32],
    pub(crate) lock_number: String,
    /// As support typed them.
    pub(crate) words: String,
    /// How the caller was identified.
    pub(crate) identity_check: String,
    /// Who vouches, for the audit.
    pub(crate) actor: Actor,
    /// Chooses the code.
    pub(crate) dice: u64,
}

/// Who vouches.
#[derive(Clone, Debug)]
pub(crate) enum Actor {
    /// The operator at the shell.
    Operator,
    /// Somebody of support's.
    Person(Id),
}

impl Actor {
    fn name(&self) -> String {
        match self {
            Self::Operator => "operator".to_owned(),
            Self::Person(id) => format!("person:{id}"),
        }
    }
}

/// What support reads out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// Nine digits.
    pub(crate) code: String,
    /// Until when it holds.
    pub(crate) expires_at: i64,
}

/// Why there is no code. The number is that of `texts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoCode {
    /// Nobody of that name: said at the shell only.
    PersonUnknown,
    /// None of the person's phones waits with this lock number.
    LockNumberUnknown,
    /// The words were others: the phone must ask anew.
    WordsWrong,
    /// Support's own phone.
    Own,
    /// Too many in an hour.
    TooMany,
}

/// Codes that one member of support may give out in an hour.
const AN_HOUR: i64 = 30;

impl Transaction for Vouch {
    type Answer = Result<Code, NoCode>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let sql = "SELECT id, person_key FROM people WHERE login_index = $1 AND state = 'active' FOR UPDATE";
        let Some(person) = tx.row(sql, &[self.login_index.into()]).await? else {
            return Ok(Err(NoCode::PersonUnknown));
        };
        let id = Id(person.read("id")?);
        if matches!(self.actor, Actor::Person(actor) if actor == id) {
            return Ok(Err(NoCode::Own));
        }
        let sql = "SELECT id FROM devices WHERE person = $1 AND state = 'active' ORDER BY id";
        let mut waiting = None;
        for device in tx.rows(sql, &[id.0.into()]).await? {
            let device = Id(device.read("id")?);
            lock_device(tx, device).await?;
            let requests = Record::alive(tx, device).await?;
            let fits = |request: &Record| {
                request.lock_number == self.lock_number && request.stored == Stored::Open
            };
            waiting = waiting.or(requests.into_iter().find(fits));
        }
        let now = tx.now().await?;
        let Some(request) = waiting.filter(|request| !request.is_over(now)) else {
            return Ok(Err(NoCode::LockNumberUnknown));
        };
        if self.is_too_much(tx, now).await? {
            return Ok(Err(NoCode::TooMany));
        }
        let sealed: Vec<u8> = person.read("person_key")?;
        let key = self.keys.person(&id.0, &sealed);
        let key = key.map_err(|_| Fault::Corrupt("a person's key".to_owned()))?;
        let place = Bound {
            place: "unblocks.identity_check",
            id: &request.id.0,
        };
        let check = key.seal_for(place, self.identity_check.as_bytes());
        let right = same_words(&self.words, &words(&self.keys, &request)?);
        let action = if right {
            "unblock.code"
        } else {
            "unblock.words"
        };
        self.audit(tx, id, now, action, &check).await?;
        if !right {
            request.go(tx, Stored::Refused).await?;
            return Ok(Err(NoCode::WordsWrong));
        }
        let code = self.code();
        let expires_at = now + ms(limits::UNBLOCK_MS);
        let sql = "UPDATE unblocks SET state = 'issued', code_hash = $2, tries = 0, support_typed_at = $3, \
                   issued_at = $3, issued_by = $4, identity_check_sealed = $5, expires_at = $6 WHERE id = $1";
        let values = [
            request.id.0.into(),
            code_hash(&self.keys, request.id, &code).into(),
            now.into(),
            self.actor.name().into(),
            check.into(),
            expires_at.into(),
        ];
        tx.execute(sql, &values).await?;
        tx.wake(Topic::Unblock(request.id.0));
        Ok(Ok(Code { code, expires_at }))
    }
}

impl Vouch {
    fn code(&self) -> String {
        let digits = limits::UNBLOCK_DIGITS - 1;
        let number = self.dice % 10_u64.pow(u32::try_from(digits).expect("eight"));
        let random = format!("{number:0digits$}");
        let check = unblock::check_digit(&random).expect("a number is digits");
        format!("{random}{check}")
    }

    async fn is_too_much(&self, tx: &mut dyn Tx, now: i64) -> Result<bool, Fault> {
        let sql = "SELECT COUNT(*) AS given FROM unblocks WHERE issued_by = $1 AND issued_at > $2";
        let values = [self.actor.name().into(), (now - ms(60 * 60_000)).into()];
        let row = tx.row(sql, &values).await?;
        let given: i64 = row.map_or(Ok(0), |row| row.read("given"))?;
        Ok(given >= AN_HOUR)
    }

    /// Written with what it tells of, and so before any code is shown.
    async fn audit(
        &self,
        tx: &mut dyn Tx,
        person: Id,
        now: i64,
        action: &str,
        detail: &[u8],
    ) -> Result<(), Fault> {
        let sql = "INSERT INTO audit (at, actor, action, subject, detail_sealed) VALUES ($1, $2, $3, $4, $5)";
        let values = [
            now.into(),
            self.actor.name().into(),
            action.into(),
            person.0.into(),
            detail.into(),
        ];
        tx.execute(sql, &values).await?;
        tx.wake(Topic::Audit);
        Ok(())
    }
}

/// How a code is kept: bound to its request, and so to its phone.
pub(super) fn code_hash(keys: &Keys, request: Id, code: &str) -> [u8; 32] {
    keys.hash("unblock code", &[&request.0, code.as_bytes()].concat())
}

fn same_words(typed: &str, shown: &[String; 2]) -> bool {
    let typed: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let shown: Vec<String> = shown.iter().map(|word| word.to_lowercase()).collect();
    typed == shown
}
