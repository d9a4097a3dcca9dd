//! One open transaction on either database, read row by row in bounded memory.

use super::BackupError;
use super::sheet::{Line, Sheet};
use crate::dialect::{Dialect, Given};
use crate::pool::{Pool, failed};
use futures_util::TryStreamExt as _;
use sea_query::{Expr, ExprTrait as _, Order, Query, SelectStatement};
use sea_query_sqlx::SqlxValues;
use semillero_core::store::{Cursor, StoreError};
use sqlx::{AssertSqlSafe, Postgres, Row as _, Sqlite, Transaction};
use uuid::Uuid;

/// A transaction; dropped without a commit it leaves nothing behind.
pub(crate) enum Session {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Session {
    /// Reads one state of the whole database, whatever others commit meanwhile.
    pub(crate) async fn reading(pool: &Pool) -> Result<Self, StoreError> {
        match pool {
            Pool::Sqlite { readers, .. } => readers.begin().await.map(Self::Sqlite).map_err(failed),
            Pool::Postgres(pool) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                pool.begin_with(begin).await.map(Self::Postgres).map_err(failed)
            }
        }
    }

    /// Writes as any commit does.
    pub(crate) async fn beginning(pool: &Pool) -> Result<Self, StoreError> {
        match pool {
            Pool::Sqlite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Self::Sqlite).map_err(failed),
            Pool::Postgres(pool) => pool.begin().await.map(Self::Postgres).map_err(failed),
        }
    }

    /// Writes alone: others wait for the epoch, without which nobody commits.
    pub(crate) async fn writing(pool: &Pool) -> Result<Self, StoreError> {
        let mut session = Self::beginning(pool).await?;
        let alone = match session.dialect() {
            Dialect::Sqlite => "PRAGMA defer_foreign_keys = ON",
            Dialect::Postgres => "LOCK TABLE store_meta IN ACCESS EXCLUSIVE MODE",
        };
        session.execute(alone.to_owned(), SqlxValues(sea_query::Values(Vec::new()))).await?;
        Ok(session)
    }

    pub(crate) const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    pub(crate) async fn execute(&mut self, sql: String, values: SqlxValues) -> Result<(), StoreError> {
        let sql = AssertSqlSafe(sql);
        match self {
            Self::Sqlite(open) => {
                sqlx::query_with(sql, values).persistent(false).execute(&mut **open).await.map(drop).map_err(failed)
            }
            Self::Postgres(open) => {
                sqlx::query_with(sql, values).persistent(false).execute(&mut **open).await.map(drop).map_err(failed)
            }
        }
    }

    /// The first cell of the first row as a whole number of 64 bits.
    pub(crate) async fn number(&mut self, sql: &str) -> Result<Option<i64>, StoreError> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(open) => {
                let row = sqlx::query(sql).fetch_optional(&mut **open).await.map_err(failed)?;
                row.map(|row| row.try_get(0)).transpose().map_err(failed)
            }
            Self::Postgres(open) => {
                let row = sqlx::query(sql).fetch_optional(&mut **open).await.map_err(failed)?;
                row.map(|row| row.try_get(0)).transpose().map_err(failed)
            }
        }
    }

    /// Gives every row of a table in its order.
    pub(crate) async fn each(
        &mut self,
        sheet: &Sheet,
        take: &mut (dyn FnMut(Line) -> Result<(), BackupError> + Send),
    ) -> Result<(), BackupError> {
        let dialect = self.dialect();
        let (sql, values) = dialect.build(&every_row(dialect, sheet));
        let query = AssertSqlSafe(sql);
        match self {
            Self::Sqlite(open) => {
                let mut rows = sqlx::query_with(query, values).persistent(false).fetch(&mut **open);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    take(given_line(dialect, sheet, &row)?)?;
                }
            }
            Self::Postgres(open) => {
                let mut rows = sqlx::query_with(query, values).persistent(false).fetch(&mut **open);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    take(given_line(dialect, sheet, &row)?)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(open) => open.commit().await.map_err(failed),
            Self::Postgres(open) => open.commit().await.map_err(failed),
        }
    }
}

/// Where a row of a log stands, as columns.
pub(crate) const fn places(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &["epoch", "seq"],
        Dialect::Postgres => &["epoch", "xid", "seq"],
    }
}

fn every_row(dialect: Dialect, sheet: &Sheet) -> SelectStatement {
    let mut statement = Query::select();
    statement.columns(sheet.columns.iter().map(|column| column.name.clone())).from(sheet.name.clone());
    if sheet.name == "store_meta" {
        // Which cluster a database lives in is no part of what it holds.
        statement.and_where(Expr::col("key").ne("cluster"));
    }
    if sheet.log {
        statement.columns(places(dialect).iter().copied());
        for column in places(dialect) {
            statement.order_by(*column, Order::Asc);
        }
    } else {
        for column in &sheet.by {
            statement.order_by(column.clone(), Order::Asc);
        }
    }
    statement.take()
}

fn given_line(dialect: Dialect, sheet: &Sheet, given: &dyn Given) -> Result<Line, StoreError> {
    let mut cells = Vec::with_capacity(sheet.columns.len());
    for (at, column) in sheet.columns.iter().enumerate() {
        let cell = given.cell(at, column.kind).filter(|cell| column.nullable || !cell.is_null());
        cells.push(cell.ok_or_else(|| corrupt(sheet, &cells, &column.name))?);
    }
    let number = |at: usize| given.number(sheet.columns.len() + at).ok_or_else(|| corrupt(sheet, &cells, "seq"));
    let place = match (sheet.log, dialect) {
        (false, _) => None,
        (true, Dialect::Sqlite) => Some(Cursor { epoch: number(0)?, transaction: 0, sequence: number(1)? }),
        (true, Dialect::Postgres) => Some(Cursor { epoch: number(0)?, transaction: number(1)?, sequence: number(2)? }),
    };
    Ok(Line { place, cells })
}

fn corrupt(sheet: &Sheet, cells: &[semillero_core::store::Value], column: &str) -> StoreError {
    let row = match cells.first() {
        Some(semillero_core::store::Value::Id(id)) => *id,
        _ => Uuid::nil(),
    };
    let what = format!("table {}, row {row}: column {column} is not what it should be", sheet.name);
    StoreError::Backend(what.into())
}
