//! A code is asked for. Whoever has the number: the same rows are written and the same is answered; the SMS
//! leaves afterwards, or doesn't.

use std::sync::Arc;

use kodevagt_protocol::activation::Started;
use kodevagt_protocol::{Id, Refusal, limits};
use kodevagt_texts::Language;
use zeroize::Zeroizing;

use super::counted::{Counted, DAY_MS, HOUR_MS, take_all};
use super::{Refused, code, ms};
use crate::keys::{Bound, Keys};
use crate::messages::{self, SmsCode};
use crate::outbound::texts::SmsFormat;
use crate::people::Mobile;
use crate::settings::Activation as Rules;
use crate::store::{Fault, Row, Topic, Transaction, Tx, Value};

/// Asks for a code for a number.
pub(crate) struct Start {
    pub(crate) keys: Arc<Keys>,
    pub(crate) rules: Rules,
    /// How the SMS is written.
    pub(crate) format: SmsFormat,
    pub(crate) mobile: Mobile,
    pub(crate) language: Language,
    /// The index of the address that asks.
    pub(crate) source_index: [u8; 32],
    /// What is drawn for it.
    pub(crate) fresh: Fresh,
}

/// Asks for a new code for an activation that was started.
pub(crate) struct Resend {
    pub(crate) keys: Arc<Keys>,
    pub(crate) rules: Rules,
    /// How the SMS is written.
    pub(crate) format: SmsFormat,
    pub(crate) source_index: [u8; 32],
    /// What is drawn for it; its activation is the one that was started.
    pub(crate) fresh: Fresh,
}

/// What is drawn for one SMS.
pub(crate) struct Fresh {
    pub(crate) activation: Id,
    code: Zeroizing<String>,
}

impl Fresh {
    /// For `activation`, known or new.
    pub(crate) fn draw(activation: Id, digits: u8) -> Self {
        Self {
            activation,
            code: code::draw(digits),
        }
    }
}

impl Transaction for Start {
    type Answer = Result<Started, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let index = self.keys.mobile_index(self.mobile.as_str());
        let limits = limits_of(&self.keys, &self.rules, &index, &self.source_index);
        if let Some(retry_at) = take_all(tx, &limits).await? {
            return Ok(Err(Refused::until(retry_at)));
        }
        let now = tx.now().await?;
        let sql =
            "UPDATE activations SET state = 'replaced' WHERE mobile_index = $1 AND state = 'open'";
        tx.execute(sql, &[index.into()]).await?;
        let id = self.fresh.activation;
        let mobile = self
            .keys
            .seal(mobile_bound(&id), self.mobile.as_str().as_bytes());
        let resend_after = limits::RESEND_MS[0];
        let sql = "INSERT INTO activations (id, way, mobile_index, mobile_sealed, language, code_hash, \
                   sends, next_send_at, expires_at, source_index, state, created_at) \
                   VALUES ($1, 'sms', $2, $3, $4, $5, 1, $6, $7, $8, 'open', $9)";
        let values: [Value; 9] = [
            id.0.into(),
            index.into(),
            mobile.into(),
            self.language.tag().into(),
            code::hash(&self.keys, id, &self.fresh.code).into(),
            now.saturating_add(ms(resend_after)).into(),
            now.saturating_add(ms(limits::SMS_MS)).into(),
            self.source_index.into(),
            now.into(),
        ];
        tx.execute(sql, &values).await?;
        let sms = SmsCode {
            mobile: self.mobile.as_str(),
            mobile_index: index,
            language: self.language,
            code: &self.fresh.code,
            format: &self.format,
        };
        messages::code(tx, &self.keys, &sms, now).await?;
        Ok(Ok(started(id, &self.rules, resend_after)))
    }
}

impl Transaction for Resend {
    type Answer = Result<Started, Refused>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Self::Answer, Fault> {
        let id = self.fresh.activation;
        let sql = "SELECT mobile_index, mobile_sealed, language, state, tries, sends, next_send_at, \
                   expires_at FROM activations WHERE id = $1";
        let Some(unlocked) = tx.row(sql, &[id.0.into()]).await? else {
            return Ok(Err(Refusal::CodeOver.into()));
        };
        let Some(index) = unlocked.read::<Option<[u8; 32]>>("mobile_index")? else {
            return Ok(Err(Refusal::CodeOver.into()));
        };
        // What is refused anyway isn't counted; the limits' rows are locked before the activation's.
        if let Some(refused) = self.refused(tx, &unlocked).await? {
            return Ok(Err(refused));
        }
        let limits = limits_of(&self.keys, &self.rules, &index, &self.source_index);
        if let Some(retry_at) = take_all(tx, &limits).await? {
            return Ok(Err(Refused::until(retry_at)));
        }
        let locked = tx.row(&format!("{sql} FOR UPDATE"), &[id.0.into()]).await?;
        let row = locked.ok_or_else(|| Fault::Corrupt("an activation is gone".to_owned()))?;
        if let Some(refused) = self.refused(tx, &row).await? {
            return Ok(Err(refused));
        }
        let now = tx.now().await?;
        let sends: i64 = row.read("sends")?;
        let resend_after = wait_after(sends + 1);
        let sql = "UPDATE activations SET code_hash = $2, sends = $3, next_send_at = $4, \
                   expires_at = $5 WHERE id = $1";
        let values = [
            id.0.into(),
            code::hash(&self.keys, id, &self.fresh.code).into(),
            (sends + 1).into(),
            now.saturating_add(ms(resend_after)).into(),
            now.saturating_add(ms(limits::SMS_MS)).into(),
        ];
        tx.execute(sql, &values).await?;
        let sealed: Vec<u8> = row.read("mobile_sealed")?;
        let corrupt = |_| Fault::Corrupt("an activation's number".to_owned());
        let mobile = self
            .keys
            .open(mobile_bound(&id), &sealed)
            .map_err(corrupt)?;
        let mobile = std::str::from_utf8(&mobile)
            .map_err(|_| Fault::Corrupt("an activation's number".to_owned()))?;
        let language: String = row.read("language")?;
        let sms = SmsCode {
            mobile,
            mobile_index: index,
            language: language.parse().unwrap_or_default(),
            code: &self.fresh.code,
            format: &self.format,
        };
        messages::code(tx, &self.keys, &sms, now).await?;
        tx.wake(Topic::Activation(id.0));
        Ok(Ok(started(id, &self.rules, resend_after)))
    }
}

impl Resend {
    /// Why no code is sent for an activation as it stands: it is over, out of tries, or it's too early.
    async fn refused(&self, tx: &mut dyn Tx, row: &Row) -> Result<Option<Refused>, Fault> {
        let now = tx.now().await?;
        let (state, expires): (String, i64) = (row.read("state")?, row.read("expires_at")?);
        if state != "open" || now >= expires {
            return Ok(Some(Refusal::CodeOver.into()));
        }
        if row.read::<i64>("tries")? >= i64::from(limits::SMS_TRIES) {
            return Ok(Some(Refusal::CodeTriesUsed.into()));
        }
        let next: i64 = row.read("next_send_at")?;
        Ok((now < next).then(|| Refused::until(next)))
    }
}

/// Every SMS counts: for the address that asks first, so that a stranger who is stopped uses up nobody's
/// number; for the number; and for the service.
fn limits_of(keys: &Keys, rules: &Rules, mobile: &[u8], source: &[u8]) -> [Counted; 4] {
    let (hour, day) = (rules.sms_per_number_hour, rules.sms_per_number_day);
    [
        Counted::new(
            keys,
            "sms by source",
            source,
            rules.sms_per_source_hour,
            HOUR_MS,
        ),
        Counted::new(keys, "sms in an hour", mobile, hour, HOUR_MS),
        Counted::new(keys, "sms in a day", mobile, day, DAY_MS),
        Counted::new(keys, "sms of all", &[], rules.sms_per_day, DAY_MS),
    ]
}

/// The wait after the `sends`-th SMS of an activation.
fn wait_after(sends: i64) -> u64 {
    let place = usize::try_from(sends - 1).unwrap_or(0);
    limits::RESEND_MS[place.min(limits::RESEND_MS.len() - 1)]
}

fn started(activation: Id, rules: &Rules, resend_after_ms: u64) -> Started {
    Started {
        activation,
        code_digits: rules.sms_digits,
        resend_after_ms,
        expires_in_ms: limits::SMS_MS,
    }
}

fn mobile_bound(activation: &Id) -> Bound<'_> {
    Bound {
        place: "activations.mobile",
        id: &activation.0,
    }
}
