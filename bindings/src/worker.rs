//! One thread owns the core. A call is a message that runs to its end, whatever becomes of the caller.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender, SyncSender};
use std::thread::{self, ThreadId};
use std::time::Duration;

use kodevagt_core::authenticator as core;
use kodevagt_core::time::Now;
use kodevagt_texts::Code;
use tokio::sync::{oneshot, watch};

use crate::failure::{Failure, Problem};
use crate::ports::Clock;
use crate::types::{Snapshot, Status};

/// How often an open phone looks whether it is idle.
const IDLE_CHECK: Duration = Duration::from_millis(500);

/// A step, which gives back how to answer whoever waits for it.
type Job = Box<dyn FnOnce(&mut core::Authenticator, Now) -> Answer + Send>;
type Answer = Box<dyn FnOnce() + Send>;

/// The thread that owns the core, and the latest snapshot.
pub(crate) struct Worker {
    jobs: Sender<Job>,
    thread: ThreadId,
    /// The longest that a call waits for its answer.
    patience: Duration,
    snapshot: watch::Receiver<Snapshot>,
}

impl Worker {
    /// Opens the core on its own thread.
    pub(crate) fn start(
        open: impl FnOnce() -> Result<core::Authenticator, core::Error> + Send + 'static,
        clock: Arc<dyn Clock>,
        patience: Duration,
    ) -> Result<Self, Failure> {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let (opened, answer) = mpsc::sync_channel(1);
        let handle = thread::Builder::new()
            .name("kodevagt-core".to_owned())
            .spawn(move || {
                let started = open().map_err(Failure::from).and_then(|phone| {
                    let first = snapshot(&phone, 0)?;
                    Ok((phone, watch::channel(first)))
                });
                match started {
                    Ok((phone, (sender, receiver))) => {
                        let _ = opened.send(Ok(receiver));
                        run(phone, &inbox, &sender, &*clock);
                    }
                    Err(failure) => {
                        let _ = opened.send(Err(failure));
                    }
                }
            })
            .map_err(|_| Failure::again(Code::OutOfMemory))?;
        let thread = handle.thread().id();
        let snapshot = wait(&answer, patience)??;
        Ok(Self {
            jobs,
            thread,
            patience,
            snapshot,
        })
    }

    /// Runs `step` on the core and waits for its answer.
    ///
    /// # Errors
    /// [`Code::Busy`] from inside a call of the key store; [`Code::KeystoreHangs`] when the answer
    /// doesn't come in time: the step still runs to its end.
    pub(crate) fn call<T: Send + 'static>(
        &self,
        step: impl FnOnce(&mut core::Authenticator, Now) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        if self.is_here() {
            return Err(Failure::again(Code::Busy));
        }
        let (reply, answer): (SyncSender<Result<T, Failure>>, _) = mpsc::sync_channel(1);
        self.post(step, move |outcome| drop(reply.send(outcome)))?;
        wait(&answer, self.patience)?
    }

    /// As [`Worker::call`], for the façade's own runtime: waiting keeps none of its threads.
    ///
    /// # Errors
    /// As for [`Worker::call`].
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        step: impl FnOnce(&mut core::Authenticator, Now) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (reply, answer) = oneshot::channel();
        self.post(step, move |outcome| drop(reply.send(outcome)))?;
        let answered = tokio::time::timeout(self.patience, answer).await;
        let answered = answered.map_err(|_| Failure::again(Code::KeystoreHangs))?;
        answered.map_err(|_| internal())?
    }

    /// Whether the caller is on the core's thread: inside a call of the key store.
    pub(crate) fn is_here(&self) -> bool {
        thread::current().id() == self.thread
    }

    fn post<T: Send + 'static>(
        &self,
        step: impl FnOnce(&mut core::Authenticator, Now) -> Result<T, Failure> + Send + 'static,
        answer: impl FnOnce(Result<T, Failure>) + Send + 'static,
    ) -> Result<(), Failure> {
        let job: Job = Box::new(move |phone, now| {
            let outcome = catch_unwind(AssertUnwindSafe(|| step(phone, now)));
            let outcome = outcome.unwrap_or_else(|_| {
                // What a panic left half done in memory is read from the files again.
                phone.lock();
                Err(internal())
            });
            Box::new(move || answer(outcome))
        });
        self.jobs.send(job).map_err(|_| internal())
    }

    /// The latest snapshot, without waiting.
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.snapshot.borrow().clone()
    }

    /// Waits for a snapshot newer than `version`.
    pub(crate) async fn changed(&self, version: u64) -> Result<Snapshot, Failure> {
        let mut receiver = self.snapshot.clone();
        let newer = receiver
            .wait_for(|snapshot| snapshot.version > version)
            .await;
        newer
            .map(|snapshot| snapshot.clone())
            .map_err(|_| internal())
    }
}

fn wait<T>(answer: &mpsc::Receiver<T>, patience: Duration) -> Result<T, Failure> {
    answer.recv_timeout(patience).map_err(|error| match error {
        RecvTimeoutError::Timeout => Failure::again(Code::KeystoreHangs),
        RecvTimeoutError::Disconnected => internal(),
    })
}

fn internal() -> Failure {
    Failure::Internal {
        problem: Problem::of(Code::Internal),
    }
}

fn run(
    mut phone: core::Authenticator,
    inbox: &mpsc::Receiver<Job>,
    snapshots: &watch::Sender<Snapshot>,
    clock: &dyn Clock,
) {
    let mut seen = phone.revision();
    loop {
        let answer = match inbox.recv_timeout(IDLE_CHECK) {
            Ok(job) => Some(job(&mut phone, clock.now().into())),
            Err(RecvTimeoutError::Timeout) => {
                if phone.is_open() {
                    phone.tick(clock.now().into());
                }
                None
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        // Before the answer: whoever has it sees the snapshot that goes with it.
        if phone.revision() != seen {
            seen = phone.revision();
            publish(&phone, snapshots);
        }
        if let Some(answer) = answer {
            answer();
        }
    }
}

/// Lets those who wait know, if anything that a screen shows has changed.
fn publish(phone: &core::Authenticator, snapshots: &watch::Sender<Snapshot>) {
    let version = snapshots.borrow().version;
    let Ok(mut next) = snapshot(phone, version) else {
        return;
    };
    snapshots.send_if_modified(|held| {
        if *held == next {
            return false;
        }
        next.version += 1;
        *held = next;
        true
    });
}

fn snapshot(phone: &core::Authenticator, version: u64) -> Result<Snapshot, Failure> {
    let status: Status = phone.status()?.into();
    let accounts = phone.peek().into_iter().map(Into::into).collect();
    Ok(Snapshot {
        version,
        status,
        accounts,
    })
}
