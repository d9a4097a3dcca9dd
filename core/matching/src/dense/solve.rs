//! Solves a sparse core exactly, prices the whole matrix, and adds what the core lacks until it lacks nothing.

#![expect(clippy::indexing_slicing, reason = "rows and columns are those of the matrix")]

use super::augment::Search;
use super::core::Core;
use super::matrix::{Matrix, name};
use super::price_out::Pricer;
use super::select::{Selection, select};
use super::solution::DenseSolution;
use super::state::{NONE, Side, State};

/// How many entries enter the core. The answer is exact with any, the numbers only decide how soon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// The cheapest of a row, at first.
    pub(super) of_row: usize,
    /// The cheapest of a column, at first.
    pub(super) of_column: usize,
    /// Those of a row that its price covers least, in each round.
    pub(super) of_round: usize,
}

pub(super) const SIZES: Sizes = Sizes { of_row: 48, of_column: 24, of_round: 24 };

/// Bids of a round, for each row of the matrix, and rounds of bids before the exact search.
const BIDS: usize = 4;
const ROUNDS_OF_BIDS: usize = 8;

/// Matches as many rows and columns as can be, at the least sum of costs.
///
/// Sides of different length leave the rest of the longer one alone; so do [`FORBIDDEN`](super::FORBIDDEN) pairs, where
/// not everybody can be matched. The answer is a function of the matrix alone. It comes with prices that prove it, see
/// [`DenseSolution`].
///
/// ```
/// use semillero_matching::{FORBIDDEN, Matrix, UNMATCHED, solve_dense, verify_dense};
///
/// # fn main() -> Result<(), semillero_matching::MatrixError> {
/// let costs = [
///     1, 2, FORBIDDEN, //
///     1, 5, 3, //
///     FORBIDDEN, 9, FORBIDDEN,
/// ];
/// let matrix = Matrix::new(3, 3, &costs)?;
/// let solution = solve_dense(&matrix);
/// assert_eq!((solution.column_of.as_slice(), solution.cost), (&[0, 2, 1][..], 13));
/// assert!(verify_dense(&matrix, &solution).is_optimal());
///
/// let narrow = Matrix::new(2, 1, &[7, 4])?;
/// assert_eq!(solve_dense(&narrow).column_of, [UNMATCHED, 0]);
/// # Ok(())
/// # }
/// ```
pub fn solve_dense(matrix: &Matrix<'_>) -> DenseSolution {
    solve_with(matrix, SIZES)
}

pub(super) fn solve_with(matrix: &Matrix<'_>, sizes: Sizes) -> DenseSolution {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    let Selection { mut entries, least, most, forbids } = select(matrix, sizes);
    if !forbids {
        // Whoever is left over can have these, see `ceiling`.
        entries.retain(|entry| entry.cost < most);
    }
    let mut core = Core::by_row(rows, columns, entries.iter().copied());
    drop(entries);
    let mut state = State::new(rows, columns, ceiling(rows.min(columns), least, most, forbids));
    let mut pricer = Pricer::new(rows, columns, sizes.of_round);
    let mut waiting: Vec<u32> = (0..rows).map(name).collect();
    loop {
        for _ in 0..ROUNDS_OF_BIDS {
            let before = waiting.len();
            waiting = state.bid(&core, waiting, rows * BIDS);
            if waiting.len() == before {
                break;
            }
        }
        let mut search = Search::new(&state.columns);
        for row in waiting {
            search.place(&mut state.rows, &mut state.columns, &core, row);
        }
        settle(&mut state, &core);
        let better = pricer.better(matrix, &state);
        if better.is_empty() {
            return finish(matrix, state, forbids);
        }
        core = Core::by_row(rows, columns, core.entries().chain(better.iter().copied()));
        waiting = state.release(&core, &better);
    }
}

/// What it costs to leave a row alone: more than any whole matching could save.
///
/// Where nothing is forbidden the dearest cost will do: a row and a column that are both left over cost at most that,
/// and priced out they cost exactly that.
fn ceiling(short: usize, least: i32, most: i32, forbids: bool) -> i64 {
    let (least, most) = (i64::from(least), i64::from(most));
    let short = i64::try_from(short).unwrap_or(i64::MAX);
    if forbids { (most - least) * short + most.max(0) + 1 } else { most }
}

/// Columns that lost their row while they cost something find another or a way to cost nothing.
fn settle(state: &mut State, core: &Core) {
    let columns = state.columns.partner.len();
    let waits = |side: &Side, column: usize| side.partner[column] == NONE && side.price[column] < side.ceiling;
    let waiting: Vec<usize> = (0..columns).filter(|column| waits(&state.columns, *column)).collect();
    if waiting.is_empty() {
        return;
    }
    let by_column = core.by_column(columns);
    let mut search = Search::new(&state.rows);
    for column in waiting {
        search.place(&mut state.columns, &mut state.rows, &by_column, name(column));
    }
}

fn finish(matrix: &Matrix<'_>, mut state: State, forbids: bool) -> DenseSolution {
    if !forbids {
        let mut idle =
            (0..state.columns.partner.len()).filter(|column| state.columns.partner[*column] == NONE).map(name);
        for column in state.rows.partner.iter_mut().filter(|column| **column == NONE) {
            *column = idle.next().unwrap_or(NONE);
        }
    }
    let paid = |(row, column): (usize, &u32)| matrix.row(row).get(*column as usize).map_or(0, |cost| i64::from(*cost));
    let cost = state.rows.partner.iter().enumerate().map(paid).sum();
    DenseSolution {
        column_of: state.rows.partner,
        row_prices: state.rows.price,
        column_prices: state.columns.price,
        cost,
    }
}
