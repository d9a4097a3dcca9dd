//! Forms must come from our own pages.
//!
//! [`guard`] stands before the pages. It looks at unsafe methods only: the browser must say that the request comes from this very
//! origin, and a form sent while signed in must hold the token of that sign-in in its field [`FIELD`]. What no form can hold a
//! field in (multipart, JSON) is checked by its handler, with [`SignedIn::check_form`](super::SignedIn::check_form).

use super::refused::Refused;
use super::state::Auth;
use super::visitor::{Peer, Visitor};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hmac::{Hmac, KeyInit, Mac};
use semillero_core::errors::SignInFault;
use sha2::Sha256;
use std::sync::Arc;

/// The name of the field, and of the header for what is no form.
pub const FIELD: &str = "csrf";
/// The header.
pub const HEADER: &str = "x-csrf-token";
/// The largest form.
pub(crate) const LARGEST: usize = 1024 * 1024;
/// How long a form may take to arrive.
const ARRIVAL: std::time::Duration = std::time::Duration::from_secs(60);

/// Marks a request whose token [`guard`] could not read: only a handler that calls [`SignedIn::check_form`](super::SignedIn::check_form)
/// may go on with it.
#[derive(Debug, Clone, Copy)]
pub struct Unread;

/// The fields of a form that came from our own page, for whoever has to show it once more.
#[derive(Debug, Clone)]
pub(crate) struct Typed(pub(crate) Arc<Vec<(String, String)>>);

/// Lets through what came from our own pages.
pub async fn guard(State(auth): State<Auth>, mut request: Request, next: Next) -> Response {
    if is_safe(request.method()) {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<Peer>().copied();
    let visitor = Visitor::read(&auth, peer, request.headers());
    let refused = || Refused::said(&visitor, SignInFault::CrossSite).into_response();
    if !is_own(request.headers()) {
        return refused();
    }
    let Some(secret) = visitor.session.clone() else { return next.run(request).await };
    if let Some(given) = request.headers().get(HEADER) {
        let fits = given.to_str().is_ok_and(|given| fits(&auth, &secret, given));
        return if fits { next.run(request).await } else { refused() };
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "multipart/form-data" | "application/json" => {
            request.extensions_mut().insert(Unread);
            next.run(request).await
        }
        _ => {
            let (mut parts, body) = request.into_parts();
            let Ok(Ok(body)) = tokio::time::timeout(ARRIVAL, to_bytes(body, LARGEST)).await else { return refused() };
            let mut tokens = form_urlencoded::parse(&body).filter(|(name, _)| name == FIELD).map(|(_, value)| value);
            match (tokens.next(), tokens.next()) {
                (Some(given), None) if fits(&auth, &secret, &given) => {
                    let typed = form_urlencoded::parse(&body).into_owned().filter(|(name, _)| name != FIELD);
                    parts.extensions.insert(Typed(Arc::new(typed.collect())));
                    next.run(Request::from_parts(parts, Body::from(body.clone()))).await
                }
                _ => refused(),
            }
        }
    }
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says that a request comes from this origin. Browsers older than Fetch Metadata say where they come from.
#[must_use]
pub fn is_own(given: &HeaderMap) -> bool {
    let text = |name: &str| -> Option<Option<&str>> {
        let mut values = given.get_all(name).iter();
        let first = values.next()?;
        // Given twice it says nothing.
        Some(first.to_str().ok().filter(|_| values.next().is_none()))
    };
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, Some("same-origin" | "none"));
    }
    let Some(Some(host)) = text(header::HOST.as_str()) else { return false };
    let source = text(header::ORIGIN.as_str()).or_else(|| text(header::REFERER.as_str())).flatten();
    source.and_then(authority).is_some_and(|source| source.eq_ignore_ascii_case(host))
}

/// Host and port of an address.
fn authority(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    // Whoever writes a name in front of the host wants to be taken for another.
    (!authority.is_empty() && !authority.contains('@')).then_some(authority)
}

fn signature(auth: &Auth, secret: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(auth.form_key()).ok()?;
    mac.update(blake3::hash(secret.as_bytes()).as_bytes());
    Some(mac)
}

/// The token of the forms of one sign-in.
pub(super) fn token(auth: &Auth, secret: &str) -> String {
    let mac = signature(auth, secret).map(|mac| mac.finalize().into_bytes());
    mac.iter().flatten().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a token is that of a sign-in, compared in constant time.
pub(super) fn fits(auth: &Auth, secret: &str, given: &str) -> bool {
    let given = super::cookies::bytes(given);
    given.zip(signature(auth, secret)).is_some_and(|(given, mac)| mac.verify_slice(&given).is_ok())
}
