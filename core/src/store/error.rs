//! Why a store could not do what it was asked.

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
    Unsuitable(String),
    /// Anything else the database said.
    #[error("the database failed: {0}")]
    Backend(#[source] Box<dyn std::error::Error + Send + Sync>),
}
