//! Whom a commit wakes.

use futures_util::FutureExt as _;
use kodevagt_service::store::{Fault, Topic, Transaction, Tx};

use crate::both::{Add, Db, both};
use crate::suite::Waking;

struct InVain;

impl Transaction for InVain {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.wake(Topic::Audit);
        Err(Fault::Duplicate)
    }
}

struct Cut;

impl Transaction for Cut {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let sql = "SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        tx.rows(sql, &[]).await.map(drop)
    }
}

both! {
    async fn two_instances_wake_each_other(db: Db) {
        let (one, two) = (db.open().await, db.open().await);
        let topic = Topic::Device([3; 16]);
        let (mut here, mut there) = (one.subscribe(topic), two.subscribe(topic));
        assert_eq!(one.run(Waking("woken", topic)).await, Ok(1));
        here.changed().await;
        there.changed().await;
        assert_eq!(two.run(Waking("woken", topic)).await, Ok(2));
        here.changed().await;
    }

    async fn what_was_rolled_back_wakes_nobody(db: Db) {
        let store = db.open().await;
        let mut waiter = store.subscribe(Topic::Audit);
        assert_eq!(store.run(InVain).await, Err(Fault::Duplicate));
        assert!(waiter.changed().now_or_never().is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_connections_are_made_anew_and_everyone_reads_again() {
    let db = Db::postgres().await;
    let (one, two) = (db.open().await, db.open().await);
    let topic = Topic::Challenge([4; 16]);
    one.run(Add("lost", 1)).await.unwrap();
    let mut waiter = one.subscribe(topic);
    two.run(Cut).await.unwrap();
    // Woken by the reconnection, though nobody called its topic.
    waiter.changed().await;
    assert_eq!(one.run(Add("lost", 1)).await, Ok(2));
    two.run(Waking("lost", topic)).await.unwrap();
    waiter.changed().await;
}
