//! The computer's clocks.

use std::fs;
use std::sync::OnceLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use kodevagt_bindings::{Clock, Now};

/// Wall clock and boot clock of this computer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct System;

impl Clock for System {
    fn now(&self) -> Now {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let wall_ms = match since {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(before) => {
                i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |late| -late)
            }
        };
        let (boot_ms, boot_id) = booted();
        Now {
            wall_ms,
            boot_ms,
            boot_id,
        }
    }
}

/// Milliseconds since the start, suspended time included, and which start it was. Linux says both in
/// `/proc`; elsewhere each process counts as a start of its own, which asks for more and never for less.
fn booted() -> (u64, String) {
    uptime().zip(boot_id()).unwrap_or_else(|| {
        static START: OnceLock<Instant> = OnceLock::new();
        let ms = START.get_or_init(Instant::now).elapsed().as_millis();
        (
            u64::try_from(ms).unwrap_or(u64::MAX),
            format!("process {}", std::process::id()),
        )
    })
}

fn uptime() -> Option<u64> {
    let text = fs::read_to_string("/proc/uptime").ok()?;
    let (seconds, hundredths) = text.split_whitespace().next()?.split_once('.')?;
    Some(seconds.parse::<u64>().ok()? * 1_000 + hundredths.parse::<u64>().ok()? * 10)
}

fn boot_id() -> Option<String> {
    static ID: OnceLock<Option<String>> = OnceLock::new();
    ID.get_or_init(|| fs::read_to_string("/proc/sys/kernel/random/boot_id").ok())
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_within_one_start() {
        let (first, second) = (System.now(), System.now());
        assert!(first.wall_ms > 1_700_000_000_000);
        assert!(second.boot_ms >= first.boot_ms);
        assert_eq!(first.boot_id, second.boot_id);
        assert!(!first.boot_id.is_empty());
    }
}
