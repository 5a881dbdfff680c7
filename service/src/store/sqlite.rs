//! SQLite: one thread owns the connection and writes what waits in one commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::Duration;

use futures_util::FutureExt as _;
use rusqlite::{Connection, OptionalExtension as _};
use tokio::sync::oneshot;

use super::sqlite_tx::SqliteTx;
use super::waiters::Waiters;
use super::{Fault, OFFSET, Options, Topic, Transaction, migrations};

/// How many transactions may wait; beyond that the answer is `Busy`.
const QUEUE: usize = 4096;
/// How many transactions share a commit at most.
const GROUP: usize = 64;
/// How long another process may hold the database.
const BUSY: Duration = Duration::from_secs(5);
/// How soon another process's writing is noticed.
const LOOK: Duration = Duration::from_millis(100);

/// The way to the writer's thread.
pub(super) struct Sqlite {
    work: SyncSender<Work>,
}

enum Work {
    Do(Box<dyn Job>),
    Scrub(oneshot::Sender<Result<(), Fault>>),
    Stop(oneshot::Sender<()>),
}

impl Sqlite {
    /// Opens or makes the file, brings its tables up to date and starts the writer.
    ///
    /// # Errors
    /// `Unreachable`, `Corrupt` or `Newer`.
    pub(super) fn open(
        path: &Path,
        options: Options,
        waiters: Arc<Waiters>,
    ) -> Result<Self, Fault> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.set_prepared_statement_cache_capacity(256);
        migrations::sqlite(&mut connection)?;
        let (work, waiting) = sync_channel(QUEUE);
        let writer = Writer {
            seen: version(&connection)?,
            development: options.development,
            session: SqliteTx {
                connection,
                clock: options.clock,
                offset: 0,
                wakes: Vec::new(),
            },
            waiters,
        };
        thread::Builder::new()
            .name("kodevagt-writer".to_owned())
            .spawn(move || writer.run(&waiting))
            .map_err(|error| Fault::Failed(error.to_string()))?;
        Ok(Self { work })
    }

    pub(super) async fn run<T: Transaction>(&self, transaction: T) -> Result<T::Answer, Fault> {
        let (reply, answer) = oneshot::channel();
        let job = Pending {
            transaction,
            answer: None,
            reply,
        };
        self.work
            .try_send(Work::Do(Box::new(job)))
            .map_err(|error| match error {
                TrySendError::Full(_) => Fault::Busy,
                TrySendError::Disconnected(_) => closed(),
            })?;
        answer.await.map_err(|_| closed())?
    }

    /// Moves the journal's pages into the file, where `secure_delete` has wiped what went, and empties it.
    pub(super) async fn scrub(&self) -> Result<(), Fault> {
        let (done, scrubbed) = oneshot::channel();
        let sent = self.work.try_send(Work::Scrub(done));
        sent.map_err(|error| match error {
            TrySendError::Full(_) => Fault::Busy,
            TrySendError::Disconnected(_) => closed(),
        })?;
        scrubbed.await.map_err(|_| closed())?
    }

    /// Finishes what waits and closes the file.
    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        let mut stop = Work::Stop(done);
        // A full queue empties itself; the writer is at work.
        while let Err(TrySendError::Full(again)) = self.work.try_send(stop) {
            stop = again;
            tokio::task::yield_now().await;
        }
        // An error means that the writer had stopped already.
        let _ = closed.await;
    }
}

fn closed() -> Fault {
    Fault::Unreachable("the database was closed".to_owned())
}

/// A transaction on its way through the writer, its answer's type forgotten.
trait Job: Send {
    /// Runs it; an error is to be rolled back.
    fn work(&mut self, tx: &mut SqliteTx) -> Result<(), Fault>;
    /// Tells the caller: what `work` answered, or why its commit failed.
    fn tell(self: Box<Self>, committed: Result<(), Fault>);
}

struct Pending<T: Transaction> {
    transaction: T,
    answer: Option<Result<T::Answer, Fault>>,
    reply: oneshot::Sender<Result<T::Answer, Fault>>,
}

impl<T: Transaction> Job for Pending<T> {
    fn work(&mut self, tx: &mut SqliteTx) -> Result<(), Fault> {
        let transaction = &self.transaction;
        let ran = catch_unwind(AssertUnwindSafe(|| transaction.run(tx).now_or_never()));
        let answer = match ran {
            Ok(Some(answer)) => answer,
            Ok(None) => Err(Fault::Failed(
                "a transaction waited for something other than its database".to_owned(),
            )),
            Err(_) => Err(Fault::Failed("a transaction panicked".to_owned())),
        };
        let outcome = answer.as_ref().map(drop).map_err(Clone::clone);
        self.answer = Some(answer);
        outcome
    }

    fn tell(self: Box<Self>, committed: Result<(), Fault>) {
        let answer = match (self.answer, committed) {
            (Some(Err(fault)), _) | (_, Err(fault)) => Err(fault),
            (Some(Ok(answer)), Ok(())) => Ok(answer),
            (None, Ok(())) => Err(closed()),
        };
        // Nobody may be listening any more; the work is done all the same.
        let _ = self.reply.send(answer);
    }
}

/// What the thread owns.
struct Writer {
    session: SqliteTx,
    development: bool,
    waiters: Arc<Waiters>,
    /// `PRAGMA data_version` as last seen: it moves when another process has written.
    seen: i64,
}

impl Writer {
    fn run(mut self, waiting: &Receiver<Work>) {
        loop {
            let mut group = Vec::new();
            let mut stop = None;
            let mut scrub = None;
            match waiting.recv_timeout(LOOK) {
                Ok(Work::Do(job)) => group.push(job),
                Ok(Work::Scrub(done)) => scrub = Some(done),
                Ok(Work::Stop(done)) => stop = Some(done),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while stop.is_none() && scrub.is_none() && group.len() < GROUP {
                match waiting.try_recv() {
                    Ok(Work::Do(job)) => group.push(job),
                    Ok(Work::Scrub(done)) => scrub = Some(done),
                    Ok(Work::Stop(done)) => stop = Some(done),
                    Err(_) => break,
                }
            }
            if !group.is_empty() {
                self.commit(group);
            }
            self.look();
            if let Some(done) = scrub {
                // Nobody may be listening any more.
                let _ = done.send(self.scrub());
            }
            if let Some(done) = stop {
                drop(self.session);
                let _ = done.send(());
                return;
            }
        }
    }

    /// Runs a group in one transaction, a savepoint each, and tells everyone once it is on the disk.
    fn commit(&mut self, mut group: Vec<Box<dyn Job>>) {
        self.session.wakes.clear();
        let outcome = self.attempt(&mut group);
        if outcome.is_ok() {
            for topic in self.session.wakes.drain(..) {
                self.waiters.wake(topic);
            }
        } else if !self.session.connection.is_autocommit() {
            // Should this fail too, the next BEGIN says so.
            let _ = self.session.connection.execute_batch("ROLLBACK");
        }
        for job in group {
            job.tell(outcome.clone());
        }
    }

    fn attempt(&mut self, group: &mut [Box<dyn Job>]) -> Result<(), Fault> {
        self.statement("BEGIN IMMEDIATE")?;
        if self.development {
            self.session.offset = self.offset()?;
        }
        for job in group {
            self.statement("SAVEPOINT job")?;
            let woken = self.session.wakes.len();
            if let Err(fault) = job.work(&mut self.session) {
                if self.session.connection.is_autocommit() {
                    // SQLite has given the whole transaction up, the savepoints with it.
                    return Err(fault);
                }
                self.session.wakes.truncate(woken);
                self.statement("ROLLBACK TO job")?;
            }
            self.statement("RELEASE job")?;
        }
        self.statement("COMMIT")
    }

    fn statement(&self, sql: &str) -> Result<(), Fault> {
        let mut statement = self.session.connection.prepare_cached(sql)?;
        statement.raw_execute()?;
        Ok(())
    }

    fn offset(&self) -> Result<i64, Fault> {
        let mut statement = self.session.connection.prepare_cached(OFFSET)?;
        let offset = statement.query_row([], |row| row.get(0)).optional()?;
        Ok(offset.unwrap_or(0))
    }

    fn scrub(&self) -> Result<(), Fault> {
        let mut statement = self
            .session
            .connection
            .prepare_cached("PRAGMA wal_checkpoint(TRUNCATE)")?;
        let busy: i64 = statement.query_row([], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(Fault::Busy) }
    }

    /// Notices what another process has written, such as a command at the shell.
    fn look(&mut self) {
        if let Ok(version) = version(&self.session.connection)
            && version != self.seen
        {
            self.seen = version;
            self.waiters.wake(Topic::Everyone);
        }
    }
}

fn version(connection: &Connection) -> Result<i64, Fault> {
    let mut statement = connection.prepare_cached("PRAGMA data_version")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
