//! Tokens, languages, names of calls, idempotency, versions.

use super::common::send;
use super::{call, with, with_ana};
use axum::body::Body;
use axum::http::Request;
use semillero_core::errors::ErrorCode;
use semillero_core::people::Role;
use semillero_core::{Ecosystem, InviteUser, Who};
use semillero_server::api::status_of;

fn bare(method: &str, path: &str, body: &str) -> Request<Body> {
    let mut request = call(method, path, body);
    request.headers_mut().remove("authorization");
    request
}

#[tokio::test]
async fn without_a_token_only_invitations_health_and_openapi_answer() {
    let (app, ana) = with_ana().await;
    for (method, path) in [("GET", "/api/v1/users"), ("POST", "/api/v1/programmes"), ("POST", "/api/v1/run-due")] {
        let mut request = bare(method, path, "{}");
        // No other header chooses who calls.
        request.headers_mut().insert("x-user-id", ana.parse().unwrap());
        let (status, headers, answer) = send(&app, request).await;
        assert_eq!((status.as_u16(), answer["code"].as_str().unwrap()), (401, "unauthenticated"), "{path}");
        assert_eq!(headers["www-authenticate"], "Bearer");
    }
    for path in ["/livez", "/readyz", "/api/v1/openapi.json"] {
        assert_eq!(send(&app, bare("GET", path, "")).await.0, 200, "{path}");
    }
    let wrong = with("GET", "/api/v1/users", "", &[("authorization", "Bearer wrong")]);
    assert_eq!(send(&app, wrong).await.0, 401);
    let basic = with("GET", "/api/v1/users", "", &[("authorization", "Basic dGVzdDpob3N0")]);
    assert_eq!(send(&app, basic).await.0, 401);
}

#[tokio::test]
async fn an_invitation_is_used_without_a_token() {
    let ecosystem = Ecosystem::in_memory();
    let invite = InviteUser {
        email: "eva@example.org".into(),
        display_name: "Eva".into(),
        role: Role::Client,
        programme_id: None,
        locale: None,
    };
    let token = ecosystem.acting_as(Who::Host).invite_user(invite).await.unwrap().token.unwrap();
    let app = super::common::app(ecosystem);
    let body = format!("{{\"token\": \"{token}\"}}");
    let (status, _, answer) = send(&app, bare("POST", "/api/v1/invitations/accept", &body)).await;
    assert_eq!((status.as_u16(), answer["state"].as_str().unwrap()), (200, "active"));
    assert_eq!(send(&app, bare("POST", "/api/v1/invitations/accept", &body)).await.0, 409);
}

#[tokio::test]
async fn calls_have_names_and_answers_have_languages() {
    let (app, _) = with_ana().await;
    let named =
        with("POST", "/api/v1/programmes", "{}", &[("x-request-id", "mine-1"), ("accept-language", "es-CO, en;q=0.5")]);
    let (_, headers, answer) = send(&app, named).await;
    assert_eq!(
        (headers["x-request-id"].to_str().unwrap(), answer["request_id"].as_str().unwrap()),
        ("mine-1", "mine-1")
    );
    assert_eq!(answer["errors"][0]["text"], "falta el campo `name`");
    let spoilt = with("POST", "/api/v1/programmes", "{}", &[("x-request-id", "two words")]);
    let (_, headers, answer) = send(&app, spoilt).await;
    assert_eq!(headers["x-request-id"].to_str().unwrap().len(), 36, "a name of ours");
    assert_eq!(answer["request_id"], headers["x-request-id"].to_str().unwrap());
    assert_eq!(answer["errors"][0]["text"], "field `name` is missing");
}

#[tokio::test]
async fn a_write_under_a_key_is_done_once() {
    let (app, _) = with_ana().await;
    let create = |name: &str| {
        let body = format!("{{\"name\": \"{name}\"}}");
        with("POST", "/api/v1/programmes", &body, &[("idempotency-key", "k")])
    };
    let first = send(&app, create("Raíces")).await.2;
    assert_eq!(send(&app, create("Raíces")).await.2, first);
    let (status, _, answer) = send(&app, create("Otro")).await;
    assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (409, "key_reused"));
    let long = with("POST", "/api/v1/programmes", "{}", &[("idempotency-key", &"k".repeat(201))]);
    assert_eq!(send(&app, long).await.2["key"], "bad_header");
}

#[tokio::test]
async fn tags_save_a_body_and_guard_a_change() {
    let (app, ana) = with_ana().await;
    let (_, headers, _) = send(&app, call("GET", "/api/v1/users", "")).await;
    let tag = headers["etag"].to_str().unwrap().to_owned();
    let (status, _, body) = send(&app, with("GET", "/api/v1/users", "", &[("if-none-match", &tag)])).await;
    assert_eq!((status.as_u16(), body.is_null()), (304, true));
    let path = format!("/api/v1/users/{ana}");
    let (_, headers, _) = send(&app, call("PATCH", &path, "{\"goals\": [\"Vender\"]}")).await;
    let tag = headers["etag"].to_str().unwrap().to_owned();
    assert!(tag.starts_with("\"2-"), "{tag}");
    let change = |tag: &str| with("PATCH", &path, "{\"goals\": [\"Exportar\"]}", &[("if-match", tag)]);
    assert_eq!(send(&app, change(&tag)).await.0, 200);
    let (status, _, answer) = send(&app, change(&tag)).await;
    assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (409, "version_moved"));
    assert_ne!(send(&app, call("GET", "/api/v1/users", "")).await.1["etag"], tag.as_str());
    let nowhere = with("POST", "/api/v1/programmes", "{\"name\": \"X\"}", &[("if-match", "\"1\"")]);
    let (_, _, answer) = send(&app, nowhere).await;
    assert_eq!((answer["code"].as_str(), answer["key"].as_str()), (Some("unsupported"), Some("header_not_taken")));
    let wild = with("PATCH", &path, "{}", &[("if-match", "*")]);
    assert_eq!(send(&app, wild).await.2["key"], "bad_header");
}

#[test]
fn every_code_has_a_status_of_its_kind() {
    for code in ErrorCode::ALL {
        assert!((400..600).contains(&status_of(*code)), "{code}");
    }
    assert!(status_of(ErrorCode::Internal) == 500 && status_of(ErrorCode::Unavailable) == 503);
}
