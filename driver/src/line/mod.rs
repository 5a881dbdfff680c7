//! Waiting for the service's hints: a WebSocket, or a long poll where none comes up.

mod socket;

use std::sync::Arc;
use std::time::Duration;

use kodevagt_core::exchange::{Reply, Request};
use kodevagt_core::time::{BootId, Now};
use kodevagt_core::vault::RootId;
use kodevagt_protocol::phone::Waited;

use self::socket::{Opened, Socket};
use crate::error::Error;
use crate::repeat::Backoff;
use crate::send::{Driver, host};
use crate::signer::Signer;

/// The seconds that one poll waits.
const POLL_SECONDS: u64 = 25;
/// Beyond those, for the way there and back.
const POLL_SLACK: Duration = Duration::from_secs(10);
/// Polls before a socket is tried again.
const POLLS: u32 = 20;
const FIRST_WAIT: Duration = Duration::from_millis(500);
const MOST_WAIT: Duration = Duration::from_secs(60);

/// A hint says nothing that time could be counted from.
pub(super) const NO_TIME: Now = Now {
    wall_ms: 0,
    boot_ms: 0,
    boot_id: BootId([0; 16]),
};

/// What the line brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The line stands (again): whatever was missed meanwhile has to be fetched.
    Connected,
    /// Something is to be fetched.
    Hint,
    /// The service refuses the line; its answer says why.
    Refused(Reply),
}

/// A line to one service, for the device of one root. Drop it to hang up.
pub struct Line<S> {
    driver: Arc<Driver>,
    server: String,
    root: RootId,
    signer: S,
    state: State,
    backoff: Backoff,
}

enum State {
    Down,
    Socket(Box<Socket>),
    /// Polling, because no socket came up; so many more times.
    Poll(u32),
}

impl<S: Signer> Line<S> {
    /// A line that is still down: [`Line::next`] brings it up.
    #[must_use]
    pub fn new(driver: Arc<Driver>, server: String, root: RootId, signer: S) -> Self {
        Self {
            driver,
            server,
            root,
            signer,
            state: State::Down,
            backoff: Backoff::new(FIRST_WAIT, MOST_WAIT),
        }
    }

    /// Waits for news, as long as it takes. After an error or a refusal the next call waits a while by
    /// itself, longer each time, and connects anew. Dropping the future loses nothing.
    ///
    /// # Errors
    /// [`Error`]: the line could not be brought up, or broke.
    pub async fn next(&mut self) -> Result<News, Error<S::Fault>> {
        loop {
            match &mut self.state {
                State::Down => {
                    if self.backoff.has_failed() {
                        tokio::time::sleep(self.backoff.next()).await;
                    }
                    let opened = socket::open(&self.driver, &self.server, self.root, &self.signer);
                    match opened.await {
                        Ok(Opened::Socket(socket)) => {
                            self.state = State::Socket(socket);
                            self.backoff.reset();
                            return Ok(News::Connected);
                        }
                        Ok(Opened::NoSockets) => self.state = State::Poll(POLLS),
                        Ok(Opened::Refused(reply)) => {
                            self.backoff.next();
                            return Ok(News::Refused(reply));
                        }
                        Err(error) => return Err(self.broke(error)),
                    }
                }
                State::Socket(socket) => match socket.next().await {
                    Some(()) => return Ok(News::Hint),
                    None => {
                        let host = host(&self.server);
                        let why = crate::error::Why::Broken;
                        return Err(self.broke(Error::Unreachable { host, why }));
                    }
                },
                State::Poll(0) => self.state = State::Down,
                State::Poll(left) => {
                    let first = *left == POLLS;
                    *left -= 1;
                    if let Some(news) = self.poll(first).await? {
                        return Ok(news);
                    }
                }
            }
        }
    }

    /// One poll. The first asks for an answer at once, which shows that the line stands.
    async fn poll(&mut self, first: bool) -> Result<Option<News>, Error<S::Fault>> {
        let seconds = if first { 0 } else { POLL_SECONDS };
        let request = self.request(format!("/v1/phone/wait?seconds={seconds}"));
        let timeout = Duration::from_secs(seconds) + POLL_SLACK;
        let reply = self.driver.send_for(&request, &self.signer, timeout).await;
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => return Err(self.broke(error)),
        };
        if reply.status != 200 {
            self.state = State::Down;
            self.backoff.next();
            return Ok(Some(News::Refused(reply)));
        }
        self.backoff.reset();
        let waited: Result<Waited, _> = serde_json::from_slice(&reply.body);
        match waited {
            Ok(_) if first => Ok(Some(News::Connected)),
            Ok(waited) => Ok(waited.hint.map(|_| News::Hint)),
            Err(_) => {
                let host = host(&self.server);
                Err(self.broke(Error::Odd { host }))
            }
        }
    }

    fn broke(&mut self, error: Error<S::Fault>) -> Error<S::Fault> {
        self.state = State::Down;
        self.backoff.next();
        error
    }

    fn request(&self, path: String) -> Request {
        request(&self.server, self.root, path)
    }
}

fn request(server: &str, root: RootId, path: String) -> Request {
    Request {
        server: server.to_owned(),
        method: "GET",
        path,
        body: Vec::new(),
        signer: Some(root),
        begun: NO_TIME,
    }
}
