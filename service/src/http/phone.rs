//! What a phone asks beside its approvals.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use kodevagt_protocol::activation::ServiceInfo;
use kodevagt_protocol::limits::WAIT_MOST_MS;
use kodevagt_protocol::phone::{Nonce, NonceFor, Push, Standing, State as Phone, Waited};
use kodevagt_protocol::{Bytes, Refusal};
use serde::Deserialize;
use tokio::time::{Instant, timeout_at};

use super::signed::{AnySigned, SignedRequest};
use super::{AppState, Problem, Routes, socket};
use crate::activation::grant::policy;
use crate::devices::nonce;
use crate::devices::push::Register;
use crate::devices::waiting::{News, Read};
use crate::keys::random;
use crate::outbound::push::Target;
use crate::store::Topic;

pub(super) fn router() -> Routes {
    Routes::new()
        .get("/v1/service", service)
        .post("/v1/phone/nonce", fresh_nonce)
        .get("/v1/phone/status", status)
        .get("/v1/phone/wait", wait)
        .get("/v1/phone/socket", socket::open)
        .put("/v1/phone/push", push)
}

/// What anybody may know.
async fn service(State(state): State<AppState>) -> Result<Json<ServiceInfo>, Problem> {
    Ok(Json(ServiceInfo {
        name: state.settings.organisation.name.clone(),
        keys: state.online.statement().clone(),
        contact: state.settings.organisation.contact(),
        sms: state.settings.activation.sms,
        time_ms: state.now().await?,
    }))
}

/// A nonce for whoever asks: devices that aren't known get one too.
async fn fresh_nonce(
    State(state): State<AppState>,
    Json(asked): Json<NonceFor>,
) -> Result<Json<Nonce>, Problem> {
    let time_ms = state.now().await?;
    Ok(Json(Nonce {
        nonce: nonce::make(&state.keys, asked.device, time_ms),
        time_ms,
    }))
}

/// Where the phone stands. A removed one learns it here.
async fn status(
    State(state): State<AppState>,
    AnySigned(signed): AnySigned,
) -> Result<Json<Standing>, Problem> {
    Ok(Json(Standing {
        state: signed.device.state,
        name: state.settings.organisation.name.clone(),
        keys: state.online.statement().clone(),
        contact: state.settings.organisation.contact(),
        policy: policy(&state.settings.activation),
        time_ms: state.now().await?,
    }))
}

#[derive(Deserialize)]
struct HowLong {
    #[serde(default)]
    seconds: u64,
}

/// Another process may have written without anybody being woken.
const LOOK: Duration = Duration::from_secs(1);

/// Answers as soon as there is something to fetch, or when the time is over.
async fn wait(
    State(state): State<AppState>,
    Query(HowLong { seconds }): Query<HowLong>,
    signed: SignedRequest,
) -> Result<Json<Waited>, Problem> {
    let device = signed.device.id;
    let longest = Duration::from_millis(WAIT_MOST_MS.min(seconds.saturating_mul(1000)));
    let until = Instant::now() + longest;
    // Subscribed before reading: what happens in between isn't missed.
    let mut waiter = state.store.subscribe(Topic::Device(device.0));
    let mut known: Option<News> = None;
    loop {
        let news = counted_on(state.store.run(Read(device)).await?)?;
        if let Some(hint) = news.since(known.as_ref(), random()) {
            return Ok(Json(Waited {
                hint: Some(Bytes::from(&hint[..])),
            }));
        }
        known = Some(news);
        if Instant::now() >= until || *state.stopping.borrow() {
            return Ok(Json(Waited::default()));
        }
        let look = until.min(Instant::now() + LOOK);
        tokio::select! {
            // Woken or not: the database is read again.
            _ = timeout_at(look, waiter.changed()) => {}
            () = state.stopped() => {}
        }
    }
}

/// The news of a phone on which the service still counts.
pub(super) fn counted_on(news: Option<News>) -> Result<News, Refusal> {
    news.filter(|news| news.state != Phone::Removed)
        .ok_or(Refusal::DeviceUnknown)
}

/// Takes where wake-ups go.
async fn push(State(state): State<AppState>, signed: SignedRequest) -> Result<StatusCode, Problem> {
    let push: Push = signed.json()?;
    let register = Register {
        keys: Arc::clone(&state.keys),
        device: signed.device.id,
        person: signed.device.person,
        target: Target::read(&push).map_err(|_| Refusal::Malformed)?,
    };
    state.store.run(register).await?;
    Ok(StatusCode::NO_CONTENT)
}
