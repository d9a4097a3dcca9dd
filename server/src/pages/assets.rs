//! The one stylesheet and the one script. The script is a help: every page works without it.

use super::Site;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::LazyLock;

const STYLE: &str = include_str!("../../assets/semillero.css");
const SCRIPT: &str = include_str!("../../assets/semillero.js");

/// A few letters of the digest of both, so that browsers may keep them for ever and never keep old ones.
pub(super) static VERSION: LazyLock<String> = LazyLock::new(|| {
    let digest = blake3::hash(format!("{STYLE}\u{0}{SCRIPT}").as_bytes()).to_hex();
    digest.get(..12).unwrap_or_default().to_owned()
});

pub(super) fn assets() -> Router<Site> {
    Router::new()
        .route(
            "/assets/semillero.css",
            get(|given: HeaderMap| async move { file("text/css; charset=utf-8", STYLE, &given) }),
        )
        .route(
            "/assets/semillero.js",
            get(|given: HeaderMap| async move { file("text/javascript; charset=utf-8", SCRIPT, &given) }),
        )
}

fn file(kind: &'static str, text: &'static str, given: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", VERSION.as_str());
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::ETAG, tag.clone()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    if crate::api::headers::holds(given, &tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, text).into_response()
}
