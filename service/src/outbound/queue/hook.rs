//! `GET` and `POST /v1/hooks/sms/{id}/{token}`: a gateway reports what became of an SMS.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use data_encoding::HEXLOWER;
use kodevagt_protocol::Refusal;

use super::finish::Report;
use crate::http::{AppState, Problem, Routes};
use crate::keys::Keys;

/// The routes.
pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/v1/hooks/sms/{id}/{token}", report)
        .post("/v1/hooks/sms/{id}/{token}", report)
}

/// Where a message's report goes. The token is a keyed hash, so nothing need be stored to know it again.
pub(super) fn path(keys: &Keys, id: &[u8; 16]) -> String {
    format!("/v1/hooks/sms/{}/{}", HEXLOWER.encode(id), token(keys, id))
}

fn token(keys: &Keys, id: &[u8; 16]) -> String {
    HEXLOWER.encode(&keys.hash("sms report", id)[..16])
}

async fn report(
    State(state): State<AppState>,
    Path((id, given)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let id = HEXLOWER.decode(id.as_bytes()).ok();
    let id: [u8; 16] = id
        .and_then(|id| id.try_into().ok())
        .ok_or(Refusal::NotFound)?;
    // Compared by hash, so that how long it takes says nothing of the token.
    let hash = |token: &str| state.keys.hash("sms report token", token.as_bytes());
    if hash(&given) != hash(&token(&state.keys, &id)) {
        return Err(Refusal::NotFound.into());
    }
    if let Some(delivery) = state
        .settings
        .outbound
        .reports
        .read(query.as_deref(), &body)
    {
        state.store.run(Report { id, delivery }).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
