//! Putting a message into the queue, inside the transaction that it tells of.

use core::fmt;

use crate::keys::{Bound, Keys, PersonKey, random};
use crate::outbound::push::Target;
use crate::store::{Fault, Topic, Tx, Value};

use super::Kind;

/// Under whose key a message is sealed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner<'a> {
    /// A person's: erasing the person erases the message.
    Person([u8; 16], &'a PersonKey),
    /// The service's.
    Service(&'a Keys),
}

/// A message, sealed and ready to be posted.
pub(crate) struct Letter {
    id: [u8; 16],
    kind: Kind,
    person: Option<[u8; 16]>,
    recipient: Vec<u8>,
    subject: Option<Vec<u8>>,
    text: Vec<u8>,
    html: Option<Vec<u8>>,
    not_after: Option<i64>,
}

/// Where each part of a message is sealed for.
pub(super) const RECIPIENT: &str = "messages.recipient";
pub(super) const SUBJECT: &str = "messages.subject";
pub(super) const TEXT: &str = "messages.text";
pub(super) const HTML: &str = "messages.html";

impl Letter {
    /// An SMS to a number in E.164.
    pub(crate) fn sms(owner: Owner<'_>, to: &str, text: &str) -> Self {
        Self::new(owner, Kind::Sms, to.as_bytes(), text.as_bytes())
    }

    /// A mail; `html` adds its second half.
    pub(crate) fn mail(owner: Owner<'_>, to: &str, subject: &str, text: &str) -> Self {
        let mut letter = Self::new(owner, Kind::Mail, to.as_bytes(), text.as_bytes());
        letter.subject = Some(owner.seal(SUBJECT, &letter.id, subject.as_bytes()));
        letter
    }

    /// A wake-up. The hint is made here: random, and nothing else.
    pub(crate) fn push(owner: Owner<'_>, to: &Target) -> Self {
        let hint = data_encoding::BASE32_NOPAD.encode(&random::<10>());
        let to = zeroize::Zeroizing::new(serde_json::json!(to).to_string());
        Self::new(owner, Kind::Push, to.as_bytes(), hint.as_bytes())
    }

    /// The mail's text as HTML too.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "mails with links come with the pages")
    )]
    pub(crate) fn html(mut self, owner: Owner<'_>, html: &str) -> Self {
        self.html = Some(owner.seal(HTML, &self.id, html.as_bytes()));
        self
    }

    /// After this (milliseconds since 1970) it isn't worth sending any more.
    pub(crate) fn not_after(self, ms: i64) -> Self {
        Self {
            not_after: Some(ms),
            ..self
        }
    }

    fn new(owner: Owner<'_>, kind: Kind, recipient: &[u8], text: &[u8]) -> Self {
        let id = random();
        Self {
            id,
            kind,
            person: match owner {
                Owner::Person(person, _) => Some(person),
                Owner::Service(_) => None,
            },
            recipient: owner.seal(RECIPIENT, &id, recipient),
            subject: None,
            text: owner.seal(TEXT, &id, text),
            html: None,
            not_after: None,
        }
    }

    /// Writes the row; it leaves once the transaction is committed.
    pub(crate) async fn post(&self, tx: &mut dyn Tx) -> Result<[u8; 16], Fault> {
        let now = tx.now().await?;
        tx.execute(
            "INSERT INTO messages (id, kind, person, recipient_sealed, subject_sealed, text_sealed, \
             html_sealed, not_after, next_at, state, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $9)",
            &[
                self.id.into(),
                self.kind.as_str().into(),
                self.person.into(),
                (&self.recipient).into(),
                Value::from(self.subject.clone()),
                (&self.text).into(),
                Value::from(self.html.clone()),
                self.not_after.into(),
                now.into(),
            ],
        )
        .await?;
        tx.wake(Topic::Messages);
        Ok(self.id)
    }
}

impl Owner<'_> {
    fn seal(self, place: &str, id: &[u8; 16], plain: &[u8]) -> Vec<u8> {
        let bound = Bound { place, id };
        match self {
            Self::Person(_, key) => key.seal_for(bound, plain),
            Self::Service(keys) => keys.seal(bound, plain),
        }
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({})", self.kind.as_str())
    }
}
