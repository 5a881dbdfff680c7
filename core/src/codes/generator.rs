//! One account's codes, from HMAC states that hold its seed.

use core::{fmt, mem};

use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::Output;
use hmac::digest::block_api::{Buffer, EagerHash, FixedOutputCore, UpdateCore};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroize;

use super::code::{Code, truncate};
use crate::account::{Algorithm, DIGITS, Kind, Otp};

/// What makes one account's codes: its seed, already mixed into the two HMAC states (RFC 2104 §4), and
/// its rules. Wiped when dropped; the states stand on the heap, so that moving the owner leaves no copy
/// behind.
pub struct Generator {
    keyed: Keyed,
    form: Form,
    /// Seconds in a step; `None` where a counter moves the code.
    period: Option<u64>,
}

impl Generator {
    /// Mixes the seed of `otp` into a generator. An [`Otp`] was checked when it was read; digits or a
    /// period out of range are brought into it here, so that no code can ever panic.
    #[must_use]
    pub fn new(otp: &Otp) -> Self {
        let form = match otp.kind {
            Kind::Steam => Form::Steam,
            Kind::Totp { .. } | Kind::Hotp { .. } => {
                Form::Decimal(otp.digits.clamp(*DIGITS.start(), *DIGITS.end()))
            }
        };
        Self {
            keyed: Keyed::new(otp.algorithm, otp.secret.bytes()),
            form,
            period: otp.kind.period().map(|period| u64::from(period.max(1))),
        }
    }

    /// The code of `counter`: HOTP's counter, or the number of a step since the Unix epoch.
    #[must_use]
    pub fn code(&self, counter: u64) -> Code {
        let mut code = Code::empty();
        self.write(counter, &mut code, &mut Desk::default());
        code
    }

    /// What to show at `unix` (seconds since the Unix epoch); `None` for HOTP, whose codes the clock
    /// doesn't move.
    #[must_use]
    pub fn at(&self, unix: u64) -> Option<Shown> {
        let period = self.period?;
        let mut shown = Shown::empty();
        shown.set(self, unix / period, period, &mut Desk::default());
        Some(shown)
    }

    /// Seconds in a step, 1 or more; `None` for HOTP.
    #[must_use]
    pub fn period(&self) -> Option<u64> {
        self.period
    }

    fn write(&self, counter: u64, code: &mut Code, desk: &mut Desk) {
        let bits = self.keyed.truncated_mac(counter, desk);
        match self.form {
            Form::Decimal(digits) => code.write_decimal(bits, digits),
            Form::Steam => code.write_steam(bits),
        }
    }
}

impl fmt::Debug for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Generator(redacted)")
    }
}

/// A code with the time it is valid, and the one that comes after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The code to type now.
    pub code: Code,
    /// The first second of its step, seconds since the Unix epoch.
    pub valid_from: u64,
    /// The first second of the next step, when this code is no longer shown. Stops at `u64::MAX`.
    pub valid_until: u64,
    /// The code that comes after it.
    pub next: Code,
}

impl Shown {
    /// Whether this is what `unix` shows.
    #[must_use]
    pub fn covers(&self, unix: u64) -> bool {
        (self.valid_from..self.valid_until).contains(&unix)
    }

    /// Whether `unix` is in the step after this one. Before anything was set, and past the end of time,
    /// the answer is no.
    pub(super) fn is_followed_by(&self, unix: u64, period: u64) -> bool {
        self.valid_from < self.valid_until
            && self.valid_until < u64::MAX
            && unix
                .checked_sub(self.valid_until)
                .is_some_and(|late| late < period)
    }

    pub(super) const fn empty() -> Self {
        Self {
            code: Code::empty(),
            valid_from: 0,
            valid_until: 0,
            next: Code::empty(),
        }
    }

    /// Sets both codes for `step`.
    pub(super) fn set(&mut self, generator: &Generator, step: u64, period: u64, desk: &mut Desk) {
        generator.write(step, &mut self.code, desk);
        self.finish(generator, step, period, desk);
    }

    /// As [`Shown::set`] when the step before `step` is what stands here: the former next code becomes
    /// the code, and one HMAC is saved.
    pub(super) fn advance(
        &mut self,
        generator: &Generator,
        step: u64,
        period: u64,
        desk: &mut Desk,
    ) {
        mem::swap(&mut self.code, &mut self.next);
        self.finish(generator, step, period, desk);
    }

    fn finish(&mut self, generator: &Generator, step: u64, period: u64, desk: &mut Desk) {
        // The eight bytes of the counter wrap (RFC 4226 §5.1), in half a trillion years.
        generator.write(step.wrapping_add(1), &mut self.next, desk);
        self.valid_from = step * period;
        self.valid_until = self.valid_from.saturating_add(period);
    }
}

/// How the 31 bits are written.
#[derive(Clone, Copy)]
enum Form {
    Decimal(u8),
    Steam,
}

/// HMAC states that hold the seed: the inner and the outer hash, each past its first block. Their own
/// `Drop` wipes them (features `zeroize` of `sha1` and `sha2`).
enum Keyed {
    Sha1(Box<HmacCore<Sha1>>),
    Sha256(Box<HmacCore<Sha256>>),
    Sha512(Box<HmacCore<Sha512>>),
}

impl Keyed {
    fn new(algorithm: Algorithm, seed: &[u8]) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::Sha1(key(seed)),
            Algorithm::Sha256 => Self::Sha256(key(seed)),
            Algorithm::Sha512 => Self::Sha512(key(seed)),
        }
    }

    fn truncated_mac(&self, counter: u64, desk: &mut Desk) -> u32 {
        match self {
            Self::Sha1(core) => finish(core, counter, &mut desk.block_64, &mut desk.mac_20),
            Self::Sha256(core) => finish(core, counter, &mut desk.block_64, &mut desk.mac_32),
            Self::Sha512(core) => finish(core, counter, &mut desk.block_128, &mut desk.mac_64),
        }
    }
}

fn key<D: EagerHash>(seed: &[u8]) -> Box<HmacCore<D>> {
    Box::new(HmacCore::new_from_slice(seed).expect("HMAC takes keys of any length"))
}

/// HMAC over the counter's eight bytes, cut to 31 bits.
fn finish<D: EagerHash>(
    keyed: &HmacCore<D>,
    counter: u64,
    block: &mut Buffer<HmacCore<D>>,
    mac: &mut Output<HmacCore<D>>,
) -> u32 {
    let mut core = keyed.clone();
    block.digest_blocks(&counter.to_be_bytes(), |blocks| core.update_blocks(blocks));
    core.finalize_fixed_core(block, mac);
    truncate(mac)
}

/// Where blocks and MACs are written while codes are made. One desk serves all codes of a call and is
/// wiped once, at its end: wiping after each code would cost as much as a hash block.
#[derive(Default)]
pub(super) struct Desk {
    block_64: Buffer<HmacCore<Sha1>>,
    block_128: Buffer<HmacCore<Sha512>>,
    mac_20: Output<HmacCore<Sha1>>,
    mac_32: Output<HmacCore<Sha256>>,
    mac_64: Output<HmacCore<Sha512>>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The blocks wipe themselves.
        self.mac_20.as_mut_slice().zeroize();
        self.mac_32.as_mut_slice().zeroize();
        self.mac_64.as_mut_slice().zeroize();
    }
}
