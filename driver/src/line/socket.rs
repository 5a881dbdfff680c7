//! The WebSocket (RFC 6455): a signed upgrade, then text frames with hints.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use kodevagt_core::exchange::{Headers, Reply, Request};
use kodevagt_core::vault::RootId;
use kodevagt_protocol::phone::Waited;
use kodevagt_protocol::{Problem, Refusal};
use reqwest::Url;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error as WsError, Message};

use crate::causes;
use crate::error::{Error, Why};
use crate::resolver::{self, NoAddress};
use crate::send::{Driver, host, is_unsigned, url};
use crate::signer::Signer;

/// Silence after which the phone asks whether the service is still there.
const QUIET: Duration = Duration::from_secs(50);
/// How long it may take to answer that.
const ANSWER: Duration = Duration::from_secs(10);
/// A hint is a few dozen bytes.
const FRAME_MOST: usize = 4096;

/// How opening went.
pub(super) enum Opened {
    Socket(Box<Socket>),
    /// Something on the way, or the service, takes no upgrades.
    NoSockets,
    Refused(Reply),
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// An open WebSocket.
pub(super) struct Socket(WebSocketStream<Box<dyn Stream>>);

impl Socket {
    /// Waits for a hint; `None`: the connection is gone.
    pub(super) async fn next(&mut self) -> Option<()> {
        let mut asked = false;
        loop {
            let patience = if asked { ANSWER } else { QUIET };
            let Ok(message) = timeout(patience, self.0.next()).await else {
                if asked || self.0.send(Message::Ping(Vec::new().into())).await.is_err() {
                    return None;
                }
                asked = true;
                continue;
            };
            asked = false;
            match message?.ok()? {
                Message::Text(text) => {
                    let waited: Waited = serde_json::from_str(&text).ok()?;
                    if waited.hint.is_some() {
                        return Some(());
                    }
                }
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }
}

/// Connects and upgrades; a nonce that is used up is replaced once.
pub(super) async fn open<S: Signer>(
    driver: &Driver,
    server: &str,
    root: RootId,
    signer: &S,
) -> Result<Opened, Error<S::Fault>> {
    let request = super::request(server, root, "/v1/phone/socket".to_owned());
    let url = url(&request).ok_or(Error::Insecure)?;
    let mut fresh = false;
    loop {
        let signature = driver.signature(&request, root, signer, fresh).await;
        let (_, headers) = signature.map_err(|failed| failed.error)?;
        let dialling = upgrade(driver, &request, &url, &headers);
        let limit = driver.settings.connect_timeout + driver.settings.timeout;
        let dialled = timeout(limit, dialling).await.unwrap_or_else(|_| {
            Err(Error::Unreachable {
                host: host(server),
                why: Why::Timeout,
            })
        });
        match dialled? {
            Dialled::Up(socket, headers) => {
                driver.keep_nonce(server, root, &headers);
                return Ok(Opened::Socket(socket));
            }
            Dialled::Answered(reply) if !fresh && is_unsigned(&reply) => fresh = true,
            Dialled::Answered(reply) => {
                let problem: Result<Problem, _> = serde_json::from_slice(&reply.body);
                let refused = problem.ok().and_then(|problem| problem.refusal());
                return Ok(match refused {
                    None | Some(Refusal::NotFound | Refusal::MethodNotAllowed) => Opened::NoSockets,
                    Some(_) => Opened::Refused(reply),
                });
            }
            Dialled::Odd => return Ok(Opened::NoSockets),
        }
    }
}

enum Dialled {
    Up(Box<Socket>, http::HeaderMap),
    Answered(Reply),
    /// What answers doesn't speak WebSocket.
    Odd,
}

async fn upgrade<F>(
    driver: &Driver,
    request: &Request,
    url: &Url,
    headers: &Headers,
) -> Result<Dialled, Error<F>> {
    let mut dialled = url.clone();
    let scheme = if url.scheme() == "http" { "ws" } else { "wss" };
    dialled.set_scheme(scheme).map_err(|()| Error::Insecure)?;
    let mut upgrade = dialled
        .as_str()
        .into_client_request()
        .map_err(|_| Error::Insecure)?;
    for (name, value) in headers {
        let value = value.parse().map_err(|_| Error::Insecure)?;
        upgrade.headers_mut().insert(*name, value);
    }
    let stream = connect(driver, request, url).await?;
    let config = WebSocketConfig::default()
        .read_buffer_size(FRAME_MOST)
        .write_buffer_size(0)
        .max_message_size(Some(FRAME_MOST))
        .max_frame_size(Some(FRAME_MOST));
    let shaken = tokio_tungstenite::client_async_with_config(upgrade, stream, Some(config)).await;
    match shaken {
        Ok((socket, answer)) => Ok(Dialled::Up(
            Box::new(Socket(socket)),
            answer.headers().clone(),
        )),
        Err(WsError::Http(answer)) => Ok(Dialled::Answered(Reply {
            status: answer.status().as_u16(),
            body: answer.body().clone().unwrap_or_default(),
            nonce: None,
            time_ms: None,
            begun: request.begun,
        })),
        Err(WsError::Io(error)) => Err(causes::read(&host(&request.server), &error)),
        Err(_) => Ok(Dialled::Odd),
    }
}

async fn connect<F>(
    driver: &Driver,
    request: &Request,
    url: &Url,
) -> Result<Box<dyn Stream>, Error<F>> {
    let at = host(&request.server);
    let name = url.host_str().ok_or(Error::Insecure)?;
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let port = url.port_or_known_default().ok_or(Error::Insecure)?;
    let unreachable = |why| Error::Unreachable {
        host: at.clone(),
        why,
    };
    let addresses = resolver::addresses(name, port)
        .await
        .map_err(|NoAddress| unreachable(Why::NoSuchName))?;
    let dialling = timeout(
        driver.settings.connect_timeout,
        TcpStream::connect(&addresses[..]),
    );
    let tcp = dialling
        .await
        .map_err(|_| unreachable(Why::Timeout))?
        .map_err(|error| causes::read(&at, &error))?;
    tcp.set_nodelay(true)
        .map_err(|_| unreachable(Why::Broken))?;
    if url.scheme() == "http" {
        return Ok(Box::new(tcp));
    }
    let name = ServerName::try_from(name.to_owned()).map_err(|_| Error::Insecure)?;
    let connector = TlsConnector::from(driver.tls.clone());
    let tls = connector.connect(name, tcp).await;
    Ok(Box::new(tls.map_err(|error| causes::read(&at, &error))?))
}
