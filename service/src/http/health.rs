//! Whether the service lives, and whether it can work: for whoever watches it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use super::{AppState, Problem, Routes};

pub(crate) fn router() -> Routes {
    Routes::new().get("/healthz", live).get("/readyz", ready)
}

/// That all is well.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Health {
    status: &'static str,
    version: &'static str,
}

const WELL: Health = Health {
    status: "ok",
    version: env!("CARGO_PKG_VERSION"),
};

/// The process answers.
async fn live() -> Json<Health> {
    Json(WELL)
}

/// The database can be written to, and the service isn't stopping.
async fn ready(State(state): State<AppState>) -> Result<Json<Health>, Problem> {
    if *state.stopping.borrow() {
        return Err(Problem::from(kodevagt_protocol::Refusal::ServiceFailed));
    }
    state.store.ready().await?;
    Ok(Json(WELL))
}
