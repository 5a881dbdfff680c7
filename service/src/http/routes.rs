//! Routes that can be told: axum's router doesn't say what it routes.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post, put};

use super::AppState;

/// A router, and what it routes.
pub(crate) struct Routes {
    router: Router<AppState>,
    listed: Vec<(&'static str, &'static str)>,
}

impl Routes {
    /// None.
    pub(crate) fn new() -> Self {
        Self {
            router: Router::new(),
            listed: Vec::new(),
        }
    }

    /// Adds a handler for `GET`.
    pub(crate) fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.with("GET", path, get(handler))
    }

    /// Adds a handler for `POST`.
    pub(crate) fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.with("POST", path, post(handler))
    }

    /// Adds a handler for `PUT`.
    pub(crate) fn put<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.with("PUT", path, put(handler))
    }

    /// Adds another theme's.
    pub(crate) fn merge(mut self, other: Self) -> Self {
        self.listed.extend(other.listed);
        Self {
            router: self.router.merge(other.router),
            ..self
        }
    }

    /// The router.
    pub(crate) fn into_router(self) -> Router<AppState> {
        self.router
    }

    /// Methods and paths, as they were added.
    #[cfg(test)]
    pub(crate) fn listed(&self) -> &[(&'static str, &'static str)] {
        &self.listed
    }

    fn with(
        mut self,
        method: &'static str,
        path: &'static str,
        handler: MethodRouter<AppState>,
    ) -> Self {
        self.listed.push((method, path));
        Self {
            router: self.router.route(path, handler),
            ..self
        }
    }
}
