//! What is wrong with a table, where, and what to do about it.

use crate::facts::OrdinalsFull;

/// Why a batch cannot be folded; nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// A column is not there.
    #[error("column `{column}` is missing; {remedy}")]
    Missing {
        /// Which.
        column: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// A column is of another type.
    #[error("column `{column}` is {found}; {remedy}")]
    Type {
        /// Which.
        column: &'static str,
        /// Its type.
        found: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A value cannot be used.
    #[error("column `{column}`, row {row}: {what}; {remedy}")]
    Value {
        /// Which.
        column: &'static str,
        /// Counted from 0 within the batch.
        row: usize,
        /// What is wrong.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Every ordinal is given away.
    #[error(transparent)]
    Full(#[from] OrdinalsFull),
}

impl FoldError {
    pub(super) fn null(column: &'static str, row: usize, remedy: &'static str) -> Self {
        Self::Value { column, row, what: "nothing is there".into(), remedy }
    }
}
