//! What is said to a person: put into the queue in the transaction that it tells of.

use kodevagt_protocol::activation::Contact;
use kodevagt_protocol::limits;
use kodevagt_texts::{Language, text};
use time::OffsetDateTime;

use crate::keys::Keys;
use crate::outbound::queue::{Letter, Owner};
use crate::outbound::texts::{Notice, NoticeFacts, SmsFormat};
use crate::people::Person;
use crate::people::invite::Invite;
use crate::store::{Fault, Tx};

/// The SMS with an activation code.
pub(crate) struct SmsCode<'a> {
    /// E.164.
    pub(crate) mobile: &'a str,
    pub(crate) mobile_index: [u8; 32],
    pub(crate) language: Language,
    pub(crate) code: &'a str,
    /// How it is written.
    pub(crate) format: &'a SmsFormat,
}

/// What a person is told by mail.
pub(crate) struct Told<'a> {
    pub(crate) notice: Notice,
    pub(crate) language: Language,
    /// The phone's model.
    pub(crate) phone: &'a str,
    /// Whom to ask.
    pub(crate) contact: &'a Contact,
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
    let owner = match &person {
        Some(person) => Owner::Person(person.id.0, &person.key),
        None => Owner::Service(keys),
    };
    let text = sms.format.activation(sms.language, sms.code);
    let not_after = now.saturating_add(i64::try_from(limits::SMS_MS).unwrap_or(0));
    let letter = Letter::sms(owner, sms.mobile, &text).not_after(not_after);
    let id = letter.post(tx).await?;
    // As much work for both. What nobody is to get doesn't leave, and opens in no outbox.
    let sql = if known {
        "UPDATE messages SET state = 'queued', recipient_sealed = recipient_sealed WHERE id = $1"
    } else {
        "UPDATE messages SET state = 'nobody', recipient_sealed = text_sealed WHERE id = $1"
    };
    tx.execute(sql, &[id.into()]).await?;
    Ok(())
}

/// Queues the mail that tells a person of something, if they have an address.
pub(crate) async fn notice(
    tx: &mut dyn Tx,
    person: &Person,
    told: &Told<'_>,
    now: i64,
) -> Result<(), Fault> {
    let Some(mail) = person.mail()? else {
        return Ok(());
    };
    let name = person.name()?;
    let facts = NoticeFacts {
        name: &name,
        phone: told.phone,
        when: &written(now),
        contact: &reached(told.contact),
    };
    let words = told.notice.words(told.language, &facts);
    let owner = Owner::Person(person.id.0, &person.key);
    Letter::mail(owner, &mail, &words.subject, &words.text)
        .post(tx)
        .await?;
    Ok(())
}

/// Writes to a person where to activate a phone; says by what, if by anything.
pub(crate) async fn invitation(
    tx: &mut dyn Tx,
    person: &Person,
    invite: &Invite,
) -> Result<Option<&'static str>, Fault> {
    let owner = Owner::Person(person.id.0, &person.key);
    let (language, url) = (invite.language, invite.url.as_str());
    if let Some(mail) = person.mail()? {
        let (name, contact) = (person.name()?, reached(&invite.contact));
        let subject = text!(language, "messages-mail-invitation-subject");
        let text = text!(
            language,
            "messages-mail-invitation",
            name = name.as_str(),
            url = url,
            contact = contact.as_str()
        );
        Letter::mail(owner, &mail, &subject, &text).post(tx).await?;
        return Ok(Some("mail"));
    }
    let Some(mobile) = person.mobile()? else {
        return Ok(None);
    };
    let text = text!(language, "messages-sms-invitation", url = url);
    Letter::sms(owner, &mobile, &text).post(tx).await?;
    Ok(Some("sms"))
}

/// A time as it can be read everywhere: `2026-11-22 14:00 UTC`.
fn written(ms: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!(
        "{} {:02}:{:02} UTC",
        time.date(),
        time.hour(),
        time.minute()
    )
}

fn reached(contact: &Contact) -> String {
    let all = [&contact.phone, &contact.menu, &contact.hours, &contact.note];
    let some: Vec<&str> = all
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    some.join(", ")
}
