//! Secrets on their way to a child process, such that no buffer on the way holds them plain: each byte
//! xored with a constant, in hex, and a line's end.

use std::io::{Read, Result, Write};

use kodevagt_core::secret::SecretBytes;
use zeroize::Zeroizing;

const MASK: u8 = 0x55;

/// The most bytes that [`receive`] takes.
pub const MAX: usize = 256;

/// Writes `secret` and a line's end.
///
/// # Errors
/// As `to`'s.
pub fn send(to: &mut impl Write, secret: &[u8]) -> Result<()> {
    let masked: String = secret
        .iter()
        .map(|byte| format!("{:02x}", byte ^ MASK))
        .collect();
    writeln!(to, "{masked}")?;
    to.flush()
}

/// Reads what [`send`] wrote, into memory that is wiped and never moves.
///
/// # Errors
/// As `from`'s, and for what isn't such a line.
pub fn receive(from: &mut impl Read) -> Result<SecretBytes> {
    let mut plain = Zeroizing::new(Vec::with_capacity(MAX));
    let mut pair = [0; 2];
    loop {
        from.read_exact(&mut pair[..1])?;
        if pair[0] == b'\n' {
            return Ok(SecretBytes::new(core::mem::take(&mut *plain)));
        }
        from.read_exact(&mut pair[1..])?;
        let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (high, low) else {
            return Err(std::io::ErrorKind::InvalidData.into());
        };
        if plain.len() == MAX {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        plain.push((high * 16 + low) as u8 ^ MASK);
    }
}
