//! Filters and order over rows in memory.

use crate::store::{Direction, Filter, Place, Row, Table, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Every table's rows by identity.
pub(super) type Tables = HashMap<&'static str, BTreeMap<Uuid, Row>>;

/// Resolves what a filter asks of other tables, so that it can be tried row by row.
pub(super) fn prepare(tables: &Tables, filter: &Filter) -> Filter {
    let all = |filters: &[Filter]| filters.iter().map(|filter| prepare(tables, filter)).collect();
    match filter {
        Filter::InOther(column, table, column_of, inner) => {
            let inner = prepare(tables, inner);
            let at = table.position(column_of);
            let values = tables
                .get(table.name)
                .into_iter()
                .flat_map(BTreeMap::values)
                .filter(|row| passes(table, row, &inner))
                .filter_map(|row| row.get(at?).cloned())
                .collect();
            Filter::In(column, values)
        }
        Filter::And(filters) => Filter::And(all(filters)),
        Filter::Or(filters) => Filter::Or(all(filters)),
        Filter::Not(inner) => Filter::Not(Box::new(prepare(tables, inner))),
        plain => plain.clone(),
    }
}

/// Whether a row passes a prepared filter. An empty cell passes no comparison, as in SQL.
pub(super) fn passes(table: &Table, row: &Row, filter: &Filter) -> bool {
    let cell = |column: &str| table.position(column).and_then(|at| row.get(at)).filter(|value| !value.is_null());
    match filter {
        Filter::All => true,
        Filter::Nothing | Filter::InOther(..) => false,
        Filter::Equals(column, value) => cell(column).is_some_and(|cell| cell == value),
        Filter::In(column, values) => cell(column).is_some_and(|cell| values.contains(cell)),
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
    passes(table, row, filter)
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
