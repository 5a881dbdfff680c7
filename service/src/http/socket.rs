//! The waiting phone's connection: a WebSocket (RFC 6455) over hyper's upgrade, with small buffers, since ten
//! thousand of them are open at a time. Each text frame is a hint; the phone says nothing.

use std::time::Duration;

use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::{SinkExt as _, StreamExt as _};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use kodevagt_protocol::phone::Waited;
use kodevagt_protocol::{Bytes, Id, Refusal};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Message, Role, WebSocketConfig};

use super::phone::counted_on;
use super::signed::ActiveSigned;
use super::{AppState, Problem};
use crate::devices::waiting::{News, Read};
use crate::keys::random;
use crate::store::{Topic, Waiter};

/// How often a silent connection is tried: middle boxes forget it after a minute.
const PING: Duration = Duration::from_secs(50);
/// The longest that a phone may send: pongs and a close.
const INCOMING: usize = 256;

/// `GET /v1/phone/socket`.
pub(super) async fn open(
    State(state): State<AppState>,
    mut request: Request,
) -> Result<Response, Problem> {
    let accept = accepted(request.headers()).ok_or(Refusal::Malformed)?;
    let upgrade = request
        .extensions_mut()
        .remove::<OnUpgrade>()
        .ok_or(Refusal::Malformed)?;
    let ActiveSigned(signed) = ActiveSigned::from_request(request, &state).await?;
    let device = signed.device.id;
    tokio::spawn(async move {
        // A phone that goes away before or after is no news.
        if let Ok(upgraded) = upgrade.await {
            Box::pin(Socket::new(state, device, upgraded))
                .await
                .run()
                .await;
        }
    });
    let mut response = StatusCode::SWITCHING_PROTOCOLS.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    Ok(response)
}

/// The answer to the handshake's key; `None` if it is no handshake of version 13.
fn accepted(headers: &HeaderMap) -> Option<HeaderValue> {
    let is = |name, wanted: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| {
            let mut words = value.split(',').map(str::trim);
            words.any(|word| word.eq_ignore_ascii_case(wanted))
        })
    };
    let upgrades = is(header::CONNECTION, "upgrade")
        && is(header::UPGRADE, "websocket")
        && is(header::SEC_WEBSOCKET_VERSION, "13");
    let key = headers.get(header::SEC_WEBSOCKET_KEY)?;
    let accept = derive_accept_key(key.as_bytes());
    HeaderValue::from_str(&accept).ok().filter(|_| upgrades)
}

struct Socket {
    state: AppState,
    device: Id,
    waiter: Waiter,
    stream: WebSocketStream<TokioIo<Upgraded>>,
    known: Option<News>,
}

/// The connection is over.
struct Over;

impl Socket {
    async fn new(state: AppState, device: Id, upgraded: Upgraded) -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(INCOMING)
            .write_buffer_size(0)
            .max_write_buffer_size(4 * INCOMING)
            .max_message_size(Some(INCOMING))
            .max_frame_size(Some(INCOMING));
        let io = TokioIo::new(upgraded);
        Self {
            waiter: state.store.subscribe(Topic::Device(device.0)),
            stream: WebSocketStream::from_raw_socket(io, Role::Server, Some(config)).await,
            known: None,
            state,
            device,
        }
    }

    async fn run(mut self) {
        let mut stopping = self.state.stopping.clone();
        let mut told = self.tell().await;
        while told.is_ok() && !*stopping.borrow() {
            let ping = Instant::now() + PING;
            told = tokio::select! {
                () = self.waiter.changed() => self.tell().await,
                said = self.stream.next() => match said {
                    // tungstenite answers pings by itself.
                    Some(Ok(message)) if !message.is_close() => Ok(()),
                    _ => Err(Over),
                },
                () = sleep_until(ping) => self.send(Message::Ping(Vec::new().into())).await,
                _ = stopping.changed() => Ok(()),
            };
        }
        // Whoever is still there may connect to another instance.
        let _ = self.stream.close(None).await;
    }

    /// Sends a hint if there is something that the phone hasn't been told.
    async fn tell(&mut self) -> Result<(), Over> {
        let Ok(read) = self.state.store.run(Read(self.device)).await else {
            // The phone connects again; by then the database may answer.
            return Err(Over);
        };
        let news = counted_on(read).map_err(|_| Over)?;
        let hint = news.since(self.known.as_ref(), random());
        self.known = Some(news);
        let Some(hint) = hint else {
            return Ok(());
        };
        let waited = Waited {
            hint: Some(Bytes::from(&hint[..])),
        };
        let text = serde_json::to_string(&waited).map_err(|_| Over)?;
        self.send(Message::text(text)).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Over> {
        self.stream.send(message).await.map_err(|_| Over)
    }
}
