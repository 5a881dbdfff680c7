//! What the simulated hardware computes with.

use kodevagt_core::secret::Key;
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
};

/// `nonce || ciphertext || tag` of ChaCha20-Poly1305.
pub(crate) fn seal(key: &[u8; 32], nonce: [u8; NONCE_LEN], plain: &[u8], aad: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(NONCE_LEN + plain.len() + 16);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plain);
    let tag = cipher(key)
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(aad),
            &mut out[NONCE_LEN..],
        )
        .expect("far below the cipher's limit");
    out.extend_from_slice(tag.as_ref());
    out
}

/// Opens what [`seal`] made.
pub(crate) fn open(key: &[u8; 32], sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut plain = sealed.to_vec();
    let len = cipher(key)
        .open_in_place(nonce, Aad::from(aad), &mut plain)
        .ok()?
        .len();
    plain.truncate(len);
    Some(plain)
}

/// HMAC-SHA-256.
pub(crate) fn hmac(key: &[u8; 32], input: &[u8]) -> Key {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    Key::from_slice(hmac::sign(&key, input).as_ref()).expect("HMAC-SHA-256 gives 32 bytes")
}

fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key).expect("32 bytes"))
}
