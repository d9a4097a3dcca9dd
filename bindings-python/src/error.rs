//! Refusals as Python exceptions: `semillero.errors` has a class per code.

use pyo3::prelude::*;
use semillero_core::errors::{ApiError, ErrorCode};
use semillero_core::store::StoreError;

/// A refusal as the exception of its code, with `code`, `key`, `errors` and `request_id`.
pub(crate) fn raise(py: Python<'_>, error: &ApiError) -> PyErr {
    raised(py, error).unwrap_or_else(|broken| broken)
}

fn raised(py: Python<'_>, error: &ApiError) -> PyResult<PyErr> {
    let classes = py.import("semillero.errors")?;
    let exception = classes.call_method1("of", (error.code.word(), error.message.as_str()))?;
    exception.setattr("key", error.key.as_str())?;
    exception.setattr("errors", pythonize::pythonize(py, &error.errors)?)?;
    exception.setattr("request_id", error.request_id.as_deref())?;
    Ok(PyErr::from_value(exception))
}

/// A database that cannot be used.
pub(crate) fn unusable(py: Python<'_>, error: &StoreError) -> PyErr {
    let code = match error {
        StoreError::Unsuitable(_) => ErrorCode::Unsupported,
        StoreError::Unavailable(_) => ErrorCode::Unavailable,
        StoreError::Conflict(_) | StoreError::Corrupt { .. } | StoreError::Backend(_) => ErrorCode::Internal,
    };
    let (key, message) = ("database".to_owned(), error.to_string());
    raise(py, &ApiError { code, key, message, errors: Vec::new(), request_id: None })
}
