//! Facts of one's own: tables into a book, questions to it.

use crate::error::raise;
use crate::handle::bad;
use crate::tables::table;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use pyo3_arrow::PyTable;
use semillero_core::analytics::{BookQuestion, engine, query_book, run_book_dashboard};
use semillero_core::errors::ApiError;
use semillero_core::values::{Json, Locale};
use semillero_core::{DashboardView, MetricTableView};
use semillero_tables::{Facts, digest, fold, metric_batch};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};

/// Numbers of people and things by what their owner calls them. It is the one thing that leads from a book back to somebody.
#[pyclass(frozen, module = "semillero")]
pub(crate) struct Ids(Mutex<engine::Ordinals>);

#[pymethods]
impl Ids {
    /// Empty, or from the bytes of `to_bytes`.
    #[new]
    #[pyo3(signature = (bytes = None))]
    fn new(bytes: Option<&[u8]>) -> PyResult<Self> {
        let ids = bytes.map_or_else(|| Ok(engine::Ordinals::default()), engine::Ordinals::from_bytes).map_err(bad)?;
        Ok(Self(Mutex::new(ids)))
    }

    /// The map as bytes.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.with(|ids| ids.to_bytes()))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, (Bound<'py, PyBytes>,)) {
        (slf.get_type().into_any(), (slf.get().to_bytes(slf.py()),))
    }

    fn __len__(&self) -> usize {
        self.with(|ids| ids.ids().len())
    }

    fn __repr__(&self) -> String {
        format!("Ids({} known)", self.__len__())
    }
}

impl Ids {
    fn with<T>(&self, use_them: impl FnOnce(&mut engine::Ordinals) -> T) -> T {
        use_them(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Facts as mergeable states: the same facts give the same book, in whatever order, however often and in however many parts.
#[pyclass(frozen, module = "semillero")]
pub(crate) struct Book(Arc<engine::Book>);

#[pymethods]
impl Book {
    /// Empty, or from the bytes of `to_bytes`.
    #[new]
    #[pyo3(signature = (bytes = None))]
    fn new(py: Python<'_>, bytes: Option<&[u8]>) -> PyResult<Self> {
        let read = |bytes: &[u8]| py.detach(|| engine::Book::from_bytes(bytes));
        let book = bytes.map_or_else(|| Ok(engine::Book::default()), read).map_err(bad)?;
        Ok(Self(Arc::new(book)))
    }

    /// Folds tables of facts: whatever speaks Arrow's C interface.
    #[staticmethod]
    #[pyo3(signature = (*, events = None, spells = None, attributes = None, money = None, ids = None, locale = "es"))]
    fn fold(
        py: Python<'_>,
        events: Option<&Bound<'_, PyAny>>,
        spells: Option<&Bound<'_, PyAny>>,
        attributes: Option<&Bound<'_, PyAny>>,
        money: Option<&Bound<'_, PyAny>>,
        ids: Option<&Bound<'_, Ids>>,
        locale: &str,
    ) -> PyResult<Self> {
        let locale: Locale = locale.parse().map_err(bad)?;
        let read = |name: &str, given: Option<&Bound<'_, PyAny>>| {
            given.map(|given| table(py, name, given, locale)).transpose()
        };
        let facts = Facts {
            events: read("events", events)?,
            spells: read("spells", spells)?,
            attributes: read("attributes", attributes)?,
            money: read("money", money)?,
        };
        let ids = ids.map(|ids| ids.clone().unbind());
        let folded = py.detach(|| match &ids {
            Some(ids) => ids.get().with(|ids| fold(&facts, Some(ids), locale)),
            None => fold(&facts, None, locale),
        });
        Ok(Self(Arc::new(folded.map_err(|error| raise(py, &error))?)))
    }

    /// A book of the facts of both.
    fn merge(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Self {
        let other = Arc::clone(&other.get().0);
        let book = py.detach(|| {
            let mut book = engine::Book::clone(&self.0);
            book.merge(&other);
            book
        });
        Self(Arc::new(book))
    }

    /// The book in its canonical form.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let bytes = py.detach(|| self.0.to_bytes());
        PyBytes::new(py, &bytes)
    }

    /// The book of the bytes of `to_bytes`.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        Self::new(py, Some(bytes))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, (Bound<'py, PyBytes>,)) {
        (slf.get_type().into_any(), (slf.get().to_bytes(slf.py()),))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.0.digest();
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }

    fn __repr__(&self) -> String {
        let last = self.0.last_day().map_or_else(|| "no facts".to_owned(), |day| format!("facts up to {day}"));
        format!("Book({last})")
    }

    /// BLAKE3 of the canonical form, in hex.
    fn digest(&self) -> String {
        digest(&self.0)
    }

    /// The last day on which anything happened.
    #[getter]
    fn last_day(&self) -> Option<String> {
        self.0.last_day().map(|day| day.to_string())
    }

    /// Answers a query, or a dashboard of one's own.
    #[pyo3(signature = (document, *, as_of = None, params = None, locale = "es", charts = false))]
    fn query<'py>(
        &self,
        py: Python<'py>,
        document: &Bound<'py, PyAny>,
        as_of: Option<&str>,
        params: Option<&Bound<'py, PyDict>>,
        locale: &str,
        charts: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let document = pythonize::depythonize::<Value>(document)?;
        let question = question(as_of, params, locale, charts)?;
        answered(py, || query_book(&self.0, &document, &question))
    }

    /// Runs a standard dashboard.
    #[pyo3(signature = (name, *, as_of = None, params = None, locale = "es", charts = false))]
    fn dashboard<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        as_of: Option<&str>,
        params: Option<&Bound<'py, PyDict>>,
        locale: &str,
        charts: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let question = question(as_of, params, locale, charts)?;
        answered(py, || run_book_dashboard(&self.0, name, &question))
    }
}

fn question(
    as_of: Option<&str>,
    params: Option<&Bound<'_, PyDict>>,
    locale: &str,
    charts: bool,
) -> PyResult<BookQuestion> {
    Ok(BookQuestion {
        params: params.map(|params| pythonize::depythonize::<Value>(params)).transpose()?.map(Json),
        as_of: as_of.map(str::parse).transpose().map_err(bad)?,
        locale: locale.parse().map_err(bad)?,
        charts,
    })
}

fn answered<'py>(
    py: Python<'py>,
    ask: impl FnOnce() -> Result<DashboardView, ApiError> + Send,
) -> PyResult<Bound<'py, PyAny>> {
    let answer = py.detach(ask).map_err(|error| raise(py, &error))?;
    shown(py, pythonize::pythonize(py, &answer)?)
}

/// An answer of figures as the class that shows itself in notebooks.
pub(crate) fn shown<'py>(py: Python<'py>, answer: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    py.import("semillero.metrics")?.getattr("Dashboard")?.call1((answer,))
}

/// The figures of a table of an answer, for Arrow.
#[pyfunction]
pub(crate) fn metric_table(table: &Bound<'_, PyDict>) -> PyResult<PyTable> {
    let view: MetricTableView = pythonize::depythonize(table)?;
    let batch = metric_batch(&view).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let schema = batch.schema();
    PyTable::try_new(vec![batch], schema)
}
