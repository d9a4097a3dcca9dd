//! What can be asked of a database beside what is in it, for operators.

use crate::backup::session::Session;
use crate::open;
use crate::pool::{Pool, failed};
use sea_query_sqlx::SqlxValues;
use semillero_core::store::StoreError;
use semillero_core::values::Timestamp;
use sqlx::{PgPool, SqlitePool};

/// How a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The schema it has; 0 when it has none.
    pub schema: i64,
    /// The schema that this build needs.
    pub needed: i64,
    /// Why it cannot be written, if so; tried in a transaction that was rolled back. Only asked of a schema that is right.
    pub unwritable: Option<String>,
    /// What only one of the two kinds has.
    pub kind: Kind,
}

/// What only one of the two kinds of database has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite {
        /// What SQLite finds wrong in it; empty when nothing is.
        damage: Vec<String>,
    },
    /// A server.
    Postgres {
        /// Its version, in its own words.
        version: String,
        /// Whether the second fence below the calendar guards is there; it needs the extension `btree_gist`.
        fenced: bool,
        /// What its clock says.
        clock: Timestamp,
    },
}

/// Looks at a database without changing it; nothing for one in memory.
///
/// # Errors
/// As [`open`], but a schema that is older or newer is no error here.
pub async fn examine(url: &str) -> Result<Option<Health>, StoreError> {
    let Some(pool) = open::existing(url).await? else { return Ok(None) };
    let (schema, needed) = (open::found(&pool).await?, open::known());
    let kind = match &pool {
        Pool::Sqlite { readers, .. } => Kind::Sqlite { damage: damage(readers).await? },
        Pool::Postgres(pool) => server(pool).await?,
    };
    let unwritable = if schema == needed { written(&pool).await.err().map(|error| error.to_string()) } else { None };
    pool.close().await;
    Ok(Some(Health { schema, needed, unwritable, kind }))
}

async fn damage(pool: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let found: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(10)").fetch_all(pool).await.map_err(failed)?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

async fn server(pool: &PgPool) -> Result<Kind, StoreError> {
    let asked = "SELECT current_setting('server_version'), \
                 EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'session_participants_no_overlap' \
                         AND connamespace = to_regnamespace('semillero')), \
                 clock_timestamp()";
    let (version, fenced, clock): (String, bool, chrono::DateTime<chrono::Utc>) =
        sqlx::query_as(asked).fetch_one(pool).await.map_err(failed)?;
    Ok(Kind::Postgres { version, fenced, clock: Timestamp::from_chrono(clock) })
}

/// Writes something that is there already, and takes it back.
async fn written(pool: &Pool) -> Result<(), StoreError> {
    let mut session = Session::beginning(pool).await?;
    let same = "UPDATE store_meta SET value = value WHERE key = 'epoch'";
    session.execute(same.to_owned(), SqlxValues(sea_query::Values(Vec::new()))).await
}
