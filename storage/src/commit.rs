//! Change sets, written whole or not at all: guards first in one order, then new rows, then changed ones in one order.

use crate::dialect::{Dialect, kind_of};
use crate::pool::failed;
use sea_query::{Expr, ExprTrait, InsertStatement, OnConflict, Query, UpdateStatement};
use sea_query_sqlx::SqlxBinder;
use semillero_core::store::{ChangeSet, Claim, Keeping, Row, StoreError, Table, Value, id_of};
use sqlx::{AssertSqlSafe, PgConnection, PgPool, SqliteConnection, SqlitePool};

/// One open transaction.
enum Connection<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Connection<'_> {
    const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement and tells how many rows it touched.
    async fn run(&mut self, statement: &(impl SqlxBinder + Sync)) -> Result<u64, StoreError> {
        let (sql, values) = self.dialect().build(statement);
        // Long statements are those of many rows; keeping them prepared would fill the cache with ones that never come again.
        let keep = sql.len() < 4_096;
        let query = AssertSqlSafe(sql);
        Ok(match self {
            Self::Sqlite(connection) => sqlx::query_with(query, values)
                .persistent(keep)
                .execute(&mut **connection)
                .await
                .map_err(failed)?
                .rows_affected(),
            Self::Postgres(connection) => sqlx::query_with(query, values)
                .persistent(keep)
                .execute(&mut **connection)
                .await
                .map_err(failed)?
                .rows_affected(),
        })
    }
}

/// Commits to SQLite under its single writer.
pub(crate) async fn to_sqlite(pool: &SqlitePool, changes: &ChangeSet) -> Result<(), StoreError> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
    write(&mut Connection::Sqlite(&mut transaction), changes).await?;
    transaction.commit().await.map_err(failed)
}

/// Commits to PostgreSQL; READ COMMITTED is enough, because every rule over several rows is under a guard.
pub(crate) async fn to_postgres(pool: &PgPool, changes: &ChangeSet) -> Result<(), StoreError> {
    let mut transaction = pool.begin().await.map_err(failed)?;
    write(&mut Connection::Postgres(&mut transaction), changes).await?;
    transaction.commit().await.map_err(failed)
}

async fn write(connection: &mut Connection<'_>, changes: &ChangeSet) -> Result<(), StoreError> {
    let claims = changes.sorted_claims();
    let (new, known): (Vec<&Claim>, Vec<&Claim>) = claims.into_iter().partition(|claim| claim.expected == 0);
    for claim in known {
        if connection.run(&raised(claim)).await? == 0 {
            return Err(taken(claim));
        }
    }
    for some in new.chunks(connection.dialect().parameters() / 3) {
        if connection.run(&first_claims(some)).await? < some.len() as u64 {
            return Err(StoreError::Conflict("a guard was claimed before".to_owned()));
        }
    }
    for (table, rows) in changes.inserts() {
        let width = table.columns.len() + 1;
        for some in rows.chunks((connection.dialect().parameters() / width).max(1)) {
            let statement = inserted(connection.dialect(), table, some);
            connection.run(&statement).await?;
        }
    }
    for (table, row) in changes.updates() {
        let statement = updated(connection.dialect(), table, row);
        if connection.run(&statement).await? == 0 {
            return Err(StoreError::Conflict(format!("{} {}", table.name, id_of(row))));
        }
    }
    Ok(())
}

fn taken(claim: &Claim) -> StoreError {
    StoreError::Conflict(format!("guard {}:{}", claim.guard.kind, claim.guard.key))
}

fn raised(claim: &Claim) -> UpdateStatement {
    Query::update()
        .table("guards")
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("kind").eq(claim.guard.kind))
        .and_where(Expr::col("key").eq(claim.guard.key.as_str()))
        .and_where(Expr::col("version").eq(claim.expected))
        .take()
}

fn first_claims(claims: &[&Claim]) -> InsertStatement {
    let mut statement = Query::insert().into_table("guards").columns(["kind", "key", "version"]).take();
    for claim in claims {
        statement.values_panic([claim.guard.kind.into(), claim.guard.key.as_str().into(), 1_i64.into()]);
    }
    statement.on_conflict(OnConflict::columns(["kind", "key"]).do_nothing().to_owned());
    statement
}

fn inserted(dialect: Dialect, table: &'static Table, rows: &[&Row]) -> InsertStatement {
    let log = table.keeping == Keeping::Log;
    let columns = table.columns.iter().map(|column| column.name).chain(log.then_some("epoch"));
    let mut statement = Query::insert().into_table(table.name).columns(columns).take();
    for row in rows {
        let cells = table.columns.iter().zip(row.iter());
        let cells = cells.map(|(column, cell)| Expr::val(dialect.parameter(column.kind, cell)));
        let epoch = log.then(|| Expr::SubQuery(None, Box::new(dialect.epoch().into())));
        statement.values_panic(cells.chain(epoch));
    }
    statement
}

fn updated(dialect: Dialect, table: &'static Table, row: &Row) -> UpdateStatement {
    let mut statement = Query::update().table(table.name).take();
    for (column, cell) in table.columns.iter().zip(row).skip(2) {
        statement.value(column.name, dialect.parameter(column.kind, cell));
    }
    let version = match row.get(1) {
        Some(Value::Int(version)) => *version,
        _ => -1,
    };
    let (id, _) = kind_of(table, "id");
    statement
        .value("version", Expr::col("version").add(1))
        .and_where(Expr::col("id").eq(dialect.parameter(id, &Value::Id(id_of(row)))))
        .and_where(Expr::col("version").eq(version));
    statement
}
