//! A call that was refused, as a page: what happened, every mistake with its remedy, and the way back to the form, which the browser
//! still holds.

use super::context::{Me, outside};
use super::words;
use crate::api::status_of;
use crate::auth::Visitor;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use minijinja::context;
use semillero_core::errors::ApiError;

/// What went wrong, ready to be shown.
pub(super) struct Failure(Box<Response>);

impl Failure {
    /// To whoever is not signed in.
    pub(super) fn of(visitor: &Visitor, error: ApiError) -> Self {
        let status = status(&error);
        Self(Box::new(outside(visitor, status, "problem.html", context! { error, status => status.as_u16() })))
    }

    /// To whoever is.
    pub(super) fn shown(me: &Me, error: ApiError) -> Self {
        let status = status(&error);
        let sent = me.sent.as_ref();
        // What was typed stands on the page once more, ready to be mended; secrets do not, and nothing that is refused for good.
        let again = sent.filter(|_| !matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND));
        let fields: Vec<_> = again.into_iter().flat_map(|sent| words::fields(&sent.fields, me.lang)).collect();
        let again = again.filter(|_| fields.iter().any(|field| field.label.is_some()));
        let values = context! {
            error, status => status.as_u16(), sent => sent.is_some(), fields,
            action => again.map(|sent| sent.action.clone()),
        };
        Self(Box::new(me.page_with(status, "problem.html", values)))
    }
}

fn status(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(status_of(error.code)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// What a page answers.
pub(super) type Answer = Result<Response, Failure>;

/// Shows a refusal to the person who is signed in.
pub(super) trait OrShow<T> {
    fn or_show(self, me: &Me) -> Result<T, Failure>;
}

impl<T> OrShow<T> for Result<T, ApiError> {
    fn or_show(self, me: &Me) -> Result<T, Failure> {
        self.map_err(|error| Failure::shown(me, error))
    }
}
