//! Who waits for what: subscribe first, read then, wait last, and nothing is missed.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use tokio::sync::watch;

/// Something that can be waited for. The id is the row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A phone has something to fetch.
    Device([u8; 16]),
    /// An approval changed its state.
    Challenge([u8; 16]),
    /// An activation went on.
    Activation([u8; 16]),
    /// A ticket was used.
    Ticket([u8; 16]),
    /// An unblock went on.
    Unblock([u8; 16]),
    /// Something changed for a person.
    Person([u8; 16]),
    /// A message was put into the queue.
    Messages,
    /// Rows of the audit wait for their place in the chain.
    Audit,
    /// Everyone reads again: the clock was moved, or notice may have been missed.
    Everyone,
}

/// The waiters of one process.
#[derive(Default)]
pub(crate) struct Waiters {
    topics: Mutex<HashMap<Topic, watch::Sender<()>>>,
}

impl Waiters {
    /// Starts listening; what is woken from now on is not missed.
    pub(crate) fn subscribe(self: &Arc<Self>, topic: Topic) -> Waiter {
        let woken = self
            .lock()
            .entry(topic)
            .or_insert_with(|| watch::Sender::new(()))
            .subscribe();
        Waiter {
            topic,
            woken,
            waiters: Arc::clone(self),
        }
    }

    /// Wakes who waits for `topic`.
    pub(crate) fn wake(&self, topic: Topic) {
        let topics = self.lock();
        if topic == Topic::Everyone {
            topics.values().for_each(|sender| sender.send_replace(()));
        } else if let Some(sender) = topics.get(&topic) {
            sender.send_replace(());
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Topic, watch::Sender<()>>> {
        // The map is whole between any two statements, so a panic elsewhere spoils nothing.
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the queue for one topic.
pub struct Waiter {
    topic: Topic,
    woken: watch::Receiver<()>,
    waiters: Arc<Waiters>,
}

impl Waiter {
    /// Returns when the topic was woken since the subscription or the last return. The caller reads the
    /// database again: being woken is a hint, not news.
    pub async fn changed(&mut self) {
        if self.woken.changed().await.is_err() {
            // The sender lives in the map as long as this waiter does.
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        let mut topics = self.waiters.lock();
        let last = topics
            .get(&self.topic)
            .is_some_and(|sender| sender.receiver_count() <= 1);
        if last {
            topics.remove(&self.topic);
        }
    }
}

impl fmt::Debug for Waiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiter").field(&self.topic).finish()
    }
}

impl Topic {
    fn parts(&self) -> (&'static str, Option<&[u8; 16]>) {
        match self {
            Self::Device(id) => ("device", Some(id)),
            Self::Challenge(id) => ("challenge", Some(id)),
            Self::Activation(id) => ("activation", Some(id)),
            Self::Ticket(id) => ("ticket", Some(id)),
            Self::Unblock(id) => ("unblock", Some(id)),
            Self::Person(id) => ("person", Some(id)),
            Self::Messages => ("messages", None),
            Self::Audit => ("audit", None),
            Self::Everyone => ("everyone", None),
        }
    }
}

/// As it travels between instances.
impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (name, Some(id)) => write!(f, "{name}:{}", HEXLOWER.encode(id)),
            (name, None) => f.write_str(name),
        }
    }
}

impl FromStr for Topic {
    type Err = UnknownTopic;

    fn from_str(text: &str) -> Result<Self, UnknownTopic> {
        let (name, id) = match text.split_once(':') {
            Some((name, id)) => (name, HEXLOWER.decode(id.as_bytes()).ok()),
            None => (text, None),
        };
        let id = id.and_then(|id| <[u8; 16]>::try_from(id).ok());
        match (name, id) {
            ("device", Some(id)) => Ok(Self::Device(id)),
            ("challenge", Some(id)) => Ok(Self::Challenge(id)),
            ("activation", Some(id)) => Ok(Self::Activation(id)),
            ("ticket", Some(id)) => Ok(Self::Ticket(id)),
            ("unblock", Some(id)) => Ok(Self::Unblock(id)),
            ("person", Some(id)) => Ok(Self::Person(id)),
            ("messages", None) => Ok(Self::Messages),
            ("audit", None) => Ok(Self::Audit),
            ("everyone", None) => Ok(Self::Everyone),
            _ => Err(UnknownTopic),
        }
    }
}

/// A notice from a newer instance, about something that this one doesn't know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown topic")]
pub struct UnknownTopic;

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn a_topic_travels_as_text() {
        for topic in [Topic::Device([7; 16]), Topic::Messages, Topic::Everyone] {
            assert_eq!(topic.to_string().parse(), Ok(topic));
        }
        assert_eq!("device:00".parse::<Topic>(), Err(UnknownTopic));
        assert_eq!("weather".parse::<Topic>(), Err(UnknownTopic));
    }

    #[test]
    fn waking_between_subscribing_and_waiting_is_not_missed() {
        let waiters = Arc::new(Waiters::default());
        let mut waiter = waiters.subscribe(Topic::Messages);
        waiters.wake(Topic::Messages);
        assert!(waiter.changed().now_or_never().is_some());
        assert!(waiter.changed().now_or_never().is_none());
        waiters.wake(Topic::Everyone);
        assert!(waiter.changed().now_or_never().is_some());
    }

    #[test]
    fn who_no_longer_waits_takes_no_room() {
        let waiters = Arc::new(Waiters::default());
        let (one, two) = (
            waiters.subscribe(Topic::Audit),
            waiters.subscribe(Topic::Audit),
        );
        drop(one);
        assert_eq!(waiters.lock().len(), 1);
        drop(two);
        assert_eq!(waiters.lock().len(), 0);
    }
}
