//! Who makes a request signed.

use std::future::Future;

use kodevagt_core::exchange::{Headers, Request};
use kodevagt_core::vault::RootId;
use kodevagt_protocol::Id;

/// Signs requests with the device key of an organisation's root. The driver keeps the nonces.
pub trait Signer: Send + Sync {
    /// Why it can't.
    type Fault: Send;

    /// The device that signs for `root`: whom a nonce is asked for.
    fn device(&self, root: RootId) -> impl Future<Output = Result<Id, Self::Fault>> + Send;

    /// The headers that make `request` signed, for this nonce.
    fn sign(
        &self,
        request: &Request,
        nonce: &str,
    ) -> impl Future<Output = Result<Headers, Self::Fault>> + Send;
}
