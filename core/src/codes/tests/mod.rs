//! The published vectors, totp-rs as the oracle, and the board.
#![allow(clippy::unwrap_used)]

mod board;
mod oracle;
mod vectors;

use crate::account::{Algorithm, Kind, Otp};
use crate::secret::SecretBytes;

fn otp(secret: &[u8], algorithm: Algorithm, digits: u8, kind: Kind) -> Otp {
    Otp {
        secret: SecretBytes::new(secret.to_vec()),
        algorithm,
        digits,
        kind,
    }
}

fn totp(secret: &[u8], period: u32) -> Otp {
    otp(secret, Algorithm::Sha1, 6, Kind::Totp { period })
}
