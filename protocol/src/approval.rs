//! A sign-in is put to a phone and decided, within 25 seconds.
//!
//! `GET /v1/phone/challenges` (→ [`Challenges`]) · `POST /v1/phone/challenges/{id}/decision`
//! ([`Decision`] → [`Decided`]) · `GET /v1/phone/challenges/{id}` (→ [`Decided`]: where one stands that no
//! longer waits), all signed by the device.
//!
//! The number that the sign-in page shows is in none of these but the decision: the person types it.

use serde::{Deserialize, Serialize};

use crate::keys::{self, BadSignature};
use crate::signed;
use crate::wire::{Bytes, Id};

/// What a phone is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Its name.
    pub id: Id,
    /// Sixteen random bytes.
    pub nonce: Bytes,
    /// The application's name, as the organisation registered it.
    pub application: String,
    /// The person's user name.
    pub person: String,
    /// Where the sign-in comes from, as far as the application knows.
    #[serde(rename = "where")]
    pub origin: Origin,
    /// A text of the application's ([`crate::text::Shown`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is approved beside the sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<Transaction>,
    /// When it was made, by the service's clock: milliseconds since the Unix epoch. For display.
    pub issued_at_ms: i64,
    /// The device that is asked.
    pub device: Id,
    /// Its epoch.
    pub epoch: u64,
    /// Digits of the number to type.
    pub digits: u8,
}

/// Where a sign-in comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Origin {
    /// An address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Text>))]
    pub ip: Option<String>,
    /// A place: "Odense".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Text>))]
    pub place: Option<String>,
    /// A browser: "Firefox, Windows".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Text>))]
    pub browser: Option<String>,
}

/// What is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Transaction {
    /// A decimal number: `1250.00`.
    #[cfg_attr(feature = "openapi", schema(pattern = r"^[0-9]{1,15}(\.[0-9]{1,4})?$"))]
    pub amount: String,
    /// Three letters (ISO 4217).
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Z]{3}$"))]
    pub currency: String,
    /// To whom.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Payee))]
    pub payee: String,
}

impl Challenge {
    /// The challenge as it is signed and decided on.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let transaction = self.transaction.as_ref().map_or(Vec::new(), |paid| {
            let fields = [&paid.amount, &paid.currency, &paid.payee].map(|field| field.as_bytes());
            signed::bytes("transaction", &fields)
        });
        signed::bytes(
            "kodevagt/challenge/v1",
            &[
                &self.id.0,
                &self.nonce.0,
                self.application.as_bytes(),
                self.person.as_bytes(),
                &signed::optional(self.origin.ip.as_deref()),
                &signed::optional(self.origin.place.as_deref()),
                &signed::optional(self.origin.browser.as_deref()),
                &signed::sha256(&signed::optional(self.text.as_deref())),
                &transaction,
                &self.issued_at_ms.to_be_bytes(),
                &self.device.0,
                &self.epoch.to_be_bytes(),
                &[self.digits],
            ],
        )
    }

    /// SHA-256 of [`Challenge::bytes`]: what decisions are about.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        signed::sha256(&self.bytes())
    }
}

/// A challenge as one fetch gave it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedChallenge {
    /// What is asked.
    pub challenge: Challenge,
    /// Milliseconds that were left when the service answered. The phone counts them from the moment at
    /// which it *sent* the fetch, by its boot clock, and so never ends later than the service.
    pub remaining_ms: u64,
    /// The signing key's, over [`SignedChallenge::bytes`].
    pub signature: Bytes,
}

impl SignedChallenge {
    /// What the service signs: the challenge, what is left of it, and the fetch that it answers (its
    /// nonce), so that no older answer can stand in.
    #[must_use]
    pub fn bytes(challenge: &Challenge, remaining_ms: u64, nonce: &str) -> Vec<u8> {
        signed::bytes(
            "kodevagt/fetched/v1",
            &[
                &challenge.bytes(),
                &remaining_ms.to_be_bytes(),
                nonce.as_bytes(),
            ],
        )
    }

    /// Checks the service's signature on an answer to the fetch with `nonce`.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(&self, signing_key: &[u8], nonce: &str) -> Result<(), BadSignature> {
        let bytes = Self::bytes(&self.challenge, self.remaining_ms, nonce);
        keys::verify_ed25519(signing_key, &bytes, &self.signature.0)
    }
}

/// What waits for a phone, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenges {
    /// At most two.
    pub challenges: Vec<SignedChallenge>,
}

/// What a person says to a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It is me.
    Approve,
    /// No.
    Deny,
    /// This isn't me: no, stop that source, and tell the organisation.
    Report,
}

impl Verb {
    /// As it is signed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Deny => "deny",
            Self::Report => "report",
        }
    }
}

/// A decision. Approving takes two signatures: the phone's hardware, and what only the PIN opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// What the person says.
    pub verb: Verb,
    /// The number as it was typed; for [`Verb::Approve`] only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The device key's, over [`Decision::bytes`].
    pub device_signature: Bytes,
    /// The vault key's (Ed25519), over the same; for [`Verb::Approve`] only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vault_signature: Option<Bytes>,
}

impl Decision {
    /// What both keys sign: which challenge, what is said, and the number.
    #[must_use]
    pub fn bytes(challenge_hash: &[u8; 32], verb: Verb, number: Option<&str>) -> Vec<u8> {
        signed::bytes(
            "kodevagt/decision/v1",
            &[
                challenge_hash,
                verb.as_str().as_bytes(),
                &signed::optional(number),
            ],
        )
    }

    /// Checks that this decides the challenge of `challenge_hash`: the device key's signature always, the
    /// vault key's too when it approves, and neither number nor vault signature when it doesn't.
    ///
    /// # Errors
    /// [`BadSignature`].
    pub fn verify(
        &self,
        challenge_hash: &[u8; 32],
        device_key: &[u8],
        vault_key: &[u8],
    ) -> Result<(), BadSignature> {
        let approves = self.verb == Verb::Approve;
        if self.number.is_some() != approves || self.vault_signature.is_some() != approves {
            return Err(BadSignature);
        }
        let bytes = Self::bytes(challenge_hash, self.verb, self.number.as_deref());
        keys::verify_device(device_key, &bytes, &self.device_signature.0)?;
        match &self.vault_signature {
            Some(signature) => keys::verify_ed25519(vault_key, &bytes, &signature.0),
            None => Ok(()),
        }
    }
}

/// Where a challenge stands. From [`State::Pending`] it goes to one other state and stays there, but
/// that an approval is consumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ApprovalState))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for the phone.
    Pending,
    /// The person said yes; the application hasn't taken it yet.
    Approved,
    /// The person said no.
    Denied,
    /// The person said that it wasn't them.
    Reported,
    /// The number was wrong.
    Mismatch,
    /// Nobody answered in time.
    Expired,
    /// A retry took its place.
    Superseded,
    /// The application has taken the approval.
    Consumed,
}

impl State {
    /// As on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Denied => "denied",
            Self::Reported => "reported",
            Self::Mismatch => "mismatch",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Consumed => "consumed",
        }
    }

    /// Reads what [`State::as_str`] gives.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Pending,
            Self::Approved,
            Self::Denied,
            Self::Reported,
            Self::Mismatch,
            Self::Expired,
            Self::Superseded,
            Self::Consumed,
        ]
        .into_iter()
        .find(|state| state.as_str() == name)
    }
}

/// The answer to a decision. The same decision again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decided {
    /// Where the challenge stands now: approved, denied, reported or mismatch.
    pub state: State,
}
