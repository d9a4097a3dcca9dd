//! The SQL schema of Semillero for SQLite and PostgreSQL: the same numbers, tables and columns in both.

use sqlx::migrate::Migrator;

/// Where applied migrations are written down; a host's own migrations keep sqlx's usual table.
pub const TABLE: &str = "semillero_migrations";

/// The migrations for SQLite.
#[must_use]
pub fn sqlite() -> Migrator {
    let mut migrator = sqlx::migrate!("./sqlite");
    migrator.dangerous_set_table_name(TABLE);
    migrator
}

/// The migrations for PostgreSQL, to be run with `semillero` first on the search path.
#[must_use]
pub fn postgres() -> Migrator {
    let mut migrator = sqlx::migrate!("./postgres");
    migrator.dangerous_set_table_name(TABLE);
    migrator
}
