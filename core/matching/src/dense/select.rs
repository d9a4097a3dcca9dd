//! Picks the cheapest entries of every row and of every column in one pass over the matrix.

#![expect(clippy::indexing_slicing, reason = "the parts of a row and of the limits have the same lengths")]

use super::cheapest::Cheapest;
use super::core::Entry;
use super::matrix::{FORBIDDEN, Matrix, name};
use super::solve::Sizes;

/// How many neighbours are compared at once.
const LANES: usize = 16;

/// One bit for each of them.
const LANE: [u32; LANES] = {
    let mut lanes = [0; LANES];
    let mut lane = 0;
    while lane < LANES {
        lanes[lane] = 1 << lane;
        lane += 1;
    }
    lanes
};

/// One part in so many of a row is looked at to guess where its limit will end.
const SAMPLE: usize = 16;

/// What one pass tells of a matrix.
pub(super) struct Selection {
    /// An entry may be in it twice.
    pub(super) entries: Vec<Entry>,
    /// A bound below, and the largest cost of an allowed pair; 0 when there is none.
    pub(super) least: i32,
    pub(super) most: i32,
    /// Whether a pair is forbidden.
    pub(super) forbids: bool,
}

pub(super) fn select(matrix: &Matrix<'_>, sizes: Sizes) -> Selection {
    let mut pass = Pass {
        of_row: Cheapest::new(1, sizes.of_row, FORBIDDEN),
        of_column: Cheapest::new(matrix.columns(), sizes.of_column, FORBIDDEN),
        most: i32::MIN,
    };
    let mut entries = Vec::with_capacity(matrix.rows() * sizes.of_row + matrix.columns() * sizes.of_column);
    let mut sample = Vec::new();
    for row in 0..matrix.rows() {
        let costs = matrix.row(row);
        // Rows start at different places, so that equal costs do not send all of them to the same columns.
        let shift = (row * 193) % costs.len().max(1) / LANES * LANES;
        pass.of_row.clear(0, guess(costs, sizes.of_row * 2, &mut sample));
        pass.scan(name(row), costs, shift);
        if pass.of_row.len(0) < sizes.of_row / 4 {
            // The guess was too low. What the columns took they do not take again: their limits are strict.
            pass.of_row.clear(0, FORBIDDEN);
            pass.scan_row(costs, shift);
        }
        let taken = pass.of_row.take(0).iter();
        entries.extend(taken.map(|(cost, column)| Entry { row: name(row), column: *column, cost: *cost }));
    }
    for column in 0..matrix.columns() {
        let taken = pass.of_column.take(column).iter();
        entries.extend(taken.map(|(cost, row)| Entry { row: *row, column: name(column), cost: *cost }));
    }
    let forbids = pass.most == FORBIDDEN;
    let (least, most) = if forbids { range(matrix) } else { (i32::MIN, pass.most) };
    Selection { entries, least, most, forbids }
}

/// A limit that about so many entries of the row should lie below.
fn guess(costs: &[i32], wanted: usize, sample: &mut Vec<i32>) -> i32 {
    if costs.len() < SAMPLE * LANES * 8 {
        return FORBIDDEN;
    }
    sample.clear();
    for part in costs.chunks_exact(LANES).step_by(SAMPLE) {
        sample.extend_from_slice(part);
    }
    let rank = (wanted * sample.len()).div_ceil(costs.len());
    let rank = rank.min(sample.len() - 1);
    let (_, limit, _) = sample.select_nth_unstable(rank);
    *limit
}

/// The range of what is allowed, in a pass of its own, since only matrices with forbidden pairs need it.
fn range(matrix: &Matrix<'_>) -> (i32, i32) {
    let (mut least, mut most) = (FORBIDDEN, i32::MIN);
    for row in 0..matrix.rows() {
        for cost in matrix.row(row) {
            least = least.min(*cost);
            most = most.max(if *cost == FORBIDDEN { i32::MIN } else { *cost });
        }
    }
    if least == FORBIDDEN { (0, 0) } else { (least, most) }
}

struct Pass {
    of_row: Cheapest,
    of_column: Cheapest,
    most: i32,
}

impl Pass {
    fn scan(&mut self, row: u32, costs: &[i32], shift: usize) {
        self.scan_from(row, &costs[shift..], shift);
        self.scan_from(row, &costs[..shift], 0);
    }

    fn scan_from(&mut self, row: u32, costs: &[i32], first: usize) {
        let (parts, rest) = costs.as_chunks::<LANES>();
        let mut column = first;
        let mut most = [self.most; LANES];
        for part in parts {
            let row_limit = self.of_row.limits()[0];
            let (limits, _) = self.of_column.limits()[column..].as_chunks::<LANES>();
            let limits = &limits[0];
            let mut hits = 0;
            for lane in 0..LANES {
                // A constant for each lane, so that the compiler needs a comparison and a mask, but no shift.
                hits |= if (part[lane] < row_limit) | (part[lane] < limits[lane]) { LANE[lane] } else { 0 };
                most[lane] = most[lane].max(part[lane]);
            }
            while hits != 0 {
                let lane = hits.trailing_zeros() as usize;
                self.take(row, part[lane], column + lane);
                hits &= hits - 1;
            }
            column += LANES;
        }
        self.most = most.iter().chain(rest).copied().fold(self.most, i32::max);
        for (column, cost) in (column..).zip(rest) {
            self.take(row, *cost, column);
        }
    }

    #[inline]
    fn take(&mut self, row: u32, cost: i32, column: usize) {
        if cost < self.of_row.limits()[0] {
            self.of_row.push(0, cost, name(column));
        }
        if cost < self.of_column.limits()[column] {
            self.of_column.push(column, cost, row);
        }
    }

    fn scan_row(&mut self, costs: &[i32], shift: usize) {
        let (before, after) = costs.split_at(shift);
        for (column, cost) in (shift..).zip(after).chain((0..).zip(before)) {
            if *cost < self.of_row.limits()[0] {
                self.of_row.push(0, *cost, name(column));
            }
        }
    }
}
