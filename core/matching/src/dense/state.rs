//! Prices and partners on the sparse core, and how rows bid for columns.

#![expect(clippy::indexing_slicing, reason = "arcs of the core point at rows and columns of its own matrix")]

use super::core::{Core, Entry};

/// Nobody: no row, or no column.
pub(super) const NONE: u32 = u32::MAX;

/// The rows, or the columns.
#[derive(Debug)]
pub(super) struct Side {
    /// No price is higher. Who has a lower one and no partner waits for one.
    pub(super) ceiling: i64,
    pub(super) price: Vec<i64>,
    pub(super) partner: Vec<u32>,
}

impl Side {
    fn new(count: usize, ceiling: i64) -> Self {
        Self { ceiling, price: vec![ceiling; count], partner: vec![NONE; count] }
    }
}

/// A partial assignment with prices, exact on the core.
///
/// Always: the two prices of an entry of the core add up to its cost or less, and to its cost between partners. Done when,
/// besides, whoever has no partner has the price of the ceiling: that of rows is what it costs to leave one alone, that
/// of columns is 0.
#[derive(Debug)]
pub(super) struct State {
    pub(super) rows: Side,
    pub(super) columns: Side,
}

/// The best offer to a row: its price there, the column (or [`NONE`], alone) and what the next best costs.
struct Offer {
    least: i64,
    column: u32,
    next: i64,
}

impl State {
    /// Everybody alone.
    pub(super) fn new(rows: usize, columns: usize, ceiling: i64) -> Self {
        Self { rows: Side::new(rows, ceiling), columns: Side::new(columns, 0) }
    }

    fn offer(&self, core: &Core, row: usize) -> Offer {
        let mut offer = Offer { least: self.rows.ceiling, column: NONE, next: self.rows.ceiling };
        for arc in core.of(row) {
            if i64::from(arc.cost) >= offer.next {
                // The cheapest come first and no column is priced above 0.
                break;
            }
            let price = i64::from(arc.cost) - self.columns.price[arc.to as usize];
            if price < offer.least {
                offer = Offer { least: price, column: arc.to, next: offer.least };
            } else if price < offer.next {
                offer.next = price;
            }
        }
        offer
    }

    /// Rows bid for their best column in turn, and take it from whoever has it, while `budget` bids last.
    ///
    /// A bid lowers the price of a column by what the row's second best is worse: the auction of Bertsekas (1979)
    /// with a step of zero, in the order of Jonker and Volgenant's row reduction (1987). Gives the rows that wait still.
    pub(super) fn bid(&mut self, core: &Core, rows: Vec<u32>, mut budget: usize) -> Vec<u32> {
        let mut waiting = rows;
        waiting.reverse();
        let mut later = Vec::new();
        while let Some(row) = waiting.pop() {
            let offer = self.offer(core, row as usize);
            if budget == 0 {
                self.rows.price[row as usize] = offer.least;
                later.push(row);
                continue;
            }
            budget -= 1;
            self.rows.price[row as usize] = offer.next;
            if offer.column == NONE {
                continue;
            }
            let loser = self.columns.partner[offer.column as usize];
            if loser != NONE && offer.next == offer.least {
                // Nothing to win by pushing somebody out of an equal column.
                later.push(row);
                continue;
            }
            self.columns.price[offer.column as usize] -= offer.next - offer.least;
            self.columns.partner[offer.column as usize] = row;
            self.rows.partner[row as usize] = offer.column;
            if loser != NONE {
                self.rows.partner[loser as usize] = NONE;
                waiting.push(loser);
            }
        }
        later
    }

    /// Lets go of rows that new entries of the core give something better; gives the rows to be placed again.
    pub(super) fn release(&mut self, core: &Core, better: &[Entry]) -> Vec<u32> {
        let mut freed: Vec<u32> = better.iter().map(|entry| entry.row).collect();
        freed.dedup();
        for row in &freed {
            let column = std::mem::replace(&mut self.rows.partner[*row as usize], NONE);
            if column != NONE {
                self.columns.partner[column as usize] = NONE;
            }
            self.rows.price[*row as usize] = self.offer(core, *row as usize).least;
        }
        freed
    }
}
