//! Looks at the whole matrix for entries that the prices do not cover.

#![expect(clippy::indexing_slicing, reason = "slots of an owner lie in the range made for it")]

use super::augment::gap;
use super::cheapest::Cheapest;
use super::core::Entry;
use super::matrix::{FORBIDDEN, Matrix, name};
use super::state::State;

/// How many neighbours are compared at once.
const LANES: usize = 32;

/// Below this share of the columns, those that pay more than before are looked at one by one.
const FEW: usize = 64;

/// Remembers at which prices a row was found to be covered.
///
/// Rows that pay no more since need a second look at those columns only that pay more. Most rounds after the first touch
/// few of either.
pub(super) struct Pricer {
    covered_at: Vec<i64>,
    columns: Vec<i64>,
    of_round: usize,
}

impl Pricer {
    pub(super) fn new(rows: usize, columns: usize, of_round: usize) -> Self {
        Self { covered_at: vec![i64::MIN; rows], columns: vec![i64::MIN; columns], of_round }
    }

    /// The entries cheaper than the prices say, by row: the worst few of each. None of the whole matrix when empty.
    pub(super) fn better(&mut self, matrix: &Matrix<'_>, state: &State) -> Vec<Entry> {
        let (row_price, column_price) = (&state.rows.price, &state.columns.price);
        let risen: Vec<usize> = (0..column_price.len()).filter(|at| column_price[*at] > self.columns[*at]).collect();
        let few = risen.len() < column_price.len() / FEW;
        self.columns.copy_from_slice(column_price);
        let is_covered = |row: &u32| row_price[*row as usize] <= self.covered_at[*row as usize];
        let (covered, rows): (Vec<u32>, Vec<u32>) =
            (0..).zip(row_price).map(|(row, _)| row).partition(|row| few && is_covered(row));
        let mut found = match (narrowed(row_price), narrowed(column_price)) {
            (Some(row_price), Some(column_price)) => self.narrow(matrix, &rows, &row_price, &column_price),
            _ => self.wide(matrix, &rows, state),
        };
        for row in covered.into_iter().filter(|_| !risen.is_empty()) {
            let costs = matrix.row(row as usize);
            let slack = |column: &usize| gap(costs[*column], row_price[row as usize], column_price[*column]);
            let uncovered = risen.iter().filter(|column| slack(column) < 0 && costs[**column] != FORBIDDEN);
            found.extend(uncovered.map(|column| Entry { row, column: name(*column), cost: costs[*column] }));
        }
        for row in rows {
            self.covered_at[row as usize] = row_price[row as usize];
        }
        for entry in &found {
            self.covered_at[entry.row as usize] = i64::MIN;
        }
        found.sort_unstable();
        found
    }

    fn narrow(&self, matrix: &Matrix<'_>, rows: &[u32], row_price: &[i32], column_price: &[i32]) -> Vec<Entry> {
        let mut worst = Cheapest::new(1, self.of_round, 0);
        let mut found = Vec::new();
        for row in rows {
            let price = row_price[*row as usize];
            worst.clear(0, 0);
            let mut first = 0;
            for (part, column_price) in matrix.row(*row as usize).chunks(LANES).zip(column_price.chunks(LANES)) {
                let limit = worst.limits()[0] + price;
                let mut hit = false;
                for (cost, other) in part.iter().zip(column_price) {
                    hit |= *cost < limit + *other;
                }
                if hit {
                    for ((column, cost), other) in (first..).zip(part).zip(column_price) {
                        // No cost is below the prices of its row's cheapest, so differences are as narrow as prices.
                        if *cost < worst.limits()[0] + price + other {
                            worst.push(0, *cost - price - other, name(column));
                        }
                    }
                }
                first += part.len();
            }
            collect(matrix, *row, &mut worst, &mut found);
        }
        found
    }

    fn wide(&self, matrix: &Matrix<'_>, rows: &[u32], state: &State) -> Vec<Entry> {
        let mut worst = Cheapest::new(1, self.of_round, 0);
        let mut found = Vec::new();
        for row in rows {
            let price = state.rows.price[*row as usize];
            worst.clear(0, 0);
            for ((column, cost), other) in (0_u32..).zip(matrix.row(*row as usize)).zip(&state.columns.price) {
                let slack = gap(*cost, price, *other);
                if slack < 0 && *cost != FORBIDDEN {
                    // Far below what fits, all are equally worth a look.
                    let slack = i32::try_from(slack).unwrap_or(i32::MIN);
                    if slack < worst.limits()[0] {
                        worst.push(0, slack, column);
                    }
                }
            }
            collect(matrix, *row, &mut worst, &mut found);
        }
        found
    }
}

/// The prices in half the width, which is compared twice as fast, if sums and differences of three fit.
fn narrowed(prices: &[i64]) -> Option<Vec<i32>> {
    let narrow = |price: &i64| i32::try_from(*price).ok().filter(|price| price.unsigned_abs() < 1 << 29);
    prices.iter().map(narrow).collect()
}

/// Takes over what a row found.
fn collect(matrix: &Matrix<'_>, row: u32, worst: &mut Cheapest, found: &mut Vec<Entry>) {
    let costs = matrix.row(row as usize);
    let entry = |(_, column): &(i32, u32)| Entry { row, column: *column, cost: costs[*column as usize] };
    found.extend(worst.take(0).iter().map(entry));
}
