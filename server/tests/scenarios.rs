//! Golden scenarios over REST; each transcript must be the committed one.

#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

mod common;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use common::{app, send};
use libtest_mimic::{Arguments, Failed, Trial};
use semillero_core::ecosystem::Ecosystem;
use semillero_core::store::MemoryStore;
use semillero_core::testing::scenario::{Call, Frontend, Library, play, read_all, same};
use semillero_core::testing::time::TestClock;
use semillero_server::api::{Method, ROUTES};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::Arc;

struct Rest {
    app: Router,
    clock: Arc<TestClock>,
}

#[async_trait::async_trait]
impl Frontend for Rest {
    async fn call(&mut self, call: &Call<'_>) -> Result<Value, Value> {
        self.clock.set(call.at);
        let route = ROUTES.iter().find(|route| route.operation == call.operation).expect("a route");
        let mut fields = call.request.as_object().cloned().unwrap_or_default();
        let mut path = format!("/api/v1{}", route.path);
        for field in route.fields() {
            let value = fields.remove(field).unwrap_or_default();
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            path = path.replace(&format!("{{{field}}}"), if text.is_empty() { "-" } else { &text });
        }
        let body = match route.method {
            Method::Get => {
                path = format!("{path}?{}", query(&fields));
                Body::empty()
            }
            _ => Body::from(Value::Object(fields).to_string()),
        };
        let mut request = Request::builder()
            .method(route.method.name().to_uppercase().as_str())
            .uri(path)
            .header("content-type", "application/json")
            // Given, so that the server draws no name from the ids that must repeat.
            .header("x-request-id", "scenario");
        if call.actor != "nobody" {
            request = request.header("authorization", format!("Bearer test:{}", call.actor));
        }
        if let Some(locale) = call.locale {
            request = request.header("accept-language", locale);
        }
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        let (status, _, answer) = send(&self.app, request.body(body).expect("a request")).await;
        if status.is_success() {
            return Ok(answer);
        }
        let mut refusal = answer;
        let message = refusal.get("detail").cloned().unwrap_or_default();
        refusal.as_object_mut().expect("a problem").insert("message".into(), message);
        Err(refusal)
    }
}

fn query(fields: &Map<String, Value>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        // A list is its items, one pair each.
        for one in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
            query.append_pair(name, &one.as_str().map_or_else(|| one.to_string(), str::to_owned));
        }
    }
    query.finish()
}

fn played(scenario: &semillero_core::testing::scenario::Scenario, kept: &Path) -> Result<(), Failed> {
    let library = Library::over(Arc::new(MemoryStore::new()));
    let ecosystem: Ecosystem = library.ecosystem().clone();
    let mut rest = Rest { app: app(ecosystem), clock: library.clock().clone() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let transcript = runtime.block_on(play(scenario, &mut rest))?;
    Ok(same(&transcript, kept)?)
}

fn main() {
    let arguments = Arguments::from_args();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests");
    let scenarios = read_all(&tests.join("scenarios")).expect("the scenarios can be read");
    let trials = scenarios.into_iter().map(|(name, scenario)| {
        let kept = tests.join("transcripts").join(format!("{name}.json"));
        Trial::test(format!("rest::{name}"), move || played(&scenario, &kept))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}
