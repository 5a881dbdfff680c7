//! A TLS server with its own authority, and what a test's driver needs to talk to it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use kodevagt_core::exchange::{Headers, Request};
use kodevagt_core::time::{BootId, Now};
use kodevagt_core::vault::RootId;
use kodevagt_driver::{Driver, Settings, Signer};
use kodevagt_protocol::Id;
use kodevagt_protocol::request::{DEVICE_HEADER, NONCE_HEADER};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

pub(crate) const ROOT: RootId = RootId([7; 16]);
pub(crate) const DEVICE: Id = Id([9; 16]);
/// When every request of a test began.
pub(crate) const THEN: Now = Now {
    wall_ms: 1_790_000_000_000,
    boot_ms: 5_000,
    boot_id: BootId([1; 16]),
};

/// A running server.
pub(crate) struct Server {
    /// `https://localhost:PORT`.
    pub(crate) url: String,
    /// The authority that signed its certificate.
    pub(crate) ca_pem: Vec<u8>,
    /// Connections that were dropped before a byte was answered.
    pub(crate) dropped: Arc<AtomicU32>,
}

impl Server {
    /// Serves `router`; the first `drops` connections are dropped after the handshake.
    pub(crate) async fn start(router: Router, drops: u32) -> Self {
        let (ca_pem, acceptor) = certificate();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        let dropped = Arc::new(AtomicU32::new(0));
        let counter = dropped.clone();
        tokio::spawn(async move {
            loop {
                let (tcp, _) = listener.accept().await.unwrap();
                let (acceptor, router) = (acceptor.clone(), router.clone());
                let drops = counter.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |seen| {
                    (seen < drops).then_some(seen + 1)
                });
                tokio::spawn(async move {
                    let Ok(tls) = acceptor.accept(tcp).await else {
                        return;
                    };
                    if drops.is_ok() {
                        return;
                    }
                    let service = TowerToHyperService::new(router);
                    let builder = auto::Builder::new(TokioExecutor::new());
                    let serving =
                        builder.serve_connection_with_upgrades(TokioIo::new(tls), service);
                    let _ = serving.await;
                });
            }
        });
        Self {
            url,
            ca_pem,
            dropped,
        }
    }

    pub(crate) fn driver(&self) -> Arc<Driver> {
        driver(Some(self.ca_pem.clone()), Duration::from_secs(3))
    }

    pub(crate) fn request(&self, method: &'static str, path: &str) -> Request {
        Request {
            server: self.url.clone(),
            method,
            path: path.to_owned(),
            body: Vec::new(),
            signer: None,
            begun: THEN,
        }
    }

    pub(crate) fn signed(&self, method: &'static str, path: &str) -> Request {
        Request {
            signer: Some(ROOT),
            ..self.request(method, path)
        }
    }
}

pub(crate) fn driver(ca_pem: Option<Vec<u8>>, patience: Duration) -> Arc<Driver> {
    let settings = Settings {
        ca_pem,
        patience,
        ..Settings::default()
    };
    Arc::new(Driver::new(settings).unwrap())
}

fn certificate() -> (Vec<u8>, TlsAcceptor) {
    let ca_key = KeyPair::generate().unwrap();
    let mut ca = CertificateParams::new(Vec::<String>::new()).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca_pem = ca.self_signed(&ca_key).unwrap().pem();
    let issuer = Issuer::new(ca, ca_key);
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let secret = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], secret)
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    (ca_pem.into_bytes(), TlsAcceptor::from(Arc::new(config)))
}

/// Puts device and nonce into the headers; the signature is the core's business.
pub(crate) struct Stamp;

impl Signer for Stamp {
    type Fault = Infallible;

    async fn device(&self, root: RootId) -> Result<Id, Infallible> {
        assert_eq!(root, ROOT);
        Ok(DEVICE)
    }

    async fn sign(&self, _: &Request, nonce: &str) -> Result<Headers, Infallible> {
        Ok(Headers::from([
            (DEVICE_HEADER, DEVICE.to_string()),
            (NONCE_HEADER, nonce.to_owned()),
        ]))
    }
}
