//! Nonces for signed requests. The service keeps none that it gives out: a nonce carries when and for whom it
//! was made, under a key of the service's. Only what came back is kept, until it would be too old anyway.

use kodevagt_protocol::{Bytes, Id, limits};

use crate::alike::alike;
use crate::keys::{Keys, random};

/// How far the clocks of two instances may be apart, in milliseconds.
const SKEW_MS: i64 = 60_000;

/// Makes a nonce for `device`, known or not, as it stands in the header.
pub(crate) fn make(keys: &Keys, device: Id, now: i64) -> String {
    let mut bytes = now.to_be_bytes().to_vec();
    bytes.extend_from_slice(&random::<8>());
    let tag = tag(keys, device, &bytes);
    bytes.extend_from_slice(&tag);
    Bytes(bytes).to_string()
}

/// A nonce that this service gave `device`, not too long ago. It may have been used.
pub(crate) struct Genuine {
    /// Its sixteen bytes that no other nonce shares.
    pub(crate) name: [u8; 16],
    /// From when on it is too old.
    pub(crate) expires_at: i64,
}

/// Looks at what a device sent.
pub(crate) fn genuine(keys: &Keys, device: Id, nonce: &str, now: i64) -> Option<Genuine> {
    let bytes: [u8; 32] = nonce.parse::<Bytes>().ok()?.array()?;
    let (name, claimed) = bytes.split_at(16);
    if !alike(keys, &tag(keys, device, name), claimed) {
        return None;
    }
    let issued = i64::from_be_bytes(name[..8].try_into().ok()?);
    let life = i64::try_from(limits::NONCE_MS).ok()?;
    let expires_at = issued.checked_add(life)?;
    let fresh = issued.checked_sub(SKEW_MS)? <= now && now < expires_at;
    fresh.then_some(Genuine {
        name: name.try_into().ok()?,
        expires_at,
    })
}

fn tag(keys: &Keys, device: Id, name: &[u8]) -> [u8; 16] {
    let hash = keys.hash("nonce", &[&device.0[..], name].concat());
    hash[..16].try_into().expect("a hash is 32 bytes long")
}
