//! The binary as an operator and a script see it, and the server as the tests of other themes own it.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(dir: &Path) -> Self {
        let mut child = command(dir)
            .args(["serve", "--development", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        Self {
            child,
            url: url.trim().to_owned(),
        }
    }

    /// Sends a request as it is written and answers status line and headers, and the body.
    fn ask(&self, request: &str) -> (String, String) {
        let address = self.url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "{request}\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    /// Asks it to stop, as a service manager does; answers what it logged.
    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(sent.success());
        let mut log = String::new();
        let mut errors = self.child.stderr.take().unwrap();
        errors.read_to_string(&mut log).unwrap();
        assert!(self.child.wait().unwrap().success(), "{log}");
        log
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After stop() there is nothing left to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kodevagt-service"));
    command
        .env_clear()
        .arg("--data-dir")
        .arg(dir)
        .stdin(Stdio::null());
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    command(dir).arg("--json").args(args).output().unwrap()
}

fn said(output: &Output) -> Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Exit code and number of a failure.
fn refused(output: &Output) -> (i32, String) {
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    let last: Value = serde_json::from_str(errors.lines().last().unwrap()).unwrap();
    for part in ["what", "why", "do"] {
        assert!(
            last["error"][part]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
    }
    let code = last["error"]["code"].as_str().unwrap().to_owned();
    (output.status.code().unwrap(), code)
}

#[test]
fn commands_work_beside_a_running_service_and_it_stops_gracefully() {
    let dir = tempfile::tempdir().unwrap();
    let service = Running::start(dir.path());
    let (head, body) = service.ask("GET /readyz HTTP/1.1");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(body.contains("\"ok\""));

    let add = [
        "person",
        "add",
        "kari",
        "--name",
        "Kari",
        "--mobile",
        "+45 12 34 56 78",
    ];
    assert_eq!(
        said(&run(dir.path(), &add))["id"].as_str().unwrap().len(),
        32
    );
    assert_eq!(refused(&run(dir.path(), &add)), (5, "KV-1030".to_owned()));
    let unfit = [
        "person", "add", "bo", "--name", "Bo", "--mobile", "12345678",
    ];
    assert_eq!(refused(&run(dir.path(), &unfit)), (2, "KV-1032".to_owned()));
    let application = ["application", "add", "Intranet"];
    let key = said(&run(dir.path(), &application));
    assert!(key["api_key"].as_str().unwrap().starts_with("kv_"));
    assert_eq!(
        refused(&run(dir.path(), &application)),
        (5, "KV-1033".to_owned())
    );
    assert_eq!(
        refused(&run(dir.path(), &["nonsense"])),
        (2, "KV-0601".to_owned())
    );
    assert_eq!(
        said(&run(dir.path(), &["clock", "--advance", "90"])),
        json!({"offset_s": 90})
    );
    assert_eq!(
        said(&run(dir.path(), &["clock", "--advance", "-60"])),
        json!({"offset_s": 30})
    );
    assert_eq!(
        said(&run(dir.path(), &["audit", "verify"])),
        json!({"entries": 2})
    );
    assert_eq!(
        said(&run(dir.path(), &["keys", "rotate"])),
        json!({"serial": 2})
    );
    assert_eq!(
        said(&run(dir.path(), &["keys", "rotate-sealing"])),
        json!({"sealed": 0})
    );

    let log = service.stop();
    for line in log.lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
    }
    // Nothing personal in the database's file either.
    let mut stored = Vec::new();
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        stored.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    for secret in ["kari", "Kari", "12345678", key["api_key"].as_str().unwrap()] {
        let found = stored
            .windows(secret.len())
            .any(|at| at == secret.as_bytes());
        assert!(!found, "{secret} stands in the data directory");
    }
}

#[test]
fn problems_are_documents_in_the_readers_language_and_the_log_names_no_path() {
    let dir = tempfile::tempdir().unwrap();
    let service = Running::start(dir.path());
    let (head, body) = service.ask("GET /people/kari?code=123456 HTTP/1.1\r\nAccept-Language: da");
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    assert!(head.contains("application/problem+json"), "{head}");
    assert!(head.contains("content-language: da"), "{head}");
    let problem: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(problem["code"], "KV-0815");
    assert_eq!(problem["status"], 404);
    let (head, body) = service.ask("DELETE /healthz HTTP/1.1");
    assert!(head.starts_with("HTTP/1.1 405"), "{head}");
    assert!(head.contains("allow: GET"), "{head}");
    assert!(body.contains("KV-0816"));
    let log = service.stop();
    assert!(log.contains("\"status\":404"), "{log}");
    assert!(
        !log.contains("kari") && !log.contains("123456") && !log.contains("127.0.0.1"),
        "{log}"
    );
}

#[test]
fn what_is_unsafe_or_unfit_does_not_start() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("settings.toml");
    let check = |text: &str| {
        std::fs::write(&config, text).unwrap();
        run(
            dir.path(),
            &["--config", config.to_str().unwrap(), "check-config"],
        )
    };
    for (text, code) in [
        ("listen = 'nowhere'", "KV-1020"),
        ("colour = 'red'", "KV-1020"),
        ("tls_cert = 'a.pem'", "KV-1020"),
        ("behind_proxy = true", "KV-1020"),
        ("trusted_proxies = ['10.0.0.0/99']", "KV-1020"),
        ("", "KV-1011"),
        ("listen = '0.0.0.0:0'\ndevelopment = true", "KV-1011"),
        ("tls_cert = 'none.pem'\ntls_key = 'none.pem'", "KV-1012"),
        ("trusted_proxies = ['127.0.0.1']", "KV-1021"),
        (
            "development = true\nsealing_key_file = 'settings.toml'",
            "KV-1022",
        ),
        (
            "development = true\ndatabase = '/nowhere/at/all.sqlite'",
            "KV-1002",
        ),
        (
            "development = true\ndatabase = 'postgres://x@127.0.0.1:1/x'",
            "KV-1002",
        ),
    ] {
        let output = check(text);
        let (exit, found) = refused(&output);
        assert_eq!(found, code, "{text}: {output:?}");
        let expected = match code {
            "KV-1020" => 2,
            "KV-1002" => 6,
            _ => 5,
        };
        assert_eq!(exit, expected, "{text}");
    }
    let told = refused_text(&check("\n\nlisten = 7"));
    assert!(
        told.contains("listen (line 3)") && told.contains("settings.toml"),
        "{told}"
    );
    assert_eq!(said(&check("development = true")), json!({"ok": true}));
}

fn refused_text(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
