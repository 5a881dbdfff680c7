//! Requests that a phone signed.

use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, request::Parts};
use axum::middleware::Next;
use axum::response::Response;
use kodevagt_protocol::phone::State as Standing;
use kodevagt_protocol::request::{
    DEVICE_HEADER, EPOCH_HEADER, NEXT_NONCE_HEADER, NONCE_HEADER, SIGNATURE_HEADER, Signed,
    TIME_HEADER,
};
use kodevagt_protocol::{Id, Refusal};
use serde::de::DeserializeOwned;

use super::{AppState, Problem};
use crate::devices::authenticate::{Authentic, Authenticate};
use crate::devices::{Device, nonce};

/// A request that a phone signed, on which the service counts or will: extracting it checks the signature
/// and uses its nonce up.
#[derive(Clone, Debug)]
pub(crate) struct SignedRequest {
    /// Who signed: a pending or an active phone.
    pub(crate) device: Device,
    pub(crate) body: Bytes,
    /// As it stood in the header.
    pub(crate) nonce: String,
}

/// The same, of a phone that may also have been removed.
#[derive(Clone, Debug)]
pub(crate) struct AnySigned(pub(crate) SignedRequest);

/// The same, of an active phone.
#[derive(Clone, Debug)]
pub(crate) struct ActiveSigned(pub(crate) SignedRequest);

impl SignedRequest {
    /// The body's message.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(&self.body).map_err(|_| Refusal::Malformed.into())
    }
}

impl FromRequest<AppState> for AnySigned {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let body = read(&parts, body, state).await?;
        let claim = Claim::read(&parts.headers).ok_or(Refusal::Unsigned)?;
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let message = Signed {
            method: parts.method.as_str(),
            path,
            body: &body,
            device: claim.device,
            epoch: claim.epoch,
            nonce: &claim.nonce,
        };
        let authenticate = Authenticate {
            keys: Arc::clone(&state.keys),
            device: claim.device,
            epoch: claim.epoch,
            nonce: claim.nonce.clone(),
            message: message.bytes(),
            signature: claim.signature,
        };
        let authentic = state.store.run(authenticate).await??;
        if let Some(answering) = parts.extensions.get::<Answering>() {
            // It is extracted once for each request.
            let _ = answering.0.set(authentic);
        }
        Ok(Self(SignedRequest {
            device: authentic.device,
            body,
            nonce: claim.nonce,
        }))
    }
}

impl FromRequest<AppState> for SignedRequest {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let AnySigned(signed) = AnySigned::from_request(request, state).await?;
        match signed.device.state {
            Standing::Pending | Standing::Active => Ok(signed),
            Standing::Removed => Err(Refusal::DeviceUnknown.into()),
        }
    }
}

impl FromRequest<AppState> for ActiveSigned {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let signed = SignedRequest::from_request(request, state).await?;
        match signed.device.state {
            Standing::Active => Ok(Self(signed)),
            _ => Err(Refusal::DeviceUnknown.into()),
        }
    }
}

async fn read(parts: &Parts, body: Body, state: &AppState) -> Result<Bytes, Problem> {
    // By way of a request, so that the limit on bodies holds here too.
    let mut request = Request::new(body);
    *request.extensions_mut() = parts.extensions.clone();
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| match rejection.status().as_u16() {
            413 => Refusal::BodyTooLarge.into(),
            _ => Refusal::Malformed.into(),
        })
}

/// What the headers claim.
struct Claim {
    device: Id,
    epoch: u64,
    nonce: String,
    signature: Vec<u8>,
}

impl Claim {
    fn read(headers: &HeaderMap) -> Option<Self> {
        let signature: kodevagt_protocol::Bytes = header(headers, SIGNATURE_HEADER)?;
        Some(Self {
            device: header(headers, DEVICE_HEADER)?,
            epoch: header(headers, EPOCH_HEADER)?,
            nonce: header(headers, NONCE_HEADER)?,
            signature: signature.0,
        })
    }
}

fn header<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// Where the extractor leaves who signed, for the answer's headers.
#[derive(Clone, Default)]
struct Answering(Arc<OnceLock<Authentic>>);

/// Tells the time in every answer, and gives the next nonce in those to signed requests.
pub(super) async fn answer(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let answering = Answering::default();
    request.extensions_mut().insert(answering.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let now = match answering.0.get() {
        Some(authentic) => {
            let nonce = nonce::make(&state.keys, authentic.device.id, authentic.now);
            if let Ok(nonce) = HeaderValue::from_str(&nonce) {
                headers.insert(NEXT_NONCE_HEADER, nonce);
            }
            authentic.now
        }
        // Without the database's time, its own is the best that the instance can tell.
        None => state.now().await.unwrap_or_else(|_| state.clock.now()),
    };
    headers.insert(TIME_HEADER, HeaderValue::from(now));
    response
}
