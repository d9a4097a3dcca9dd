//! Refusals are RFC 9457 documents, whoever refuses.

use super::common::{app, send};
use super::{call, with, with_ana};
use axum::http::{HeaderMap, StatusCode};
use semillero_core::Ecosystem;
use serde_json::Value;

/// The members that every problem has, and that its status is the one of the answer.
fn sound((status, headers, answer): &(StatusCode, HeaderMap, Value)) {
    assert_eq!(headers["content-type"], "application/problem+json", "{answer}");
    for text in ["type", "title", "detail", "code", "key"] {
        assert!(answer[text].as_str().is_some_and(|text| !text.is_empty()), "{text}: {answer}");
    }
    assert_eq!(answer["status"], status.as_u16());
    assert!(answer["errors"].is_array(), "{answer}");
    assert_eq!(answer["request_id"].as_str().unwrap(), headers["x-request-id"].to_str().unwrap());
}

#[tokio::test]
async fn every_way_to_be_refused_ends_in_a_whole_problem() {
    let (app, ana) = with_ana().await;
    let other = ana.replace(|c: char| c.is_ascii_hexdigit(), "7");
    for (request, status) in [
        (call("POST", "/api/v1/programmes", "{}"), 400),
        (call("POST", "/api/v1/programmes", "{"), 400),
        (with("GET", "/api/v1/users", "", &[("authorization", "Bearer wrong")]), 401),
        (call("GET", "/nothing", ""), 404),
        (call("GET", "/api/v1/nothing", ""), 404),
        (call("GET", &format!("/api/v1/match-runs/{other}"), ""), 404),
        (call("DELETE", "/api/v1/users", ""), 405),
        (call("POST", "/livez", ""), 405),
        (call("POST", "/readyz", ""), 405),
        (call("POST", "/api/v1/openapi.json", ""), 405),
        (with("POST", "/api/v1/programmes", "x", &[("content-type", "text/plain")]), 415),
        (with("POST", "/api/v1/programmes", "{\"name\": \"X\"}", &[("if-match", "\"1\"")]), 415),
    ] {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = send(&app, request).await;
        assert_eq!(answer.0.as_u16(), status, "{what}: {}", answer.2);
        sound(&answer);
    }
}

#[tokio::test]
async fn an_address_is_named_whole_and_says_which_methods_it_takes() {
    let (app, ana) = with_ana().await;
    let (_, _, answer) = send(&app, call("GET", "/api/v1/nothing", "")).await;
    assert!(answer["detail"].as_str().unwrap().contains("`/api/v1/nothing`"), "{answer}");
    let allowed = async |method: &str, path: &str| {
        let (_, headers, _) = send(&app, call(method, path, "")).await;
        headers.get("allow").map(|allow| allow.to_str().unwrap().to_owned()).unwrap_or_default()
    };
    assert_eq!(allowed("DELETE", "/api/v1/users").await, "GET,HEAD");
    assert_eq!(allowed("GET", &format!("/api/v1/users/{ana}")).await, "PATCH");
    assert_eq!(allowed("POST", "/livez").await, "GET,HEAD");
}

#[tokio::test]
async fn an_address_that_is_no_text_is_refused_for_what_it_is() {
    let (_, _, answer) = send(&app(Ecosystem::in_memory()), call("PATCH", "/api/v1/users/%ff", "{}")).await;
    assert_eq!(
        (answer["status"].as_u64(), answer["key"].as_str().unwrap()),
        (Some(404), "no_such_address"),
        "{answer}"
    );
}
