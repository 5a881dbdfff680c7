//! The connection by which instances wake each other's waiters.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::poll_fn;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Config, NoTls};

use super::waiters::Waiters;
use super::{Fault, Topic};

/// What instances on one database call each other on.
pub(super) const CHANNEL: &str = "kodevagt";

const SHORTEST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(3);

/// Listens from now on, for as long as the task isn't aborted; a lost connection is made anew.
///
/// # Errors
/// When the first connection can't be made.
pub(super) async fn start(config: Config, waiters: Arc<Waiters>) -> Result<JoinHandle<()>, Fault> {
    let first = Listening::connect(&config).await?;
    Ok(tokio::spawn(stay(config, waiters, first)))
}

async fn stay(config: Config, waiters: Arc<Waiters>, first: Listening) {
    let mut listening = Some(first);
    let mut pause = SHORTEST;
    loop {
        if let Some(mut notices) = listening.take() {
            pause = SHORTEST;
            while let Some(payload) = notices.next().await {
                // A newer instance may speak of what this one doesn't know.
                if let Ok(topic) = payload.parse() {
                    waiters.wake(topic);
                }
            }
            tracing::warn!("the database's notices stopped; connecting again");
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST);
        if let Ok(again) = Listening::connect(&config).await {
            // Nobody knows what was missed meanwhile.
            waiters.wake(Topic::Everyone);
            listening = Some(again);
        }
    }
}

struct Listening {
    notices: mpsc::UnboundedReceiver<String>,
    driver: JoinHandle<()>,
    /// Kept, since the connection ends with it.
    _client: tokio_postgres::Client,
}

impl Listening {
    async fn connect(config: &Config) -> Result<Self, Fault> {
        let (client, mut connection) = config.connect(NoTls).await?;
        let (tell, notices) = mpsc::unbounded_channel();
        let driver = tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await
            {
                if let AsyncMessage::Notification(notice) = message
                    && tell.send(notice.payload().to_owned()).is_err()
                {
                    return;
                }
            }
        });
        client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
        Ok(Self {
            notices,
            driver,
            _client: client,
        })
    }

    /// The next notice; `None` when the connection is gone.
    async fn next(&mut self) -> Option<String> {
        self.notices.recv().await
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.driver.abort();
    }
}
