//! What keeps one request from spoiling the rest: panics, time, and a line in the log.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use kodevagt_protocol::Refusal;

use super::{Problem, WAIT};

/// Longer than any request may wait by intention.
const LONGEST: Duration = WAIT.saturating_add(Duration::from_secs(15));

/// A panic becomes an answer, and the connection lives on.
pub(super) async fn panics(request: Request, next: Next) -> Response {
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request panicked");
            Problem::from(Refusal::ServiceFailed).into_response()
        }
    }
}

/// Who sends his body too slowly, or waits for ever, is answered.
pub(super) async fn time(request: Request, next: Next) -> Response {
    tokio::time::timeout(LONGEST, next.run(request))
        .await
        .unwrap_or_else(|_| Problem::from(Refusal::ServiceFailed).into_response())
}

/// A line for each request, without anything that tells of a person: the route's pattern instead of its path,
/// no query, no address.
pub(super) async fn log(route: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let response = next.run(request).await;
    tracing::info!(
        %method,
        route = route.as_ref().map_or("", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        "request"
    );
    response
}
