//! Trust, nonces, limits, and what is said when no answer comes.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use kodevagt_core::exchange::Request;
use kodevagt_driver::{BadCa, Driver, Error, Settings, Why};
use kodevagt_protocol::Refusal;
use kodevagt_protocol::request::{NEXT_NONCE_HEADER, NONCE_HEADER, TIME_HEADER};

use crate::server::{DEVICE, Server, Stamp, THEN, driver};

#[tokio::test]
async fn the_organisations_own_authority_is_trusted_and_no_strangers() {
    let router = Router::new().route(
        "/v1/service",
        get(|| async { ([(TIME_HEADER, "1700")], "hi") }),
    );
    let server = Server::start(router, 0).await;
    let request = server.request("GET", "/v1/service");

    let reply = server.driver().send(&request, &Stamp).await.unwrap();
    assert_eq!((reply.status, &reply.body[..]), (200, &b"hi"[..]));
    assert_eq!(reply.time_ms, Some(1700));
    assert_eq!((reply.nonce, reply.begun), (None, THEN));

    let stranger = driver(None, Duration::ZERO).send(&request, &Stamp).await;
    assert!(
        matches!(stranger, Err(Error::Untrusted { .. })),
        "{stranger:?}"
    );

    let other = Server::start(Router::new(), 0).await;
    let mixed_up = driver(Some(other.ca_pem), Duration::ZERO)
        .send(&request, &Stamp)
        .await;
    assert!(
        matches!(mixed_up, Err(Error::Untrusted { .. })),
        "{mixed_up:?}"
    );

    let by_address = Request {
        server: server.url.replace("localhost", "127.0.0.1"),
        ..request
    };
    let misnamed = server.driver().send(&by_address, &Stamp).await;
    assert!(
        matches!(misnamed, Err(Error::Untrusted { .. })),
        "{misnamed:?}"
    );
}

#[test]
fn a_file_without_certificates_is_no_authority() {
    for pem in [
        "",
        "hello",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let settings = Settings {
            ca_pem: Some(pem.as_bytes().to_vec()),
            ..Settings::default()
        };
        assert_eq!(Driver::new(settings).err(), Some(BadCa), "{pem:?}");
    }
}

/// Gives out nonces `asked-0`, `asked-1`…; the signed route takes each nonce that it or the nonce route
/// gave, once.
fn nonces(valid: Arc<Mutex<Vec<String>>>, asked: Arc<AtomicU32>) -> Router {
    let given = valid.clone();
    let give = move |body: Bytes| {
        let name = format!("asked-{}", asked.fetch_add(1, Ordering::SeqCst));
        given.lock().unwrap().push(name.clone());
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert_eq!(body, format!("{{\"device\":\"{DEVICE}\"}}"));
        async move { format!("{{\"nonce\":\"{name}\",\"time_ms\":1}}") }
    };
    let take = move |headers: HeaderMap| {
        let nonce = headers[NONCE_HEADER].to_str().unwrap().to_owned();
        let mut valid = valid.lock().unwrap();
        let known = valid.iter().position(|held| *held == nonce);
        let answer = match known {
            Some(place) => {
                valid.remove(place);
                let next = format!("after-{nonce}");
                valid.push(next.clone());
                ([(NEXT_NONCE_HEADER, next)], nonce).into_response()
            }
            None => refused().into_response(),
        };
        async move { answer }
    };
    Router::new()
        .route("/v1/phone/nonce", post(give))
        .route("/v1/phone/status", get(take))
        .route("/v1/phone/never", get(|| async { refused() }))
}

fn refused() -> impl IntoResponse {
    let problem = kodevagt_protocol::Problem {
        status: 401,
        code: Refusal::Unsigned.to_string(),
        ..Default::default()
    };
    let problem = serde_json::to_vec(&problem).unwrap();
    (StatusCode::UNAUTHORIZED, problem)
}

#[tokio::test]
async fn a_nonce_is_asked_for_once_and_each_answer_brings_the_next() {
    let (valid, asked) = <(Arc<Mutex<Vec<String>>>, Arc<AtomicU32>)>::default();
    let server = Server::start(nonces(valid.clone(), asked.clone()), 0).await;
    let driver = server.driver();
    let request = server.signed("GET", "/v1/phone/status");
    for nonce in ["asked-0", "after-asked-0", "after-after-asked-0"] {
        let reply = driver.send(&request, &Stamp).await.unwrap();
        assert_eq!(reply.body, nonce.as_bytes());
        assert_eq!(reply.nonce.as_deref(), Some(nonce));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);

    // The service has forgotten them: one more is asked for, and the request signed again.
    valid.lock().unwrap().clear();
    let reply = driver.send(&request, &Stamp).await.unwrap();
    assert_eq!((reply.status, &reply.body[..]), (200, &b"asked-1"[..]));
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_refused_signature_is_tried_again_once_and_no_more() {
    let (valid, asked) = <(Arc<Mutex<Vec<String>>>, Arc<AtomicU32>)>::default();
    let server = Server::start(nonces(valid, asked.clone()), 0).await;
    let request = server.signed("GET", "/v1/phone/never");
    let reply = server.driver().send(&request, &Stamp).await.unwrap();
    assert_eq!(reply.status, 401);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_answer_beyond_a_mebibyte_is_not_read() {
    let most = 1024 * 1024;
    let router = Router::new()
        .route("/fits", get(move || async move { vec![b'x'; most] }))
        .route("/large", get(move || async move { vec![b'x'; most + 1] }));
    let server = Server::start(router, 0).await;
    let driver = server.driver();
    let fits = driver
        .send(&server.request("GET", "/fits"), &Stamp)
        .await
        .unwrap();
    assert_eq!(fits.body.len(), most);
    let large = driver.send(&server.request("GET", "/large"), &Stamp).await;
    assert!(matches!(large, Err(Error::TooLarge { .. })), "{large:?}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let router = Router::new().route(
        "/v1/service",
        get(|| async { (StatusCode::FOUND, [("location", "/elsewhere")]) }),
    );
    let server = Server::start(router, 0).await;
    let request = server.request("GET", "/v1/service");
    let reply = server.driver().send(&request, &Stamp).await.unwrap();
    assert_eq!(reply.status, 302);
}

#[tokio::test]
async fn what_is_unreachable_says_why() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let driver = driver(None, Duration::ZERO);
    let ask = |server: &str| Request {
        server: server.to_owned(),
        method: "GET",
        path: "/v1/service".to_owned(),
        body: Vec::new(),
        signer: None,
        begun: THEN,
    };
    let nobody = driver
        .send(&ask(&format!("https://127.0.0.1:{port}")), &Stamp)
        .await;
    let host = format!("127.0.0.1:{port}");
    let why = Why::Refused;
    assert_eq!(nobody, Err(Error::Unreachable { host, why }));

    let nowhere = driver.send(&ask("https://kodevagt.invalid"), &Stamp).await;
    let host = "kodevagt.invalid".to_owned();
    let why = Why::NoSuchName;
    assert_eq!(nowhere, Err(Error::Unreachable { host, why }));

    let open = driver.send(&ask("http://kodevagt.invalid"), &Stamp).await;
    assert_eq!(open, Err(Error::Insecure));
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_told_from_one_that_isnt_trusted() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    tokio::spawn(async move {
        while let Ok((mut tcp, _)) = listener.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut tcp, b"SSH-2.0-OpenSSH\r\n").await;
        }
    });
    let request = Request {
        server: url.clone(),
        method: "GET",
        path: "/".to_owned(),
        body: Vec::new(),
        signer: None,
        begun: THEN,
    };
    let answer = driver(None, Duration::ZERO).send(&request, &Stamp).await;
    let host = url.replace("https://", "");
    let why = Why::Tls;
    assert_eq!(answer, Err(Error::Unreachable { host, why }));
}

#[tokio::test]
async fn a_lost_connection_is_tried_again_where_that_is_safe() {
    let seen = Arc::new(AtomicU32::new(0));
    let counter = seen.clone();
    let count = move || {
        counter.fetch_add(1, Ordering::SeqCst);
        async { "done" }
    };
    let router = Router::new()
        .route("/v1/service", get(count.clone()))
        .route("/v1/activations", post(count));
    let server = Server::start(router.clone(), 2).await;
    let reply = server
        .driver()
        .send(&server.request("GET", "/v1/service"), &Stamp)
        .await;
    assert_eq!(reply.unwrap().body, b"done");
    assert_eq!(server.dropped.load(Ordering::SeqCst), 2);

    // A second SMS would follow.
    let server = Server::start(router, 1).await;
    let start = server.request("POST", "/v1/activations");
    let lost = server.driver().send(&start, &Stamp).await;
    assert!(matches!(lost, Err(Error::Unreachable { .. })), "{lost:?}");
    assert_eq!(seen.load(Ordering::SeqCst), 1);
}
