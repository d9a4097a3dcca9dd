//! Facts of one's own: Arrow's bytes into a book, questions to it.

use crate::bad;
use crate::rename::{Naming, renamed};
use napi::bindgen_prelude::{Buffer, Result};
use napi_derive::napi;
use semillero_core::analytics::{BookQuestion, engine, query_book, run_book_dashboard};
use semillero_core::api::find;
use semillero_core::errors::ApiError;
use semillero_core::values::{Json, Locale};
use semillero_core::{DashboardView, MetricTableView};
use semillero_tables::{Facts, digest, fold, metric_batch, read, unreadable, write};
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};

/// Tables of facts, each as the bytes of a stream or file.
#[napi(object)]
pub struct FactBytes {
    /// What happened.
    pub events: Option<Buffer>,
    /// When stretches of time began, were due and ended.
    pub spells: Option<Buffer>,
    /// What people and things are like.
    pub attributes: Option<Buffer>,
    /// Amounts.
    pub money: Option<Buffer>,
    /// The language of mistakes.
    pub locale: Option<String>,
}

/// How a book is asked.
#[napi(object)]
#[derive(Debug, Default)]
pub struct BookCall {
    /// As it stood at the end of this day.
    pub as_of: Option<String>,
    /// What is chosen for the parameters of a dashboard.
    pub params: Option<Value>,
    /// The language of titles, notes and mistakes.
    pub locale: Option<String>,
    /// Whether the answers carry their charts.
    pub charts: Option<bool>,
}

/// Numbers of people and things by what their owner calls them.
#[napi(js_name = "NativeIds")]
pub struct Ids(Mutex<engine::Ordinals>);

/// Facts as mergeable states.
#[napi(js_name = "NativeBook")]
pub struct Book(engine::Book);

/// A refusal as JSON: `index.js` makes a `SemilleroError` of it.
fn refused(error: &ApiError) -> napi::Error {
    bad(json!(error))
}

fn locale_of(word: Option<&str>) -> Result<Locale> {
    word.map_or(Ok(Locale::default()), str::parse).map_err(bad)
}

fn folded(given: &FactBytes, ids: Option<&mut engine::Ordinals>) -> Result<Book> {
    let locale = locale_of(given.locale.as_deref())?;
    let table = |name: &str, bytes: &Option<Buffer>| {
        let table = bytes.as_ref().map(|bytes| read(bytes)).transpose();
        table.map_err(|error| refused(&unreadable(name, error, locale)))
    };
    let facts = Facts {
        events: table("events", &given.events)?,
        spells: table("spells", &given.spells)?,
        attributes: table("attributes", &given.attributes)?,
        money: table("money", &given.money)?,
    };
    fold(&facts, ids, locale).map(Book).map_err(|error| refused(&error))
}

/// Folds facts that speak of people and things by number.
#[napi]
pub async fn fold_book(facts: FactBytes) -> Result<Book> {
    folded(&facts, None)
}

#[napi]
impl Ids {
    /// Empty, or what `to_bytes` gave.
    #[napi(factory)]
    pub fn from(bytes: Option<Buffer>) -> Result<Self> {
        let ids = bytes.map_or_else(|| Ok(engine::Ordinals::default()), |bytes| engine::Ordinals::from_bytes(&bytes));
        Ok(Self(Mutex::new(ids.map_err(bad)?)))
    }

    /// The map as bytes.
    #[napi]
    pub fn to_bytes(&self) -> Buffer {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).to_bytes().into()
    }

    /// Folds facts that speak of people and things by what their owner calls them.
    #[napi]
    pub async fn fold(&self, facts: FactBytes) -> Result<Book> {
        folded(&facts, Some(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

#[napi]
impl Book {
    /// Empty, or what `to_bytes` gave.
    #[napi(factory)]
    pub fn from(bytes: Option<Buffer>) -> Result<Self> {
        let book = bytes.map_or_else(|| Ok(engine::Book::default()), |bytes| engine::Book::from_bytes(&bytes));
        book.map(Self).map_err(bad)
    }

    /// The book in its canonical form.
    #[napi]
    pub fn to_bytes(&self) -> Buffer {
        self.0.to_bytes().into()
    }

    /// A book of the facts of both.
    #[napi]
    pub fn merge(&self, other: &Book) -> Self {
        let mut book = self.0.clone();
        book.merge(&other.0);
        Self(book)
    }

    /// BLAKE3 of the canonical form, in hex.
    #[napi]
    pub fn digest(&self) -> String {
        digest(&self.0)
    }

    /// The last day on which anything happened.
    #[napi]
    pub fn last_day(&self) -> Option<String> {
        self.0.last_day().map(|day| day.to_string())
    }

    /// Answers a query, or a dashboard of one's own.
    #[napi]
    pub async fn query(&self, document: Value, call: BookCall) -> Result<Value> {
        answered(query_book(&self.0, &document, &question(call)?))
    }

    /// Runs a standard dashboard.
    #[napi]
    pub async fn dashboard(&self, name: String, call: BookCall) -> Result<Value> {
        answered(run_book_dashboard(&self.0, &name, &question(call)?))
    }
}

fn question(call: BookCall) -> Result<BookQuestion> {
    Ok(BookQuestion {
        params: call.params.map(Json),
        as_of: call.as_of.as_deref().map(str::parse).transpose().map_err(bad)?,
        locale: locale_of(call.locale.as_deref())?,
        charts: call.charts.unwrap_or(false),
    })
}

fn answered(answer: std::result::Result<DashboardView, ApiError>) -> Result<Value> {
    let view = answer.map_err(|error| refused(&error))?;
    let view = serde_json::to_value(view).map_err(bad)?;
    Ok(names(view, Naming::JavaScript))
}

/// An answer of figures with other names.
fn names(view: Value, naming: Naming) -> Value {
    match find("query_metrics") {
        Some(operation) => renamed(view, &operation.view_shape(), naming),
        None => view,
    }
}

/// The figures of a table of an answer as the bytes of an Arrow stream.
#[napi]
pub fn metric_table(table: Value) -> Result<Buffer> {
    let wire = names(json!({ "tables": [table] }), Naming::Wire);
    let table = wire.pointer("/tables/0").cloned().unwrap_or_default();
    let view: MetricTableView = serde_json::from_value(table).map_err(bad)?;
    let batch = metric_batch(&view).map_err(bad)?;
    Ok(write(&batch).map_err(bad)?.into())
}
