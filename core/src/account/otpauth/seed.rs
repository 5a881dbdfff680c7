//! Seeds in base32 (RFC 4648 §6), as people and issuers write them.

use base32::Alphabet;
use zeroize::Zeroizing;

use super::SEED_LIMIT;
use crate::account::Refusal;
use crate::secret::SecretBytes;

/// Reads a seed: letter case, white space, dashes and padding don't matter.
///
/// A length that base32 doesn't have (1, 3 or 6 symbols over) is taken as Google Authenticator takes
/// it: the last symbol carries no whole byte and is dropped. Issuers that draw a random number of
/// symbols rely on it.
///
/// # Errors
/// [`Refusal::NoSecret`], [`Refusal::BadSecret`], [`Refusal::TooLong`].
pub(crate) fn parse(text: &str) -> Result<SecretBytes, Refusal> {
    let mut symbols = Zeroizing::new(String::with_capacity(text.len()));
    symbols.extend(
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase()),
    );
    let unpadded = symbols.trim_end_matches('=');
    if unpadded.is_empty() {
        return Err(Refusal::NoSecret);
    }
    if !unpadded
        .bytes()
        .all(|symbol| matches!(symbol, b'A'..=b'Z' | b'2'..=b'7'))
    {
        return Err(Refusal::BadSecret);
    }
    // With a whole number of bytes `decode` allocates once: its buffer never grows and leaves no copy.
    let whole = unpadded.len() - usize::from(matches!(unpadded.len() % 8, 1 | 3 | 6));
    let bytes = base32::decode(Alphabet::Rfc4648 { padding: false }, &unpadded[..whole])
        .map(SecretBytes::new)
        .ok_or(Refusal::BadSecret)?;
    match bytes.bytes().len() {
        0 => Err(Refusal::BadSecret),
        1..=SEED_LIMIT => Ok(bytes),
        _ => Err(Refusal::TooLong),
    }
}

/// Appends `seed` to `out`, in capitals and without padding. `out` must have room: it holds a secret
/// and must not move.
pub(crate) fn append(seed: &SecretBytes, out: &mut String) {
    // Not `base32::encode`: its buffer grows on the way and leaves half a seed behind.
    data_encoding::BASE32_NOPAD.encode_append(seed.bytes(), out);
}

/// How many symbols [`append`] writes.
pub(crate) fn symbols(seed: &SecretBytes) -> usize {
    data_encoding::BASE32_NOPAD.encode_len(seed.bytes().len())
}
