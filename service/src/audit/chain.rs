//! The chain: each entry's keyed hash covers the one before, and the head says how many there are.

use std::sync::Arc;
use std::time::Duration;

use crate::keys::Keys;
use crate::store::{Fault, Row, Store, Topic, Transaction, Tx};

/// How many entries are chained or checked in one transaction.
const BATCH: i64 = 256;
/// How long a missed notice may delay the chaining.
const LATEST: Duration = Duration::from_secs(30);
const START: [u8; 32] = [0; 32];

/// What a look at the chain finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// So many entries, each in its place.
    Whole(i64),
    /// The first place where it doesn't hold.
    Broken(i64),
}

/// Chains what is written, until the future is dropped. Any number of instances may do so.
pub(crate) async fn seal_until_stopped(store: Store, keys: Arc<Keys>) {
    let mut waiter = store.subscribe(Topic::Audit);
    loop {
        let sealed = store.run(Seal(Arc::clone(&keys))).await;
        match sealed {
            Ok(count) if count == BATCH => continue,
            Ok(_) => {}
            Err(fault) => tracing::error!(%fault, "the audit's chain waits"),
        }
        // Being woken and being late come to the same.
        let _ = tokio::time::timeout(LATEST, waiter.changed()).await;
    }
}

/// Gives the oldest entries without a place theirs: answers how many.
struct Seal(Arc<Keys>);

impl Transaction for Seal {
    type Answer = i64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<i64, Fault> {
        tx.execute(
            "INSERT INTO meta (name, number, bytes) VALUES ('audit_head', 0, $1) \
             ON CONFLICT (name) DO NOTHING",
            &[START.into()],
        )
        .await?;
        let head = "SELECT number, bytes FROM meta WHERE name = 'audit_head' FOR UPDATE";
        let head = tx.row(head, &[]).await?.ok_or_else(no_head)?;
        let (mut place, mut chain): (i64, [u8; 32]) = (head.read("number")?, head.read("bytes")?);
        let rows = tx
            .rows(
                "SELECT id, at, actor, action, subject, detail_sealed FROM audit \
                 WHERE place IS NULL ORDER BY id LIMIT $1",
                &[BATCH.into()],
            )
            .await?;
        for row in &rows {
            place += 1;
            chain = link(&self.0, &chain, place, row)?;
            tx.execute(
                "UPDATE audit SET place = $2, chain = $3 WHERE id = $1",
                &[row.read::<i64>("id")?.into(), place.into(), chain.into()],
            )
            .await?;
        }
        if !rows.is_empty() {
            tx.execute(
                "UPDATE meta SET number = $1, bytes = $2 WHERE name = 'audit_head'",
                &[place.into(), chain.into()],
            )
            .await?;
        }
        Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
    }
}

fn no_head() -> Fault {
    Fault::Corrupt("the audit's chain has no head".to_owned())
}

/// The hash of an entry in its place: every field with its length before it, a missing one told from an empty
/// one.
fn link(keys: &Keys, before: &[u8; 32], place: i64, row: &Row) -> Result<[u8; 32], Fault> {
    let mut bytes = before.to_vec();
    bytes.extend_from_slice(&place.to_be_bytes());
    bytes.extend_from_slice(&row.read::<i64>("at")?.to_be_bytes());
    let actor: String = row.read("actor")?;
    let action: String = row.read("action")?;
    let fields = [
        Some(actor.into_bytes()),
        Some(action.into_bytes()),
        row.read::<Option<Vec<u8>>>("subject")?,
        row.read::<Option<Vec<u8>>>("detail_sealed")?,
    ];
    for field in fields {
        bytes.push(u8::from(field.is_some()));
        let field = field.unwrap_or_default();
        bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
        bytes.extend_from_slice(&field);
    }
    Ok(keys.hash("audit", &bytes))
}

/// Chains what still waits and checks every entry from the first on.
pub(crate) async fn verify(store: &Store, keys: &Arc<Keys>) -> Result<Verdict, Fault> {
    while store.run(Seal(Arc::clone(keys))).await? == BATCH {}
    let (mut place, mut chain) = (0, START);
    loop {
        let rows = store.run(After(place)).await?;
        for row in &rows {
            place += 1;
            chain = link(keys, &chain, place, row)?;
            if row.read::<i64>("place")? != place || row.read::<[u8; 32]>("chain")? != chain {
                return Ok(Verdict::Broken(place));
            }
        }
        if rows.is_empty() {
            break;
        }
    }
    let (head, last) = store.run(Head(place)).await?;
    // Whoever takes entries off the end leaves a head that knows of more.
    Ok(match head >= place && last == chain {
        true => Verdict::Whole(place),
        false => Verdict::Broken(place + 1),
    })
}

/// The entries that come after a place.
struct After(i64);

impl Transaction for After {
    type Answer = Vec<Row>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Row>, Fault> {
        tx.rows(
            "SELECT place, chain, at, actor, action, subject, detail_sealed FROM audit \
             WHERE place > $1 ORDER BY place LIMIT $2",
            &[self.0.into(), BATCH.into()],
        )
        .await
    }
}

/// The head's place, and the hash that it should have at the place that was read up to: the head's own, unless
/// the service has chained more meanwhile.
struct Head(i64);

impl Transaction for Head {
    type Answer = (i64, [u8; 32]);

    async fn run(&self, tx: &mut dyn Tx) -> Result<(i64, [u8; 32]), Fault> {
        let head = "SELECT number, bytes FROM meta WHERE name = 'audit_head' FOR UPDATE";
        let head = tx.row(head, &[]).await?.ok_or_else(no_head)?;
        let place: i64 = head.read("number")?;
        let more = "SELECT place, chain FROM audit WHERE place = $1";
        if place > self.0 && tx.row(more, &[(self.0 + 1).into()]).await?.is_some() {
            let here = tx.row(more, &[self.0.into()]).await?;
            return Ok((place, here.map_or(Ok(START), |row| row.read("chain"))?));
        }
        Ok((place, head.read("bytes")?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Entry, append};
    use super::*;
    use crate::keys::SealingSource;
    use crate::store::{Options, Place};

    struct Did(&'static str);

    impl Transaction for Did {
        type Answer = ();

        async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
            let entry = Entry {
                actor: "shell",
                action: self.0,
                subject: Some(&[1; 16]),
                detail: None,
            };
            append(tx, &entry).await
        }
    }

    struct Sql(&'static str);

    impl Transaction for Sql {
        type Answer = u64;

        async fn run(&self, tx: &mut dyn Tx) -> Result<u64, Fault> {
            tx.execute(self.0, &[]).await
        }
    }

    #[tokio::test]
    async fn whatever_is_done_to_an_entry_shows() {
        for (done, verdict) in [
            (
                "UPDATE audit SET at = at WHERE place = 3",
                Verdict::Whole(300),
            ),
            (
                "UPDATE audit SET at = at + 1 WHERE place = 3",
                Verdict::Broken(3),
            ),
            (
                "UPDATE audit SET action = 'x' WHERE place = 299",
                Verdict::Broken(299),
            ),
            (
                "UPDATE audit SET subject = NULL WHERE place = 1",
                Verdict::Broken(1),
            ),
            ("DELETE FROM audit WHERE place = 200", Verdict::Broken(200)),
            ("DELETE FROM audit WHERE place = 300", Verdict::Broken(300)),
            ("DELETE FROM audit WHERE place > 1", Verdict::Broken(2)),
            (
                "UPDATE audit SET place = 301 WHERE place = 5",
                Verdict::Broken(5),
            ),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let place = Place::File(dir.path().join("store.sqlite"));
            let store = Store::open(&place, Options::default()).await.unwrap();
            let source = SealingSource::DataDir {
                dir: dir.path().to_owned(),
                make: true,
            };
            let keys = Arc::new(Keys::load(&source, &store).await.unwrap());
            let deeds = (0..300).map(|_| store.run(Did("deed")));
            futures_util::future::try_join_all(deeds).await.unwrap();
            assert_eq!(verify(&store, &keys).await, Ok(Verdict::Whole(300)));
            store.run(Sql(done)).await.unwrap();
            assert_eq!(verify(&store, &keys).await, Ok(verdict), "{done}");
        }
    }
}
