//! Refusals as Python exceptions: `semillero.errors` has a class per code.

use pyo3::prelude::*;
use semillero_core::errors::ApiError;

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
