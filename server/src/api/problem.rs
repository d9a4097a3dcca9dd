//! Refusals as RFC 9457 problem documents.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use semillero_core::errors::{ApiError, ErrorCode};
use serde_json::json;

/// The HTTP status of a code. Every code has one; a new code does not compile until it is given one.
#[must_use]
pub const fn status_of(code: ErrorCode) -> u16 {
    match code {
        ErrorCode::InvalidInput => 400,
        ErrorCode::Unauthenticated => 401,
        ErrorCode::Forbidden => 403,
        ErrorCode::NotFound => 404,
        ErrorCode::Conflict | ErrorCode::CapacityExceeded => 409,
        ErrorCode::Expired => 410,
        ErrorCode::TooLarge => 413,
        ErrorCode::Unsupported => 415,
        ErrorCode::RateLimited => 429,
        ErrorCode::Cancelled => 499,
        ErrorCode::Internal => 500,
        ErrorCode::Unavailable => 503,
    }
}

/// The answer to a refused call.
pub(super) fn problem(error: &ApiError) -> Response<Body> {
    problem_with(error, status_of(error.code))
}

/// As [`problem`], where HTTP has a more exact status.
pub(super) fn problem_with(error: &ApiError, status: u16) -> Response<Body> {
    let document = document(error, status);
    let mut response = Response::new(Body::from(document.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if error.code == ErrorCode::Unauthenticated {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if error.code == ErrorCode::Unavailable {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// The problem document of an error.
pub(super) fn document(error: &ApiError, status: u16) -> serde_json::Value {
    json!({
        "type": format!("urn:semillero:error:{}", error.key),
        "title": error.code,
        "status": status,
        "detail": error.message,
        "code": error.code,
        "key": error.key,
        "errors": error.errors,
        "request_id": error.request_id,
    })
}
