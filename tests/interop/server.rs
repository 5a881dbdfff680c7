//! A privacyIDEA server, started for a test and gone with it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::venv::Venv;

const VERSION: &str = "3.14";
/// About three seconds when nothing else is running.
const START: Duration = Duration::from_secs(120);
const STOP: Duration = Duration::from_secs(20);
const ANSWER: Duration = Duration::from_secs(60);

/// A running server with a realm `interop` of one user, `alice`.
pub(crate) struct Server {
    child: Child,
    /// While it is open, the server runs: it ends with us however we end.
    stdin: Option<ChildStdin>,
    /// What it prints, until it ends.
    lines: Receiver<String>,
    http: ureq::Agent,
    url: String,
    token: String,
    /// Its files; dropped last.
    _folder: TempDir,
}

impl Server {
    /// Installs one if need be, and starts it.
    pub(crate) fn start() -> Self {
        let venv = install();
        let folder = TempDir::new().unwrap();
        let log = folder.path().join("stderr");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop/privacyidea_server.py");
        let mut child = venv
            .python()
            .args(["-W", "ignore"])
            .args([&script, folder.path()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let http = ureq::Agent::config_builder()
            .timeout_global(Some(ANSWER))
            .http_status_as_error(false)
            .proxy(None)
            .build()
            .into();
        let mut server = Self {
            stdin: child.stdin.take(),
            child,
            lines,
            http,
            url: String::new(),
            token: String::new(),
            _folder: folder,
        };
        let Ok(ready) = server.lines.recv_timeout(START) else {
            drop(server.stdin.take());
            panic!("no server: {}", fs::read_to_string(log).unwrap());
        };
        server.set_up(&serde_json::from_str(&ready).unwrap());
        server
    }

    fn set_up(&mut self, ready: &Value) {
        ready["url"].as_str().unwrap().clone_into(&mut self.url);
        let admin = json!({"username": ready["admin"], "password": ready["password"]});
        let signed_in = self.post("/auth", &admin);
        let token = signed_in["result"]["value"]["token"].as_str();
        token.unwrap().clone_into(&mut self.token);
        let users = json!({"type": "passwdresolver", "fileName": ready["users"]});
        self.post("/resolver/users", &users);
        self.post("/realm/interop", &json!({"resolvers": "users"}));
        self.post("/defaultrealm/interop", &json!({}));
    }

    /// Where it listens: host and port.
    pub(crate) fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    /// Enrols a token for alice, as `/token/init` takes it: the server's `detail`.
    #[track_caller]
    pub(crate) fn enrol(&self, token: &Value) -> Value {
        let mut token = token.clone();
        token["user"] = "alice".into();
        token["genkey"] = 1.into();
        self.post("/token/init", &token)["detail"].take()
    }

    /// Whether the server lets alice in with `pass`.
    #[track_caller]
    pub(crate) fn accepts(&self, pass: &str) -> bool {
        let answer = self.post("/validate/check", &json!({"user": "alice", "pass": pass}));
        answer["result"]["value"].as_bool().unwrap()
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.url));
        let mut response = request
            .header("Authorization", &self.token)
            .send_json(body)
            .unwrap();
        let answer: Value = response.body_mut().read_json().unwrap();
        assert_eq!(answer["result"]["status"], true, "{path}: {answer}");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input ends it; the end of its output says that it has.
        drop(self.stdin.take());
        while let Ok(_line) = self.lines.recv_timeout(STOP) {}
        // Nothing is left to be done about a child that can be neither killed nor waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn install() -> Venv {
    let name = format!("privacyidea-{VERSION}");
    Venv::ensure(&name, &name, |venv| {
        // The wheel brings the list of what it stands on, to the hash: exactly that is installed.
        venv.install(&["--no-deps", &format!("privacyidea=={VERSION}")]);
        let requirements = venv.file("lib/privacyidea/requirements.txt");
        venv.install(&["--require-hashes", "-r", requirements.to_str().unwrap()]);
    })
}
