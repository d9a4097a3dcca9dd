//! Checks a dense assignment and its prices against every entry of the matrix. Shares no code with the solver.

use std::collections::BTreeSet;

use super::matrix::{FORBIDDEN, Matrix, UNMATCHED};
use super::solution::DenseSolution;

/// How many things are wrong with a dense assignment. All zero: nothing costs less, and nothing matches more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DenseVerdict {
    /// Lists of the wrong length, columns that do not exist, and prices beyond 2⁶⁰.
    pub malformed: u64,
    /// Columns that more than one row has, counted without the first.
    pub doubled: u64,
    /// Matched pairs that are forbidden.
    pub forbidden: u64,
    /// Entries that cost less than the prices of their row and column say.
    pub uncovered: u64,
    /// Matched pairs that cost more than their prices say.
    pub overpaid: u64,
    /// Rows alone though another row is priced higher; columns alone though another is, or though priced other than 0.
    pub left_out: u64,
    /// 1 when rows and columns are both left and no price says that none of them can be matched.
    pub size_unproved: u64,
    /// 1 when the cost is not the sum of the costs.
    pub miscounted: u64,
}

impl DenseVerdict {
    /// Whether the assignment is proved to be the cheapest of the largest.
    pub fn is_optimal(&self) -> bool {
        *self == Self::default()
    }
}

/// Prices all pairs of the matrix, one by one.
///
/// ```
/// use semillero_matching::{Matrix, solve_dense, verify_dense};
///
/// # fn main() -> Result<(), semillero_matching::MatrixError> {
/// let matrix = Matrix::new(2, 2, &[1, 2, 3, 5])?;
/// let mut solution = solve_dense(&matrix);
/// assert!(verify_dense(&matrix, &solution).is_optimal());
/// solution.column_of.reverse();
/// assert_eq!(verify_dense(&matrix, &solution).miscounted, 1);
/// # Ok(())
/// # }
/// ```
pub fn verify_dense(matrix: &Matrix<'_>, solution: &DenseSolution) -> DenseVerdict {
    let mut verdict = DenseVerdict { malformed: malformed(matrix, solution), ..DenseVerdict::default() };
    if verdict.malformed > 0 {
        return verdict;
    }
    let mut taken = BTreeSet::new();
    let mut paid = 0_i128;
    let highest_row = solution.row_prices.iter().copied().max().unwrap_or(0);
    let highest_column = solution.column_prices.iter().copied().max().unwrap_or(0);
    for ((row, column), price) in solution.column_of.iter().enumerate().zip(&solution.row_prices) {
        let there = matrix.row(row).get(*column as usize).zip(solution.column_prices.get(*column as usize));
        let Some((cost, other)) = there else {
            verdict.left_out += u64::from(*price < highest_row);
            continue;
        };
        verdict.doubled += u64::from(!taken.insert(*column));
        verdict.forbidden += u64::from(*cost == FORBIDDEN);
        verdict.overpaid += u64::from(i64::from(*cost) > price + other);
        paid += i128::from(*cost);
    }
    for (column, price) in (0_u32..).zip(&solution.column_prices) {
        verdict.left_out += u64::from(!taken.contains(&column) && (*price != 0 || highest_column > 0));
    }
    verdict.uncovered = uncovered(matrix, solution);
    if taken.len() < matrix.rows().min(matrix.columns())
        && let Some(most) = dearest(matrix)
    {
        // One more pair would cost at least what is paid now and the highest price of a row besides, and at most this.
        let one_more = i128::from(most) * (taken.len() as i128 + 1);
        verdict.size_unproved = u64::from(paid + i128::from(highest_row) <= one_more);
    }
    verdict.miscounted = u64::from(paid != i128::from(solution.cost));
    verdict
}

fn malformed(matrix: &Matrix<'_>, solution: &DenseSolution) -> u64 {
    let lengths = [
        (solution.column_of.len(), matrix.rows()),
        (solution.row_prices.len(), matrix.rows()),
        (solution.column_prices.len(), matrix.columns()),
    ];
    let wrong = lengths.iter().filter(|(is, should)| is != should).count();
    let nowhere = |column: &&u32| **column != UNMATCHED && **column as usize >= matrix.columns();
    let unknown = solution.column_of.iter().filter(nowhere).count();
    let prices = solution.row_prices.iter().chain(&solution.column_prices);
    let huge = prices.filter(|price| price.unsigned_abs() > 1 << 60).count();
    (wrong + unknown + huge) as u64
}

/// Counts entries below their prices.
fn uncovered(matrix: &Matrix<'_>, solution: &DenseSolution) -> u64 {
    // Half the width checks twice as many at once, and the prices of ordinary costs fit.
    let half = |price: &i64| i32::try_from(*price).ok().filter(|price| price.unsigned_abs() < 1 << 30);
    let columns: Option<Vec<i32>> = solution.column_prices.iter().map(half).collect();
    let mut uncovered = 0;
    for (row, price) in solution.row_prices.iter().enumerate() {
        let costs = matrix.row(row);
        let below: u32 = if let (Some(columns), Some(price)) = (&columns, half(price)) {
            costs.iter().zip(columns).map(|(cost, column)| u32::from(*cost < price + column)).sum()
        } else {
            let pairs = costs.iter().zip(&solution.column_prices);
            pairs.map(|(cost, column)| u32::from(*cost != FORBIDDEN && i64::from(*cost) < price + column)).sum()
        };
        uncovered += u64::from(below);
    }
    uncovered
}

/// The largest cost that is allowed.
fn dearest(matrix: &Matrix<'_>) -> Option<i32> {
    let of_row = |row| matrix.row(row).iter().filter(|cost| **cost != FORBIDDEN).max();
    (0..matrix.rows()).filter_map(of_row).max().copied()
}
