//! A server in the test's own process.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use semillero_core::Ecosystem;
use semillero_core::ecosystem::CallContext;
use semillero_core::errors::{ApiError, Edge};
use semillero_core::permissions::Who;
use semillero_server::api::{Identify, router};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt as _;

/// Takes `test:host` and `test:<id of a person>` for tokens, so that tests need not make any.
pub(crate) struct Named;

#[async_trait::async_trait]
impl Identify for Named {
    async fn identify(&self, token: &str, call: &CallContext) -> Result<Who, ApiError> {
        let refused = || ApiError::edge(Edge::BadToken, call.locale.unwrap_or_default(), call.request_id.as_deref());
        match token.strip_prefix("test:") {
            Some("host") => Ok(Who::Host),
            Some(id) => id.parse().map(Who::User).map_err(|_| refused()),
            None => Err(refused()),
        }
    }
}

/// The addresses of an ecosystem.
pub(crate) fn app(ecosystem: Ecosystem) -> Router {
    router(ecosystem, Arc::new(Named))
}

/// Sends a request and reads the answer whole.
pub(crate) async fn send(app: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Value) {
    let response = app.clone().oneshot(request).await.expect("the router answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("the body can be read");
    (parts.status, parts.headers, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}
