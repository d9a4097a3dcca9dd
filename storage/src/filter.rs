//! Filters as SQL that never gives NULL, so that `not` means the same as in memory.

use crate::dialect::{Dialect, kind_of};
use sea_query::{Expr, ExprTrait, Func, Query};
use semillero_core::store::{Filter, Table, Value};

/// Up to so many values are parameters; longer lists of ids are written into the statement.
const LISTED: usize = 500;

/// A filter as a condition that is true or false, never NULL.
pub(crate) fn condition(dialect: Dialect, table: &'static Table, filter: &Filter) -> Expr {
    let part = |filter: &Filter| condition(dialect, table, filter);
    let parameter = |column: &str, value: &Value| Expr::val(dialect.parameter(kind_of(table, column).0, value));
    match filter {
        Filter::All => truth(true),
        Filter::Nothing => truth(false),
        Filter::Equals(_, value) | Filter::Less(_, value) | Filter::Greater(_, value) if value.is_null() => {
            truth(false)
        }
        Filter::Equals(column, value) => never_null(table, column, Expr::col(*column).eq(parameter(column, value))),
        Filter::Less(column, value) => never_null(table, column, Expr::col(*column).lt(parameter(column, value))),
        Filter::Greater(column, value) => never_null(table, column, Expr::col(*column).gt(parameter(column, value))),
        Filter::In(column, values) => {
            let values: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
            if values.is_empty() {
                return truth(false);
            }
            let written = values.len() > LISTED;
            let list = values.into_iter().map(|value| match value {
                Value::Id(id) if written => dialect.literal(*id),
                value => parameter(column, value),
            });
            never_null(table, column, Expr::col(*column).is_in(list))
        }
        Filter::Contains(column, text) => never_null(table, column, dialect.contains(Expr::col(*column), text)),
        Filter::Empty(column) => Expr::col(*column).is_null(),
        Filter::InOther(column, other, column_of, inner) => {
            let listed = Query::select()
                .column(*column_of)
                .from(other.name)
                .and_where(condition(dialect, other, inner))
                .and_where(Expr::col(*column_of).is_not_null())
                .take();
            never_null(table, column, Expr::col(*column).in_subquery(listed))
        }
        Filter::And(filters) => filters.iter().map(part).reduce(|a, b| a.and(b)).unwrap_or_else(|| truth(true)),
        Filter::Or(filters) => filters.iter().map(part).reduce(|a, b| a.or(b)).unwrap_or_else(|| truth(false)),
        Filter::Not(inner) => part(inner).not(),
    }
}

fn truth(value: bool) -> Expr {
    Expr::val(1).eq(i32::from(value))
}

/// A comparison with an empty cell is false.
fn never_null(table: &Table, column: &str, comparison: Expr) -> Expr {
    match kind_of(table, column) {
        (_, false) => comparison,
        (_, true) => Expr::from(Func::coalesce([comparison, truth(false)])),
    }
}
