//! Connections: plain or TLS, HTTP/1.1 or 2, until the service stops.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

/// How long a handshake or a request's head may take.
const HEAD: Duration = Duration::from_secs(10);
/// How long requests have to finish when the service stops.
const FINISH: Duration = Duration::from_secs(20);
/// How long to wait when the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(100);
/// The least that hyper takes: ten thousand phones are idle most of the time.
const BUFFER: usize = 8 * 1024;

/// What connections are served with.
pub(crate) struct Serving {
    pub(crate) listener: TcpListener,
    pub(crate) routes: Router,
    pub(crate) tls: Option<Arc<ServerConfig>>,
    /// Becomes true when the service is to stop.
    pub(crate) stopping: watch::Receiver<bool>,
}

/// Serves until told to stop, then lets what was begun finish.
pub(crate) async fn serve(serving: Serving) {
    let Serving {
        listener,
        routes,
        tls,
        mut stopping,
    } = serving;
    let acceptor = tls.map(TlsAcceptor::from);
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = Connection {
                    routes: routes.clone(),
                    acceptor: acceptor.clone(),
                    watcher: graceful.watcher(),
                    peer,
                };
                tokio::spawn(connection.serve(stream));
            }
            Err(error) if of_the_peer(&error) => {}
            Err(error) => {
                tracing::error!(%error, "can't accept a connection");
                tokio::time::sleep(NO_ROOM).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(FINISH, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests didn't finish in time");
    }
}

fn of_the_peer(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::ConnectionAborted | Kind::ConnectionReset | Kind::ConnectionRefused
    )
}

struct Connection {
    routes: Router,
    acceptor: Option<TlsAcceptor>,
    watcher: hyper_util::server::graceful::Watcher,
    peer: SocketAddr,
}

impl Connection {
    async fn serve(self, stream: TcpStream) {
        // A small answer shouldn't wait for a larger one.
        let _ = stream.set_nodelay(true);
        match self.acceptor.clone() {
            None => self.speak(stream).await,
            Some(acceptor) => {
                let handshake = tokio::time::timeout(HEAD, acceptor.accept(stream)).await;
                // Whoever can't shake hands is no news: scanners do it all day.
                if let Ok(Ok(stream)) = handshake {
                    self.speak(stream).await;
                }
            }
        }
    }

    async fn speak(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(BUFFER);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(64)
            .keep_alive_interval(Duration::from_secs(60));
        let (routes, peer) = (self.routes, self.peer);
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            routes.clone().oneshot(request)
        });
        let connection = builder
            .serve_connection_with_upgrades(TokioIo::new(stream), service)
            .into_owned();
        // A peer that breaks off is no news either.
        let _ = self.watcher.watch(connection).await;
    }
}
