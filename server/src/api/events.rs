//! Answers as server-sent events: where a long call stands, and its answer at the end.

use super::problem;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use semillero_core::Acting;
use semillero_core::api::call;
use semillero_core::errors::ApiError;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc;

/// The operations that tell where they stand.
const STAGED: [&str; 1] = ["run_matching"];

/// Whether an operation computes for so long that it must not hold up a thread that serves others.
pub(super) fn is_long(operation: &str) -> bool {
    STAGED.contains(&operation)
}

/// Whether the caller wants to hear of the stages of an operation that has some.
pub(super) fn wanted(given: &HeaderMap, operation: &str) -> bool {
    let accepts = given.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    is_long(operation) && accepts.split(',').any(|kind| kind.trim().starts_with("text/event-stream"))
}

/// Makes a long call beside the threads that serve others.
pub(super) async fn beside(acting: Acting, operation: &'static str, request: Value) -> Result<Value, ApiError> {
    let handle = tokio::runtime::Handle::current();
    let work = tokio::task::spawn_blocking(move || handle.block_on(call(&acting, operation, request)));
    match work.await {
        Ok(answer) => answer,
        // A panic goes on to whoever turns it into an answer; nobody cancels this task.
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(error) => std::panic::resume_unwind(Box::new(error.to_string())),
        },
    }
}

/// Starts a call and answers with its events: `progress` with `{"stage": …}` as each stage begins, then `result` with the view, or
/// `error` with the problem document. The call goes on when the caller hangs up: what it decides is kept, and a repetition under the
/// same idempotency key reads it.
pub(super) fn streamed(acting: Acting, operation: &'static str, request: Value) -> Response<Body> {
    let (tell, told) = mpsc::unbounded_channel::<String>();
    let progress = tell.clone();
    let acting = acting.telling(Arc::new(move |stage: &str| {
        drop(progress.send(event("progress", &json!({ "stage": stage })))); // nobody listens any more
    }));
    tokio::spawn(async move {
        let last = match beside(acting, operation, request).await {
            Ok(view) => event("result", &view),
            Err(error) => event("error", &problem::document(&error, problem::status_of(error.code))),
        };
        drop(tell.send(last));
    });
    let events = futures_util::stream::unfold(told, |mut told| async move {
        let event = told.recv().await?;
        Some((Ok::<Bytes, Infallible>(Bytes::from(event)), told))
    });
    let mut response = Response::new(Body::from_stream(events));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, authorization, accept-language"));
    response
}

/// JSON has no line breaks of its own when it is written compactly, so one line is one event.
fn event(name: &str, data: &Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
