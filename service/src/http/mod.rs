//! The server: routes, what every request goes through, and connections.
//!
//! A theme adds its routes by a `pub(crate) fn router() -> Routes` that [`themes`] merges, and says in [`openapi`]
//! what they take and answer.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use kodevagt_protocol::Refusal;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::keys::{Keys, Online};
use crate::outbound::texts::SmsFormat;
use crate::settings::Settings;
use crate::store::{Fault, Store};

mod activation;
mod guard;
mod health;
mod openapi;
mod phone;
mod problem;
mod routes;
mod serve;
mod signed;
mod socket;
mod source;

pub(crate) use problem::{Problem, language};
pub(crate) use routes::Routes;
pub(crate) use serve::{Serving, serve};
pub(crate) use signed::ActiveSigned;
pub(crate) use source::Source;

/// No message of the protocol is longer.
const BODY: usize = 64 * 1024;
/// A request that waits, waits at most this long in one go.
pub(crate) const WAIT: Duration = Duration::from_secs(60);

/// What every handler has at hand. Cloning it is cheap.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) store: Store,
    pub(crate) keys: Arc<Keys>,
    pub(crate) online: Arc<Online>,
    pub(crate) clock: Clock,
    pub(crate) settings: Arc<Settings>,
    /// How activation SMS are written.
    pub(crate) sms_format: Arc<SmsFormat>,
    /// Becomes true when the service stops: who waits answers now.
    pub(crate) stopping: watch::Receiver<bool>,
}

impl AppState {
    /// The service's time, milliseconds since 1970: in development it may have been moved in the database.
    pub(crate) async fn now(&self) -> Result<i64, Fault> {
        if self.settings.development {
            self.store.now().await
        } else {
            Ok(self.clock.now())
        }
    }

    /// Returns when the service is stopping.
    pub(crate) async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        // An error means that the service is gone altogether.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }
}

/// Every route of the service.
pub(crate) fn routes(state: AppState) -> Router {
    through(themes().into_router(), state)
}

fn themes() -> Routes {
    Routes::new()
        .merge(health::router())
        .merge(openapi::router())
        .merge(phone::router())
        .merge(activation::router())
        .merge(crate::approvals::api::router())
        .merge(crate::approvals::phone::router())
        .merge(crate::codes::api::router())
        .merge(crate::unblock::phone::router())
        .merge(crate::outbound::queue::router())
}

/// What each request goes through, from the outside in: whence it comes, a line in the log, problems in the
/// reader's language, panics, time, size.
fn through(themes: Router<AppState>, state: AppState) -> Router {
    themes
        .fallback(|| async { Problem::from(Refusal::NotFound) })
        .method_not_allowed_fallback(|| async { Problem::from(Refusal::MethodNotAllowed) })
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn(guard::time))
        .layer(middleware::from_fn(guard::panics))
        .layer(middleware::from_fn(problem::tell))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            signed::answer,
        ))
        .layer(middleware::from_fn(guard::log))
        .layer(middleware::from_fn_with_state(state.clone(), source::find))
        .with_state(state)
}

#[cfg(test)]
mod tests;
