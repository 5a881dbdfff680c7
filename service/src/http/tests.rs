#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use axum::body::Bytes;
use axum::extract::State;
use axum::routing::{get, post};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use super::*;
use crate::settings::{Given, TlsFiles};
use crate::start;

/// A server with routes that misbehave.
pub(super) struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    _dir: tempfile::TempDir,
}

impl Server {
    async fn start(tls: bool) -> (Self, Vec<u8>) {
        Self::with(health::router().into_router(), tls).await
    }

    pub(super) async fn with(more: Router<AppState>, tls: bool) -> (Self, Vec<u8>) {
        let dir = tempfile::tempdir().unwrap();
        let settings = Settings::load(Given {
            development: Some(true),
            data_dir: Some(dir.path().to_owned()),
            ..Given::default()
        })
        .unwrap();
        let (store, keys) = start::open(&settings, Clock::system(), true).await.unwrap();
        let online = Online::load(&keys, &store, &settings.root()).await.unwrap();
        let (stop, stopping) = watch::channel(false);
        let sms_format = settings.outbound.sms_format("localhost").unwrap();
        let state = AppState {
            store,
            keys: Arc::new(keys),
            online: Arc::new(online),
            clock: Clock::system(),
            sms_format: Arc::new(sms_format),
            settings: Arc::new(settings),
            stopping: stopping.clone(),
        };
        let themes = more
            .route("/panic", get(panics))
            .route(
                "/length",
                post(|body: Bytes| async move { body.len().to_string() }),
            )
            .route("/until-stopped", get(until_stopped));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let files = TlsFiles {
            cert: dir.path().join("cert.pem"),
            key: dir.path().join("key.pem"),
        };
        std::fs::write(&files.cert, made.cert.pem()).unwrap();
        std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
        let serving = tokio::spawn(serve(Serving {
            listener,
            routes: through(themes, state),
            tls: tls.then(|| start::tls(&files).unwrap()),
            stopping,
        }));
        let server = Self {
            address,
            stop,
            serving,
            _dir: dir,
        };
        (server, made.cert.der().to_vec())
    }

    pub(super) async fn ask(&self, head: &str, body: &str) -> String {
        let stream = TcpStream::connect(self.address).await.unwrap();
        ask(stream, head, body).await
    }
}

async fn panics() {
    panic!("as intended");
}

async fn until_stopped(State(state): State<AppState>) -> &'static str {
    state.stopped().await;
    "stopped"
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin, head: &str, body: &str) -> String {
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A server that refuses a long body may cut it off.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_panic_is_a_problem_and_a_long_body_too() {
    let (server, _) = Server::start(false).await;
    let answer = server.ask("GET /panic", "").await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("KV-0708"), "{answer}");
    let answer = server.ask("POST /length", &"x".repeat(BODY)).await;
    assert!(answer.ends_with("\r\n65536"), "{answer}");
    let answer = server.ask("POST /length", &"x".repeat(BODY + 1)).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("KV-0817"), "{answer}");
}

#[tokio::test]
async fn what_was_begun_is_finished_before_it_stops() {
    let begun = Arc::new(Notify::new());
    let (release, released) = oneshot::channel::<()>();
    let (begins, released) = (
        Arc::clone(&begun),
        Arc::new(tokio::sync::Mutex::new(Some(released))),
    );
    let slow = move || {
        let (begins, released) = (Arc::clone(&begins), Arc::clone(&released));
        async move {
            begins.notify_one();
            released.lock().await.take().unwrap().await.unwrap();
            "finished"
        }
    };
    let (server, _) = Server::with(
        health::router().into_router().route("/slow", get(slow)),
        false,
    )
    .await;
    let stream = TcpStream::connect(server.address).await.unwrap();
    let asked = tokio::spawn(ask(stream, "GET /slow", ""));
    begun.notified().await;
    let waiting = TcpStream::connect(server.address).await.unwrap();
    let waits = tokio::spawn(ask(waiting, "GET /until-stopped", ""));
    // Answered, so the one before it is accepted too.
    assert!(server.ask("GET /healthz", "").await.contains("200 OK"));
    server.stop.send(true).unwrap();
    assert!(waits.await.unwrap().ends_with("stopped"));
    assert!(!server.serving.is_finished());
    release.send(()).unwrap();
    assert!(asked.await.unwrap().ends_with("finished"));
    server.serving.await.unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn tls_is_spoken_and_plain_text_on_its_port_answered_by_nothing() {
    let (server, certificate) = Server::start(true).await;
    let mut roots = RootCertStore::empty();
    roots.add(certificate.into()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(server.address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .unwrap();
    let answer = ask(stream, "GET /healthz", "").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let stream = TcpStream::connect(server.address).await.unwrap();
    let mut raw = stream;
    raw.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    let _ = raw.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
}
