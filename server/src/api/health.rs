//! Whether the process lives and whether it can serve.

use super::handler::Api;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The process answers.
pub(super) async fn livez() -> &'static str {
    "live\n"
}

/// The store answers too, with the schema that this build needs. The cause stays in the log.
pub(super) async fn readyz(State(api): State<Arc<Api>>) -> Response {
    let (status, text) = match api.ecosystem.store().check().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    };
    (status, [(header::CACHE_CONTROL, "no-store")], text).into_response()
}
