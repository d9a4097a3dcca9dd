//! Logs in the order of commits.

use crate::dialect::{Dialect, read_row};
use crate::filter::condition;
use crate::pool::Pool;
use crate::select::all_of;
use sea_query::{Expr, ExprTrait, Order};
use semillero_core::store::{Cursor, Filter, LogPage, StoreError, Table};

/// Reads a log after a place.
///
/// PostgreSQL shows a row once every older transaction has ended: a row of an older epoch, or of a transaction below the oldest
/// that still runs. SQLite writes one transaction at a time, so its sequence is the order of commits.
pub(crate) async fn read(
    pool: &Pool,
    table: &'static Table,
    after: Cursor,
    filter: &Filter,
    limit: u32,
) -> Result<LogPage, StoreError> {
    let dialect = pool.dialect();
    let mut statement = all_of(table);
    let order: &[&str] = match dialect {
        Dialect::Sqlite => &["epoch", "seq"],
        Dialect::Postgres => &["epoch", "xid", "seq"],
    };
    let place = match dialect {
        // A cursor of PostgreSQL, from before a restore into SQLite, where rows have other numbers: its whole epoch is read
        // again, for readers may see an event twice but must not miss one.
        Dialect::Sqlite if after.transaction != 0 => vec![after.epoch, 0],
        Dialect::Sqlite => vec![after.epoch, after.sequence],
        Dialect::Postgres => vec![after.epoch, after.transaction, after.sequence],
    };
    let columns = order.iter().map(|column| Expr::col(*column)).collect::<Vec<_>>();
    statement
        .columns(order.iter().copied())
        .and_where(Expr::tuple(columns).gt(Expr::tuple(place.into_iter().map(Expr::val))))
        .and_where(condition(dialect, table, filter))
        .limit(limit.into());
    if dialect == Dialect::Postgres {
        let epoch = Expr::SubQuery(None, Box::new(dialect.epoch().into()));
        let settled = Expr::cust("\"xid\" < pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        statement.and_where(Expr::col("epoch").lt(epoch).or(settled));
    }
    for column in order {
        statement.order_by(*column, Order::Asc);
    }
    let width = table.columns.len();
    let rows = pool
        .fetch(&statement, |given| {
            let number = |at: usize| given.number(width + at).unwrap_or(0);
            let cursor = match dialect {
                Dialect::Sqlite => Cursor { epoch: number(0), transaction: 0, sequence: number(1) },
                Dialect::Postgres => Cursor { epoch: number(0), transaction: number(1), sequence: number(2) },
            };
            Ok((cursor, read_row(table, given)?))
        })
        .await?;
    Ok(LogPage { rows })
}
