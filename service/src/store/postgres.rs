//! PostgreSQL: a pool of connections, and one more that listens.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use ring::rand::SystemRandom;
use tokio::task::JoinHandle;
use tokio_postgres::{Config, IsolationLevel, NoTls};

use super::listen::{self, CHANNEL};
use super::postgres_tx::PostgresTx;
use super::waiters::Waiters;
use super::{Fault, Options, Transaction, migrations};

const CONNECTIONS: usize = 16;
/// How long to wait for a free connection, or for a server that doesn't answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a transaction that stood in another's way is tried.
const TRIES: u32 = 12;

pub(super) struct Postgres {
    shared: Arc<Shared>,
    listener: JoinHandle<()>,
}

struct Shared {
    pool: Pool,
    options: Options,
}

impl Postgres {
    /// Connects, brings the tables up to date and starts listening.
    ///
    /// # Errors
    /// `Unreachable` or `Newer`; `Failed` for a URL that can't be read.
    pub(super) async fn open(
        url: &str,
        options: Options,
        waiters: Arc<Waiters>,
    ) -> Result<Self, Fault> {
        let config = config(url)?;
        let (mut client, connection) = config.connect(NoTls).await.map_err(unreachable)?;
        let connection = tokio::spawn(connection);
        let migrated = migrations::postgres(&mut client).await;
        drop(client);
        // What ends a connection that nobody uses any more is no news.
        let _ = connection.await;
        migrated?;
        let manager = Manager::from_config(
            config.clone(),
            NoTls,
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Fault::Failed(error.to_string()))?;
        Ok(Self {
            shared: Arc::new(Shared { pool, options }),
            listener: listen::start(config, waiters).await?,
        })
    }

    pub(super) async fn run<T: Transaction>(
        &self,
        transaction: T,
        waiters: &Arc<Waiters>,
    ) -> Result<T::Answer, Fault> {
        let shared = Arc::clone(&self.shared);
        let waiters = Arc::clone(waiters);
        // A task of its own: a caller that goes away doesn't take a half-counted try with it.
        tokio::spawn(async move { shared.run(&transaction, &waiters).await })
            .await
            .map_err(|_| Fault::Failed("a transaction panicked".to_owned()))?
    }

    /// Writes the tables anew that hold what the service's own key opens of a person; what they held before
    /// goes with their old files.
    pub(super) async fn scrub(&self) -> Result<(), Fault> {
        let client = self.shared.pool.get().await?;
        // A statement's time is for requests; this takes as long as the tables are large.
        client.batch_execute("SET statement_timeout = 0").await?;
        let mut scrubbed = Ok(());
        for table in ["people", "activations"] {
            let vacuum = format!("VACUUM (FULL) {table}");
            scrubbed = scrubbed.and(client.batch_execute(&vacuum).await);
        }
        client.batch_execute("RESET statement_timeout").await?;
        scrubbed?;
        Ok(())
    }

    pub(super) fn close(&self) {
        self.listener.abort();
        self.shared.pool.close();
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    async fn run<T: Transaction>(
        &self,
        transaction: &T,
        waiters: &Waiters,
    ) -> Result<T::Answer, Fault> {
        for attempt in 0..TRIES {
            match self.attempt(transaction, waiters).await {
                Err(Fault::Contended) => tokio::time::sleep(pause(attempt)).await,
                other => return other,
            }
        }
        Err(Fault::Busy)
    }

    async fn attempt<T: Transaction>(
        &self,
        transaction: &T,
        waiters: &Waiters,
    ) -> Result<T::Answer, Fault> {
        let mut client = self.pool.get().await?;
        let begun = client
            .build_transaction()
            .isolation_level(IsolationLevel::ReadCommitted)
            .start()
            .await
            .map_err(not_begun)?;
        let mut tx = PostgresTx::new(begun, &self.options);
        // Dropping the transaction on an error rolls it back.
        let answer = transaction.run(&mut tx).await?;
        let (begun, wakes) = tx.finish();
        for topic in &wakes {
            let notify = begun.prepare_cached("SELECT pg_notify($1, $2)").await?;
            begun
                .execute(&notify, &[&CHANNEL, &topic.to_string()])
                .await?;
        }
        begun.commit().await?;
        // Our own waiters needn't wait for the way there and back.
        for topic in wakes {
            waiters.wake(topic);
        }
        Ok(answer)
    }
}

/// A pooled connection may turn out to have died with a restart of the server. Nothing was done on it yet, so
/// another is tried; the pool throws this one away.
fn not_begun(error: tokio_postgres::Error) -> Fault {
    match error.into() {
        Fault::Unreachable(_) => Fault::Contended,
        fault => fault,
    }
}

fn config(url: &str) -> Result<Config, Fault> {
    let mut config: Config = url
        .parse()
        .map_err(|_| Fault::Failed("the database's URL can't be read".to_owned()))?;
    // A server that takes longer is not keeping up; the answer then is "busy", not silence.
    let limits = "-c statement_timeout=15000 -c lock_timeout=5000 \
                  -c idle_in_transaction_session_timeout=15000";
    let options = match config.get_options() {
        Some(given) => format!("{limits} {given}"),
        None => limits.to_owned(),
    };
    config.options(options);
    if config.get_application_name().is_none() {
        config.application_name("kodevagt-service");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    Ok(config)
}

fn unreachable(error: tokio_postgres::Error) -> Fault {
    match error.into() {
        Fault::Failed(text) => Fault::Unreachable(text),
        fault => fault,
    }
}

/// Longer each time, and never the same for two that collide.
fn pause(attempt: u32) -> Duration {
    let longest = 4u16 << attempt.min(6);
    let chance = ring::rand::generate::<[u8; 2]>(&SystemRandom::new())
        .map_or(0, |random| u16::from_be_bytes(random.expose()));
    Duration::from_millis(u64::from(1 + chance % longest))
}
