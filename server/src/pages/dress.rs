//! What every page is dressed in: the headers that tell a browser what it may do, and a page of ours for whatever went wrong.

use super::Site;
use super::context::Me;
use super::failure::Failure;
use super::take::Unclear;
use crate::auth::{Auth, Peer, Refused, Visitor};
use axum::extract::{FromRef as _, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use semillero_core::errors::{ApiError, Edge, ErrorCode, SignInFault};
use semillero_core::values::Locale;

/// What every page says to the browser beside its text: nothing from elsewhere, no frames, no copies kept.
pub(super) async fn dressed(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut kept = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(trouble) = Trouble::of(&response) {
        response = page_of(&site, &mut kept, &trouble, response).await;
    }
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                  frame-ancestors 'none'; base-uri 'none'";
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// An address that is none. Whoever reads pages gets one; programs get the document that REST gives everywhere.
pub(super) async fn nowhere(request: Request) -> Response {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let path = request.uri().path();
    if accept.contains("text/html") && path != "/api" && !path.starts_with("/api/") {
        return Unclear::Address.into_response();
    }
    crate::api::no_such_address(request).await
}

/// What a handler or a layer left to be said.
enum Trouble {
    Refused(ApiError),
    Unclear(Unclear),
    Method,
}

impl Trouble {
    fn of(response: &Response) -> Option<Self> {
        if let Some(refused) = response.extensions().get::<Refused>() {
            return Some(Self::Refused(refused.error.clone()));
        }
        if let Some(unclear) = response.extensions().get::<Unclear>() {
            return Some(Self::Unclear(*unclear));
        }
        let bare = !response.headers().contains_key(header::CONTENT_TYPE);
        (response.status() == StatusCode::METHOD_NOT_ALLOWED && bare).then_some(Self::Method)
    }

    fn said(&self, parts: &Parts, lang: Locale) -> ApiError {
        let edge = |edge| ApiError::edge(edge, lang, None);
        match self {
            Self::Refused(error) if error.key == "cross_site" => ApiError::sign_in(SignInFault::CrossSite, lang, None),
            Self::Refused(error) => error.clone(),
            Self::Unclear(Unclear::Address) => edge(Edge::NoSuchAddress { path: parts.uri.path().to_owned() }),
            Self::Unclear(Unclear::Large) => edge(Edge::TooLarge { most: crate::auth::csrf::LARGEST }),
            Self::Method => edge(Edge::NoSuchMethod { method: parts.method.to_string() }),
            Self::Unclear(Unclear::Fields) => {
                let said = lang.pick(
                    "falta un dato, o uno está escrito de un modo que no se entiende",
                    "something is missing, or written in a way that cannot be read",
                );
                ApiError {
                    code: ErrorCode::InvalidInput,
                    key: "fields".to_owned(),
                    message: said.to_owned(),
                    errors: Vec::new(),
                    request_id: None,
                }
            }
        }
    }
}

async fn page_of(site: &Site, parts: &mut Parts, trouble: &Trouble, was: Response) -> Response {
    let failure = match Me::read(parts, site).await {
        Ok(me) => Failure::shown(&me, trouble.said(parts, me.lang)),
        Err(_) => {
            let peer = parts.extensions.get::<Peer>().copied();
            let mut visitor = Visitor::read(&Auth::from_ref(site), peer, &parts.headers);
            let chosen = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
                .find_map(|(name, value)| if name == "lang" { value.parse().ok() } else { None });
            visitor.locale = chosen.or(visitor.locale);
            Failure::of(&visitor, trouble.said(parts, visitor.language()))
        }
    };
    let mut page = failure.into_response();
    *page.status_mut() = was.status();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = was.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}
