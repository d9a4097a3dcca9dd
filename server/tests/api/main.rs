//! How the REST server behaves beside the operations themselves.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

#[path = "../common/mod.rs"]
mod common;

mod broken;
mod events;
mod headers;
mod input;
mod limits;
mod problems;
mod socket;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use semillero_core::{Ecosystem, EnsureUser, Who};

/// A request by the host with a JSON body.
fn call(method: &str, path: &str, body: &str) -> Request<Body> {
    with(method, path, body, &[])
}

/// The same with more headers; a header named twice counts once, the last.
fn with(method: &str, path: &str, body: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).body(Body::from(body.to_owned())).unwrap();
    let usual =
        [("authorization", "Bearer test:host"), ("accept-language", "en"), ("content-type", "application/json")];
    for (name, value) in usual.iter().chain(headers) {
        request.headers_mut().insert(name.parse::<axum::http::HeaderName>().unwrap(), value.parse().unwrap());
    }
    request
}

/// A server with one person, and that person's id.
async fn with_ana() -> (Router, String) {
    let ecosystem = Ecosystem::in_memory();
    let ana = EnsureUser { external_id: "ana".into(), display_name: "Ana 2024".into(), email: None, locale: None };
    let ana = ecosystem.acting_as(Who::Host).ensure_user(ana).await.unwrap();
    (common::app(ecosystem), ana.id.to_string())
}
