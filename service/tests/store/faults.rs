//! Databases that can't be used, and what is said of them.

use kodevagt_service::clock::Clock;
use kodevagt_service::store::{Fault, Options, Place, Store, Transaction, Tx};

use crate::both::{Db, both};

struct FromTheFuture;

impl Transaction for FromTheFuture {
    type Answer = u64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<u64, Fault> {
        let sql = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) \
                   VALUES (999, 'later', '2030-01-01T00:00:00Z', '1')";
        tx.execute(sql, &[]).await
    }
}

struct Misspelt;

impl Transaction for Misspelt {
    type Answer = u64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<u64, Fault> {
        tx.execute("DELETE FORM meta", &[]).await
    }
}

both! {
    async fn a_newer_versions_tables_are_left_alone(db: Db) {
        let store = db.open().await;
        store.run(FromTheFuture).await.unwrap();
        store.close().await;
        assert!(matches!(db.try_open().await, Err(Fault::Newer(_))));
    }

    async fn our_own_mistake_is_called_one(db: Db) {
        let store = db.open().await;
        assert!(matches!(store.run(Misspelt).await, Err(Fault::Failed(_))));
        assert_eq!(store.ready().await, Ok(()));
    }

    async fn several_may_open_an_empty_database_at_once(db: Db) {
        let opened = futures_util::future::join_all((0..4).map(|_| db.try_open())).await;
        assert!(opened.iter().all(Result::is_ok), "{opened:?}");
    }
}

async fn open(place: Place) -> Result<Store, Fault> {
    let options = Options {
        clock: Clock::system(),
        development: false,
    };
    Store::open(&place, options).await
}

#[tokio::test]
async fn a_file_that_is_no_database_is_corrupt_and_a_folder_that_is_missing_unreachable() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    std::fs::write(
        &path,
        "not a database, but long enough to be read as a header. ".repeat(100),
    )
    .unwrap();
    let opened = open(Place::File(path)).await;
    assert!(matches!(opened, Err(Fault::Corrupt(_))), "{opened:?}");
    let opened = open(Place::File(dir.path().join("nowhere/store.sqlite"))).await;
    assert!(matches!(opened, Err(Fault::Unreachable(_))), "{opened:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable_and_its_password_not_told() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let place = Place::read(&format!("postgres://kodevagt:geheim@{address}/none"));
    let opened = open(place).await;
    assert!(matches!(&opened, Err(Fault::Unreachable(_))), "{opened:?}");
    assert!(!format!("{opened:?}").contains("geheim"));
}
