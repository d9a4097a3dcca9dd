//! What a handler takes from a request. Whatever is not as our own pages send it becomes a page that says so, never the plain text of
//! a library.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, request::Parts};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

/// Why a request could not be read. [`super::dress`] makes a page of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// No address of ours looks like this.
    Address,
    /// A field of a form or of a query is missing, or holds what it cannot.
    Fields,
    /// The form is larger than any of ours.
    Large,
}

impl IntoResponse for Unclear {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Address => StatusCode::NOT_FOUND,
            Self::Fields => StatusCode::BAD_REQUEST,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The blanks of an address.
pub(super) struct Path<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Unclear;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Unclear> {
        let found = axum::extract::Path::from_request_parts(parts, state).await;
        found.map(|axum::extract::Path(found)| Self(found)).map_err(|_| Unclear::Address)
    }
}

/// What stands behind `?`.
pub(super) struct Query<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Unclear;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Unclear> {
        let found = axum::extract::Query::from_request_parts(parts, state).await;
        found.map(|axum::extract::Query(found)| Self(found)).map_err(|_| Unclear::Fields)
    }
}

/// The fields of a form.
pub(super) struct Form<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Unclear;

    async fn from_request(request: Request, state: &S) -> Result<Self, Unclear> {
        use axum::extract::rejection::FormRejection;
        match axum::extract::Form::from_request(request, state).await {
            Ok(axum::extract::Form(found)) => Ok(Self(found)),
            Err(FormRejection::BytesRejection(_)) => Err(Unclear::Large),
            Err(_) => Err(Unclear::Fields),
        }
    }
}
