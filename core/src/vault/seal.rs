//! The vault's own sealing: ChaCha20-Poly1305 (RFC 8439) under keys from HKDF-SHA-256 (RFC 5869).
//!
//! Sealed bytes are `nonce (12) || ciphertext || tag (16)`. What is bound to them is always built by
//! [`bind`], so that no two lists of fields can be taken for each other.

use ring::{aead, hkdf};

use super::Error;
use crate::ports::Entropy;
use crate::secret::{Key, SecretBytes};

/// Seals `plain` under `key` with a random nonce and binds `aad` to it.
pub(crate) fn seal(
    key: &Key,
    plain: &[u8],
    aad: &[u8],
    entropy: &dyn Entropy,
) -> Result<Vec<u8>, Error> {
    let mut nonce = [0; aead::NONCE_LEN];
    entropy.fill(&mut nonce)?;
    // One allocation of the final size: a growing buffer would leave plaintext behind.
    let mut out = Vec::with_capacity(nonce.len() + plain.len() + aead::CHACHA20_POLY1305.tag_len());
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plain);
    let tag = sealing_key(key)
        .seal_in_place_separate_tag(
            aead::Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(aad),
            &mut out[nonce.len()..],
        )
        .map_err(|_| Error::Tampered)?;
    out.extend_from_slice(tag.as_ref());
    Ok(out)
}

/// Opens what [`seal`] made, in a buffer that is wiped.
///
/// # Errors
/// [`Error::Tampered`] when key, bytes and `aad` don't belong together.
pub(crate) fn open(key: &Key, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Error> {
    Opener::new(key).open(sealed, aad)
}

/// A key made ready once for many records.
pub(crate) struct Opener(aead::LessSafeKey);

impl Opener {
    pub(crate) fn new(key: &Key) -> Self {
        Self(sealing_key(key))
    }

    pub(crate) fn open(&self, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Error> {
        let mut buffer = SecretBuffer::default();
        let len = self.open_into(sealed, aad, &mut buffer)?.len();
        // Behind the plaintext lies the tag.
        buffer.0.truncate(len);
        Ok(SecretBytes::new(core::mem::take(&mut *buffer.0)))
    }

    /// As [`Opener::open`], into a buffer that many records share: the plaintext is returned in place.
    pub(crate) fn open_into<'b>(
        &self,
        sealed: &[u8],
        aad: &[u8],
        buffer: &'b mut SecretBuffer,
    ) -> Result<&'b [u8], Error> {
        let (nonce, body) = sealed.split_first_chunk().ok_or(Error::Tampered)?;
        buffer.hold(body);
        let plain = self
            .0
            .open_in_place(
                aead::Nonce::assume_unique_for_key(*nonce),
                aead::Aad::from(aad),
                &mut buffer.0,
            )
            .map_err(|_| Error::Tampered)?;
        Ok(plain)
    }
}

/// A buffer for one plaintext after another, wiped at the end and before it grows.
#[derive(Default)]
pub(crate) struct SecretBuffer(zeroize::Zeroizing<Vec<u8>>);

impl SecretBuffer {
    fn hold(&mut self, bytes: &[u8]) {
        if self.0.capacity() < bytes.len() {
            self.0 = zeroize::Zeroizing::new(Vec::with_capacity(bytes.len() * 2));
        }
        self.0.clear();
        self.0.extend_from_slice(bytes);
    }
}

/// Derives a key for one purpose from `secret`: HKDF-SHA-256 with an empty salt and `info` as label.
pub(crate) fn derive(secret: &[&[u8]], info: &str) -> Key {
    derive_bound(secret, info.as_bytes())
}

/// As [`derive()`], with a label that [`bind`] made.
pub(crate) fn derive_bound(secret: &[&[u8]], info: &[u8]) -> Key {
    let mut input = zeroize::Zeroizing::new(Vec::with_capacity(
        secret.iter().map(|part| part.len()).sum(),
    ));
    for part in secret {
        input.extend_from_slice(part);
    }
    let mut key = Key::zeroed();
    hkdf::Salt::new(hkdf::HKDF_SHA256, &[])
        .extract(&input)
        .expand(&[info], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(key.bytes_mut()))
        .expect("32 bytes are one block of HKDF-SHA-256");
    key
}

/// `label || 0x00 || (length as 4 bytes, big-endian || field)…`: what is bound to sealed bytes.
pub(crate) fn bind(label: &str, fields: &[&[u8]]) -> Vec<u8> {
    let size = label.len() + 1 + fields.iter().map(|field| 4 + field.len()).sum::<usize>();
    let mut out = Vec::with_capacity(size);
    out.extend_from_slice(label.as_bytes());
    out.push(0);
    for field in fields {
        let length = u32::try_from(field.len()).expect("a bound field is far below 4 GiB");
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(field);
    }
    out
}

fn sealing_key(key: &Key) -> aead::LessSafeKey {
    let key = aead::UnboundKey::new(&aead::CHACHA20_POLY1305, key.bytes())
        .expect("a Key is 32 bytes, as ChaCha20-Poly1305 asks for");
    aead::LessSafeKey::new(key)
}
