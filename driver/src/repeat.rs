//! When a request is sent again by itself: how long to wait, and what may be.

use std::time::Duration;

/// Whether the protocol gives the same answer to the same request, so that one whose answer was lost can
/// be sent again. Not so: a start or a resend sends another SMS, and a code of support's costs a try.
pub(crate) fn is_safe(method: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    method != "POST"
        || path == "/v1/phone/nonce"
        || path == "/v1/phone/active"
        || ["/confirm", "/decision", "/stage"]
            .iter()
            .any(|end| path.ends_with(end))
}

/// Waits that double from `first` to `most`, each anywhere between half and all of it: phones that lost
/// a service together don't come back together.
#[derive(Clone, Debug)]
pub(crate) struct Backoff {
    first: Duration,
    most: Duration,
    failures: u32,
}

impl Backoff {
    pub(crate) const fn new(first: Duration, most: Duration) -> Self {
        Self {
            first,
            most,
            failures: 0,
        }
    }

    /// The next wait.
    pub(crate) fn next(&mut self) -> Duration {
        let factor = 1_u32.checked_shl(self.failures.min(16)).unwrap_or(u32::MAX);
        self.failures = self.failures.saturating_add(1);
        let full = self.first.saturating_mul(factor).min(self.most);
        full.mul_f64(0.5 + f64::from(random_byte()) / 512.0)
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failures > 0
    }

    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }
}

/// Chance enough for a jitter; half a wait if the system has none.
fn random_byte() -> u8 {
    let mut byte = [0];
    let filled = rustls::crypto::ring::default_provider()
        .secure_random
        .fill(&mut byte);
    filled.map_or(128, |()| byte[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_something_is_not_repeated() {
        for (method, path) in [
            ("GET", "/v1/phone/challenges"),
            ("PUT", "/v1/phone/push"),
            ("POST", "/v1/activations/confirm"),
            ("POST", "/v1/phone/challenges/00/decision"),
        ] {
            assert!(is_safe(method, path), "{path}");
        }
        for path in [
            "/v1/activations",
            "/v1/activations/00/resend",
            "/v1/phone/unblocks/00/release",
        ] {
            assert!(!is_safe("POST", path), "{path}");
        }
    }

    #[test]
    fn waits_double_and_vary_and_end() {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(1));
        for full in [100, 200, 400, 800, 1000, 1000] {
            let wait = backoff.next();
            assert!(wait >= Duration::from_millis(full / 2), "{wait:?}");
            assert!(wait <= Duration::from_millis(full), "{wait:?}");
        }
        backoff.reset();
        assert!(backoff.next() <= Duration::from_millis(100));
    }
}
