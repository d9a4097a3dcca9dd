//! Filters and order over rows in memory.

use crate::store::{Direction, Filter, Place, Row, Table, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Every table's rows by identity.
pub(super) type Tables = HashMap<&'static str, BTreeMap<Uuid, Row>>;

/// From so many values on a list is searched instead of gone through.
const MANY: usize = 16;

/// Resolves what a filter asks of other tables through `ask(table, column, filter)`, and sorts long lists, so that it can be tried
/// row by row.
pub(super) fn prepare(filter: &Filter, ask: &dyn Fn(&'static Table, &'static str, &Filter) -> Vec<Value>) -> Filter {
    let all = |filters: &[Filter]| filters.iter().map(|filter| prepare(filter, ask)).collect();
    match filter {
        Filter::InOther(column, table, column_of, inner) => Filter::In(column, sorted(ask(table, column_of, inner))),
        Filter::In(column, values) => Filter::In(column, sorted(values.clone())),
        Filter::And(filters) => Filter::And(all(filters)),
        Filter::Or(filters) => Filter::Or(all(filters)),
        Filter::Not(inner) => Filter::Not(Box::new(prepare(inner, ask))),
        plain => plain.clone(),
    }
}

fn sorted(mut values: Vec<Value>) -> Vec<Value> {
    if values.len() >= MANY {
        values.sort_by(Value::compare);
        values.dedup();
    }
    values
}

/// Whether a row passes a prepared filter. An empty cell passes no comparison, as in SQL.
pub(super) fn passes(table: &Table, row: &Row, filter: &Filter) -> bool {
    let cell = |column: &str| table.position(column).and_then(|at| row.get(at)).filter(|value| !value.is_null());
    match filter {
        Filter::All => true,
        Filter::Nothing | Filter::InOther(..) => false,
        Filter::Equals(column, value) => cell(column).is_some_and(|cell| cell == value),
        Filter::In(column, values) => cell(column).is_some_and(|cell| {
            if values.len() < MANY {
                values.contains(cell)
            } else {
                values.binary_search_by(|value| value.compare(cell)).is_ok()
            }
        }),
        Filter::Less(column, value) => cell(column).is_some_and(|cell| cell.compare(value).is_lt()),
        Filter::Greater(column, value) => cell(column).is_some_and(|cell| cell.compare(value).is_gt()),
        Filter::Contains(column, text) => {
            matches!(cell(column), Some(Value::Text(cell)) if cell.contains(text.as_str()))
        }
        Filter::Empty(column) => cell(column).is_none(),
        Filter::And(filters) => filters.iter().all(|filter| passes(table, row, filter)),
        Filter::Or(filters) => filters.iter().any(|filter| passes(table, row, filter)),
        Filter::Not(inner) => !passes(table, row, inner),
    }
}

/// As [`passes`], for a filter that asks nothing of other tables: rank conditions.
pub(crate) fn passes_alone(table: &Table, row: &Row, filter: &Filter) -> bool {
    passes(table, row, &prepare(filter, &|_, _, _| Vec::new()))
}

/// Which of two rows comes first: more hits, then the order columns, then identity.
pub(super) fn compare_places(direction: Direction, a: &Place, b: &Place) -> Ordering {
    let columns = || {
        a.order
            .iter()
            .zip(&b.order)
            .map(|(a, b)| a.compare(b))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
            .then(a.id.cmp(&b.id))
    };
    b.rank.cmp(&a.rank).then_with(|| direction.apply(columns()))
}
