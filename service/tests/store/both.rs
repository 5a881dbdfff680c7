//! A test, once for each database.

use kodevagt_service::clock::FakeClock;
use kodevagt_service::store::{Fault, Options, Place, Store, Transaction, Tx};

/// Where a test's database is; it lives as long as this.
pub(crate) struct Db {
    pub(crate) place: Place,
    pub(crate) clock: FakeClock,
    _dir: Option<tempfile::TempDir>,
}

/// What the fake clock shows at first.
pub(crate) const START: i64 = 1_700_000_000_000;

impl Db {
    pub(crate) async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self {
            place: Place::File(dir.path().join("store.sqlite")),
            clock: FakeClock::at(START),
            _dir: Some(dir),
        }
    }

    pub(crate) async fn postgres() -> Self {
        Self {
            place: Place::Server(crate::cluster::database().await),
            clock: FakeClock::at(START),
            _dir: None,
        }
    }

    /// Opens it, as one instance of a service does.
    pub(crate) async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Store, Fault> {
        let options = Options {
            clock: self.clock.clock(),
            development: true,
        };
        Store::open(&self.place, options).await
    }
}

/// Turns `async fn name(db: Db)` into two tests.
macro_rules! both {
    ($($(#[doc = $doc:literal])* async fn $name:ident($db:ident: Db) $body:block)+) => {
        $(
            $(#[doc = $doc])*
            mod $name {
                #[allow(unused_imports)]
                use super::*;

                async fn body($db: Db) $body

                #[tokio::test(flavor = "multi_thread")]
                async fn sqlite() {
                    body(Db::sqlite().await).await;
                }

                #[tokio::test(flavor = "multi_thread")]
                async fn postgres() {
                    body(Db::postgres().await).await;
                }
            }
        )+
    };
}
pub(crate) use both;

/// A counter in the database.
pub(crate) struct Add(pub(crate) &'static str, pub(crate) i64);

impl Transaction for Add {
    type Answer = i64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<i64, Fault> {
        tx.execute(
            "INSERT INTO meta (name, number) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING",
            &[self.0.into()],
        )
        .await?;
        let row = tx
            .row(
                "SELECT number FROM meta WHERE name = $1 FOR UPDATE",
                &[self.0.into()],
            )
            .await?;
        let sum = row.unwrap().read::<i64>("number")? + self.1;
        tx.execute(
            "UPDATE meta SET number = $2 WHERE name = $1",
            &[self.0.into(), sum.into()],
        )
        .await?;
        Ok(sum)
    }
}
