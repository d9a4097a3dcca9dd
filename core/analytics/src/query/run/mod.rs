//! Answers of queries over a book.

mod compare;
mod effect;
mod evaluate;
mod events;
mod facts;
mod figure;
mod funnel;
mod money;
mod numbers;
mod people;
mod retention;
mod spells;
mod survival;
mod table;
mod windows;
mod world;

use super::document::{Dashboard, Query};
use super::mistake::{Code, Mistake, shown};
use super::nearest::nearest;
use super::scope::Scope;
use crate::answer::Table;
use crate::calendar::Day;
use crate::states::Book;
use std::collections::BTreeMap;
use world::World;

/// What is chosen for the parameters of a dashboard, by name.
pub type Choices = BTreeMap<String, String>;

/// The answers of all queries of a dashboard, by the name of the query, from facts up to the end of the day `as_of`.
///
/// Filters and dimensions look at values as they are at the end of each period. Staff and test accounts are in no figure. Rows come by
/// measure, period and group; in a group nothing means all together and the empty text those without a value. Same facts, same answer, to the
/// byte, in whatever order they came.
///
/// ```
/// # use semillero_analytics::{Book, Checks, Choices, Dashboard, Scope, Verdict, Vocabulary, run};
/// let names = Vocabulary::standard();
/// let checks = Checks { names: &names, as_of: None, least_k: 5 };
/// let document = serde_json::json!({ "v": 1, "name": "mine", "queries": { "a": { "measures": ["nps"] } } });
/// let dashboard = Dashboard::read(&document, checks).expect("it is sound");
/// let tables = run(&Book::default(), &dashboard, &Choices::new(), "2026-05-14".parse()?, &Scope::everything());
/// assert_eq!(tables.expect("it is small")[0].rows[0].verdict, Verdict::NoFacts);
/// # Ok::<(), semillero_analytics::DayError>(())
/// ```
///
/// # Errors
/// A choice for a parameter that is not there, or more work than a query may cause.
pub fn run(
    book: &Book,
    dashboard: &Dashboard,
    choices: &Choices,
    as_of: Day,
    scope: &Scope,
) -> Result<Vec<Table>, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    for id in choices.keys().filter(|id| !dashboard.params.iter().any(|param| param.id == **id)) {
        let near = nearest(id, dashboard.params.iter().map(|param| param.id.as_str()));
        let id = shown(id);
        let message = [format!("no hay parámetro `{id}`"), format!("there is no parameter `{id}`")];
        let remedy = ["quítelo", "leave it out"].map(str::to_owned);
        mistakes.push(Mistake::new(&format!("/{id}"), Code::UnknownParameter, message, remedy).near(near));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let world = World::new(book, as_of, scope);
    let value = |id: &str| {
        let param = dashboard.params.iter().find(|param| param.id == id)?;
        choices.get(id).cloned().or_else(|| param.default.clone())
    };
    let mut tables = Vec::new();
    for (name, query) in &dashboard.queries {
        match table::answer(&world, name, query, &value) {
            Ok(table) => tables.push(table),
            Err(mistake) => mistakes.push(*mistake),
        }
    }
    if mistakes.is_empty() { Ok(tables) } else { Err(mistakes) }
}

/// The answer of one query, as [`run`] gives it; conditions on parameters drop out.
///
/// # Errors
/// More work than a query may cause.
pub fn ask(book: &Book, query: &Query, as_of: Day, scope: &Scope) -> Result<Table, Vec<Mistake>> {
    let world = World::new(book, as_of, scope);
    table::answer(&world, "q", query, &|_| None).map_err(|mistake| vec![*mistake])
}
