//! Semillero for Python: the extension behind the package `semillero`.
//!
//! Every operation is a method with keyword arguments, made from the operation tables. Requests go through the core's JSON door,
//! which finds every mistake at once; the interpreter lock is released while an operation runs.

mod book;
mod error;
mod handle;
mod tables;

use pyo3::prelude::*;

/// The compiled part of the package.
#[pymodule]
mod _semillero {
    #[pymodule_export]
    use super::book::{Book, Ids, metric_table};
    #[pymodule_export]
    use super::handle::{Acting, Ecosystem};
    #[pymodule_export]
    use super::tables::{match_pairs, match_people};
}
