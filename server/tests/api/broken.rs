//! What breaks inside stays inside.

use super::common::{app, send};
use super::{call, with};
use semillero_core::Ecosystem;
use semillero_core::store::{ChangeSet, Cursor, Filter, GuardKey, LogPage, Row, Select, Store, StoreError, Table};
use semillero_server::api::{Tokens, router};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// A store that fails at everything, in one way.
struct Broken(fn() -> StoreError);

#[async_trait::async_trait]
impl Store for Broken {
    async fn row(&self, _: &'static Table, _: Uuid) -> Result<Option<Row>, StoreError> {
        Err(self.0())
    }
    async fn rows(&self, _: &Select) -> Result<Vec<Row>, StoreError> {
        Err(self.0())
    }
    async fn count(&self, _: &'static Table, _: &Filter) -> Result<u64, StoreError> {
        Err(self.0())
    }
    async fn guards(&self, _: &[GuardKey]) -> Result<Vec<i64>, StoreError> {
        Err(self.0())
    }
    async fn log(&self, _: &'static Table, _: Cursor, _: &Filter, _: u32) -> Result<LogPage, StoreError> {
        Err(self.0())
    }
    async fn commit(&self, _: &ChangeSet) -> Result<(), StoreError> {
        Err(self.0())
    }
    async fn check(&self) -> Result<(), StoreError> {
        Err(self.0())
    }
}

const SECRET: &str = "password=hunter2 at db.internal";

#[tokio::test]
async fn the_cause_of_a_failure_is_logged_and_never_shown() {
    let logged = Arc::new(Mutex::new(Vec::new()));
    let log = logged.clone();
    let ecosystem = Ecosystem::builder()
        .store(Arc::new(Broken(|| StoreError::Backend(SECRET.into()))))
        .failures(Arc::new(move |error, cause| {
            log.lock().unwrap().push(format!("{:?} {cause}", error.request_id));
        }))
        .build();
    let app = app(ecosystem);
    for (method, path, body) in [
        ("GET", "/api/v1/users", ""),
        ("GET", "/api/v1/events", ""),
        ("POST", "/api/v1/programmes", "{\"name\": \"X\"}"),
        ("POST", "/api/v1/run-due", "{}"),
    ] {
        let (status, headers, answer) = send(&app, call(method, path, body)).await;
        assert_eq!((status.as_u16(), answer["detail"].as_str().unwrap()), (500, "internal error"), "{path}");
        let shown = format!("{headers:?} {answer}");
        assert!(!shown.contains("hunter2"), "{shown}");
        let id = answer["request_id"].as_str().unwrap();
        let found = logged.lock().unwrap().iter().any(|line| line.contains(id) && line.contains(SECRET));
        assert!(found, "the log knows the cause under the call's name");
    }
    let (status, _, _) = send(&app, call("GET", "/readyz", "")).await;
    assert_eq!(status, 503);
    assert_eq!(send(&app, call("GET", "/livez", "")).await.0, 200);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_unavailable() {
    let store = Arc::new(Broken(|| StoreError::Unavailable(SECRET.into())));
    let app = app(Ecosystem::builder().store(store).build());
    let (status, headers, answer) = send(&app, call("GET", "/api/v1/users", "")).await;
    assert_eq!((status.as_u16(), answer["code"].as_str().unwrap()), (503, "unavailable"));
    assert_eq!(headers["retry-after"], "5");
    assert!(!answer.to_string().contains("hunter2"));
}

#[tokio::test]
async fn a_conflict_that_never_ends_is_a_conflict_after_eight_attempts() {
    let store = Arc::new(Broken(|| StoreError::Conflict(SECRET.into())));
    let app = app(Ecosystem::builder().store(store).build());
    let (status, _, answer) = send(&app, call("POST", "/api/v1/programmes", "{\"name\": \"X\"}")).await;
    assert_eq!((status.as_u16(), answer["key"].as_str().unwrap()), (409, "too_busy"));
}

#[tokio::test]
async fn a_panic_is_an_internal_error() {
    let store = Arc::new(Broken(|| panic!("{SECRET}")));
    let app = app(Ecosystem::builder().store(store).build());
    for (language, said) in [("en", "internal error"), ("es", "error interno")] {
        let named = [("accept-language", language), ("x-request-id", "mine-1")];
        let (status, headers, answer) = send(&app, with("GET", "/api/v1/users", "", &named)).await;
        assert_eq!((status.as_u16(), answer["code"].as_str().unwrap()), (500, "internal"));
        assert_eq!((answer["detail"].as_str().unwrap(), answer["request_id"].as_str()), (said, Some("mine-1")));
        assert_eq!(headers["x-request-id"], "mine-1");
        assert!(!answer.to_string().contains("hunter2"));
    }
}

#[tokio::test]
async fn a_failure_while_a_token_is_looked_up_is_logged_under_the_name_of_the_call() {
    let logged = Arc::new(Mutex::new(Vec::new()));
    let log = logged.clone();
    let ecosystem = Ecosystem::builder()
        .store(Arc::new(Broken(|| StoreError::Backend(SECRET.into()))))
        .failures(Arc::new(move |error, cause| log.lock().unwrap().push((error.request_id.clone(), cause.to_owned()))))
        .build();
    let app = router(ecosystem.clone(), Arc::new(Tokens(ecosystem)));
    let named = [("authorization", "Bearer sml_0"), ("x-request-id", "mine-1")];
    let (status, _, answer) = send(&app, with("GET", "/api/v1/users", "", &named)).await;
    assert_eq!((status.as_u16(), answer["detail"].as_str().unwrap()), (500, "internal error"));
    assert_eq!(answer["request_id"], "mine-1");
    assert!(!answer.to_string().contains("hunter2"));
    let logged = logged.lock().unwrap();
    assert!(logged.iter().any(|(id, cause)| id.as_deref() == Some("mine-1") && cause.contains(SECRET)), "{logged:?}");
}
