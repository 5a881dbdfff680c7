//! How a phone signs an HTTP request: with its device key, over everything but the clock.

use crate::signed;
use crate::wire::Id;

/// The device's id, 32 hex digits.
pub const DEVICE_HEADER: &str = "kodevagt-device";
/// The device's epoch, decimal: how often its person has changed phones.
pub const EPOCH_HEADER: &str = "kodevagt-epoch";
/// A nonce of the service's, as it gave it.
pub const NONCE_HEADER: &str = "kodevagt-nonce";
/// The device key's signature, base64url.
pub const SIGNATURE_HEADER: &str = "kodevagt-signature";
/// In every answer: the service's time, milliseconds since the Unix epoch.
pub const TIME_HEADER: &str = "kodevagt-time";
/// In an answer to a signed request: a nonce for the next one.
pub const NEXT_NONCE_HEADER: &str = "kodevagt-next-nonce";

/// The parts of a request that are signed.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// `GET`, `POST`…
    pub method: &'a str,
    /// Path and query as they are sent: `/v1/phone/wait?seconds=25`.
    pub path: &'a str,
    /// The body; empty for none.
    pub body: &'a [u8],
    /// Whose key signs.
    pub device: Id,
    /// See [`EPOCH_HEADER`].
    pub epoch: u64,
    /// See [`NONCE_HEADER`].
    pub nonce: &'a str,
}

impl Signed<'_> {
    /// What the device key signs.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        signed::bytes(
            "kodevagt/request/v1",
            &[
                self.method.as_bytes(),
                self.path.as_bytes(),
                &signed::sha256(self.body),
                &self.device.0,
                &self.epoch.to_be_bytes(),
                self.nonce.as_bytes(),
            ],
        )
    }
}
