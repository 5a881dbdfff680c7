//! Sealing everything again under the newest key, so that an older one can be thrown away.

use std::sync::Arc;

use super::{Bound, Keys};
use crate::store::{Fault, Store, Transaction, Tx, Value};

const BATCH: i64 = 200;

/// Every column that may be sealed under the service's own key. What a person's own key sealed, in the columns
/// that hold both, is passed over.
const COLUMNS: [Column; 13] = [
    Column("meta", "name", "bytes", "'meta.bytes'"),
    Column("keys", "serial", "signing_sealed", "'keys.signing'"),
    Column("keys", "serial", "hpke_sealed", "'keys.hpke'"),
    Column("people", "id", "person_key", "'people.person_key'"),
    Column("devices", "id", "seed_sealed", "'devices.seed'"),
    Column(
        "devices",
        "id",
        "push_target_sealed",
        "'devices.push_target'",
    ),
    // As `devices::half_place` says it.
    Column(
        "devices",
        "id",
        "puk_sealed",
        "'devices.puk.' || puk_serial",
    ),
    Column(
        "devices",
        "id",
        "puk_pending_sealed",
        "'devices.puk.' || (puk_serial + 1)",
    ),
    Column("activations", "id", "mobile_sealed", "'activations.mobile'"),
    Column(
        "applications",
        "id",
        "webhook_secret_sealed",
        "'applications.webhook_secret'",
    ),
    Column("unblocks", "id", "words_sealed", "'unblocks.words'"),
    Column("messages", "id", "recipient_sealed", "'messages.recipient'"),
    Column("messages", "id", "text_sealed", "'messages.text'"),
];

/// Table, id, column, and the place that it is bound to, as an expression over the row.
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
                    "SELECT {id} AS id, {column} AS sealed, {place} AS place FROM {table} \
                     WHERE {column} IS NOT NULL ORDER BY {id} LIMIT $1"
                );
                tx.rows(&sql, &[BATCH.into()]).await?
            }
            Some(after) => {
                let sql = format!(
                    "SELECT {id} AS id, {column} AS sealed, {place} AS place FROM {table} \
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
            let (name, place): (_, String) = (bytes(&id), row.read("place")?);
            let bound = Bound {
                place: &place,
                id: &name,
            };
            // Another's key, or no ciphertext at all.
            if self.keys.service.is_newest(&sealed) || !self.keys.service.sealed(&sealed) {
                continue;
            }
            // Passing this over would lose it with the older key.
            let plain = self.keys.service.open(bound, &sealed).map_err(|_| {
                Fault::Corrupt(format!("{table}.{column} doesn't open in its place"))
            })?;
            let again = self.keys.service.seal(bound, &plain);
            count += tx
                .execute(&update, &[id, sealed.into(), again.into()])
                .await?;
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
    use crate::devices::half_place;
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
        store.run(Device(Arc::clone(&first))).await.unwrap();
        let index = first.login_index("Kari");
        assert!(matches!(load(&new).await, Err(KeyError::Wrong)));
        let both = load(&format!("{new}\n{old}")).await.unwrap();
        // The index key, two online keys, a person's key, and a device's two halves.
        assert_eq!(both.reseal(&store).await, Ok(6));
        assert_eq!(both.reseal(&store).await, Ok(0));
        assert!(matches!(load(&old).await, Err(KeyError::Wrong)));
        let after = load(&new).await.unwrap();
        assert_eq!(after.login_index("kari "), index);
        let found = Online::find(&after, &store).await.unwrap().unwrap();
        assert_eq!(found.statement(), online.statement());
        let row = store.run(Halves).await.unwrap();
        for (column, serial) in [("puk_sealed", 4), ("puk_pending_sealed", 5)] {
            let place = half_place(serial);
            let bound = Bound {
                place: &place,
                id: &[2; 16],
            };
            let sealed: Vec<u8> = row.read(column).unwrap();
            assert_eq!(&**after.open(bound, &sealed).unwrap(), b"half");
        }
    }

    #[test]
    fn no_sealed_column_is_forgotten() {
        // Sealed under a person's key only: that key is sealed again instead.
        let a_persons = [
            "login_sealed",
            "name_sealed",
            "mail_sealed",
            "number_sealed",
            "where_sealed",
            "transaction_sealed",
            "identity_check_sealed",
            "detail_sealed",
            "subject_sealed",
            "html_sealed",
        ];
        let schema = include_str!("../store/migrations/V1__foundation.sql");
        let columns: Vec<_> = schema
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .filter(|word| word.ends_with("_sealed"))
            .collect();
        assert!(columns.len() > 20);
        for column in columns {
            let known = COLUMNS.iter().any(|known| known.2 == column);
            assert!(known || a_persons.contains(&column), "{column}");
        }
    }

    struct Device(Arc<Keys>);

    impl Transaction for Device {
        type Answer = ();

        async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
            let (_, person_key) = self.0.new_person(&[1; 16]);
            tx.execute(
                "INSERT INTO people (id, login_index, person_key, login_sealed, name_sealed, role, \
                 state, created_at) VALUES ($1, $1, $2, $1, $1, 'person', 'active', 0)",
                &[[1; 16].into(), person_key.into()],
            )
            .await?;
            let half = |serial| {
                let place = half_place(serial);
                let bound = Bound {
                    place: &place,
                    id: &[2; 16],
                };
                Value::from(self.0.seal(bound, b"half"))
            };
            tx.execute(
                "INSERT INTO devices (id, person, epoch, state, device_key, puk_serial, puk_sealed, \
                 puk_pending_sealed, created_at) VALUES ($1, $2, 1, 'active', $1, 4, $3, $4, 0)",
                &[[2; 16].into(), [1; 16].into(), half(4), half(5)],
            )
            .await?;
            Ok(())
        }
    }

    struct Halves;

    impl Transaction for Halves {
        type Answer = crate::store::Row;

        async fn run(&self, tx: &mut dyn Tx) -> Result<crate::store::Row, Fault> {
            let sql = "SELECT puk_sealed, puk_pending_sealed FROM devices";
            let row = tx.row(sql, &[]).await?;
            row.ok_or_else(|| Fault::Corrupt("no device".to_owned()))
        }
    }
}
