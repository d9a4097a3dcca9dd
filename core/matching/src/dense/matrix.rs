//! The borrowed matrix of costs.

use thiserror::Error;

/// The cost of a pair that may not be matched, whatever the others cost.
pub const FORBIDDEN: i32 = i32::MAX;

/// The [`DenseSolution::column_of`](super::DenseSolution::column_of) of a row without a column.
pub const UNMATCHED: u32 = u32::MAX;

/// The most rows, and the most columns: keeps every sum of prices far inside 64 bits.
const MOST: usize = 1 << 24;

/// A matrix of costs that somebody else owns, row after row.
#[derive(Debug, Clone, Copy)]
pub struct Matrix<'a> {
    rows: usize,
    columns: usize,
    costs: &'a [i32],
}

/// Why some numbers are no matrix.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// More rows or columns than the engine counts.
    #[error("{rows} rows and {columns} columns are more than 16777216")]
    TooLarge {
        /// How many rows.
        rows: usize,
        /// How many columns.
        columns: usize,
    },
    /// The list of costs has another length.
    #[error("{rows} rows and {columns} columns need their product in costs, not {costs}")]
    WrongLength {
        /// How many rows.
        rows: usize,
        /// How many columns.
        columns: usize,
        /// How many costs there are.
        costs: usize,
    },
}

impl<'a> Matrix<'a> {
    /// Borrows a matrix; `costs[row * columns + column]` is what that pair costs, or [`FORBIDDEN`].
    ///
    /// # Errors
    /// When the list has another length, or a side has more than 2²⁴ members.
    ///
    /// ```
    /// use semillero_matching::Matrix;
    ///
    /// assert!(Matrix::new(2, 3, &[4, 1, 3, 2, 0, 5]).is_ok());
    /// assert!(Matrix::new(2, 3, &[4, 1, 3]).is_err());
    /// ```
    pub fn new(rows: usize, columns: usize, costs: &'a [i32]) -> Result<Self, MatrixError> {
        if rows > MOST || columns > MOST {
            return Err(MatrixError::TooLarge { rows, columns });
        }
        if rows.checked_mul(columns) != Some(costs.len()) {
            return Err(MatrixError::WrongLength { rows, columns, costs: costs.len() });
        }
        Ok(Self { rows, columns, costs })
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The costs of one row; empty when there is no such row.
    pub fn row(&self, row: usize) -> &'a [i32] {
        let start = row.saturating_mul(self.columns);
        self.costs.get(start..start.saturating_add(self.columns)).unwrap_or_default()
    }
}

/// A row or column by its number; sides are far shorter than 32 bits reach.
pub(super) fn name(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(UNMATCHED)
}
