//! Whether a phone is woken. Somebody who is asked over and over stops reading: after three requests in
//! ten minutes that weren't approved, the phone stays quiet. Opening the app still finds them.

use kodevagt_protocol::{Id, limits};

use super::ms;
use crate::store::{Fault, Tx};

/// Until when wake-ups rest, if they do.
pub(super) async fn paused_until(
    tx: &mut dyn Tx,
    person: Id,
    now: i64,
) -> Result<Option<i64>, Fault> {
    let since = now - ms(limits::PAUSE_WINDOW_MS);
    let sql = format!(
        "SELECT wake_sent_at FROM challenges WHERE person = $1 AND wake_sent_at > $2 \
         AND state NOT IN ('approved', 'consumed') ORDER BY wake_sent_at DESC LIMIT {}",
        limits::IGNORED
    );
    let woken = tx.rows(&sql, &[person.0.into(), since.into()]).await?;
    if woken.len() < limits::IGNORED as usize {
        return Ok(None);
    }
    let first: i64 = woken[woken.len() - 1].read("wake_sent_at")?;
    Ok(Some(first + ms(limits::PAUSE_WINDOW_MS)))
}
