//! The one handler: address, query and body become the request, the operation answers.

use super::health::{livez, readyz};
use super::identify::Identify;
use super::openapi::openapi;
use super::problem::{problem, problem_with};
use super::routes::{Method, ROUTES, Route};
use super::{events, headers};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header, request::Parts};
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get, on};
use semillero_core::api::{Shape, call, find};
use semillero_core::errors::{ApiError, Edge};
use semillero_core::permissions::Who;
use semillero_core::values::Locale;
use semillero_core::{Acting, Ecosystem, ecosystem::CallContext};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The largest body, and the largest of an import.
const LARGEST: usize = 8 * 1024 * 1024;
const LARGEST_IMPORT: usize = 64 * 1024 * 1024;

/// How long a body may take to arrive.
const BODY: std::time::Duration = std::time::Duration::from_secs(60);

/// What every call needs.
pub(super) struct Api {
    pub(super) ecosystem: Ecosystem,
    identify: Arc<dyn Identify>,
}

/// Every address of the API.
pub fn router(ecosystem: Ecosystem, identify: Arc<dyn Identify>) -> Router {
    router_with(ecosystem, identify, Router::new().fallback(no_such_address))
}

/// Every address of the API, and some pages beside it; theirs is what answers where there is nothing.
pub fn router_with(ecosystem: Ecosystem, identify: Arc<dyn Identify>, pages: Router) -> Router {
    let api = Arc::new(Api { ecosystem, identify });
    let mut paths: BTreeMap<&str, MethodRouter<Arc<Api>>> = BTreeMap::new();
    for route in ROUTES {
        let handler = move |State(api): State<Arc<Api>>, request: Request| answer(api, route, request);
        let filter = match route.method {
            Method::Get => axum::routing::MethodFilter::GET,
            Method::Post => axum::routing::MethodFilter::POST,
            Method::Put => axum::routing::MethodFilter::PUT,
            Method::Patch => axum::routing::MethodFilter::PATCH,
            Method::Delete => axum::routing::MethodFilter::DELETE,
        };
        let known = paths.remove(route.path).unwrap_or_default();
        paths.insert(route.path, known.merge(on(filter, handler)));
    }
    let mut v1 = Router::new();
    for (path, methods) in paths {
        v1 = v1.route(path, methods.fallback(no_such_method));
    }
    let v1 = v1.route("/openapi.json", get(document).fallback(no_such_method));
    let router = Router::new()
        .nest("/api/v1", v1)
        .route("/livez", get(livez).fallback(no_such_method))
        .route("/readyz", get(readyz).fallback(no_such_method))
        .with_state(api.clone())
        .merge(pages);
    super::serve::dressed(router, api.ecosystem.clone())
}

/// Anybody may ask for the document, so it is written once and not for each of them.
static DOCUMENT: LazyLock<(String, String)> = LazyLock::new(|| {
    let text = openapi().to_string();
    let tag = format!("\"{}\"", blake3::hash(text.as_bytes()).to_hex());
    (text, tag)
});

async fn document(given: HeaderMap) -> axum::response::Response {
    let (text, tag) = &*DOCUMENT;
    let tagged = [(header::CONTENT_TYPE, "application/json"), (header::ETAG, tag.as_str())];
    if headers::holds(&given, tag) {
        return (StatusCode::NOT_MODIFIED, tagged).into_response();
    }
    (tagged, text.as_str()).into_response()
}

pub(crate) async fn no_such_address(request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    problem(&edge(request.headers(), Edge::NoSuchAddress { path }))
}

async fn no_such_method(request: Request) -> Response<Body> {
    let method = request.method().to_string();
    problem_with(&edge(request.headers(), Edge::NoSuchMethod { method }), 405)
}

pub(super) fn edge(given: &HeaderMap, edge: Edge) -> ApiError {
    let request_id = headers::request_id(given);
    ApiError::edge(edge, headers::locale(given).unwrap_or(Locale::Es), request_id.as_deref())
}

async fn answer(api: Arc<Api>, route: &'static Route, request: Request) -> Response<Body> {
    let (mut parts, body) = request.into_parts();
    let (acting, fields) = match asked(&api, route, &mut parts, body).await {
        Ok(asked) => asked,
        Err(error) => return problem(&error),
    };
    if events::wanted(&parts.headers, route.operation) {
        return events::streamed(acting, route.operation, fields);
    }
    let answer = match events::is_long(route.operation) {
        true => events::beside(acting, route.operation, fields).await,
        false => call(&acting, route.operation, fields).await,
    };
    match answer {
        Ok(view) => written(&parts.headers, route, &view),
        Err(error) => problem(&error),
    }
}

/// Who calls, and the request they make.
async fn asked(api: &Api, route: &Route, parts: &mut Parts, body: Body) -> Result<(Acting, Value), ApiError> {
    let context = context(api, route, &parts.headers).await?;
    let put = |refused| edge(&parts.headers.clone(), refused);
    let shape = find(route.operation).map_or(Shape::Json, |operation| operation.request_shape());
    let mut fields = body_of(route, &parts.headers, body).await.map_err(put)?;
    for (name, texts) in query_of(parts) {
        add(&mut fields, &shape, &name, texts).map_err(put)?;
    }
    let in_path = RawPathParams::from_request_parts(parts, &()).await;
    let put = |refused| edge(&parts.headers, refused);
    // Only what is no UTF-8 fails here, and there can be nothing at such an address.
    let in_path = in_path.map_err(|_| put(Edge::NoSuchAddress { path: parts.uri.path().to_owned() }))?;
    for (name, text) in &in_path {
        add(&mut fields, &shape, name, vec![text.to_owned()]).map_err(put)?;
    }
    if let Some(version) = headers::if_match(&parts.headers).map_err(put)? {
        if !shape.fields().iter().any(|field| field.name == "expected_version") {
            return Err(put(Edge::HeaderNotTaken { name: "If-Match" }));
        }
        add(&mut fields, &shape, "expected_version", vec![version.to_string()]).map_err(put)?;
    }
    Ok((api.ecosystem.acting(context), Value::Object(fields)))
}

/// Who calls, in which language, under which names. Without a token only an invitation can be used.
async fn context(api: &Api, route: &Route, given: &HeaderMap) -> Result<CallContext, ApiError> {
    let mut context = CallContext::by(Who::Nobody);
    context.locale = headers::locale(given);
    context.request_id = headers::request_id(given);
    match headers::bearer(given) {
        Some(token) => context.actor = api.identify.identify(token, &context).await?,
        None if route.operation == "accept_invitation" => {}
        None => return Err(edge(given, Edge::NotSignedIn)),
    }
    context.idempotency_key = headers::idempotency_key(given).map_err(|refused| edge(given, refused))?;
    Ok(context)
}

/// The fields of a JSON body; none when there is no body.
async fn body_of(route: &Route, given: &HeaderMap, body: Body) -> Result<Map<String, Value>, Edge> {
    let most = if route.operation.starts_with("import_") { LARGEST_IMPORT } else { LARGEST };
    let bytes = match tokio::time::timeout(BODY, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) if error.to_string().contains("length limit") => return Err(Edge::TooLarge { most }),
        Ok(Err(_)) | Err(_) => return Err(Edge::BodyCutOff),
    };
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    let kind = given.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(Edge::ContentType { found: kind.to_owned() });
    }
    // serde_json stops at a depth of 128, so no nesting overflows the stack.
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Edge::NotAnObject),
        Err(error) => {
            let text = error.to_string();
            let cause = text.split(" at line ").next().unwrap_or_default().to_owned();
            Err(Edge::MalformedJson { line: error.line(), column: error.column(), cause })
        }
    }
}

/// The texts of the query by name; a name may repeat.
fn query_of(parts: &Parts) -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
        texts.entry(name.into_owned()).or_default().push(text.into_owned());
    }
    texts
}

/// Adds a field from address or query. What it means is said by the request's shape, never guessed from the text.
fn add(fields: &mut Map<String, Value>, shape: &Shape, name: &str, texts: Vec<String>) -> Result<(), Edge> {
    let known = shape.fields().iter().find(|field| field.name == name);
    let value = typed(known.map_or(&Shape::Text, |field| &field.shape), texts);
    match fields.insert(name.to_owned(), value.clone()) {
        Some(before) if before != value => Err(Edge::Contradiction { field: name.to_owned() }),
        _ => Ok(()),
    }
}

/// A text as the value that the shape says; as a text when it is none, so that the check names the mistake.
fn typed(shape: &Shape, mut texts: Vec<String>) -> Value {
    if let Shape::List(inner) = shape.resolved() {
        return Value::Array(texts.into_iter().map(|text| typed(inner, vec![text])).collect());
    }
    let Some(text) = texts.pop() else { return Value::Null };
    if !texts.is_empty() {
        texts.push(text);
        return Value::from(texts);
    }
    match shape.resolved() {
        Shape::Bool => text.parse::<bool>().map_or(Value::from(text), Value::from),
        Shape::Int { .. } => text.parse::<i64>().map_or(Value::from(text), Value::from),
        _ => Value::from(text),
    }
}

/// A view as an answer with its tag: the version, where it has one, and a digest of the body.
fn written(given: &HeaderMap, route: &Route, view: &Value) -> Response<Body> {
    let body = view.to_string();
    let digest = blake3::hash(body.as_bytes()).to_hex();
    let digest = digest.get(..32).unwrap_or_default();
    let tag = match view.get("version").and_then(Value::as_i64) {
        Some(version) => format!("\"{version}-{digest}\""),
        None => format!("\"{digest}\""),
    };
    let unchanged = route.method == Method::Get && headers::holds(given, &tag);
    let mut response = Response::new(if unchanged { Body::empty() } else { Body::from(body) });
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let written = response.headers_mut();
    written.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    written.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    written.insert(header::VARY, HeaderValue::from_static("authorization, accept-language"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        written.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_become_what_the_shape_says_and_nothing_else() {
        let value = |shape: Shape, texts: &[&str]| typed(&shape, texts.iter().map(|text| (*text).to_owned()).collect());
        let int = Shape::Int { least: 0, most: 9 };
        let list = |of: Shape| Shape::Optional(Box::new(Shape::List(Box::new(of))));
        assert_eq!(value(Shape::Text, &["2024"]), json!("2024"));
        assert_eq!(value(Shape::Text, &["true"]), json!("true"));
        assert_eq!(value(Shape::Optional(Box::new(int.clone())), &["7"]), json!(7));
        assert_eq!(value(int.clone(), &["7.0"]), json!("7.0"), "left for the check to refuse");
        assert_eq!(value(Shape::Bool, &["true"]), json!(true));
        assert_eq!(value(list(Shape::Text), &["1"]), json!(["1"]), "one of a list is a list");
        assert_eq!(value(list(int), &["1", "2"]), json!([1, 2]));
        assert_eq!(value(Shape::Text, &["a", "b"]), json!(["a", "b"]), "left for the check to refuse");
    }
}
