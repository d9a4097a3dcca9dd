//! Why a store could not do what it was asked.

use crate::values::Locale;
use uuid::Uuid;

/// Why a store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed what the decision was based on: load and decide again.
    #[error("a row, a guard or a unique value was changed by another commit: {0}")]
    Conflict(String),
    /// The database cannot be reached or does not answer in time.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A row holds what it cannot hold.
    #[error("table {table}, row {row}: column {column} is not what it should be")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The row.
        row: Uuid,
        /// The column.
        column: &'static str,
    },
    /// The file or the schema is not one that this build can use; the text says what to do.
    #[error("{0}")]
    Unsuitable(Unsuitable),
    /// Anything else the database said.
    #[error("the database failed: {0}")]
    Backend(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why a database cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsuitable {
    /// There is none.
    Missing {
        /// Where.
        path: String,
    },
    /// It is something else, or damaged.
    NotADatabase {
        /// Where.
        path: String,
        /// What the database library says.
        cause: String,
    },
    /// Its schema is older than this build needs.
    Older {
        /// The number found.
        found: i64,
        /// The number needed.
        needed: i64,
    },
    /// Its schema is newer than this build knows.
    Newer {
        /// The number found.
        found: i64,
        /// The number known.
        known: i64,
    },
    /// A migration of the same number has other contents.
    Foreign {
        /// The number.
        version: i64,
    },
    /// The address cannot be read.
    BadAddress {
        /// Why.
        cause: String,
    },
}

impl Unsuitable {
    /// What is wrong and what to do, in a reader's language.
    #[must_use]
    pub fn in_words(&self, locale: Locale) -> String {
        let say = |es: String, en: String| locale.pick(&es, &en).to_owned();
        match self {
            Self::Missing { path } => say(
                format!("no hay una base de datos en `{path}`; créela con `semillero migrate`"),
                format!("there is no database at `{path}`; make one with `semillero migrate`"),
            ),
            Self::NotADatabase { path, cause } => say(
                format!("`{path}` no es una base de datos, o está dañada ({cause}); indique otra o restaure una copia"),
                format!("`{path}` is not a database, or a damaged one ({cause}); name another or restore a backup"),
            ),
            Self::Older { found, needed } => say(
                format!(
                    "la base de datos tiene el esquema {found} y hace falta el {needed}; ejecute `semillero migrate`"
                ),
                format!("the database has schema {found}, this build needs {needed}; run `semillero migrate`"),
            ),
            Self::Newer { found, known } => say(
                format!(
                    "la base de datos tiene el esquema {found} y aquí se conoce el {known}; use una versión más nueva de semillero"
                ),
                format!("the database has schema {found}, this build knows {known}; use a newer version of semillero"),
            ),
            Self::Foreign { version } => say(
                format!(
                    "la migración {version} se aplicó con otro contenido; la base de datos es de otra edición de semillero"
                ),
                format!(
                    "migration {version} was applied with other contents; another build of semillero made the database"
                ),
            ),
            Self::BadAddress { cause } => say(
                format!("la dirección no se entiende ({cause}); escriba postgres://usuario@servidor/base o una ruta"),
                format!("the address cannot be read ({cause}); write postgres://user@host/database or a path"),
            ),
        }
    }
}

impl std::fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_words(Locale::En))
    }
}
