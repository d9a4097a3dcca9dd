//! What a caller sees when a call is refused.

use crate::values::words;
use serde::{Deserialize, Serialize};

words! {
    /// Why a call was refused. The set is closed: every frontend maps every code.
    pub enum ErrorCode {
        /// The request itself is wrong; `errors` says where.
        InvalidInput = "invalid_input",
        /// Nobody is signed in, or the secret does not work.
        Unauthenticated = "unauthenticated",
        /// The caller may see the thing but not do this.
        Forbidden = "forbidden",
        /// There is no such thing for this caller.
        NotFound = "not_found",
        /// The state of things does not allow it, or somebody else was faster.
        Conflict = "conflict",
        /// A limit is reached: seats, places, requests.
        CapacityExceeded = "capacity_exceeded",
        /// It worked until a moment that has passed.
        Expired = "expired",
        /// Too many calls.
        RateLimited = "rate_limited",
        /// The request is larger than what is taken at once.
        TooLarge = "too_large",
        /// This build or format cannot do it.
        Unsupported = "unsupported",
        /// The caller stopped it.
        Cancelled = "cancelled",
        /// A part that is needed does not answer; try again later.
        Unavailable = "unavailable",
        /// Our fault; the cause is in the log under the request id.
        Internal = "internal",
    }
}

/// One mistake in a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct InputError {
    /// Where: a JSON Pointer into the request.
    pub path: String,
    /// What kind of mistake, for programs.
    pub key: String,
    /// What is wrong, in the caller's language.
    pub text: String,
    /// What to do about it, in the caller's language.
    pub remedy: String,
}

/// Why a call was refused, the same in every frontend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ApiError {
    /// What kind of refusal, for programs.
    pub code: ErrorCode,
    /// Which refusal exactly, for programs.
    pub key: String,
    /// What happened, in the caller's language.
    pub message: String,
    /// Every mistake in the request, all at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<InputError>,
    /// The call, as the log knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}
