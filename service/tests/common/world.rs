//! A service for tests: one instance or two on one database, a clock that stands still until it is moved, the
//! shell's commands beside it, and what it would have sent.

// Each test binary uses its own part of it.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use kodevagt_service::Service;
use kodevagt_service::clock::FakeClock;
use kodevagt_service::keys::{Bound, Keys};
use kodevagt_service::settings::{Given, Settings};
use kodevagt_service::store::{Fault, Row, Store, Transaction, Tx, Value};
use serde_json::Value as Json;
use tempfile::TempDir;

/// A database and the instances on it.
pub struct World {
    pub clock: FakeClock,
    pub instances: Vec<Service>,
    pub keys: Keys,
    pub settings: Settings,
    /// As `--database` takes it.
    database: String,
    dir: TempDir,
}

/// A message as it would have left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `sms`, `mail`, `push`.
    pub kind: String,
    pub to: String,
    pub text: String,
}

impl World {
    /// One instance on SQLite.
    pub async fn new() -> Self {
        Self::with("").await
    }

    /// One instance on SQLite, with settings of a test's own (TOML).
    pub async fn with(settings: &str) -> Self {
        Self::on(None, 1, settings).await
    }

    /// Instances on a database; SQLite unless its URL is given.
    pub async fn on(database: Option<String>, instances: usize, settings: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("settings.toml");
        std::fs::write(&file, settings).unwrap();
        let sqlite = || dir.path().join("kodevagt.sqlite").display().to_string();
        let database = database.unwrap_or_else(sqlite);
        let given = Given {
            config: Some(file),
            database: Some(database.clone()),
            data_dir: Some(dir.path().to_owned()),
            listen: Some("127.0.0.1:0".to_owned()),
            development: Some(true),
            ..Given::default()
        };
        let settings = Settings::load(given).unwrap();
        // The shell's commands have the system's clock.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let clock = FakeClock::at(i64::try_from(now.as_millis()).unwrap());
        let mut all = Vec::new();
        for _ in 0..instances {
            let listener = Service::listen(&settings).await.unwrap();
            let service = Service::start(settings.clone(), clock.clock(), listener);
            all.push(service.await.unwrap());
        }
        let keys = Keys::load(&settings.sealing, all[0].store()).await.unwrap();
        Self {
            clock,
            instances: all,
            keys,
            settings,
            database,
            dir,
        }
    }

    /// The first instance's URL.
    pub fn url(&self) -> &str {
        self.instances[0].url()
    }

    /// The first instance's database.
    pub fn store(&self) -> &Store {
        self.instances[0].store()
    }

    /// A person with a number and a mail address, added at the shell.
    pub fn person(&self, login: &str, mobile: &str) {
        let mail = format!("{login}@example.org");
        let args = ["person", "add", login, "--name", "Kari Nordmann"];
        self.shell(&[&args[..], &["--mobile", mobile, "--mail", &mail]].concat());
    }

    /// A ticket: as it is typed, and as it stands in the QR code.
    pub fn ticket(&self, login: &str) -> (String, String) {
        let answer = self.shell(&["ticket", login]);
        let link: kodevagt_protocol::link::Activation =
            answer["uri"].as_str().unwrap().parse().unwrap();
        (answer["ticket"].as_str().unwrap().to_owned(), link.ticket)
    }

    /// Runs a command of the shell beside the service; its answer. Panics if it fails.
    #[track_caller]
    pub fn shell(&self, args: &[&str]) -> Json {
        let output = self.command(args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {told}");
        serde_json::from_slice(&output.stdout).unwrap_or(Json::Null)
    }

    /// Runs a command of the shell beside the service.
    pub fn command(&self, args: &[&str]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kodevagt-service"))
            .args(["--json", "--database", &self.database, "--data-dir"])
            .arg(self.dir.path())
            .args(args)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdin.take().map(|mut stdin| stdin.flush()));
        child.wait_with_output().unwrap()
    }

    /// The data directory.
    pub fn data_dir(&self) -> PathBuf {
        self.dir.path().to_owned()
    }

    /// What would have been sent, oldest first.
    pub async fn outbox(&self) -> Vec<Message> {
        let sql = "SELECT m.id, m.kind, m.person, m.recipient_sealed, m.text_sealed, p.person_key \
                   FROM messages m LEFT JOIN people p ON p.id = m.person ORDER BY m.created_at, m.id";
        let rows = self.rows(sql, &[]).await;
        rows.iter().filter_map(|row| self.message(row)).collect()
    }

    /// The codes that were sent to a number, oldest first.
    pub async fn codes(&self, mobile: &str) -> Vec<String> {
        let to_it = |message: &Message| message.kind == "sms" && message.to == mobile;
        let sent = self.outbox().await.into_iter().filter(to_it);
        sent.filter_map(|message| {
            let (_, code) = message.text.lines().next_back()?.rsplit_once('#')?;
            Some(code.to_owned())
        })
        .collect()
    }

    /// The code that was sent last.
    pub async fn code(&self, mobile: &str) -> String {
        self.codes(mobile).await.pop().expect("an SMS was sent")
    }

    /// The rows of a query, as the first instance reads them.
    pub async fn rows(&self, sql: &str, values: &[Value]) -> Vec<Row> {
        let query = Query(sql.to_owned(), values.to_vec());
        self.store().run(query).await.unwrap()
    }

    /// The number that a query counts: its column is called `n`.
    pub async fn count(&self, sql: &str) -> i64 {
        self.rows(sql, &[]).await[0].read("n").unwrap()
    }

    // What belongs to nobody doesn't open: nothing left.
    fn message(&self, row: &Row) -> Option<Message> {
        let id: [u8; 16] = row.read("id").unwrap();
        let person: Option<[u8; 16]> = row.read("person").unwrap();
        let open = |place: &str, column: &str| {
            let sealed: Vec<u8> = row.read(column).unwrap();
            let bound = Bound { place, id: &id };
            let plain = match person {
                Some(person) => {
                    let key: Vec<u8> = row.read("person_key").unwrap();
                    let key = self.keys.person(&person, &key).unwrap();
                    key.open_for(bound, &sealed)
                }
                None => self.keys.open(bound, &sealed),
            };
            Some(String::from_utf8(plain.ok()?.to_vec()).unwrap())
        };
        Some(Message {
            kind: row.read("kind").unwrap(),
            to: open("messages.recipient", "recipient_sealed")?,
            text: open("messages.text", "text_sealed")?,
        })
    }
}

struct Query(String, Vec<Value>);

impl Transaction for Query {
    type Answer = Vec<Row>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Row>, Fault> {
        tx.rows(&self.0, &self.1).await
    }
}
