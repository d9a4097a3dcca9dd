//! A refusal with what HTTP needs beside it.

use super::visitor::Visitor;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use semillero_core::errors::{ApiError, SignInFault};

/// Why signing in did not go on. A page shows `error`; sent as it is, it is plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What the visitor reads.
    pub error: ApiError,
    /// After how many seconds another try is worth it.
    pub retry_after: Option<i64>,
}

impl Refused {
    /// A refusal in the visitor's language.
    #[must_use]
    pub fn said(visitor: &Visitor, fault: SignInFault) -> Self {
        let retry_after = match fault {
            SignInFault::SlowDown { seconds } => Some(seconds),
            _ => None,
        };
        Self { error: ApiError::sign_in(fault, visitor.language(), visitor.request_id.as_deref()), retry_after }
    }

    /// The status that goes with it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(crate::api::status_of(self.error.code)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self { error, retry_after: None }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let text = format!("{}\n", self.error.message);
        let mut response = (self.status(), [(header::CACHE_CONTROL, "no-store")], text).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // A layer of the pages may show it in their own dress.
        response.extensions_mut().insert(self);
        response
    }
}
