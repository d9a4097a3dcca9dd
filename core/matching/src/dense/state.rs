//! Prices and partners on the sparse core, and how rows bid for columns.

#![expect(clippy::indexing_slicing, reason = "arcs of the core point at rows and columns of its own matrix")]

use super::core::{Core, Entry};

/// Nobody: no row, or no column.
pub(super) const NONE: u32 = u32::MAX;

/// A partial assignment with prices, exact on the core.
///
/// Always: `row price + column price <= cost` on the core, with equality between partners; `row price <= ceiling`;
/// `column price <= 0`. Done when, besides, a row alone is priced `ceiling` and a column alone is priced 0.
pub(super) struct State {
    /// What it costs to leave a row alone.
    pub(super) ceiling: i64,
    pub(super) row_price: Vec<i64>,
    pub(super) column_price: Vec<i64>,
    pub(super) column_of: Vec<u32>,
    pub(super) row_of: Vec<u32>,
}

/// The best offer to a row: its price there, the column (or [`NONE`], alone) and what the next best costs.
struct Offer {
    least: i64,
    column: u32,
    next: i64,
}

impl State {
    /// Everybody alone, every column free of charge.
    pub(super) fn new(rows: usize, columns: usize, ceiling: i64) -> Self {
        Self {
            ceiling,
            row_price: vec![ceiling; rows],
            column_price: vec![0; columns],
            column_of: vec![NONE; rows],
            row_of: vec![NONE; columns],
        }
    }

    fn offer(&self, core: &Core, row: usize) -> Offer {
        let mut offer = Offer { least: self.ceiling, column: NONE, next: self.ceiling };
        for arc in core.of(row) {
            let price = i64::from(arc.cost) - self.column_price[arc.to as usize];
            if price < offer.next {
                if price < offer.least {
                    offer.next = offer.least;
                    offer.least = price;
                    offer.column = arc.to;
                } else {
                    offer.next = price;
                }
            }
        }
        offer
    }

    /// Rows bid for their best column in turn, and take it from whoever has it, while `budget` bids last.
    ///
    /// A bid lowers the price of a column by what the row's second best is worse: the auction of Bertsekas (1979)
    /// with a step of zero, in the order of Jonker and Volgenant's row reduction (1987). Gives the rows still alone.
    pub(super) fn bid(&mut self, core: &Core, rows: Vec<u32>, mut budget: usize) -> Vec<u32> {
        let mut waiting = rows;
        waiting.reverse();
        let mut later = Vec::new();
        while let Some(row) = waiting.pop() {
            if budget == 0 {
                later.push(row);
                self.row_price[row as usize] = self.offer(core, row as usize).least;
                continue;
            }
            budget -= 1;
            let offer = self.offer(core, row as usize);
            self.row_price[row as usize] = offer.next;
            if offer.column == NONE {
                continue;
            }
            let column = offer.column as usize;
            let loser = self.row_of[column];
            if loser != NONE && offer.next == offer.least {
                // Nothing to win by pushing somebody out of an equal column.
                later.push(row);
                continue;
            }
            self.column_price[column] -= offer.next - offer.least;
            self.row_of[column] = row;
            self.column_of[row as usize] = offer.column;
            if loser != NONE {
                self.column_of[loser as usize] = NONE;
                waiting.push(loser);
            }
        }
        later
    }

    /// Lets go of rows that new entries of the core give something better; gives the rows to be placed again.
    pub(super) fn release(&mut self, core: &Core, better: &[Entry]) -> Vec<u32> {
        let mut freed = Vec::new();
        for entry in better {
            let row = entry.row as usize;
            if freed.last() == Some(&entry.row) {
                continue;
            }
            let column = self.column_of[row];
            if column != NONE {
                self.row_of[column as usize] = NONE;
                self.column_of[row] = NONE;
            }
            self.row_price[row] = self.offer(core, row).least;
            freed.push(entry.row);
        }
        freed
    }
}
