//! Refusals that only a frontend can notice, in the same words and codes as all others.

use super::{ApiError, Arg, ErrorCode, Problems, Refusal, texts};
use crate::store::StoreError;
use crate::values::Locale;

/// What a frontend refuses before an operation is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    /// Nobody is signed in.
    NotSignedIn,
    /// The body is not JSON.
    MalformedJson {
        /// The line, 1 first.
        line: usize,
        /// The column, 1 first.
        column: usize,
        /// What the reader says.
        cause: String,
    },
    /// The body is not an object.
    NotAnObject,
    /// A field stands in the address and, with another value, in the body.
    Contradiction {
        /// The field.
        field: String,
    },
    /// The body is in a format that is not taken.
    ContentType {
        /// The format given.
        found: String,
    },
    /// The token does not work.
    BadToken,
    /// The body stopped arriving.
    BodyCutOff,
    /// The body is too large.
    TooLarge {
        /// The most bytes.
        most: usize,
    },
    /// There is nothing at this address.
    NoSuchAddress {
        /// The address.
        path: String,
    },
    /// The address does not take this method.
    NoSuchMethod {
        /// The method.
        method: String,
    },
    /// A header has a value that cannot be.
    BadHeader {
        /// The header.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// A header makes no sense for this operation.
    HeaderNotTaken {
        /// The header.
        name: &'static str,
    },
    /// Something of ours broke.
    Internal,
}

impl ApiError {
    /// Why a database cannot be opened: `unsupported` when it is none or of another version, `unavailable` when it does not answer.
    /// The host opens databases, so it reads the cause.
    #[must_use]
    pub fn of_database(error: &StoreError, locale: Locale) -> Self {
        let (code, message) = match error {
            StoreError::Unsuitable(why) => (ErrorCode::Unsupported, why.in_words(locale)),
            StoreError::Unavailable(_) => (ErrorCode::Unavailable, error.to_string()),
            StoreError::Conflict(_) | StoreError::Corrupt { .. } | StoreError::Backend(_) => {
                (ErrorCode::Internal, error.to_string())
            }
        };
        Self { code, key: "database".to_owned(), message, errors: Vec::new(), request_id: None }
    }

    /// A refusal of a frontend.
    #[must_use]
    pub fn edge(edge: Edge, locale: Locale, request_id: Option<&str>) -> Self {
        let said = |code, text, args: Vec<(&'static str, Arg)>| Refusal::said(code, text, args);
        let refusal = match edge {
            Edge::NotSignedIn => said(ErrorCode::Unauthenticated, &texts::NOT_SIGNED_IN, vec![]),
            Edge::BadToken => said(ErrorCode::Unauthenticated, &texts::BAD_TOKEN, vec![]),
            Edge::BodyCutOff => said(ErrorCode::Cancelled, &texts::BODY_CUT_OFF, vec![]),
            Edge::MalformedJson { line, column, cause } => {
                let args = vec![("line", line.into()), ("column", column.into()), ("cause", cause.into())];
                said(ErrorCode::InvalidInput, &texts::MALFORMED_JSON, args)
            }
            Edge::NotAnObject => {
                let wanted = Arg::Noun("un objeto", "an object");
                let mut problems = Problems::default();
                problems.add("", &texts::WRONG_TYPE, [("value", "JSON".into()), ("wanted", wanted)]);
                Refusal::invalid(problems)
            }
            Edge::Contradiction { field } => {
                let mut problems = Problems::default();
                problems.add(format!("/{field}"), &texts::CONTRADICTION, [("field", field.into())]);
                Refusal::invalid(problems)
            }
            Edge::ContentType { found } => {
                said(ErrorCode::Unsupported, &texts::CONTENT_TYPE, vec![("found", found.into())])
            }
            Edge::TooLarge { most } => said(ErrorCode::TooLarge, &texts::TOO_LARGE, vec![("most", most.into())]),
            Edge::NoSuchAddress { path } => {
                said(ErrorCode::NotFound, &texts::NO_SUCH_ADDRESS, vec![("path", path.into())])
            }
            Edge::NoSuchMethod { method } => {
                said(ErrorCode::Unsupported, &texts::NO_SUCH_METHOD, vec![("method", method.into())])
            }
            Edge::BadHeader { name, value } => {
                let args = vec![("name", name.into()), ("value", value.into())];
                said(ErrorCode::InvalidInput, &texts::BAD_HEADER, args)
            }
            Edge::HeaderNotTaken { name } => {
                said(ErrorCode::Unsupported, &texts::HEADER_NOT_TAKEN, vec![("name", name.into())])
            }
            Edge::Internal => said(ErrorCode::Internal, &texts::INTERNAL, vec![]),
        };
        refusal.put(locale, request_id).0
    }
}
