//! `/v1/phone/unblocks`: what a blocked phone asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use kodevagt_protocol::activation::half_info;
use kodevagt_protocol::limits::LOCK_NUMBER_DIGITS;
use kodevagt_protocol::sealed::Export;
use kodevagt_protocol::unblock::{self as wire, Released, Standing, Started};
use kodevagt_protocol::{Id, Refusal};
use kodevagt_texts::{Language, words};
use zeroize::Zeroizing;

use super::ask::{Ask, Look};
use super::release::{Kept, Release};
use super::renew::{Confirm, Stage};
use crate::http::{ActiveSigned, AppState, Problem, Routes};
use crate::keys::random;

pub(crate) fn router() -> Routes {
    Routes::new()
        .post("/v1/phone/unblocks", start)
        .get("/v1/phone/unblocks/{id}", look)
        .post("/v1/phone/unblocks/{id}/release", release)
        .post("/v1/phone/unblocks/{id}/stage", stage)
        .post("/v1/phone/unblocks/{id}/confirm", confirm)
}

impl From<Kept> for Problem {
    fn from(kept: Kept) -> Self {
        let problem = Self::from(kept.refused);
        match kept.tries_left {
            Some(tries) => problem.tries_left(tries),
            None => problem,
        }
    }
}

async fn start(
    State(state): State<AppState>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Started>, Problem> {
    let asked: wire::Start = signed.json()?;
    let digits = asked.lock_number.bytes().all(|byte| byte.is_ascii_digit());
    if asked.lock_number.len() != LOCK_NUMBER_DIGITS || !digits {
        return Err(Refusal::Malformed.into());
    }
    let ask = Ask {
        keys: Arc::clone(&state.keys),
        device: signed.device.id,
        person: signed.device.person,
        lock_number: asked.lock_number,
        request_key: asked.request_key.array().ok_or(Refusal::Malformed)?,
        id: Id(random()),
        words: two_words(state.settings.organisation.language),
    };
    let waiting = state.store.run(ask).await?;
    Ok(Json(Started {
        unblock: waiting.id,
        words: waiting.words,
        expires_in_ms: waiting.remaining_ms,
        contact: state.settings.organisation.contact(),
    }))
}

async fn look(
    State(state): State<AppState>,
    Path(id): Path<String>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Standing>, Problem> {
    let look = Look {
        device: signed.device.id,
        unblock: named(&id)?,
    };
    Ok(Json(state.store.run(look).await??))
}

async fn release(
    State(state): State<AppState>,
    Path(id): Path<String>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Released>, Problem> {
    let given: wire::Release = signed.json()?;
    let release = Release {
        keys: Arc::clone(&state.keys),
        device: signed.device.id,
        unblock: named(&id)?,
        code: given.code,
    };
    Ok(Json(state.store.run(release).await??))
}

async fn stage(
    State(state): State<AppState>,
    Path(id): Path<String>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Standing>, Problem> {
    let staged: wire::Stage = signed.json()?;
    let info = half_info(signed.device.id, staged.serial);
    let half = state.online.open(&info, &staged.half, Export::NONE);
    let half = half.map_err(|_| Refusal::Malformed)?.plain;
    let half: [u8; 32] = half.as_slice().try_into().map_err(|_| Refusal::Malformed)?;
    let stage = Stage {
        keys: Arc::clone(&state.keys),
        device: signed.device.id,
        unblock: named(&id)?,
        serial: staged.serial,
        half: Zeroizing::new(half),
    };
    Ok(Json(state.store.run(stage).await??))
}

async fn confirm(
    State(state): State<AppState>,
    Path(id): Path<String>,
    ActiveSigned(signed): ActiveSigned,
) -> Result<Json<Standing>, Problem> {
    let confirm = Confirm {
        device: signed.device.id,
        unblock: named(&id)?,
    };
    Ok(Json(state.store.run(confirm).await??))
}

fn named(id: &str) -> Result<Id, Problem> {
    id.parse().map_err(|_| Refusal::UnblockUnknown.into())
}

/// Two words of a language, drawn evenly.
fn two_words(language: Language) -> [String; 2] {
    let words = words(language);
    let draw = || {
        // 64 bits over some thousand words: the bias is nothing.
        let dice = u64::from_be_bytes(random());
        let place = dice % u64::try_from(words.len()).unwrap_or(1);
        words[usize::try_from(place).unwrap_or(0)].to_owned()
    };
    [draw(), draw()]
}
