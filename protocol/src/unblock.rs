//! A phone that blocked itself is helped by support.
//!
//! All signed by the device: `POST /v1/phone/unblocks` ([`Start`] → [`Started`]) ·
//! `GET /v1/phone/unblocks/{id}` (→ [`Standing`]) · `POST …/release` ([`Release`] → [`Released`]) ·
//! `POST …/stage` ([`Stage`] → [`Standing`]) · `POST …/confirm` (→ [`Standing`]).
//!
//! The code only authorises; what opens the vault is S_srv, sealed for a key made for this request,
//! together with a key of the phone's own hardware.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::activation::Contact;
use crate::limits::UNBLOCK_DIGITS;
use crate::sealed::{self, Export, PrivateKey, Sealed};
use crate::signed;
use crate::wire::{Bytes, Id};

/// Asks for help. The same lock number and key again is the same request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = UnblockStart))]
pub struct Start {
    /// The six digits that the blocked phone shows, offline too.
    pub lock_number: String,
    /// X25519, 32 bytes, made for this request.
    pub request_key: Bytes,
}

/// What the person reads out to support.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = UnblockStarted))]
pub struct Started {
    /// Names the request.
    pub unblock: Id,
    /// Two words, shown on this phone and nowhere else.
    pub words: [String; 2],
    /// Milliseconds that the request waits for support.
    pub expires_in_ms: u64,
    /// Whom to call.
    pub contact: Contact,
}

impl core::fmt::Debug for Started {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Started")
            .field("unblock", &self.unblock)
            .finish_non_exhaustive()
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = UnblockState))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Support hasn't typed the words yet.
    Waiting,
    /// Support has; the code has been given out.
    Typed,
    /// The right code came in; the halves were released.
    Released,
    /// The phone's next half has been stored beside.
    Staged,
    /// The phone opened with a new PIN; the old half is gone.
    Confirmed,
    /// Wrong words, too many wrong codes, or support took it back.
    Cancelled,
    /// Its time ran out.
    Expired,
}

/// Where a request stands, and how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = UnblockStanding))]
pub struct Standing {
    /// Where.
    pub state: State,
    /// Guesses at the code that are left.
    pub tries_left: u32,
    /// Milliseconds that are left.
    pub remaining_ms: u64,
}

/// Gives support's code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Release {
    /// Nine digits.
    pub code: String,
}

impl core::fmt::Debug for Release {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Release(redacted)")
    }
}

/// The service's halves, sealed for the request's key: the same until confirmed. Two of them if an
/// earlier unblock was cut short after it had stored the next half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Released {
    /// One or two.
    pub halves: Vec<Half>,
}

/// One half of an unblock slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Half {
    /// Which.
    pub serial: u64,
    /// S_srv, 32 bytes, sealed with [`release_info`].
    pub sealed: Sealed,
}

/// The half that takes the released one's place, stored beside it until confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stage {
    /// One more than the released one's.
    pub serial: u64,
    /// S_srv′, sealed for the service's HPKE key ([`crate::activation::half_info`]).
    pub half: Sealed,
}

/// What is bound to a released half.
#[must_use]
pub fn release_info(unblock: Id, device: Id, serial: u64) -> Vec<u8> {
    signed::bytes(
        "kodevagt/release/v1",
        &[&unblock.0, &device.0, &serial.to_be_bytes()],
    )
}

/// Seals a half for a request's key.
///
/// # Errors
/// [`sealed::DoesNotOpen`] when the key can't be sealed for.
pub fn seal_release(
    request_key: &[u8],
    unblock: Id,
    device: Id,
    serial: u64,
    half: &[u8],
    random: &Zeroizing<[u8; 32]>,
) -> Result<Half, sealed::DoesNotOpen> {
    let info = release_info(unblock, device, serial);
    let sealed = sealed::seal(request_key, &info, half, Export::NONE, random)?.sealed;
    Ok(Half { serial, sealed })
}

/// Opens a released half.
///
/// # Errors
/// [`sealed::DoesNotOpen`].
pub fn open_release(
    key: &PrivateKey,
    unblock: Id,
    device: Id,
    half: &Half,
) -> Result<Zeroizing<Vec<u8>>, sealed::DoesNotOpen> {
    let info = release_info(unblock, device, half.serial);
    Ok(sealed::open(key, &info, &half.sealed, Export::NONE)?.plain)
}

/// The check digit of support's code (Luhn's): finds one wrong digit and most swaps.
#[must_use]
pub fn check_digit(digits: &str) -> Option<char> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let doubled = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10)
}

/// Whether a code was typed right, as far as its check digit tells: blanks and dashes don't matter.
/// Gives its nine digits.
#[must_use]
pub fn read_code(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(|c| !" -".contains(*c)).collect();
    let (digits, check) = code.split_at_checked(UNBLOCK_DIGITS - 1)?;
    (code.len() == UNBLOCK_DIGITS && check_digit(digits)? == check.chars().next()?).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_code_is_seen() {
        let check = check_digit("12345678").expect("digits");
        let code = format!("12345678{check}");
        assert_eq!(
            read_code(&format!("123 456-78{check}")).as_deref(),
            Some(code.as_str())
        );
        for place in 0..9 {
            let mut wrong = code.clone().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + 1) % 10;
            let wrong = String::from_utf8(wrong).expect("digits");
            assert_eq!(read_code(&wrong), None, "{wrong}");
        }
        for odd in ["", "12345678", "1234567890", "12345678x", "æ2345678"] {
            assert_eq!(read_code(odd), None, "{odd}");
        }
    }
}
