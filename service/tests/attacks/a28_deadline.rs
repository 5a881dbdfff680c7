//! Attack 28: a decision at the deadline, and one that waited for a lock across it.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::approval::{State, Verb};
use kodevagt_service::store::{Fault, Transaction, Tx, Value};
use std::sync::Arc;
use tokio::sync::Notify;

use crate::phone::refusal;
use crate::scene::{Scene, decide_at};

#[tokio::test(flavor = "multi_thread")]
async fn a28_the_last_millisecond_counts_and_the_next_doesnt() {
    deadline(Scene::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a28_the_last_millisecond_counts_and_the_next_doesnt_on_two_instances() {
    deadline(Scene::two_instances().await).await;
}

async fn deadline(mut scene: Scene) {
    for (waited, expected) in [
        (24_999, Ok(State::Approved)),
        (25_000, Err(Refusal::ChallengeExpired)),
        (25_001, Err(Refusal::ChallengeExpired)),
    ] {
        let asked = scene.application.ask("kari").await.unwrap();
        assert_eq!(asked.expires_at, scene.world.clock.now() + 25_000);
        let challenge = scene.fetched().await;
        scene.advance(waited);
        let decision = scene
            .phone
            .decision(&challenge, Verb::Approve, Some(&asked.number));
        let decided = decide_at(&scene.phone, scene.other_url(), asked.id, &decision).await;
        match expected {
            Ok(state) => assert_eq!(decided.unwrap().state, state),
            Err(expected) => assert_eq!(refusal(decided), expected, "{waited} ms"),
        }
        let state = expected.unwrap_or(State::Expired);
        assert_eq!(scene.application.state(asked.id).await, state);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a28_waiting_for_a_lock_across_the_deadline_expires_it() {
    let mut scene = Scene::two_instances().await;
    for (row, commits) in [
        ("people", true),
        ("people", false),
        ("challenges", true),
        ("challenges", false),
    ] {
        let asked = scene.application.ask("kari").await.unwrap();
        let challenge = scene.fetched().await;
        scene.advance(24_000);
        let holder = Hold::new(row, commits);
        let (held, release) = (Arc::clone(&holder.held), Arc::clone(&holder.release));
        let store = scene.world.store().clone();
        let holding = tokio::spawn(async move { store.run(holder).await });
        held.notified().await;
        let decision = scene
            .phone
            .decision(&challenge, Verb::Approve, Some(&asked.number));
        let deciding = decide_at(&scene.phone, scene.other_url(), asked.id, &decision);
        let passing = async {
            scene.someone_waits().await;
            scene.advance(1_000);
            release.notify_one();
        };
        let (decided, ()) = tokio::join!(deciding, passing);
        assert_eq!(holding.await.unwrap().is_ok(), commits);
        assert_eq!(
            refusal(decided),
            Refusal::ChallengeExpired,
            "{row}, {commits}"
        );
        assert_eq!(scene.application.state(asked.id).await, State::Expired);
    }
}

impl Scene {
    /// Returns once a transaction waits for another's lock.
    async fn someone_waits(&self) {
        let sql = "SELECT COUNT(*) AS n FROM pg_stat_activity \
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while self.world.count(sql).await == 0 {
            tokio::task::yield_now().await;
        }
    }
}

/// Locks every row of a table until it is released.
struct Hold {
    row: &'static str,
    commits: bool,
    held: Arc<Notify>,
    release: Arc<Notify>,
}

impl Hold {
    fn new(row: &'static str, commits: bool) -> Self {
        Self {
            row,
            commits,
            held: Arc::default(),
            release: Arc::default(),
        }
    }
}

impl Transaction for Hold {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        // Changed, and not only locked: what the waiting statement saw is then out of date when it commits.
        let sql = match self.row {
            "people" => "UPDATE people SET created_at = created_at + $1",
            _ => "UPDATE challenges SET fetched_at = fetched_at + $1",
        };
        tx.execute(sql, &[Value::from(1_i64)]).await?;
        self.held.notify_one();
        self.release.notified().await;
        if self.commits {
            Ok(())
        } else {
            Err(Fault::Duplicate)
        }
    }
}
