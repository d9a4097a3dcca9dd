//! What is sent: typed by the operation, checked whole, limited in size.

use super::common::send;
use super::{call, with, with_ana};
use serde_json::Value;

/// Path and key of each mistake.
fn mistakes(answer: &Value) -> Vec<(&str, &str)> {
    let errors = answer["errors"].as_array().unwrap();
    errors.iter().map(|e| (e["path"].as_str().unwrap(), e["key"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn texts_of_the_address_are_typed_by_the_operation_and_never_guessed() {
    let (app, _) = with_ana().await;
    let (status, _, answer) = send(&app, call("GET", "/api/v1/users?text=2024&limit=1", "")).await;
    assert_eq!((status.as_u16(), answer["items"].as_array().unwrap().len()), (200, 1), "{answer}");
    let (status, _, answer) = send(&app, call("GET", "/api/v1/users?limit=many&colour=red", "")).await;
    assert_eq!(status, 400);
    assert_eq!(mistakes(&answer), [("/colour", "unknown_field"), ("/limit", "wrong_type")]);
    let (status, _, answer) = send(&app, call("GET", "/api/v1/users?limit=1&limit=2", "")).await;
    assert_eq!((status.as_u16(), mistakes(&answer)), (400, vec![("/limit", "wrong_type")]));
    let (status, _, answer) = send(&app, call("PATCH", "/api/v1/users/nobody", "{}")).await;
    assert_eq!((status.as_u16(), mistakes(&answer)), (400, vec![("/user_id", "wrong_type")]));
}

#[tokio::test]
async fn address_and_body_may_not_contradict_each_other() {
    let (app, ana) = with_ana().await;
    let path = format!("/api/v1/users/{ana}");
    let same = format!("{{\"user_id\": \"{ana}\", \"goals\": [\"Vender\"]}}");
    assert_eq!(send(&app, call("PATCH", &path, &same)).await.0, 200);
    let other = same.replace(&ana, "00000000-0000-7000-8000-000000000001");
    let (status, _, answer) = send(&app, call("PATCH", &path, &other)).await;
    assert_eq!((status.as_u16(), mistakes(&answer)), (400, vec![("/user_id", "contradiction")]));
}

#[tokio::test]
async fn bodies_that_are_no_json_objects_are_refused_with_their_place() {
    let (app, _) = with_ana().await;
    let post = |body: &str| call("POST", "/api/v1/programmes", body);
    let (status, _, answer) = send(&app, post("{\"name\":\n  \"X\",,}")).await;
    assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (400, "malformed_json"));
    assert!(answer["detail"].as_str().unwrap().contains("line 2, column 7"), "{answer}");
    assert_eq!(send(&app, post("[1]")).await.2["code"], "invalid_input");
    assert_eq!(send(&app, post("{\"name\": \"\\ud800\"}")).await.2["key"], "malformed_json");
    let bomb = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(send(&app, post(&bomb)).await.2["key"], "malformed_json", "nesting overflows nothing");
    let text = with("POST", "/api/v1/programmes", "name=X", &[("content-type", "application/x-www-form-urlencoded")]);
    let (status, _, answer) = send(&app, text).await;
    assert_eq!((status.as_u16(), answer["code"].as_str().unwrap()), (415, "unsupported"));
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(8 * 1024 * 1024));
    let (status, _, answer) = send(&app, post(&large)).await;
    assert_eq!((status.as_u16(), answer["code"].as_str().unwrap()), (413, "too_large"));
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems_too() {
    let (app, _) = with_ana().await;
    let (status, headers, answer) = send(&app, call("GET", "/api/v1/nothing", "")).await;
    assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (404, "no_such_address"));
    assert_eq!(headers["content-type"], "application/problem+json");
    let (status, _, answer) = send(&app, call("DELETE", "/api/v1/users", "")).await;
    assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (405, "no_such_method"));
}
