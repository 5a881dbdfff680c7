//! Sealing everything again under the newest key, so that an older one can be thrown away.

use std::sync::Arc;

use super::{Bound, Keys};
use crate::store::{Fault, Store, Transaction, Tx, Value};

const BATCH: i64 = 200;

/// Every column that is sealed under the service's own key: table, id, column, and the place that it is bound to.
/// What a person's own key sealed doesn't open under it, and is passed over.
const COLUMNS: [Column; 13] = [
    Column("meta", "name", "bytes", "meta.bytes"),
    Column("keys", "serial", "signing_sealed", "keys.signing"),
    Column("keys", "serial", "hpke_sealed", "keys.hpke"),
    Column("people", "id", "person_key", "people.person_key"),
    Column("devices", "id", "seed_sealed", "devices.seed"),
    Column("devices", "id", "puk_sealed", "devices.puk"),
    Column("devices", "id", "puk_pending_sealed", "devices.puk_pending"),
    Column("devices", "id", "push_target_sealed", "devices.push_target"),
    Column(
        "applications",
        "id",
        "webhook_secret_sealed",
        "applications.webhook_secret",
    ),
    Column("challenges", "id", "number_sealed", "challenges.number"),
    Column("unblocks", "id", "words_sealed", "unblocks.words"),
    Column("messages", "id", "recipient_sealed", "messages.recipient"),
    Column("messages", "id", "text_sealed", "messages.text"),
];

#[derive(Clone, Copy)]
struct Column(&'static str, &'static str, &'static str, &'static str);

impl Keys {
    /// Seals again what isn't under the newest key yet: answers how many values. The service may run meanwhile,
    /// started with the same list of keys.
    ///
    /// # Errors
    /// What the database reports; what was done by then stays done.
    pub async fn reseal(self: &Arc<Self>, store: &Store) -> Result<u64, Fault> {
        let mut count = 0;
        for column in COLUMNS {
            let mut after = None;
            loop {
                let batch = Batch {
                    keys: Arc::clone(self),
                    column,
                    after,
                };
                let (sealed, last) = store.run(batch).await?;
                count += sealed;
                if last.is_none() {
                    break;
                }
                after = last;
            }
        }
        Ok(count)
    }
}

struct Batch {
    keys: Arc<Keys>,
    column: Column,
    after: Option<Value>,
}

impl Transaction for Batch {
    type Answer = (u64, Option<Value>);

    async fn run(&self, tx: &mut dyn Tx) -> Result<(u64, Option<Value>), Fault> {
        let Column(table, id, column, place) = self.column;
        let rows = match &self.after {
            None => {
                let sql = format!(
                    "SELECT {id} AS id, {column} AS sealed FROM {table} \
                     WHERE {column} IS NOT NULL ORDER BY {id} LIMIT $1"
                );
                tx.rows(&sql, &[BATCH.into()]).await?
            }
            Some(after) => {
                let sql = format!(
                    "SELECT {id} AS id, {column} AS sealed FROM {table} \
                     WHERE {column} IS NOT NULL AND {id} > $2 ORDER BY {id} LIMIT $1"
                );
                tx.rows(&sql, &[BATCH.into(), after.clone()]).await?
            }
        };
        let update = format!("UPDATE {table} SET {column} = $3 WHERE {id} = $1 AND {column} = $2");
        let mut count = 0;
        let mut last = None;
        for row in rows {
            let id: Value = row.read("id")?;
            let sealed: Vec<u8> = row.read("sealed")?;
            last = Some(id.clone());
            let name = bytes(&id);
            let bound = Bound { place, id: &name };
            if self.keys.service.is_newest(&sealed) {
                continue;
            }
            if let Ok(plain) = self.keys.service.open(bound, &sealed) {
                let again = self.keys.service.seal(bound, &plain);
                count += tx
                    .execute(&update, &[id, sealed.into(), again.into()])
                    .await?;
            }
        }
        Ok((count, last))
    }
}

/// The id as it is bound.
fn bytes(id: &Value) -> Vec<u8> {
    match id {
        Value::Null => Vec::new(),
        Value::Int(number) => number.to_be_bytes().to_vec(),
        Value::Bytes(bytes) => bytes.clone(),
        Value::Text(text) => text.as_bytes().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::*;
    use crate::keys::{KeyError, Online, RootSource, SealingSource};
    use crate::store::{Options, Place};

    #[tokio::test]
    async fn after_resealing_the_old_key_can_go() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::File(dir.path().join("store.sqlite"));
        let store = Store::open(&place, Options::default()).await.unwrap();
        let file = dir.path().join("keys");
        let (old, new) = ("11".repeat(32), "22".repeat(32));
        let load = async |text: &str| {
            fs::write(&file, text).unwrap();
            Keys::load(&SealingSource::File(file.clone()), &store)
                .await
                .map(Arc::new)
        };
        let root = RootSource::new(None, dir.path(), true);
        let first = load(&old).await.unwrap();
        let online = Online::load(&first, &store, &root).await.unwrap();
        let index = first.login_index("Kari");
        assert!(matches!(load(&new).await, Err(KeyError::Wrong)));
        let both = load(&format!("{new}\n{old}")).await.unwrap();
        // The index key and two online keys.
        assert_eq!(both.reseal(&store).await, Ok(3));
        assert_eq!(both.reseal(&store).await, Ok(0));
        assert!(matches!(load(&old).await, Err(KeyError::Wrong)));
        let after = load(&new).await.unwrap();
        assert_eq!(after.login_index("kari "), index);
        let found = Online::find(&after, &store).await.unwrap().unwrap();
        assert_eq!(found.statement(), online.statement());
    }
}
