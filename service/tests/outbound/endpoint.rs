//! A stand-in for somebody's HTTP service: answers as told and hands over what it heard.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, Method, Request, Response, StatusCode, Uri, Version};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;

/// A request as it came in.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Heard {
    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

type Answers = Arc<Mutex<VecDeque<Response<Full<Bytes>>>>>;

/// The stand-in, listening on loopback.
pub(crate) struct Endpoint {
    port: u16,
    scheme: &'static str,
    certificate: Option<TempDir>,
    answers: Answers,
    heard: UnboundedReceiver<Heard>,
}

impl Endpoint {
    /// Over TLS, with a certificate of its own for `localhost`.
    pub(crate) async fn tls() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ca.pem"), made.cert.pem()).unwrap();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from(made.cert.der().to_vec())],
                key.into(),
            )
            .unwrap();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Self::start(Some(TlsAcceptor::from(Arc::new(config))), Some(folder)).await
    }

    /// Without TLS.
    pub(crate) async fn plain() -> Self {
        Self::start(None, None).await
    }

    async fn start(tls: Option<TlsAcceptor>, certificate: Option<TempDir>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answers = Answers::default();
        let (send, heard) = unbounded_channel();
        let scheme = if tls.is_some() { "https" } else { "http" };
        tokio::spawn({
            let answers = Arc::clone(&answers);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(connection(
                        stream,
                        tls.clone(),
                        Arc::clone(&answers),
                        send.clone(),
                    ));
                }
            }
        });
        Self {
            port,
            scheme,
            certificate,
            answers,
            heard,
        }
    }

    /// An address on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}://localhost:{}{path}", self.scheme, self.port)
    }

    /// Its certificate, PEM.
    pub(crate) fn ca(&self) -> Option<PathBuf> {
        self.certificate
            .as_ref()
            .map(|folder| folder.path().join("ca.pem"))
    }

    /// Its certificate's file, as a value in TOML.
    pub(crate) fn ca_toml(&self) -> String {
        format!(
            "{:?}",
            self.ca()
                .as_deref()
                .unwrap_or(Path::new(""))
                .display()
                .to_string()
        )
    }

    /// What the next request is answered; 200 and nothing without it.
    pub(crate) fn answers(&self, status: u16, headers: &[(&'static str, &str)], body: &str) {
        let mut answer = Response::builder().status(status);
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        let answer = answer
            .body(Full::new(Bytes::copy_from_slice(body.as_bytes())))
            .unwrap();
        self.answers.lock().unwrap().push_back(answer);
    }

    /// The next request that came in.
    pub(crate) async fn heard(&mut self) -> Heard {
        tokio::time::timeout(Duration::from_secs(30), self.heard.recv())
            .await
            .expect("a request within 30 seconds")
            .unwrap()
    }

    /// Whether nothing more came in.
    pub(crate) fn is_silent(&mut self) -> bool {
        self.heard.try_recv().is_err()
    }
}

async fn connection(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    answers: Answers,
    send: UnboundedSender<Heard>,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let (answers, send) = (Arc::clone(&answers), send.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.unwrap().to_bytes().to_vec();
            // Taken before it's told, so that a test which has heard may set the next.
            let answer = answers.lock().unwrap().pop_front();
            let _ = send.send(Heard {
                method: parts.method,
                uri: parts.uri,
                version: parts.version,
                headers: parts.headers,
                body,
            });
            let nothing = || {
                let mut answer = Response::new(Full::default());
                *answer.status_mut() = StatusCode::OK;
                answer
            };
            Ok::<_, Infallible>(answer.unwrap_or_else(nothing))
        }
    });
    let builder = Builder::new(TokioExecutor::new());
    match tls {
        None => drop(
            builder
                .serve_connection(TokioIo::new(stream), service)
                .await,
        ),
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                drop(
                    builder
                        .serve_connection(TokioIo::new(stream), service)
                        .await,
                );
            }
        }
    }
}
