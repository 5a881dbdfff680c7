//! A phone becomes a person's: by an SMS code, or by a ticket.
//!
//! `POST /v1/activations` ([`Start`] → [`Started`]; a ticket needs none) ·
//! `POST /v1/activations/{id}/resend` (→ [`Started`]) ·
//! `POST /v1/activations/confirm` ([`Confirm`] → [`Confirmed`], which holds a [`Grant`]) ·
//! `POST /v1/phone/active`, signed by the device ([`Active`] → [`Activated`]).
//!
//! Every number gets the same answer to a start; refusals come only after the right code.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::keys::{self, BadSignature, SignedStatement};
use crate::limits;
use crate::sealed::{self, Export, Sealed};
use crate::signed;
use crate::wire::{Bytes, Id};

/// What anybody may know of a service (`GET /v1/service`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceInfo {
    /// The organisation's name, for people.
    pub name: String,
    /// Its keys.
    pub keys: SignedStatement,
    /// Whom a person asks for help.
    pub contact: Contact,
    /// Whether activation by SMS is offered.
    pub sms: bool,
    /// The service's time: milliseconds since the Unix epoch.
    pub time_ms: i64,
}

/// Support's contact, as the organisation writes it. Shown at every refusal that ends there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Contact {
    /// A phone number.
    pub phone: String,
    /// What to choose in its menu.
    pub menu: String,
    /// When somebody answers.
    pub hours: String,
    /// Holidays, a web page, anything else.
    pub note: String,
}

/// Asks for an activation code by SMS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ActivationStart))]
pub struct Start {
    /// The phone number, E.164: `+4512345678`.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^\+[1-9][0-9]{7,14}$"))]
    pub mobile: String,
    /// The language of the SMS: `da`, `nb` or `en`.
    pub language: String,
}

/// The answer to every start, whoever has the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ActivationStarted))]
pub struct Started {
    /// Names the activation; known to this phone only.
    pub activation: Id,
    /// Digits of the code in the SMS.
    pub code_digits: u8,
    /// Milliseconds until it may be sent again.
    pub resend_after_ms: u64,
    /// Milliseconds that the code lives.
    pub expires_in_ms: u64,
}

/// What lets a phone in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The code in the SMS.
    Sms {
        /// The activation that was started.
        activation: Id,
        /// The code, digits only.
        code: String,
    },
    /// A ticket, scanned or typed.
    Ticket {
        /// Base32 (RFC 4648), no padding, any case.
        ticket: String,
        /// The phone number, asked for beside a typed ticket.
        mobile: Option<String>,
    },
}

impl core::fmt::Debug for Way {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Sms { .. } => "Sms(redacted)",
            Self::Ticket { .. } => "Ticket(redacted)",
        })
    }
}

/// What a phone says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PhoneInfo {
    /// `android`, `ios`, `terminal`.
    pub platform: String,
    /// The model's name.
    pub model: String,
    /// The app's version.
    pub app_version: String,
    /// The person's language: `da`, `nb`, `en`.
    pub language: String,
}

/// Proof that a device key lies in hardware, as the platform gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attestation {
    /// `android-key` or `app-attest`.
    pub kind: String,
    /// The certificate chain, or the attestation object.
    pub data: Vec<Bytes>,
}

/// Lets the phone in: code or ticket, and its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirm {
    /// What lets it in.
    pub way: Way,
    /// The device key: P-256, uncompressed point, 65 bytes.
    pub device_key: Bytes,
    /// The key that the reply is sealed for: X25519, 32 bytes.
    pub hpke_key: Bytes,
    /// About the phone.
    pub phone: PhoneInfo,
    /// Proof of hardware, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Attestation>,
    /// The device key's, over [`Confirm::bytes`].
    pub signature: Bytes,
}

impl Confirm {
    /// What the device key signs: every other field.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let (way, name, proof, mobile): (&[u8], Vec<u8>, &str, Option<&str>) = match &self.way {
            Way::Sms { activation, code } => (b"sms", activation.0.to_vec(), code, None),
            Way::Ticket { ticket, mobile } => (b"ticket", Vec::new(), ticket, mobile.as_deref()),
        };
        let attestation = self.attestation.as_ref().map_or(Vec::new(), |attestation| {
            let parts: Vec<&[u8]> = attestation.data.iter().map(AsRef::as_ref).collect();
            signed::bytes(&attestation.kind, &parts)
        });
        signed::bytes(
            "kodevagt/activate/v1",
            &[
                way,
                &name,
                proof.as_bytes(),
                &signed::optional(mobile),
                &self.device_key.0,
                &self.hpke_key.0,
                self.phone.platform.as_bytes(),
                self.phone.model.as_bytes(),
                self.phone.app_version.as_bytes(),
                self.phone.language.as_bytes(),
                &attestation,
            ],
        )
    }

    /// Checks that the key that is to be the device's signed this.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self) -> Result<(), BadSignature> {
        keys::verify_device(&self.device_key.0, &self.bytes(), &self.signature.0)
    }
}

/// The reply: a [`Grant`] sealed for the phone, and signed by the service. The same signed confirm gets
/// the same reply for ten minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirmed {
    /// A [`Grant`] as JSON.
    pub sealed: Sealed,
    /// The service's keys: the phone checks them against what it pins.
    pub keys: SignedStatement,
    /// The signing key's, over [`Confirmed::bytes`].
    pub signature: Bytes,
}

impl Confirmed {
    /// What the service signs: what it answers to, and the sealed answer.
    #[must_use]
    pub fn bytes(confirm: &Confirm, sealed: &Sealed) -> Vec<u8> {
        signed::bytes(
            "kodevagt/activated/v1",
            &[
                &signed::sha256(&confirm.bytes()),
                &sealed.enc.0,
                &sealed.ciphertext.0,
            ],
        )
    }
}

/// What a phone gets. The code seed isn't here: both sides export it ([`SEED`]) from the sealing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The organisation.
    pub organisation: Id,
    /// Its name, for people: the account's issuer.
    pub name: String,
    /// The device's name at the service.
    pub device: Id,
    /// How often the person has changed phones.
    pub epoch: u64,
    /// The person's user name: the account's label.
    pub login: String,
    /// Whom to ask for help.
    pub contact: Contact,
    /// What the organisation demands of the phone.
    pub policy: Policy,
}

/// What an organisation demands of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Policy {
    /// Digits of the PIN: 4 or 6.
    pub pin_digits: u8,
    /// Whether a fingerprint or face may stand in for the PIN.
    pub biometrics: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            pin_digits: 4,
            biometrics: true,
        }
    }
}

/// The code seed: 20 bytes of the HPKE context (RFC 9180 §5.3), never transmitted.
pub const SEED: Export = Export {
    label: "kodevagt/code-seed/v1",
    len: limits::SEED_BYTES,
};

/// What is bound to a sealed [`Grant`]: what it answers to.
#[must_use]
pub fn grant_info(confirm: &Confirm) -> Vec<u8> {
    signed::bytes(
        "kodevagt/grant/v1",
        &[&signed::sha256(&confirm.bytes()), &confirm.hpke_key.0],
    )
}

/// Tells that a PIN was chosen: from now on the phone counts. Sending it again is no error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Active {
    /// The vault key's public half: Ed25519, 32 bytes.
    pub vault_key: Bytes,
    /// S_srv, 32 bytes, sealed for the service's HPKE key with [`half_info`].
    pub half: Sealed,
    /// Counts the halves: 1 at activation.
    pub half_serial: u64,
}

/// The answer to [`Active`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activated {
    /// The device.
    pub device: Id,
    /// When it became active: milliseconds since the Unix epoch.
    pub activated_at_ms: i64,
}

/// What is bound to a sealed half of the unblock slot: whose it is, and which.
#[must_use]
pub fn half_info(device: Id, serial: u64) -> Vec<u8> {
    signed::bytes("kodevagt/half/v1", &[&device.0, &serial.to_be_bytes()])
}

/// Seals S_srv for the service.
///
/// # Errors
/// [`sealed::DoesNotOpen`] when the key can't be sealed for.
pub fn seal_half(
    hpke_key: &[u8],
    device: Id,
    serial: u64,
    half: &[u8; 32],
    random: &Zeroizing<[u8; 32]>,
) -> Result<Sealed, sealed::DoesNotOpen> {
    let info = half_info(device, serial);
    Ok(sealed::seal(hpke_key, &info, half, Export::NONE, random)?.sealed)
}
