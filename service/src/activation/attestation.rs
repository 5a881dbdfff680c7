//! What the organisation demands of a phone's hardware.
//!
//! No proof is checked here yet: Android's key attestation and Apple's App Attest need a verifier of their own,
//! with the makers' roots and lists of revoked keys. So a claim is noted as a claim, and where proof is
//! required no phone is let in, rather than one that only says so.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::Confirm;

use crate::settings::Attestation as Demand;

/// What is noted of the phone, if it is let in.
///
/// # Errors
/// [`Refusal::AttestationRefused`] where proof is required.
pub(crate) fn note(demand: Demand, confirm: &Confirm) -> Result<Option<String>, Refusal> {
    match demand {
        Demand::None => Ok(None),
        Demand::Recorded => Ok(confirm.attestation.as_ref().map(|attestation| {
            let known = ["android-key", "app-attest"].contains(&attestation.kind.as_str());
            let kind = if known { &attestation.kind } else { "other" };
            format!("claimed {kind}, not verified")
        })),
        Demand::Required => Err(Refusal::AttestationRefused),
    }
}
