//! `/v1/phone/challenges`: what a phone fetches and decides.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::approval::{Challenges, Decided, Decision, SignedChallenge};

use super::decide::Decide;
use super::fetch::{Fetch, Own, Waiting};
use crate::http::{ActiveSigned, AppState, Problem, Routes, language};

pub(crate) fn router() -> Routes {
    Routes::new()
        .get("/v1/phone/challenges", fetch)
        .get("/v1/phone/challenges/{id}", look)
        .post("/v1/phone/challenges/{id}/decision", decide)
}

/// Where a challenge of this phone's stands, also one that no longer waits.
async fn look(
    State(state): State<AppState>,
    Path(id): Path<String>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Decided>, Problem> {
    let look = Own {
        device: signed.device.id,
        challenge: id.parse().map_err(|_| Refusal::ChallengeUnknown)?,
    };
    let state = state.store.run(look).await?;
    let state = state.ok_or(Refusal::ChallengeUnknown)?;
    Ok(Json(Decided { state }))
}

async fn fetch(
    State(state): State<AppState>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Challenges>, Problem> {
    let fetch = Fetch {
        keys: Arc::clone(&state.keys),
        device: signed.device.id,
    };
    let waiting = state.store.run(fetch).await?;
    let sign = |waiting: Waiting| {
        let Waiting {
            challenge,
            remaining_ms,
        } = waiting;
        let bytes = SignedChallenge::bytes(&challenge, remaining_ms, &signed.nonce);
        SignedChallenge {
            signature: state.online.sign(&bytes),
            challenge,
            remaining_ms,
        }
    };
    Ok(Json(Challenges {
        challenges: waiting.into_iter().map(sign).collect(),
    }))
}

async fn decide(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Decided>, Problem> {
    let decision: Decision = signed.json()?;
    let decide = Decide {
        keys: Arc::clone(&state.keys),
        contact: state.settings.organisation.contact(),
        language: language(&headers),
        device: signed.device.id,
        challenge: id.parse().map_err(|_| Refusal::ChallengeUnknown)?,
        decision,
    };
    let state = state.store.run(decide).await??;
    Ok(Json(Decided { state }))
}
