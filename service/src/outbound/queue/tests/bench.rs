//! A queue, its database and a gateway.

use std::sync::Mutex;

use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::cluster;
use crate::clock::FakeClock;
use crate::keys::SealingSource;
use crate::outbound::queue::*;
use crate::outbound::{Mail, Outbox, Sending, Sms};
use crate::store::{Options, Place, Row, Transaction, Tx};

/// Which database.
#[derive(Clone, Copy)]
pub(super) enum On {
    Sqlite,
    Postgres,
}

pub(super) const START: i64 = 1_795_000_000_000;

/// A queue, and a gateway that answers as told (yes when told nothing).
pub(super) struct Bench {
    pub(super) queue: Arc<Queue>,
    pub(super) clock: FakeClock,
    pub(super) heard: UnboundedReceiver<SmsMessage>,
    place: Place,
    pub(super) folder: TempDir,
}

struct Gateway {
    answers: Mutex<Vec<Result<Sent, Refused>>>,
    heard: UnboundedSender<SmsMessage>,
}

impl Sms for Gateway {
    fn send<'a>(&'a self, message: &'a SmsMessage) -> Sending<'a> {
        self.heard.send(message.clone()).unwrap();
        let answer = self.answers.lock().unwrap().pop();
        Box::pin(async move { answer.unwrap_or_else(|| Ok(Sent::default())) })
    }
}

pub(super) struct Noted {
    pub(super) state: String,
    pub(super) attempts: i64,
    /// Milliseconds from now.
    pub(super) next_in: i64,
    pub(super) reason: Option<String>,
    pub(super) text_length: usize,
}

impl Bench {
    pub(super) async fn new(on: On, mut answers: Vec<Result<Sent, Refused>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(START);
        let options = Options {
            clock: clock.clock(),
            development: false,
        };
        let place = match on {
            On::Sqlite => Place::File(folder.path().join("queue.sqlite")),
            On::Postgres => Place::read(&cluster::database().await),
        };
        let store = Store::open(&place, options).await.unwrap();
        let source = SealingSource::DataDir {
            dir: folder.path().to_owned(),
            make: true,
        };
        let keys = Arc::new(Keys::load(&source, &store).await.unwrap());
        let (send, heard) = unbounded_channel();
        answers.reverse();
        let gateway = Gateway {
            answers: Mutex::new(answers),
            heard: send,
        };
        let adapters = Adapters {
            sms: Some(Arc::new(gateway)),
            mail: Some(Arc::new(Outbox) as Arc<dyn Mail>),
            push: Arc::new(Outbox),
            vapid_key: None,
        };
        Self {
            queue: Arc::new(Queue {
                store,
                keys,
                adapters,
                public_url: Some("https://k.dk".to_owned()),
                keep_texts: false,
            }),
            clock,
            heard,
            place,
            folder,
        }
    }

    pub(super) fn sms(&self) -> Letter {
        let owner = Owner::Service(&self.queue.keys);
        Letter::sms(owner, "+4512345678", "Din kode er 12345678").not_after(START + 600_000)
    }

    pub(super) async fn post(&self, letter: Letter) -> [u8; 16] {
        self.queue.store.run(Post(letter)).await.unwrap()
    }

    pub(super) async fn post_for_a_person(&self) -> [u8; 16] {
        let person = crate::keys::random();
        let (key, sealed) = self.queue.keys.new_person(&person);
        self.queue.store.run(Person(person, sealed)).await.unwrap();
        self.post(Letter::sms(Owner::Person(person, &key), "+4512345678", "x"))
            .await
    }

    /// Sends what is due, to the end.
    pub(super) async fn work(&self) {
        let mut under_way = JoinSet::new();
        self.queue.start_due(&mut under_way).await.unwrap();
        while let Some(done) = under_way.join_next().await {
            done.unwrap();
        }
    }

    pub(super) async fn row(&self, id: [u8; 16]) -> Noted {
        let row = self.queue.store.run(Look(id)).await.unwrap();
        Noted {
            state: row.read("state").unwrap(),
            attempts: row.read("attempts").unwrap(),
            next_in: row.read::<i64>("next_at").unwrap() - self.clock.now(),
            reason: row.read("reason").unwrap(),
            text_length: row.read::<Vec<u8>>("text_sealed").unwrap().len(),
        }
    }

    /// Erases every person, as erasing one does.
    pub(super) async fn destroy_keys(&self) {
        self.queue.store.run(DestroyKeys).await.unwrap();
    }

    /// The same database, opened by somebody else.
    pub(super) async fn another_instance(&self) -> Store {
        let options = Options {
            clock: self.clock.clock(),
            development: false,
        };
        Store::open(&self.place, options).await.unwrap()
    }
}

struct Post(Letter);

impl Transaction for Post {
    type Answer = [u8; 16];

    async fn run(&self, tx: &mut dyn Tx) -> Result<[u8; 16], Fault> {
        self.0.post(tx).await
    }
}

struct Look([u8; 16]);

impl Transaction for Look {
    type Answer = Row;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Row, Fault> {
        let row = tx
            .row("SELECT * FROM messages WHERE id = $1", &[self.0.into()])
            .await?;
        Ok(row.unwrap())
    }
}

struct Person([u8; 16], Vec<u8>);

impl Transaction for Person {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.execute(
            "INSERT INTO people (id, login_index, person_key, login_sealed, name_sealed, role, state, \
             created_at) VALUES ($1, $1, $2, $1, $1, 'person', 'active', 0)",
            &[self.0.into(), (&self.1).into()],
        )
        .await?;
        Ok(())
    }
}

struct DestroyKeys;

impl Transaction for DestroyKeys {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.execute("UPDATE people SET person_key = $1", &[Vec::new().into()])
            .await?;
        Ok(())
    }
}
