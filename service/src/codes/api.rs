//! `/v1/codes/verify`: applications have a one-time code checked.

use axum::Json;
use axum::extract::State;
use kodevagt_protocol::application::{self as wire, Verified};

use super::verify::Verify;
use crate::applications::Caller;
use crate::approvals::api::login;
use crate::http::{AppState, Problem, Routes};

pub(crate) fn router() -> Routes {
    Routes::new().post("/v1/codes/verify", verify)
}

async fn verify(
    State(state): State<AppState>,
    _: Caller,
    Json(typed): Json<wire::Verify>,
) -> Result<Json<Verified>, Problem> {
    let verify = Verify {
        login_index: login(&state.keys, &typed.person)?,
        // Codes are shown in groups, and typed so.
        code: typed.code.split_whitespace().collect(),
        keys: state.keys.clone(),
    };
    Ok(Json(state.store.run(verify).await?))
}
