//! One read of one table as SQL.

use crate::dialect::{Dialect, kind_of};
use crate::filter::condition;
use sea_query::{CaseStatement, Expr, ExprTrait, NullOrdering, Order, Query, SelectStatement};
use semillero_core::store::{Direction, Place, Select, Table, Value};

/// The statement of a [`Select`].
pub(crate) fn statement(dialect: Dialect, select: &Select) -> SelectStatement {
    let mut statement = all_of(select.table);
    statement.and_where(condition(dialect, select.table, &select.filter));
    let rank = rank(dialect, select);
    if let Some(after) = &select.after {
        statement.and_where(comes_after(dialect, select, rank.clone(), after));
    }
    if let Some(rank) = rank {
        statement.order_by_expr(rank, Order::Desc);
    }
    let (order, nulls) = match select.direction {
        Direction::Ascending => (Order::Asc, NullOrdering::First),
        Direction::Descending => (Order::Desc, NullOrdering::Last),
    };
    for column in &select.order {
        statement.order_by_with_nulls(*column, order.clone(), nulls);
    }
    statement.order_by("id", order);
    if let Some(limit) = select.limit {
        statement.limit(limit.into());
    }
    statement
}

/// Every column of a table in the order of its description.
pub(crate) fn all_of(table: &'static Table) -> SelectStatement {
    Query::select().columns(table.columns.iter().map(|column| column.name)).from(table.name).take()
}

/// How many rank conditions hold.
fn rank(dialect: Dialect, select: &Select) -> Option<Expr> {
    select
        .rank
        .iter()
        .map(|filter| {
            Expr::Case(Box::new(CaseStatement::new().case(condition(dialect, select.table, filter), 1).finally(0)))
        })
        .reduce(|a, b| a.add(b))
}

/// Whether a row comes behind a place: less rank, or the same and behind it in the columns, or the same there and behind it by id.
fn comes_after(dialect: Dialect, select: &Select, rank: Option<Expr>, after: &Place) -> Expr {
    let parameter = |column: &str, value: &Value| Expr::val(dialect.parameter(kind_of(select.table, column).0, value));
    let mut behind = match select.direction {
        Direction::Ascending => Expr::col("id").gt(after.id),
        Direction::Descending => Expr::col("id").lt(after.id),
    };
    for (column, value) in select.order.iter().zip(&after.order).rev() {
        let column_is = Expr::col(*column);
        let (same, further) = match (value.is_null(), select.direction) {
            (true, Direction::Ascending) => (column_is.clone().is_null(), column_is.is_not_null()),
            (true, Direction::Descending) => (column_is.is_null(), Expr::val(1).eq(0)),
            (false, Direction::Ascending) => {
                (column_is.clone().eq(parameter(column, value)), column_is.gt(parameter(column, value)))
            }
            (false, Direction::Descending) => (
                column_is.clone().eq(parameter(column, value)),
                column_is.clone().lt(parameter(column, value)).or(column_is.is_null()),
            ),
        };
        behind = further.or(same.and(behind));
    }
    match rank {
        None => behind,
        Some(rank) => rank.clone().lt(after.rank).or(rank.eq(after.rank).and(behind)),
    }
}
