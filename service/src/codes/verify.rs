//! Checking a code. Each time step is taken once, the phone's drift is remembered, and who guesses waits.

use std::sync::Arc;

use kodevagt_protocol::application::{Reason, Verified};
use kodevagt_protocol::{Id, limits};
use totp_rs::{Algorithm, Builder};

use crate::alike::alike;
use crate::devices::seed_bound;
use crate::keys::Keys;
use crate::store::{Fault, Transaction, Tx};

/// Seconds of a time step.
const STEP: i64 = 30;
/// Digits of a code.
const DIGITS: u8 = 6;
/// Steps around the expected one that are looked at.
const WINDOW: i64 = 1;
/// Steps that a phone's clock may be off in all.
const DRIFT_MOST: i64 = 10;

/// Checks `code` for the person of `login_index`. Whoever isn't known has a wrong code.
pub(crate) struct Verify {
    pub(crate) keys: Arc<Keys>,
    pub(crate) login_index: [u8; 32],
    /// Digits only.
    pub(crate) code: String,
}

impl Transaction for Verify {
    type Answer = Verified;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Verified, Fault> {
        let sql = "SELECT id, state, wrong_codes, wait_until, method_off FROM people \
                   WHERE login_index = $1 FOR UPDATE";
        let Some(person) = tx.row(sql, &[self.login_index.into()]).await? else {
            return Ok(refused(Reason::Wrong, None));
        };
        let id = Id(person.read("id")?);
        let now = tx.now().await?;
        if person.read("method_off")? {
            return Ok(refused(Reason::Off, None));
        }
        let wait_until: i64 = person.read("wait_until")?;
        if now < wait_until {
            return Ok(refused(Reason::Wait, Some(wait_until)));
        }
        let state: String = person.read("state")?;
        let found = if state == "active" {
            self.find(tx, id, now).await?
        } else {
            Found::Nothing
        };
        match found {
            Found::Step {
                device,
                step,
                drift,
            } => take(tx, id, device, step, drift).await,
            Found::Used => Ok(refused(Reason::Used, None)),
            Found::Nothing => wrong(tx, id, person.read("wrong_codes")?, now).await,
        }
    }
}

/// What a code is, among those of the person's phones.
enum Found {
    Step {
        device: Id,
        step: i64,
        drift: i64,
    },
    /// A code of a step that was taken before.
    Used,
    Nothing,
}

impl Verify {
    async fn find(&self, tx: &mut dyn Tx, person: Id, now: i64) -> Result<Found, Fault> {
        let sql = "SELECT id, seed_sealed, last_step, drift FROM devices \
                   WHERE person = $1 AND state = 'active' ORDER BY id FOR UPDATE";
        let mut found = Found::Nothing;
        for row in tx.rows(sql, &[person.0.into()]).await? {
            let device: [u8; 16] = row.read("id")?;
            let Some(sealed) = row.read::<Option<Vec<u8>>>("seed_sealed")? else {
                continue;
            };
            let seed = self.keys.open(seed_bound(&device), &sealed);
            let seed = seed.map_err(|_| Fault::Corrupt("a device's seed".to_owned()))?;
            let (last, drift): (i64, i64) = (row.read("last_step")?, row.read("drift")?);
            let middle = now.div_euclid(1000 * STEP) + drift;
            for step in middle - WINDOW..=middle + WINDOW {
                if !self.is_code_of(&seed, step)? {
                    continue;
                }
                if step > last {
                    let drift = (step - (middle - drift)).clamp(-DRIFT_MOST, DRIFT_MOST);
                    return Ok(Found::Step {
                        device: Id(device),
                        step,
                        drift,
                    });
                }
                found = Found::Used;
            }
        }
        Ok(found)
    }

    fn is_code_of(&self, seed: &[u8], step: i64) -> Result<bool, Fault> {
        let Ok(time) = u64::try_from(step * STEP) else {
            return Ok(false);
        };
        let code = code_at(seed, time)?;
        Ok(alike(&self.keys, code.as_bytes(), self.code.as_bytes()))
    }
}

/// The code of `seed` at `time`, seconds since 1970 (RFC 6238 with SHA-1, 30 s, six digits).
fn code_at(seed: &[u8], time: u64) -> Result<String, Fault> {
    let corrupt = || Fault::Corrupt("a device's seed".to_owned());
    let seed: [u8; limits::SEED_BYTES] = seed.try_into().map_err(|_| corrupt())?;
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP.unsigned_abs())
        .with_secret(seed)
        .build()
        .map_err(|_| corrupt())?;
    Ok(totp.generate(time).to_string())
}

/// A right code: its step is used up, the phone's drift is known, and whoever has it is the person.
async fn take(
    tx: &mut dyn Tx,
    person: Id,
    device: Id,
    step: i64,
    drift: i64,
) -> Result<Verified, Fault> {
    let sql = "UPDATE devices SET last_step = $2, drift = $3 WHERE id = $1 AND last_step < $2";
    let values = [device.0.into(), step.into(), drift.into()];
    if tx.execute(sql, &values).await? != 1 {
        return Ok(refused(Reason::Used, None));
    }
    let sql = "UPDATE people SET wrong_codes = 0, wait_until = 0, mismatches = 0, approvals_stopped = 0 \
               WHERE id = $1";
    tx.execute(sql, &[person.0.into()]).await?;
    Ok(Verified {
        valid: true,
        reason: None,
        retry_at: None,
    })
}

/// A wrong code is counted for the person, whoever typed it and wherever.
async fn wrong(tx: &mut dyn Tx, person: Id, before: i64, now: i64) -> Result<Verified, Fault> {
    let count = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    let off = count >= limits::CODES_OFF;
    let wait_until = wait_ms(count).map(|wait| now + wait);
    let sql = "UPDATE people SET wrong_codes = $2, wait_until = $3, method_off = $4 WHERE id = $1";
    let values = [
        person.0.into(),
        i64::from(count).into(),
        wait_until.unwrap_or(0).into(),
        off.into(),
    ];
    tx.execute(sql, &values).await?;
    Ok(refused(Reason::Wrong, wait_until))
}

/// Milliseconds to wait after the `count`th wrong code in a row.
fn wait_ms(count: u32) -> Option<i64> {
    let doublings = count.checked_sub(limits::CODES_WRONG)?;
    let wait = limits::CODES_WAIT_MS
        .saturating_mul(1_u64.checked_shl(doublings.min(32)).unwrap_or(u64::MAX));
    Some(crate::approvals::ms(wait.min(limits::CODES_WAIT_MOST_MS)))
}

fn refused(reason: Reason, retry_at: Option<i64>) -> Verified {
    Verified {
        valid: false,
        reason: Some(reason),
        retry_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_to_an_hour() {
        let waits: Vec<_> = (1..=14).map(wait_ms).collect();
        assert_eq!(waits[..4], [None; 4]);
        assert_eq!(waits[4..7], [Some(30_000), Some(60_000), Some(120_000)]);
        assert_eq!(waits[11..], [Some(3_600_000); 3]);
        assert_eq!(wait_ms(u32::MAX), Some(3_600_000));
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let code = code_at(b"12345678901234567890", 59);
        assert_eq!(code.as_deref(), Ok("287082"));
    }
}
