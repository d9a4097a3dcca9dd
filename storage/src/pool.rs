//! Connections of either database, and what becomes of their errors.

use crate::dialect::{Dialect, Given};
use sea_query_sqlx::SqlxBinder;
use semillero_core::store::{StoreError, Unsuitable};
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};

/// Connections. SQLite has one writer; its readers never wait for it.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    /// SQLite.
    Sqlite {
        /// Reads.
        readers: SqlitePool,
        /// Writes, one at a time.
        writer: SqlitePool,
    },
    /// PostgreSQL.
    Postgres(PgPool),
}

impl Pool {
    pub(crate) const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite { .. } => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Ends every connection, so that a file stands alone.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Runs a query and reads each of its rows.
    pub(crate) async fn fetch<T>(
        &self,
        statement: &(impl SqlxBinder + Sync),
        read: impl Fn(&dyn Given) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError>
    where
        T: Send,
    {
        let (sql, values) = self.dialect().build(statement);
        match self {
            Self::Sqlite { readers, .. } => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(readers).await.map_err(failed)?;
                rows.iter().map(|row| read(row)).collect()
            }
            Self::Postgres(pool) => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(pool).await.map_err(failed)?;
                rows.iter().map(|row| read(row)).collect()
            }
        }
    }
}

/// What a database error means.
pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Tls(_) => StoreError::Unavailable(error.to_string()),
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default().into_owned();
            match code.as_str() {
                // Unique and exclusion violations, deadlock, serialisation failure; SQLite's unique and primary key violations.
                "23505" | "23P01" | "40P01" | "40001" | "2067" | "1555" => StoreError::Conflict(database.to_string()),
                // Shutting down, starting up, too many connections, lost connections; SQLite's busy and locked.
                "57P01" | "57P02" | "57P03" | "53300" | "5" | "6" | "261" | "517" => {
                    StoreError::Unavailable(database.to_string())
                }
                code if code.starts_with("08") => StoreError::Unavailable(database.to_string()),
                "26" | "11" => StoreError::Unsuitable(Unsuitable::NotADatabase {
                    path: String::new(),
                    cause: database.to_string(),
                }),
                _ => StoreError::Backend(Box::new(error)),
            }
        }
        _ => StoreError::Backend(Box::new(error)),
    }
}
