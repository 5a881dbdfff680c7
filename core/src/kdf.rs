//! Argon2id (RFC 9106): from something short that a person knows to a key, at a stated cost.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use crate::secret::Key;

/// Bytes in a salt.
pub const SALT_LEN: usize = 16;

/// What one guess costs: memory in KiB, passes over it, lanes.
///
/// A value made by [`Cost::new`] lies between [`Cost::FLOOR`] and [`Cost::CEILING`], so a file can
/// neither make guessing cheap nor make opening it eat the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cost {
    m_kib: u32,
    t: u32,
    p: u32,
}

impl Cost {
    /// What new vaults and backups use: 64 MiB, three passes, one lane.
    pub const DEFAULT: Self = Self::unchecked(64 * 1024, 3, 1);
    /// The least that is accepted, each value for itself: 19 MiB, two passes, one lane.
    pub const FLOOR: Self = Self::unchecked(19 * 1024, 2, 1);
    /// The most that is accepted, each value for itself: 1 GiB, twenty passes, eight lanes.
    pub const CEILING: Self = Self::unchecked(1024 * 1024, 20, 8);

    /// A cost of `m_kib` KiB, `t` passes and `p` lanes, as read from a file or a setting.
    ///
    /// # Errors
    /// [`OutOfBounds`] when any of the three lies outside floor and ceiling.
    pub const fn new(m_kib: u32, t: u32, p: u32) -> Result<Self, OutOfBounds> {
        let (least, most) = (Self::FLOOR, Self::CEILING);
        if m_kib < least.m_kib || t < least.t || p < least.p {
            return Err(OutOfBounds::TooCheap);
        }
        if m_kib > most.m_kib || t > most.t || p > most.p {
            return Err(OutOfBounds::TooCostly);
        }
        Ok(Self::unchecked(m_kib, t, p))
    }

    /// A cost that may lie below the floor: for simulations only, where thousands of attempts are made.
    /// Nothing that a person's secret depends on may use it, and no reader of a file does.
    #[must_use]
    pub const fn unchecked(m_kib: u32, t: u32, p: u32) -> Self {
        Self { m_kib, t, p }
    }

    /// Memory in KiB.
    #[must_use]
    pub const fn m_kib(self) -> u32 {
        self.m_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub const fn t(self) -> u32 {
        self.t
    }

    /// Lanes.
    #[must_use]
    pub const fn p(self) -> u32 {
        self.p
    }
}

impl Default for Cost {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The cost is outside what is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutOfBounds {
    /// A value is below [`Cost::FLOOR`]: guessing would be cheap.
    #[error("the key derivation is weaker than what is accepted")]
    TooCheap,
    /// A value is above [`Cost::CEILING`].
    #[error("the key derivation costs more than what is accepted")]
    TooCostly,
}

/// The key could not be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The phone has not the memory that the cost asks for.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
    /// A [`Cost::unchecked`] that Argon2 doesn't define, such as less than 8 KiB a lane.
    #[error("Argon2 does not define this cost")]
    Undefined,
}

/// The 32-byte key of `secret` and `salt`: Argon2id version 0x13, no pepper, no associated data.
///
/// # Errors
/// [`Fault::OutOfMemory`], with nothing touched; [`Fault::Undefined`] only for a cost made by
/// [`Cost::unchecked`].
pub fn argon2id(secret: &[u8], salt: &[u8; SALT_LEN], cost: Cost) -> Result<Key, Fault> {
    let params =
        Params::new(cost.m_kib, cost.t, cost.p, Some(Key::LEN)).map_err(|_| Fault::Undefined)?;
    let mut memory = working_memory(params.block_count())?;
    let mut key = Key::zeroed();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(secret, salt, key.bytes_mut(), memory.as_mut_slice())
        .map_err(|_| Fault::Undefined)?;
    Ok(key)
}

/// Memory from which, half way, guesses could be checked without paying for the rest; so it is wiped
/// before it goes back. `try_reserve` because an allocation that fails would end the app.
fn working_memory(blocks: usize) -> Result<Zeroizing<Vec<Block>>, Fault> {
    let mut memory = Vec::new();
    memory
        .try_reserve_exact(blocks)
        .map_err(|_| Fault::OutOfMemory)?;
    memory.resize(blocks, Block::new());
    Ok(Zeroizing::new(memory))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn equals_the_reference_implementation() {
        // argon2-cffi 25.1 (the C reference): hash_secret_raw(b"correct horse", bytes(range(16)),
        // time_cost=T, memory_cost=M, parallelism=P, hash_len=32, type=Type.ID)
        for (cost, expected) in [
            (
                Cost::FLOOR,
                "d00b90c40f918cf889780d7d3a9ec3c2b1719df87dc5e4d4d93ea6163db04e17",
            ),
            (
                Cost::new(32 * 1024, 2, 4).unwrap(),
                "f56e175dc8147bc96457616a42c04fd58cba68340048907361c13bb727f2281d",
            ),
            (
                Cost::unchecked(64, 1, 1),
                "25ce5233cc1e4d37e9bca31bfef41710e40446cd1cb575932791c5fd3780bd3c",
            ),
        ] {
            let salt = core::array::from_fn(|i| u8::try_from(i).unwrap());
            let key = argon2id(b"correct horse", &salt, cost).unwrap();
            assert_eq!(
                data_encoding::HEXLOWER.encode(key.bytes()),
                expected,
                "{cost:?}"
            );
        }
    }

    #[test]
    fn a_cost_outside_floor_and_ceiling_is_refused() {
        assert_eq!(Cost::new(64 * 1024, 3, 1), Ok(Cost::DEFAULT));
        for (m, t, p) in [
            (19 * 1024 - 1, 2, 1),
            (64 * 1024, 1, 1),
            (64 * 1024, 3, 0),
            (0, 0, 0),
        ] {
            assert_eq!(
                Cost::new(m, t, p),
                Err(OutOfBounds::TooCheap),
                "{m} {t} {p}"
            );
        }
        for (m, t, p) in [
            (1024 * 1024 + 1, 3, 1),
            (64 * 1024, 21, 1),
            (64 * 1024, 3, 9),
            (u32::MAX, u32::MAX, u32::MAX),
        ] {
            assert_eq!(
                Cost::new(m, t, p),
                Err(OutOfBounds::TooCostly),
                "{m} {t} {p}"
            );
        }
    }

    #[test]
    fn a_cost_that_argon2_does_not_define_is_an_error() {
        assert_eq!(
            argon2id(b"secret", &[0; SALT_LEN], Cost::unchecked(7, 1, 1)).err(),
            Some(Fault::Undefined)
        );
    }
}
