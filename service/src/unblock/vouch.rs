//! Support vouches for a caller: types the lock number and the two words that the caller's phone shows, and
//! gets a code to read out. The words are tried once.

use std::sync::Arc;

use kodevagt_protocol::activation::Contact;
use kodevagt_protocol::{Id, limits, unblock};
use kodevagt_texts::Language;

use super::ask::words;
use super::record::{Record, Stored, lock_device};
use crate::approvals::ms;
use crate::audit::{self, Entry};
use crate::keys::{Bound, Keys};
use crate::limits::{Limit, Taken, take};
use crate::messages::{self, Told};
use crate::outbound::texts::Notice;
use crate::people::Person;
use crate::store::{Fault, Topic, Transaction, Tx};

/// Gives out a code.
pub(crate) struct Vouch {
    pub(crate) keys: Arc<Keys>,
    /// What the caller signs in by.
    pub(crate) login: String,
    pub(crate) lock_number: String,
    /// As support typed them.
    pub(crate) words: String,
    /// How the caller was identified.
    pub(crate) identity_check: String,
    /// Who vouches, for the audit.
    pub(crate) actor: Actor,
    /// Chooses the code.
    pub(crate) dice: u64,
    /// The language that the caller is told in by mail.
    pub(crate) language: Language,
    /// Whom the caller may ask about it.
    pub(crate) contact: Contact,
}

/// Who vouches.
#[derive(Clone, Debug)]
pub(crate) enum Actor {
    /// The operator at the shell.
    Operator,
    /// Somebody of support's.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "support's pages vouch in a person's name")
    )]
    Person(Id),
}

impl Actor {
    fn name(&self) -> String {
        match self {
            Self::Operator => "shell".to_owned(),
            Self::Person(id) => format!("support:{id}"),
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

/// How often one member of support may vouch in an hour, with the right words or wrong ones.
const RATE: Limit = Limit {
    most: 30,
    window_ms: 60 * 60_000,
};

impl Transaction for Vouch {
    type Answer = Result<Code, NoCode>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let rate = self.keys.hash("vouch", self.actor.name().as_bytes());
        if let Taken::Until(_) = take(tx, &rate, RATE).await? {
            return Ok(Err(NoCode::TooMany));
        }
        let person = Person::lock_by_login(tx, &self.keys, &self.login).await?;
        let Some(person) = person.filter(|person| person.state == "active") else {
            return Ok(Err(NoCode::PersonUnknown));
        };
        if matches!(self.actor, Actor::Person(actor) if actor == person.id) {
            return Ok(Err(NoCode::Own));
        }
        let sql =
            "SELECT id, model FROM devices WHERE person = $1 AND state = 'active' ORDER BY id";
        let mut waiting = Vec::new();
        for device in tx.rows(sql, &[person.id.0.into()]).await? {
            let id = Id(device.read("id")?);
            let model: Option<String> = device.read("model")?;
            lock_device(tx, id).await?;
            let requests = Record::alive(tx, id).await?;
            waiting.extend(requests.into_iter().map(|request| (request, model.clone())));
        }
        let now = tx.now().await?;
        let fits = |(request, _): &(Record, _)| {
            request.lock_number == self.lock_number
                && request.stored == Stored::Open
                && !request.is_over(now)
        };
        let Some((request, model)) = waiting.into_iter().find(fits) else {
            return Ok(Err(NoCode::LockNumberUnknown));
        };
        let right = same_words(&self.words, &words(&self.keys, &request)?);
        self.audit(tx, &person, right).await?;
        if !right {
            request.go(tx, Stored::Refused).await?;
            return Ok(Err(NoCode::WordsWrong));
        }
        let code = self.code();
        let expires_at = now + ms(limits::UNBLOCK_MS);
        let place = Bound {
            place: "unblocks.identity_check",
            id: &request.id.0,
        };
        let check = person.key.seal_for(place, self.identity_check.as_bytes());
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
        let told = Told {
            notice: Notice::Unblocked,
            language: self.language,
            phone: &model.unwrap_or_default(),
            contact: &self.contact,
        };
        messages::notice(tx, &person, &told, now).await?;
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

    /// Written with what it tells of, and so before any code is shown.
    async fn audit(&self, tx: &mut dyn Tx, person: &Person, right: bool) -> Result<(), Fault> {
        let check = self.identity_check.as_bytes();
        let entry = Entry {
            actor: &self.actor.name(),
            action: if right {
                "unblock.code"
            } else {
                "unblock.words"
            },
            subject: Some(&person.id.0),
            detail: Some(&person.key.seal("audit.detail", check)),
        };
        audit::append(tx, &entry).await
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
