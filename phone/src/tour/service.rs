//! A service of the story's own, on loopback: started, administered at its shell, asked over HTTP as an
//! application does, and ended with the story.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use kodevagt_texts::Code;
use serde_json::{Value, json};

use crate::stop::{Exit, Stop};

/// What the program is called.
const PROGRAM: &str = if cfg!(windows) {
    "kodevagt-service.exe"
} else {
    "kodevagt-service"
};

/// A service that runs as long as this value.
pub(super) struct Service {
    program: PathBuf,
    data: PathBuf,
    child: Child,
    url: String,
    http: ureq::Agent,
    api_key: String,
}

/// What HTTP answered.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) body: Value,
}

impl Service {
    /// Starts a service in development mode on a free port, with its files in `data`.
    ///
    /// # Errors
    /// When its program can't be found or doesn't start.
    pub(super) fn start(data: &Path) -> Result<Self, Stop> {
        let program = program()?;
        let log = std::fs::File::create(data.with_extension("log")).map_err(|_| missing())?;
        let mut child = Command::new(&program)
            .args(["serve", "--development", "--listen", "127.0.0.1:0"])
            .arg("--data-dir")
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|_| missing())?;
        let mut url = String::new();
        if let Some(out) = child.stdout.take() {
            // The first line is its URL; a service that ends before says nothing.
            let _ = BufReader::new(out.take(4096)).read_line(&mut url);
        }
        let mut service = Self {
            program,
            data: data.to_owned(),
            child,
            url: url.trim().to_owned(),
            http: agent(),
            api_key: String::new(),
        };
        if service.url.is_empty() {
            return Err(missing());
        }
        service.api_key = service
            .administer(&["application", "add", "Sagsbehandling"])
            .and_then(|added| added["api_key"].as_str().map(str::to_owned))
            .ok_or_else(missing)?;
        Ok(service)
    }

    /// Where it is reached.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The key of the application that was added.
    pub(super) fn api_key(&self) -> &str {
        &self.api_key
    }

    /// Runs `kodevagt-service ARGUMENTS` beside it: what it answers, if it does.
    pub(super) fn administer(&self, arguments: &[&str]) -> Option<Value> {
        let output = Command::new(&self.program)
            .args(arguments)
            .arg("--json")
            .arg("--data-dir")
            .arg(&self.data)
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        output.status.success().then_some(answer)
    }

    /// The text of the newest SMS that development kept instead of sending it.
    pub(super) fn last_sms(&self) -> Option<String> {
        let outbox = self.administer(&["outbox"])?;
        let messages = outbox.as_array()?;
        let sms = messages.iter().rfind(|message| message["kind"] == "sms")?;
        sms["text"].as_str().map(str::to_owned)
    }

    /// `POST path`, as the application.
    pub(super) fn post(&self, path: &str, body: &Value) -> Option<Answered> {
        let request = self.http.post(format!("{}{path}", self.url));
        let response = request
            .header("authorization", format!("Bearer {}", self.api_key))
            .send_json(body);
        read(response.ok()?)
    }

    /// `GET path`, as the application.
    pub(super) fn get(&self, path: &str) -> Option<Answered> {
        let request = self.http.get(format!("{}{path}", self.url));
        let response = request
            .header("authorization", format!("Bearer {}", self.api_key))
            .call();
        read(response.ok()?)
    }

    /// Asks for the approval of a sign-in: its id and the number that the page shows.
    pub(super) fn ask(&self, person: &str) -> Option<(String, String)> {
        let asked = json!({
            "person": person,
            "text": "Log ind i Sagsbehandling",
            "where": { "ip": "192.0.2.17", "place": "Odense", "browser": "Firefox" },
        });
        sign_in(&self.post("/v1/approvals", &asked)?)
    }
}

/// Id and number of a sign-in that was asked for.
pub(super) fn sign_in(answered: &Answered) -> Option<(String, String)> {
    let text = |name: &str| answered.body[name].as_str().map(str::to_owned);
    (answered.status == 201).then_some(())?;
    Some((text("id")?, text("number")?))
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended already; it loses nothing by ending so.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(std::time::Duration::from_secs(90)))
        .build()
        .into()
}

fn read(mut response: http::Response<ureq::Body>) -> Option<Answered> {
    Some(Answered {
        status: response.status().as_u16(),
        body: response.body_mut().read_json().ok()?,
    })
}

fn missing() -> Stop {
    Stop::new(Code::ServiceProgramMissing, Exit::Other)
}

/// The service's program: beside this one, or on the path. Under `cargo run` Cargo sees to it first that it
/// is built, and shows how it goes.
fn program() -> Result<PathBuf, Stop> {
    let here = std::env::current_exe().map_err(|_| missing())?;
    let beside = here.with_file_name(PROGRAM);
    if let (Some(cargo), Some(package)) = (
        std::env::var_os("CARGO"),
        std::env::var_os("CARGO_MANIFEST_DIR"),
    ) {
        let mut build = Command::new(cargo);
        build.args(["build", "--package", "kodevagt-service"]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let built = build.current_dir(package).stdin(Stdio::null()).status();
        // One that was built before serves where Cargo can't work now.
        if !built.is_ok_and(|status| status.success()) && !beside.is_file() {
            return Err(missing());
        }
    }
    if beside.is_file() {
        return Ok(beside);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(PROGRAM))
        .find(|candidate| candidate.is_file())
        .ok_or_else(missing)
}
