//! Exact assignment on a dense matrix that the caller owns.
//!
//! Few entries of a dense matrix matter. [`solve_dense`] solves the cheapest of each row and column exactly, looks with
//! the prices of that at the whole matrix, adds what they do not cover, and repairs the assignment from where it
//! stands; when nothing is left to add, the prices prove the assignment against every entry (Volgenant, *Linear and
//! semi-assignment problems: a core oriented approach*, 1996; Lee and Orlin 1993). The matrix is borrowed and read in
//! rows; besides it there is memory for about 150 entries per row and column.

mod augment;
mod cheapest;
mod core;
mod matrix;
mod price_out;
mod queue;
mod select;
mod solution;
mod solve;
mod state;
#[cfg(test)]
mod tests;
mod verify;

pub use matrix::{FORBIDDEN, Matrix, MatrixError, UNMATCHED};
pub use solution::DenseSolution;
pub use solve::solve_dense;
pub use verify::{DenseVerdict, verify_dense};
