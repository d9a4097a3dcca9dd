//! What the dense solver gives back.

/// An assignment and the prices that prove it.
///
/// `row_prices[i] + column_prices[j]` exceeds no cost and meets that of every matched pair; a column without a row is
/// priced 0 and no column more; a row without a column is priced highest of all rows. So any other assignment of
/// this size costs at least as much, and [`verify_dense`](super::verify_dense) can check it without knowing how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DenseSolution {
    /// The column of each row, or [`UNMATCHED`](super::UNMATCHED).
    pub column_of: Vec<u32>,
    /// What each row pays.
    pub row_prices: Vec<i64>,
    /// What each column pays: 0 or less.
    pub column_prices: Vec<i64>,
    /// The sum of the costs of the matched pairs.
    pub cost: i64,
}
