//! What a phone keeps of an organisation that it is activated with, or about to be. It lies in the
//! locker ([`crate::vault`]): a closed phone reads it without a PIN, a blocked one too.

pub(crate) mod answer;
pub(crate) mod challenge;
pub(crate) mod grant;
mod mobile;
pub(crate) mod trust;

use core::fmt;

use kodevagt_protocol::activation::{Confirm, Contact, Policy};
use kodevagt_protocol::unblock;
use kodevagt_protocol::wire::Id;
use serde::{Deserialize, Serialize};

use crate::account;
use crate::secret::{Key, SecretBytes};
use crate::vault::{RootId, encoding};

pub use answer::Error;
pub use challenge::Approval;
pub use kodevagt_protocol::keys::Distrust;
pub use mobile::{Mobile, NotAMobile};
pub use trust::{Address, Service};

/// An organisation as this phone knows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Names it, here and at its service.
    pub id: RootId,
    /// As it calls itself.
    pub name: String,
    /// Its service's URL, without a slash at the end.
    pub server: String,
    /// SHA-256 of the root key that signs its key statements.
    #[serde(with = "encoding::hex")]
    pub root_key_hash: [u8; 32],
    /// The newest signed key statement that was accepted, as it came.
    #[serde(with = "encoding::base64")]
    pub statement: Vec<u8>,
    /// That statement's serial; lower ones are refused.
    pub statement_serial: u64,
    /// This phone, as the service names it; `None` before the grant.
    pub device: Option<Id>,
    /// Counts the phones that this person has had there; from the grant.
    pub epoch: u64,
    /// The key that signs as this phone, in the key store.
    pub device_key: DeviceKey,
    /// The vault key's public half (Ed25519, 32 bytes); empty before a PIN stands behind it.
    #[serde(with = "encoding::base64")]
    pub vault_key: Vec<u8>,
    /// The organisation's account on this phone; `None` before there is one, and after a removal.
    #[serde(with = "optional_account")]
    pub account: Option<account::Id>,
    /// Whom to call.
    pub contact: Contact,
    /// What it demands of a phone.
    pub policy: Policy,
    /// How far this phone is with it.
    pub standing: Standing,
    /// The half of an unblock slot that its service has yet to take over.
    pub half: Option<Half>,
    /// Help that was asked for.
    pub unblock: Option<Unblock>,
    /// When its service last answered (wall clock, milliseconds).
    pub last_contact_ms: Option<i64>,
    /// Milliseconds to add to the phone's clock to get the service's time.
    pub clock_offset_ms: i64,
}

/// How far a phone is with an organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On its way; nothing counts yet.
    Activating(Activating),
    /// Activated.
    Active,
    /// The organisation took this phone out: its accounts and keys are erased here.
    Removed,
}

/// An activation that has begun.
#[derive(Clone, Serialize, Deserialize)]
pub struct Activating {
    /// As the service names it, once it has begun.
    pub activation: Option<Id>,
    /// The mobile number that was given; empty with a ticket.
    pub mobile: String,
    /// The key that the grant is sealed for; wiped with this state.
    #[serde(with = "encoding::secret")]
    pub hpke_key: SecretBytes,
    /// What gave the code or ticket, as it was sent: the same again gets the same reply.
    #[serde(default)]
    pub confirm: Option<Box<Confirm>>,
    /// What the service granted, while the PIN is missing.
    #[serde(default)]
    pub granted: Option<Granted>,
}

/// What a service granted that only the PIN puts in its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Granted {
    /// The person's user name.
    pub login: String,
    /// The seed of the organisation's account.
    #[serde(with = "encoding::secret")]
    pub seed: SecretBytes,
}

impl fmt::Debug for Activating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Activating")
            .field("activation", &self.activation)
            .finish_non_exhaustive()
    }
}

/// The key that signs as this phone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceKey {
    pub(crate) alias: String,
    /// The public half: a P-256 point, uncompressed, 65 bytes.
    #[serde(with = "encoding::base64")]
    pub public: Vec<u8>,
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.alias)
    }
}

/// A half of an unblock slot: the phone made it, the service is to hold it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Half {
    /// The slot's number.
    pub serial: u64,
    /// S_srv. Wiped as soon as the service has it and a PIN stands: this phone must not hold both halves.
    #[serde(with = "encoding::optional_key")]
    pub secret: Option<Key>,
    /// The unblock request that it ends, while the service hasn't been told that the phone opened.
    #[serde(default)]
    pub request: Option<Id>,
}

/// Help that was asked for, and how far it is.
#[derive(Clone, Serialize, Deserialize)]
pub struct Unblock {
    /// The number that the phone shows and the person reads out.
    pub lock_number: String,
    /// As the service names the request, once it has answered.
    pub request: Option<Id>,
    /// The words that support types; shown on this phone and nowhere else.
    pub words: Option<[String; 2]>,
    /// The key that the service's half is sealed for; destroyed with the new PIN.
    #[serde(with = "encoding::secret")]
    pub request_key: SecretBytes,
    /// The service's halves, sealed for that key, once support's code was right.
    #[serde(default)]
    pub released: Vec<unblock::Half>,
    /// Whether the service has the next half.
    #[serde(default)]
    pub staged: bool,
}

impl fmt::Debug for Unblock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unblock")
            .field("lock_number", &self.lock_number)
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

impl Record {
    /// Whether a PIN stands behind this organisation's root.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        !self.vault_key.is_empty() && !matches!(self.standing, Standing::Removed)
    }
}

#[cfg(test)]
mod tests;

mod optional_account {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    use crate::account::Id;

    pub(super) fn serialize<S: Serializer>(id: &Option<Id>, to: S) -> Result<S::Ok, S::Error> {
        id.map(|id| id.to_string()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Id>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}
