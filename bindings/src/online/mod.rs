//! What goes online: the core's steps, carried by the driver on a runtime of the façade's own. The
//! core's thread does its part before and after; while the network is waited for, it is free.
//!
//! - `organisations`: which there are, and how they stand with this phone
//! - `activation`, `approvals`, `unblock`: the themes
//! - `waiting`: requests as they come, for a screen that comes up by itself
//! - `views`: what they show

mod activation;
mod approvals;
mod organisations;
mod unblock;
mod views;
mod waiting;

pub use activation::{Activated, CodeSent, PhoneInfo};
pub use approvals::Refuse;
pub use organisations::PushTarget;
pub use views::*;
pub use waiting::Requests;

use std::future::Future;
use std::sync::Arc;
use std::sync::mpsc;

use kodevagt_core::authenticator::Authenticator as Core;
use kodevagt_core::exchange::{Headers, Reply, Request};
use kodevagt_core::time::Now;
use kodevagt_core::vault::RootId;
use kodevagt_driver::{Driver, Settings, Signer};
use kodevagt_protocol::Id;
use kodevagt_texts::Code;
use tokio::runtime::{Builder, Runtime};

use self::waiting::Listener;
use crate::failure::{Failure, Problem};
use crate::worker::Worker;

/// The way to the services.
pub(crate) struct Online {
    /// Present until it is dropped.
    runtime: Option<Runtime>,
    pub(crate) link: Link,
    pub(crate) listener: Listener,
}

/// The core's thread and the driver: all that a step takes.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) worker: Arc<Worker>,
    pub(crate) driver: Arc<Driver>,
}

impl Online {
    /// Reads the organisation's authority from `ca_file`, and connects to nothing yet.
    pub(crate) fn new(worker: Arc<Worker>, ca_file: Option<&str>) -> Result<Self, Failure> {
        let unreadable =
            |file: &str| Failure::again(Problem::of(Code::CannotRead).with("file", file));
        let ca_pem = ca_file
            .map(|file| std::fs::read(file).map_err(|_| unreadable(file)))
            .transpose()?;
        let settings = Settings {
            ca_pem,
            ..Settings::default()
        };
        let driver = Driver::new(settings).map_err(|_| unreadable(ca_file.unwrap_or_default()))?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("kodevagt-net")
            .enable_all()
            .build()
            .map_err(|_| Failure::again(Code::OutOfMemory))?;
        let link = Link {
            worker,
            driver: Arc::new(driver),
        };
        Ok(Self {
            runtime: Some(runtime),
            link,
            listener: Listener::default(),
        })
    }

    /// Runs `step` to its end and waits for it.
    pub(crate) fn run<T, F>(&self, step: impl FnOnce(Link) -> F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Failure>> + Send + 'static,
    {
        if self.link.worker.is_here() {
            return Err(Failure::again(Code::Busy));
        }
        let (reply, answer) = mpsc::sync_channel(1);
        let step = step(self.link.clone());
        self.runtime().spawn(async move {
            let _ = reply.send(step.await);
        });
        answer.recv().unwrap_or_else(|_| Err(broken()))
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        self.runtime.as_ref().expect("it goes with the façade")
    }
}

impl Drop for Online {
    fn drop(&mut self) {
        // Waiting for its threads is forbidden where a foreign executor may drop us.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Link {
    /// One step: what `begin` says goes to the service, and `finish` takes the answer.
    pub(crate) async fn step<T: Send + 'static>(
        &self,
        begin: impl FnOnce(&mut Core, Now) -> Result<Request, kodevagt_core::authenticator::Error>
        + Send
        + 'static,
        finish: impl FnOnce(&mut Core, &Reply, Now) -> Result<T, kodevagt_core::authenticator::Error>
        + Send
        + 'static,
    ) -> Result<T, Failure> {
        let request = self
            .worker
            .ask(move |phone, now| Ok(begin(phone, now)?))
            .await?;
        let reply = self.driver.send(&request, self).await?;
        self.worker
            .ask(move |phone, now| Ok(finish(phone, &reply, now)?))
            .await
    }
}

impl Signer for Link {
    type Fault = Failure;

    async fn device(&self, root: RootId) -> Result<Id, Failure> {
        self.worker
            .ask(move |phone, _| Ok(phone.device_at(root)?))
            .await
    }

    async fn sign(&self, request: &Request, nonce: &str) -> Result<Headers, Failure> {
        let (request, nonce) = (request.clone(), nonce.to_owned());
        self.worker
            .ask(move |phone, _| Ok(phone.sign_request(&request, &nonce)?))
            .await
    }
}

/// Something in here ended that never should.
pub(crate) fn broken() -> Failure {
    Failure::Internal {
        problem: Problem::of(Code::Internal),
    }
}

/// An organisation's id as a shell hands it back.
pub(crate) fn organisation(text: &str) -> Result<RootId, Failure> {
    let id: Id = text
        .parse()
        .map_err(|_| Failure::refused(Code::OrganisationUnknown))?;
    Ok(RootId(id.0))
}
