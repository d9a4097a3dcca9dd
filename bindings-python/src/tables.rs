//! Data frames in, tables out: anything that speaks Arrow's C interface.

use crate::error::raise;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use pyo3_arrow::input::AnyRecordBatch;
use semillero_core::errors::ApiError;
use semillero_core::matching::table::{PairOptions, TableOptions};
use semillero_core::values::Locale;
use semillero_tables::{Answer, RecordBatch, Table, unreadable};

/// Pairs, unmatched, verdict, digest, for people the record, and what candidates were good for.
type Given<'py> = (PyTable, PyTable, Bound<'py, PyAny>, String, Option<Bound<'py, PyAny>>, Option<Bound<'py, PyAny>>);

fn bad(error: impl std::fmt::Display) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(error.to_string())
}

/// The frame without columns of nothing but nulls if it is of polars, which hands these over with a buffer too many; they say nothing.
fn without_empty_columns<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let library = given.get_type().module()?;
    if !library.to_string().starts_with("polars") || !given.hasattr("drop")? {
        return Ok(given.clone());
    }
    let mut empty = Vec::new();
    for column in given.getattr("schema")?.call_method0("items")?.try_iter()? {
        let (name, kind): (String, Bound<'_, PyAny>) = column?.extract()?;
        if kind.str()? == "Null" {
            empty.push(name);
        }
    }
    if empty.is_empty() { Ok(given.clone()) } else { given.call_method1("drop", (empty,)) }
}

pub(crate) fn table(py: Python<'_>, name: &str, given: &Bound<'_, PyAny>, locale: Locale) -> PyResult<Table> {
    let given = &without_empty_columns(given)?;
    let read = given.extract::<AnyRecordBatch>().and_then(|table| Ok(table.into_table()?));
    let read = read.map_err(|error| {
        let cause = format!("{} (a table of pyarrow, polars, pandas 3 or duckdb is needed)", error.value(py));
        raise(py, &unreadable(name, cause, locale))
    })?;
    let (batches, schema) = read.into_inner();
    Ok(Table { schema, batches })
}

fn given<'py>(py: Python<'py>, answer: Result<Answer, ApiError>) -> PyResult<Given<'py>> {
    let answer = answer.map_err(|error| raise(py, &error))?;
    let table = |batch: RecordBatch| {
        let schema = batch.schema();
        PyTable::try_new(vec![batch], schema)
    };
    let record = answer.asked.map(|asked| pythonize::pythonize(py, &asked.record)).transpose()?;
    let verdict = pythonize::pythonize(py, &answer.verdict)?;
    let candidates = answer.candidates.map(|candidates| pythonize::pythonize(py, &candidates)).transpose()?;
    Ok((table(answer.pairs)?, table(answer.unmatched)?, verdict, answer.digest, record, candidates))
}

/// Matches mentees to mentors by what is known of them.
#[pyfunction]
#[pyo3(signature = (mentees, mentors, *, candidates, policy, strategy, per_pair, seed, language, on))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python; the package gives their defaults")]
pub(crate) fn match_people<'py>(
    py: Python<'py>,
    mentees: &Bound<'py, PyAny>,
    mentors: &Bound<'py, PyAny>,
    candidates: Option<&Bound<'py, PyAny>>,
    policy: Option<&Bound<'py, PyAny>>,
    strategy: String,
    per_pair: Option<i64>,
    seed: i64,
    language: &str,
    on: Option<&str>,
) -> PyResult<Given<'py>> {
    let locale: Locale = language.parse().map_err(bad)?;
    let policy = policy.map(|policy| pythonize::depythonize(policy)).transpose()?;
    let on = on.map(str::parse).transpose().map_err(bad)?;
    let options = TableOptions { policy, strategy, per_pair, seed, locale, on, candidates: None };
    let candidates = candidates.map(|given| table(py, "candidates", given, locale)).transpose()?;
    let (mentees, mentors) = (table(py, "mentees", mentees, locale)?, table(py, "mentors", mentors, locale)?);
    let answer = py.detach(|| semillero_tables::match_people(&mentees, &mentors, candidates.as_ref(), &options));
    given(py, answer)
}

/// Matches along given pairs.
#[pyfunction]
#[pyo3(signature = (pairs, *, mentees, mentors, strategy, per_pair, seed, language))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python; the package gives their defaults")]
pub(crate) fn match_pairs<'py>(
    py: Python<'py>,
    pairs: &Bound<'py, PyAny>,
    mentees: Option<&Bound<'py, PyAny>>,
    mentors: Option<&Bound<'py, PyAny>>,
    strategy: String,
    per_pair: Option<i64>,
    seed: i64,
    language: &str,
) -> PyResult<Given<'py>> {
    let locale: Locale = language.parse().map_err(bad)?;
    let pairs = table(py, "pairs", pairs, locale)?;
    let mentees = mentees.map(|given| table(py, "mentees", given, locale)).transpose()?;
    let mentors = mentors.map(|given| table(py, "mentors", given, locale)).transpose()?;
    let options = PairOptions { strategy, per_pair, seed, locale };
    let answer = py.detach(|| semillero_tables::match_pairs(&pairs, mentees.as_ref(), mentors.as_ref(), &options));
    given(py, answer)
}
