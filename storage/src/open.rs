//! Opening and migrating a database, and telling one that this build cannot use.

use crate::pool::{Pool, failed};
use crate::sql::SqlStore;
use semillero_core::store::{MemoryStore, Store, StoreError, Unsuitable};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{PgPool, SqlitePool};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take to be had.
const PATIENCE: Duration = Duration::from_secs(5);

/// Which database an address means.
enum Place<'a> {
    Memory,
    Sqlite(&'a Path),
    Postgres(&'a str),
}

fn place(url: &str) -> Place<'_> {
    if url == "memory:" {
        Place::Memory
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Place::Postgres(url)
    } else {
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        Place::Sqlite(Path::new(path.strip_prefix("//").unwrap_or(path)))
    }
}

/// Opens a store: `postgres://…`, a path or `sqlite:PATH`, or `memory:`. It does not migrate.
///
/// # Errors
/// [`StoreError::Unsuitable`] when there is no database, it is none, or its schema is older or newer than this build needs;
/// [`StoreError::Unavailable`] when the server does not answer.
pub async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    let Some(pool) = existing(url).await? else { return Ok(Arc::new(MemoryStore::new())) };
    check(&pool).await?;
    if let Pool::Postgres(pool) = &pool {
        notice_a_restore(pool).await?;
    }
    Ok(Arc::new(SqlStore { pool }))
}

/// The connections of a database that is there; nothing for one in memory.
pub(crate) async fn existing(url: &str) -> Result<Option<Pool>, StoreError> {
    Ok(match place(url) {
        Place::Memory => None,
        Place::Sqlite(path) => Some(sqlite(path, Missing::Refuse).await?),
        Place::Postgres(url) => Some(Pool::Postgres(postgres(url).await?)),
    })
}

/// As [`existing`]; a file that is not there is made.
pub(crate) async fn made(url: &str) -> Result<Option<Pool>, StoreError> {
    match place(url) {
        Place::Sqlite(path) => sqlite(path, Missing::Create).await.map(Some),
        _ => existing(url).await,
    }
}

/// Brings a database to the schema of this build, making it where there is none. Repeating it changes nothing.
///
/// # Errors
/// As [`open`]; a newer schema is refused.
pub async fn migrate(url: &str) -> Result<(), StoreError> {
    let Some(pool) = made(url).await? else { return Ok(()) };
    bring_to(&pool, known()).await?;
    pool.close().await;
    Ok(())
}

/// The newest schema that this build knows.
pub(crate) fn known() -> i64 {
    newest(&semillero_migrations::sqlite())
}

/// Runs the migrations up to a schema; those that ran before are left alone.
pub(crate) async fn bring_to(pool: &Pool, schema: i64) -> Result<(), StoreError> {
    let up_to = |mut migrator: Migrator| {
        migrator.migrations.to_mut().retain(|migration| migration.version <= schema);
        migrator
    };
    match pool {
        Pool::Sqlite { writer, .. } => {
            refuse_newer(newest_in_sqlite(writer).await?, &semillero_migrations::sqlite())?;
            up_to(semillero_migrations::sqlite()).run(writer).await.map_err(not_migrated)
        }
        Pool::Postgres(pool) => {
            sqlx::query("CREATE SCHEMA IF NOT EXISTS semillero").execute(pool).await.map_err(failed)?;
            refuse_newer(newest_in_postgres(pool).await?, &semillero_migrations::postgres())?;
            up_to(semillero_migrations::postgres()).run(pool).await.map_err(not_migrated)?;
            notice_a_restore(pool).await
        }
    }
}

/// The schema of a database; 0 when it has none.
pub(crate) async fn found(pool: &Pool) -> Result<i64, StoreError> {
    match pool {
        Pool::Sqlite { readers, .. } => newest_in_sqlite(readers).await,
        Pool::Postgres(pool) => newest_in_postgres(pool).await,
    }
}

/// Starts a new epoch of the logs. Whoever restores a database by means that this crate cannot notice calls it once.
///
/// # Errors
/// When the database cannot be written.
pub async fn raise_epoch(url: &str) -> Result<(), StoreError> {
    let raise = "UPDATE store_meta SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE key = 'epoch'";
    match place(url) {
        Place::Memory => Ok(()),
        Place::Sqlite(path) => match sqlite(path, Missing::Refuse).await? {
            Pool::Sqlite { writer, .. } => sqlx::query(raise).execute(&writer).await.map(drop).map_err(failed),
            Pool::Postgres(_) => Ok(()),
        },
        Place::Postgres(url) => sqlx::query(raise).execute(&postgres(url).await?).await.map(drop).map_err(failed),
    }
}

/// What to do where there is no file.
#[derive(PartialEq, Eq)]
enum Missing {
    Create,
    Refuse,
}

async fn sqlite(path: &Path, missing: Missing) -> Result<Pool, StoreError> {
    if missing == Missing::Refuse && !path.exists() {
        return Err(StoreError::Unsuitable(Unsuitable::Missing { path: path.display().to_string() }));
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(missing == Missing::Create)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true)
        .busy_timeout(PATIENCE);
    let named = |error: sqlx::Error| {
        let path = path.display().to_string();
        StoreError::Unsuitable(match failed(error) {
            StoreError::Unsuitable(Unsuitable::NotADatabase { cause, .. }) => Unsuitable::NotADatabase { path, cause },
            // No such folder, no permission: the database library says so.
            StoreError::Backend(cause) => return StoreError::Unavailable(format!("`{path}`: {cause}")),
            other => return other,
        })
    };
    let pool = |most| SqlitePoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
    let writer = pool(1).connect_with(options.clone()).await.map_err(named)?;
    let readers = pool(4).connect_with(options.read_only(true)).await.map_err(named)?;
    Ok(Pool::Sqlite { readers, writer })
}

async fn postgres(url: &str) -> Result<PgPool, StoreError> {
    let unreadable = |error: sqlx::Error| StoreError::Unsuitable(Unsuitable::BadAddress { cause: error.to_string() });
    let options = PgConnectOptions::from_str(url).map_err(unreadable)?;
    // `public` holds the extensions a host may have installed.
    let options = options.options([("search_path", "semillero,public")]).application_name("semillero");
    PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE).connect_with(options).await.map_err(|error| {
        match failed(error) {
            StoreError::Backend(cause) => StoreError::Unavailable(cause.to_string()),
            other => other,
        }
    })
}

/// Whether a database answers and has the schema that this build needs.
pub(crate) async fn check(pool: &Pool) -> Result<(), StoreError> {
    let found = found(pool).await?;
    refuse_newer(found, &semillero_migrations::sqlite())?;
    let needed = known();
    if found < needed {
        return Err(StoreError::Unsuitable(Unsuitable::Older { found, needed }));
    }
    Ok(())
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}

fn refuse_newer(found: i64, migrator: &Migrator) -> Result<(), StoreError> {
    let known = newest(migrator);
    if found <= known {
        return Ok(());
    }
    Err(StoreError::Unsuitable(Unsuitable::Newer { found, known }))
}

/// The newest migration in a SQLite database; 0 when there is none.
async fn newest_in_sqlite(pool: &SqlitePool) -> Result<i64, StoreError> {
    let known = "SELECT count(*) FROM sqlite_master WHERE name = 'semillero_migrations'";
    if sqlx::query_scalar::<_, i64>(known).fetch_one(pool).await.map_err(failed)? == 0 {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM semillero_migrations WHERE success";
    sqlx::query_scalar(newest).fetch_one(pool).await.map_err(failed)
}

/// The newest migration in a PostgreSQL database; 0 when there is none.
async fn newest_in_postgres(pool: &PgPool) -> Result<i64, StoreError> {
    let known = "SELECT to_regclass('semillero.semillero_migrations') IS NOT NULL";
    if !sqlx::query_scalar::<_, bool>(known).fetch_one(pool).await.map_err(failed)? {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM semillero.semillero_migrations WHERE success";
    sqlx::query_scalar(newest).fetch_one(pool).await.map_err(failed)
}

fn not_migrated(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) => failed(error),
        MigrateError::VersionMismatch(version) => StoreError::Unsuitable(Unsuitable::Foreign { version }),
        other => StoreError::Backend(Box::new(other)),
    }
}

/// Raises the epoch when the tables were last used in another cluster or on another timeline, where transaction numbers may be
/// lower than those already given out.
async fn notice_a_restore(pool: &PgPool) -> Result<(), StoreError> {
    let here = "SELECT (SELECT system_identifier FROM pg_control_system())::text || '.' || \
                (SELECT timeline_id FROM pg_control_checkpoint())::text";
    let here: String = sqlx::query_scalar(here).fetch_one(pool).await.map_err(failed)?;
    let mut transaction = pool.begin().await.map_err(failed)?;
    let kept = "SELECT value FROM store_meta WHERE key = 'cluster' FOR UPDATE";
    let kept: Option<String> = sqlx::query_scalar(kept).fetch_optional(&mut *transaction).await.map_err(failed)?;
    if kept.as_ref() == Some(&here) {
        return Ok(());
    }
    let keep = "INSERT INTO store_meta (key, value) VALUES ('cluster', $1) ON CONFLICT (key) DO UPDATE SET value = $1";
    sqlx::query(keep).bind(here).execute(&mut *transaction).await.map_err(failed)?;
    if kept.is_some() {
        let raise = "UPDATE store_meta SET value = (value::bigint + 1)::text WHERE key = 'epoch'";
        sqlx::query(raise).execute(&mut *transaction).await.map_err(failed)?;
    }
    transaction.commit().await.map_err(failed)
}
