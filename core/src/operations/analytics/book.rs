//! Questions to a book of facts that somebody folded themselves: no store, no actor, no clock.

use super::frame::Frame;
use super::own;
use super::query::{asked, choices, day_of, read, standard, tables};
use crate::analytics::engine::{Book, Choices, Dashboard, Day, Scope, Vocabulary};
use crate::api::DashboardView;
use crate::errors::{ApiError, Problems, Refusal, Refused, texts};
use crate::values::{CivilDate, Json, Locale};
use serde_json::Value;

/// How a book is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BookQuestion {
    /// What is chosen for the parameters of a dashboard: an object of texts by name.
    pub params: Option<Json>,
    /// As it stood at the end of this day; the last day of the facts without it, since a book has no clock.
    pub as_of: Option<CivilDate>,
    /// The language of titles, notes and mistakes.
    pub locale: Locale,
    /// Whether the answers carry their charts.
    pub charts: bool,
}

impl BookQuestion {
    fn day(&self, book: &Book) -> Refused<Day> {
        let day = self.as_of.map(day_of).or_else(|| book.last_day());
        day.ok_or_else(|| {
            let mut problems = Problems::default();
            problems.add("/as_of", &texts::MISSING_FIELD, [("field", "as_of".into())]);
            Refusal::invalid(problems)
        })
    }
}

/// Answers a query, or a dashboard of one's own, over a book. Whoever has the facts may read them, so nothing is hidden.
///
/// ```
/// # use semillero_core::analytics::engine::{Book, Event, Fact};
/// # use semillero_core::analytics::{BookQuestion, query_book};
/// let day = "2026-05-04".parse().unwrap();
/// let kind = "signed_in".into();
/// let book = Book::of(&[Fact::Event(Event { seq: 1, at: 0, day, kind, actor: 7, subject: None, value: None, unit: String::new() })]);
/// let answer = query_book(&book, &serde_json::json!({ "measures": ["daily_active"] }), &BookQuestion::default()).unwrap();
/// assert!(!answer.gated);
/// let mistakes = query_book(&book, &serde_json::json!({ "measures": ["daily_activ"] }), &BookQuestion::default()).unwrap_err();
/// assert_eq!(mistakes.errors[0].path, "/document/measures/0");
/// ```
///
/// # Errors
/// `invalid_input` with every mistake, at JSON Pointers below `/document`.
pub fn query_book(book: &Book, document: &Value, question: &BookQuestion) -> Result<DashboardView, ApiError> {
    let answer = || {
        let as_of = question.day(book)?;
        let dashboard = asked(document, &Vocabulary::standard().and(book), as_of)?;
        answered(book, &dashboard, as_of, question)
    };
    answer().map_err(|refusal: Refusal| refusal.put(question.locale, None).0)
}

/// Runs one of the standard dashboards over a book.
///
/// # Errors
/// `invalid_input` when there is no such dashboard or parameter.
pub fn run_book_dashboard(book: &Book, name: &str, question: &BookQuestion) -> Result<DashboardView, ApiError> {
    let answer = || {
        let document = standard(name)?;
        let as_of = question.day(book)?;
        let dashboard = read(&document, &Vocabulary::standard().and(book), as_of, "")?;
        answered(book, &dashboard, as_of, question)
    };
    answer().map_err(|refusal: Refusal| refusal.put(question.locale, None).0)
}

fn answered(book: &Book, dashboard: &Dashboard, as_of: Day, question: &BookQuestion) -> Refused<DashboardView> {
    let choices: Choices = choices(question.params.as_ref())?;
    let tables = own::owned(tables(book, dashboard, &choices, as_of, &Scope::everything())?);
    Ok(Frame::unnamed(dashboard, question.locale, question.charts).view(&tables, None, Vec::new()))
}
