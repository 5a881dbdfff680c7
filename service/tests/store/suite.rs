//! Values, commits, time and contention.

use kodevagt_service::store::{Fault, Row, Transaction, Tx, Value};

use crate::both::{Add, Db, START, both};

struct Echo;

impl Transaction for Echo {
    type Answer = Vec<Row>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Row>, Fault> {
        tx.execute(
            "INSERT INTO limits (name, count, window_start, window_ms) VALUES ($4, $3, $2, $1)",
            &[3.into(), i64::MIN.into(), i64::MAX.into(), [0, 255].into()],
        )
        .await?;
        tx.rows(
            "SELECT name, count, window_start, window_ms, CAST($1 AS TEXT) AS text, \
             CAST(SUM(count) OVER () AS BIGINT) AS sum, CAST(NULL AS BIGINT) AS missing \
             FROM limits WHERE name = $2 AND count = $3 OR count = $3 LIMIT $4",
            &["ÆØÅ".into(), [0, 255].into(), i64::MAX.into(), 5.into()],
        )
        .await
    }
}

struct Failing;

impl Transaction for Failing {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        Add("failing", 1).run(tx).await?;
        tx.execute("INSERT INTO meta (name) VALUES ('failing')", &[])
            .await?;
        Ok(())
    }
}

struct Panicking;

impl Transaction for Panicking {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        Add("panicking", 1).run(tx).await?;
        panic!("as intended");
    }
}

struct Crossing(&'static str, &'static str);

impl Transaction for Crossing {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        Add(self.0, 1).run(tx).await?;
        Add(self.1, 1).run(tx).await?;
        Ok(())
    }
}

struct Now;

impl Transaction for Now {
    type Answer = i64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<i64, Fault> {
        tx.now().await
    }
}

struct Offset(i64);

impl Transaction for Offset {
    type Answer = u64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<u64, Fault> {
        let sql = "INSERT INTO meta (name, number) VALUES ('clock_offset', $1)";
        tx.execute(sql, &[self.0.into()]).await
    }
}

both! {
    async fn what_goes_in_comes_out(db: Db) {
        let store = db.open().await;
        let rows = store.run(Echo).await.unwrap();
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!(row.read("name"), Ok([0_u8, 255]));
        assert_eq!(row.read("count"), Ok(i64::MAX));
        assert_eq!(row.read("sum"), Ok(i64::MAX));
        assert_eq!(row.read("window_start"), Ok(i64::MIN));
        assert_eq!(row.read("text"), Ok("ÆØÅ".to_owned()));
        assert_eq!(row.read("missing"), Ok(None::<i64>));
        assert!(matches!(row.read::<i64>("text"), Err(Fault::Corrupt(_))));
        assert!(matches!(row.read::<[u8; 3]>("name"), Err(Fault::Corrupt(_))));
        assert!(matches!(row.read::<i64>("nowhere"), Err(Fault::Corrupt(_))));
        assert_eq!(Value::from(true), Value::Int(1));
    }

    async fn a_fault_leaves_nothing_behind(db: Db) {
        let store = db.open().await;
        assert_eq!(store.run(Failing).await, Err(Fault::Duplicate));
        assert_eq!(store.run(Add("failing", 0)).await, Ok(0));
    }

    async fn a_panic_leaves_nothing_behind_and_the_next_is_served(db: Db) {
        let store = db.open().await;
        assert!(matches!(store.run(Panicking).await, Err(Fault::Failed(_))));
        assert_eq!(store.run(Add("panicking", 0)).await, Ok(0));
    }

    async fn what_was_answered_is_there_after_opening_again(db: Db) {
        let store = db.open().await;
        assert_eq!(store.run(Add("kept", 7)).await, Ok(7));
        store.close().await;
        assert!(matches!(store.run(Now).await, Err(Fault::Unreachable(_))));
        assert_eq!(db.open().await.run(Add("kept", 0)).await, Ok(7));
    }

    async fn many_at_once_count_right(db: Db) {
        let (one, two) = (db.open().await, db.open().await);
        let tasks: Vec<_> = (0..100)
            .map(|index| {
                let store = if index % 2 == 0 { one.clone() } else { two.clone() };
                tokio::spawn(async move { store.run(Add("count", 1)).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(one.run(Add("count", 0)).await, Ok(100));
    }

    async fn who_stands_in_each_others_way_gets_through(db: Db) {
        let store = db.open().await;
        store.run(Crossing("a", "b")).await.unwrap();
        let tasks: Vec<_> = (0..4)
            .map(|index| {
                let store = store.clone();
                let crossing = if index % 2 == 0 { Crossing("a", "b") } else { Crossing("b", "a") };
                tokio::spawn(async move { store.run(crossing).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(store.run(Add("a", 0)).await, Ok(5));
        assert_eq!(store.run(Add("b", 0)).await, Ok(5));
    }

    async fn the_clock_is_the_given_one_and_can_be_moved(db: Db) {
        let store = db.open().await;
        assert_eq!(store.run(Now).await, Ok(START));
        db.clock.advance(25_000);
        assert_eq!(store.run(Now).await, Ok(START + 25_000));
        store.run(Offset(-5_000)).await.unwrap();
        assert_eq!(store.run(Now).await, Ok(START + 20_000));
        assert_eq!(db.open().await.run(Now).await, Ok(START + 20_000));
    }

    async fn the_systems_clock_is_right_and_moved_in_development_only(db: Db) {
        use kodevagt_service::clock::Clock;
        use kodevagt_service::store::{Options, Store};
        for (development, moved) in [(false, 0), (true, 3_600_000)] {
            let options = Options { clock: Clock::system(), development };
            let store = Store::open(&db.place, options).await.unwrap();
            if !development {
                store.run(Offset(3_600_000)).await.unwrap();
            }
            let before = Clock::system().now();
            let now = store.run(Now).await.unwrap() - moved;
            // The database rounds; both clocks are this machine's.
            assert!((before - 1..=Clock::system().now() + 1).contains(&now));
        }
    }

    async fn work_is_done_even_if_its_caller_leaves(db: Db) {
        let store = db.open().await;
        let mut waiter = store.subscribe(kodevagt_service::store::Topic::Messages);
        let working = store.run(Waking("left", kodevagt_service::store::Topic::Messages));
        // Polled once, so that it is under way, and dropped.
        assert!(futures_util::FutureExt::now_or_never(working).is_none());
        waiter.changed().await;
        assert_eq!(store.run(Add("left", 0)).await, Ok(1));
    }
}

/// Counts, and wakes.
pub(crate) struct Waking(
    pub(crate) &'static str,
    pub(crate) kodevagt_service::store::Topic,
);

impl Transaction for Waking {
    type Answer = i64;

    async fn run(&self, tx: &mut dyn Tx) -> Result<i64, Fault> {
        tx.wake(self.1);
        Add(self.0, 1).run(tx).await
    }
}
