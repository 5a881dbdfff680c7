//! The systems that ask for approvals.

mod caller;

pub(crate) use caller::Caller;

use data_encoding::BASE64URL_NOPAD;
use kodevagt_protocol::limits::APPROVAL_MS;
use kodevagt_protocol::text::Shown;
use zeroize::Zeroizing;

use crate::audit::{Entry, append};
use crate::keys::{Keys, random};
use crate::store::{Fault, Transaction, Tx};

/// A new application: its key is shown once, the database holds a keyed hash of it.
pub(crate) struct AddApplication {
    id: [u8; 16],
    name: String,
    key_hash: [u8; 32],
}

impl AddApplication {
    /// The transaction, and the API key: `kv_` and 43 characters, 256 bits.
    pub(crate) fn new(name: &Shown, keys: &Keys) -> (Self, Zeroizing<String>) {
        let secret = Zeroizing::new(random::<32>());
        let key = Zeroizing::new(format!("kv_{}", BASE64URL_NOPAD.encode(&*secret)));
        let transaction = Self {
            id: random(),
            name: name.as_str().to_owned(),
            key_hash: api_key_hash(keys, &key),
        };
        (transaction, key)
    }
}

/// How an API key is found in `applications.key_hash`.
pub(crate) fn api_key_hash(keys: &Keys, key: &str) -> [u8; 32] {
    keys.hash("api key", key.as_bytes())
}

impl Transaction for AddApplication {
    type Answer = Option<[u8; 16]>;

    /// The id, or `None` if the name is taken.
    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<[u8; 16]>, Fault> {
        let now = tx.now().await?;
        let ttl = i64::try_from(APPROVAL_MS).unwrap_or(i64::MAX);
        let added = tx
            .execute(
                "INSERT INTO applications (id, name, key_hash, ttl_ms, state, created_at) \
                 VALUES ($1, $2, $3, $4, 'active', $5) ON CONFLICT (name) DO NOTHING",
                &[
                    self.id.into(),
                    (&self.name).into(),
                    self.key_hash.into(),
                    ttl.into(),
                    now.into(),
                ],
            )
            .await?;
        if added == 0 {
            return Ok(None);
        }
        let entry = Entry {
            actor: "shell",
            action: "application.added",
            subject: Some(&self.id),
            detail: None,
        };
        append(tx, &entry).await?;
        Ok(Some(self.id))
    }
}
