//! Requests as they come: a line to each service, and what they brought.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use kodevagt_core::vault::RootId;
use kodevagt_driver::{Line, News};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::views::Approval;
use super::{Link, broken};
use crate::authenticator::Authenticator;
use crate::failure::{Failure, Problem};

/// The sign-ins that wait for this phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Requests {
    /// Grows with every change.
    pub version: u64,
    /// What waits, of every organisation.
    pub approvals: Vec<Approval>,
    /// Why a service isn't reached now; none while every line stands.
    pub problem: Option<Problem>,
}

/// The lines that are up, and the latest that they brought.
pub(crate) struct Listener {
    latest: watch::Sender<Requests>,
    lines: Mutex<BTreeMap<RootId, AbortHandle>>,
}

impl Default for Listener {
    fn default() -> Self {
        Self {
            latest: watch::Sender::new(Requests::default()),
            lines: Mutex::default(),
        }
    }
}

#[uniffi::export]
impl Authenticator {
    /// Waits for a sign-in to come, or for any other change after `after_version` (0: the first). From the
    /// first call on a line is held to every service, until [`Authenticator::stop_waiting`].
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when the core doesn't answer.
    pub async fn next_request(&self, after_version: u64) -> Result<Requests, Failure> {
        let link = self.online.link.clone();
        let runtime = self.online.runtime().handle().clone();
        // The driver's clocks and sockets live on the façade's own runtime, not on the caller's.
        let active = runtime
            .spawn(async move { link.active().await })
            .await
            .map_err(|_| broken())??;
        let mut changes = self.online.listener.latest.subscribe();
        self.online
            .listener
            .hold(&active, &self.online.link, &runtime);
        let newer = changes.wait_for(|latest| latest.version > after_version);
        newer
            .await
            .map(|latest| latest.clone())
            .map_err(|_| broken())
    }

    /// The same, waiting at most `timeout_ms`; then it gives the latest, as new or old as it is.
    ///
    /// # Errors
    /// As for [`Authenticator::next_request`].
    pub fn wait_for_request(
        &self,
        after_version: u64,
        timeout_ms: u64,
    ) -> Result<Requests, Failure> {
        let active = self.online.run(|link| async move { link.active().await })?;
        let mut changes = self.online.listener.latest.subscribe();
        let runtime = self.online.runtime().handle();
        self.online
            .listener
            .hold(&active, &self.online.link, runtime);
        self.online.run(move |_| async move {
            let newer = async {
                let newer = changes.wait_for(|latest| latest.version > after_version);
                newer.await.map(drop)
            };
            let waited = tokio::time::timeout(Duration::from_millis(timeout_ms), newer).await;
            if let Ok(Err(_)) = waited {
                return Err(broken());
            }
            Ok(changes.borrow().clone())
        })
    }

    /// Hangs up: when the app goes to the background.
    ///
    /// # Errors
    /// None today; part of the signature so that no shell has to change.
    pub fn stop_waiting(&self) -> Result<(), Failure> {
        self.online.listener.stop();
        Ok(())
    }
}

impl Listener {
    /// Holds a line to each of `active`, and to no other.
    fn hold(&self, active: &[RootId], link: &Link, runtime: &Handle) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.retain(|id, line| {
            let stays = active.contains(id) && !line.is_finished();
            if !stays {
                line.abort();
            }
            stays
        });
        for id in active {
            lines.entry(*id).or_insert_with(|| {
                let listening = listen(link.clone(), *id, self.latest.clone());
                runtime.spawn(listening).abort_handle()
            });
        }
    }

    fn stop(&self) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        for line in std::mem::take(&mut *lines).into_values() {
            line.abort();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Holds the line to one service until the organisation is gone.
async fn listen(link: Link, id: RootId, latest: watch::Sender<Requests>) {
    let known = link.worker.ask(move |phone, _| Ok(phone.organisation(id)?));
    let Ok(record) = known.await else {
        return;
    };
    let mut line = Line::new(link.driver.clone(), record.server, id, link.clone());
    loop {
        let brought = match line.next().await {
            Ok(News::Connected) => {
                link.run_errands().await;
                link.fetch(id).await
            }
            Ok(News::Hint) => link.fetch(id).await,
            // Why, is the service's status to say: a removal is acted on there.
            Ok(News::Refused(_)) => link.refresh(id).await,
            Err(error) => Err(error.into()),
        };
        let gone = matches!(link.active().await, Ok(active) if !active.contains(&id));
        publish(&link, &latest, brought.err()).await;
        if gone {
            return;
        }
    }
}

/// Lets those who wait see what is there now.
async fn publish(link: &Link, latest: &watch::Sender<Requests>, failed: Option<Failure>) {
    let Ok(approvals) = link.waiting().await else {
        return;
    };
    let problem = failed.map(|failure| failure.problem().clone());
    latest.send_if_modified(|held| {
        let ids = |list: &[Approval]| -> Vec<String> {
            list.iter().map(|approval| approval.id.clone()).collect()
        };
        let first = held.version == 0;
        if !first && held.problem == problem && ids(&held.approvals) == ids(&approvals) {
            return false;
        }
        held.version += 1;
        held.approvals = approvals;
        held.problem = problem;
        true
    });
}
