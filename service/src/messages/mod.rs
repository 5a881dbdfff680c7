//! What is said to a person: put into the queue in the transaction that it tells of.

use kodevagt_protocol::activation::Contact;
use kodevagt_protocol::limits;
use kodevagt_texts::Language;

use crate::keys::{Bound, Keys, PersonKey};
use crate::people::Person;
use crate::store::{Fault, Topic, Tx, Value};

/// The SMS with an activation code.
pub(crate) struct SmsCode<'a> {
    pub(crate) id: [u8; 16],
    /// E.164.
    pub(crate) mobile: &'a str,
    pub(crate) mobile_index: [u8; 32],
    pub(crate) language: Language,
    pub(crate) code: &'a str,
    /// The service's host, for the last line.
    pub(crate) host: &'a str,
}

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// A phone was activated.
    Activated,
    /// Activation by SMS was refused.
    ActivationRefused,
    /// A phone was removed.
    Removed,
}

/// Queues the SMS if anybody has the number; if nobody has, does the same work for nothing: the row is
/// written all the same, for nobody, and never leaves.
pub(crate) async fn code(
    tx: &mut dyn Tx,
    keys: &Keys,
    sms: &SmsCode<'_>,
    now: i64,
) -> Result<(), Fault> {
    let mut people = Person::by_mobile(tx, keys, &sms.mobile_index).await?;
    let known = !people.is_empty();
    let person = if people.len() == 1 {
        people.pop()
    } else {
        None
    };
    let text = format!(
        "Kodevagt: {code}\n@{host} #{code}",
        code = sms.code,
        host = sms.host
    );
    let seal = |place: &str, plain: &str| {
        let bound = Bound { place, id: &sms.id };
        match &person {
            Some(person) => person.key.seal_for(bound, plain.as_bytes()),
            None => keys.seal(bound, plain.as_bytes()),
        }
    };
    let not_after = now.saturating_add(i64::try_from(limits::SMS_MS).unwrap_or(0));
    let sql = "INSERT INTO messages (id, kind, person, recipient_sealed, text_sealed, not_after, \
               next_at, state, created_at) VALUES ($1, 'sms', $2, $3, $4, $5, $6, $7, $6)";
    let values: [Value; 7] = [
        sms.id.into(),
        person.as_ref().map(|person| person.id.0).into(),
        seal("messages.recipient", sms.mobile).into(),
        seal("messages.text", &text).into(),
        not_after.into(),
        now.into(),
        if known { "queued" } else { "nobody" }.into(),
    ];
    tx.execute(sql, &values).await?;
    tx.wake(Topic::Messages);
    Ok(())
}

/// Queues a mail to a person, if they have an address.
pub(crate) async fn notice(
    tx: &mut dyn Tx,
    person: &Person,
    (id, notice): ([u8; 16], Notice),
    phone: &str,
    _contact: &Contact,
    now: i64,
) -> Result<(), Fault> {
    let Some(mail) = person.mail()? else {
        return Ok(());
    };
    let key: &PersonKey = &person.key;
    let seal = |place: &str, plain: &str| key.seal_for(Bound { place, id: &id }, plain.as_bytes());
    let text = format!("{notice:?}: {phone}");
    let sql = "INSERT INTO messages (id, kind, person, recipient_sealed, subject_sealed, text_sealed, \
               next_at, state, created_at) VALUES ($1, 'mail', $2, $3, $4, $5, $6, 'queued', $6)";
    let values: [Value; 6] = [
        id.into(),
        person.id.0.into(),
        seal("messages.recipient", &mail).into(),
        seal("messages.subject", &text).into(),
        seal("messages.text", &text).into(),
        now.into(),
    ];
    tx.execute(sql, &values).await?;
    tx.wake(Topic::Messages);
    Ok(())
}
