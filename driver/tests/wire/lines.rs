//! Hints over a WebSocket, and over a long poll where there is none.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::extract::{Query, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use futures_util::SinkExt as _;
use hyper_util::rt::TokioIo;
use kodevagt_driver::{Line, News};
use kodevagt_protocol::request::NONCE_HEADER;
use kodevagt_protocol::{Problem, Refusal};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::server::{ROOT, Server, Stamp};

const HINT: &str = "{\"hint\":\"AAAA\"}";

fn with_nonce(router: Router) -> Router {
    let nonce = || async { "{\"nonce\":\"n\",\"time_ms\":1}" };
    router.route("/v1/phone/nonce", post(nonce))
}

/// Upgrades, sends two hints around an empty frame, and hangs up.
async fn socket(mut request: Request) -> Response {
    assert_eq!(request.headers()[NONCE_HEADER], "n");
    let key = request.headers()["sec-websocket-key"].as_bytes().to_vec();
    let upgrade = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let stream = TokioIo::new(upgrade.await.unwrap());
        let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, None).await;
        for text in [HINT, "{}", HINT] {
            socket.send(Message::text(text)).await.unwrap();
        }
        socket.close(None).await.unwrap();
    });
    let accept = derive_accept_key(&key);
    let headers = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-accept", &accept),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
}

#[tokio::test]
async fn a_socket_brings_hints_and_comes_up_again() {
    let router = with_nonce(Router::new().route("/v1/phone/socket", any(socket)));
    let server = Server::start(router, 0).await;
    let mut line = Line::new(server.driver(), server.url.clone(), ROOT, Stamp);
    for _ in 0..2 {
        assert_eq!(line.next().await, Ok(News::Connected));
        assert_eq!(line.next().await, Ok(News::Hint));
        assert_eq!(line.next().await, Ok(News::Hint));
        assert!(line.next().await.is_err(), "it was hung up");
    }
}

#[tokio::test]
async fn without_sockets_a_poll_brings_them() {
    let polls = Arc::new(AtomicU32::new(0));
    let counter = polls.clone();
    let wait = move |Query(query): Query<Vec<(String, String)>>, headers: HeaderMap| {
        assert_eq!(headers[NONCE_HEADER], "n");
        let number = counter.fetch_add(1, Ordering::SeqCst);
        let seconds = if number == 0 { "0" } else { "25" };
        assert_eq!(query, [("seconds".to_owned(), seconds.to_owned())]);
        async move { if number == 2 { HINT } else { "{\"hint\":null}" } }
    };
    let router = with_nonce(Router::new().route("/v1/phone/wait", get(wait)));
    let server = Server::start(router, 0).await;
    let mut line = Line::new(server.driver(), server.url.clone(), ROOT, Stamp);
    assert_eq!(line.next().await, Ok(News::Connected));
    assert_eq!(line.next().await, Ok(News::Hint));
    assert_eq!(polls.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_refused_device_is_told_so() {
    let refuse = || async {
        let problem = Problem {
            code: Refusal::DeviceUnknown.to_string(),
            ..Problem::default()
        };
        (StatusCode::FORBIDDEN, serde_json::to_vec(&problem).unwrap())
    };
    let router = with_nonce(Router::new().route("/v1/phone/socket", any(refuse)));
    let server = Server::start(router, 0).await;
    let mut line = Line::new(server.driver(), server.url.clone(), ROOT, Stamp);
    let Ok(News::Refused(reply)) = line.next().await else {
        panic!("refused");
    };
    let problem: Problem = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(problem.refusal(), Some(Refusal::DeviceUnknown));
}
