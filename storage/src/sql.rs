//! The store over either database.

use crate::dialect::{Dialect, read_row};
use crate::filter::condition;
use crate::pool::Pool;
use crate::select::{all_of, statement};
use crate::{commit, log, open};
use sea_query::{Asterisk, Expr, ExprTrait, Func, Query};
use semillero_core::store::{ChangeSet, Cursor, Filter, GuardKey, LogPage, Row, Select, Store, StoreError, Table};
use std::collections::HashMap;
use uuid::Uuid;

/// A store in SQLite or PostgreSQL.
#[derive(Debug, Clone)]
pub struct SqlStore {
    pub(crate) pool: Pool,
}

#[async_trait::async_trait]
impl Store for SqlStore {
    async fn row(&self, table: &'static Table, id: Uuid) -> Result<Option<Row>, StoreError> {
        let one = all_of(table).and_where(Expr::col("id").eq(id)).take();
        Ok(self.pool.fetch(&one, |given| read_row(table, given)).await?.pop())
    }

    async fn rows(&self, select: &Select) -> Result<Vec<Row>, StoreError> {
        let statement = statement(self.pool.dialect(), select);
        self.pool.fetch(&statement, |given| read_row(select.table, given)).await
    }

    async fn count(&self, table: &'static Table, filter: &Filter) -> Result<u64, StoreError> {
        let count = Query::select()
            .expr(Func::count(Expr::col(Asterisk)))
            .from(table.name)
            .and_where(condition(self.pool.dialect(), table, filter))
            .take();
        let counted = self.pool.fetch(&count, |given| Ok(given.number(0).unwrap_or(0))).await?;
        Ok(counted.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or(0))
    }

    async fn guards(&self, guards: &[GuardKey]) -> Result<Vec<i64>, StoreError> {
        let mut versions: HashMap<(String, String), i64> = HashMap::new();
        let mut kinds: HashMap<&str, Vec<&str>> = HashMap::new();
        for guard in guards {
            kinds.entry(guard.kind).or_default().push(&guard.key);
        }
        for (kind, keys) in kinds {
            for some in keys.chunks(10_000) {
                let read = Query::select()
                    .columns(["version", "key"])
                    .from("guards")
                    .and_where(Expr::col("kind").eq(kind))
                    .and_where(Expr::col("key").is_in(some.iter().copied()))
                    .take();
                let found = self
                    .pool
                    .fetch(&read, |given| {
                        let key = given.cell(1, semillero_core::store::Kind::Text);
                        Ok((given.number(0).unwrap_or(0), key))
                    })
                    .await?;
                for (version, key) in found {
                    if let Some(semillero_core::store::Value::Text(key)) = key {
                        versions.insert((kind.to_owned(), key), version);
                    }
                }
            }
        }
        let of = |guard: &GuardKey| versions.get(&(guard.kind.to_owned(), guard.key.clone())).copied().unwrap_or(0);
        Ok(guards.iter().map(of).collect())
    }

    async fn log(
        &self,
        table: &'static Table,
        after: Cursor,
        filter: &Filter,
        limit: u32,
    ) -> Result<LogPage, StoreError> {
        log::read(&self.pool, table, after, filter, limit).await
    }

    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        match &self.pool {
            Pool::Sqlite { writer, .. } => commit::to_sqlite(writer, changes).await,
            Pool::Postgres(pool) => commit::to_postgres(pool, changes).await,
        }
    }

    async fn check(&self) -> Result<(), StoreError> {
        open::check(&self.pool).await
    }
}

impl SqlStore {
    /// Whether this is the embedded database.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.pool.dialect() == Dialect::Sqlite
    }
}
