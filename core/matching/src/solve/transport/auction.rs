//! A head start by auction (Bertsekas 1988): rows bid for columns, prices rise, and most units find their place without
//! any search.
//!
//! The places of a column are alike and so are the units of a row, so a row bids for as many columns as it has free units
//! at once, and a column charges everybody the least of the bids it holds (Bertsekas & Castañon 1989). With a step, prices
//! overshoot by at most that much and wars are short; rounds with falling steps lead to good prices. Nothing here has to be
//! right: every price that comes out is repaired by [`Flow::keep_exact`] and the searches that follow.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use std::collections::VecDeque;

use super::network::{Cost, Flow, NONE, Network, Slot};
use super::pairs::Pairs;

/// A column that a row would like, for this gain.
#[derive(Clone, Copy)]
struct Wish<C> {
    gain: C,
    column: u32,
    pair: u32,
}

/// What is remembered between rounds.
pub(super) struct Auction<C> {
    /// What the holder of each slot bid.
    bids: Vec<C>,
    waiting: VecDeque<u32>,
    is_waiting: Vec<bool>,
    wishes: Vec<Wish<C>>,
}

impl<C: Cost> Auction<C> {
    pub(super) fn new(flow: &Flow<C>) -> Self {
        Self {
            bids: vec![C::default(); flow.slots.len()],
            waiting: VecDeque::new(),
            is_waiting: vec![false; flow.rows.len()],
            wishes: Vec::new(),
        }
    }

    /// One round: everybody with free units bids until nobody has any worth placing, or `most` bids were made. Columns
    /// must have no organisation above them.
    pub(super) fn round<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, flow: &mut Flow<C>, step: C, most: usize) {
        for row in 0..flow.rows.len() {
            if flow.row_used[row] < network.units[row] {
                self.waiting.push_back(row as u32);
                self.is_waiting[row] = true;
            }
        }
        let mut made = 0;
        while let Some(row) = self.waiting.pop_front() {
            self.is_waiting[row as usize] = false;
            if made < most {
                made += 1;
                self.bid(network, flow, row as usize, step);
            }
        }
    }

    fn bid<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, flow: &mut Flow<C>, row: usize, step: C) {
        let free = (network.units[row] - flow.row_used[row]) as usize;
        self.wishes.clear();
        let wishes = &mut self.wishes;
        let has_some = flow.row_used[row] > 0;
        let range = network.pairs_of(row);
        let mut least = C::default(); // an idle unit gains nothing
        network.pairs.scan(range, |column, worth, pair| {
            let gain = worth - flow.columns[column as usize].price;
            if gain <= least || (has_some && flow.holds(column as usize, row)) {
                return;
            }
            if wishes.len() > free {
                wishes.pop();
            }
            let at = wishes.partition_point(|wish| wish.gain >= gain);
            wishes.insert(at, Wish { gain, column, pair: pair as u32 });
            if wishes.len() > free {
                least = wishes[free].gain;
            }
        });
        let next_best = if self.wishes.len() > free { self.wishes[free].gain } else { C::default() };
        for at in 0..free.min(self.wishes.len()) {
            let Wish { gain, column, pair } = self.wishes[at];
            let column = column as usize;
            let bid = flow.columns[column].price + (gain - next_best) + step;
            let start = flow.slot_starts[column];
            let slot = Slot { row: row as u32, pair };
            if flow.column_used[column] < network.seats.most[column] {
                self.bids[start + flow.column_used[column] as usize] = bid;
                flow.attach(network, column, slot);
            } else {
                if step == C::default() && gain == next_best {
                    continue; // only a higher bid drives somebody out, or two could do so for ever
                }
                let mut worst = start;
                for other in start + 1..start + flow.column_used[column] as usize {
                    if self.bids[other] < self.bids[worst] {
                        worst = other;
                    }
                }
                let loser = flow.slots[worst].row;
                flow.row_used[loser as usize] -= 1;
                flow.row_used[row] += 1;
                flow.slots[worst] = slot;
                self.bids[worst] = bid;
                if loser != NONE && !self.is_waiting[loser as usize] {
                    self.is_waiting[loser as usize] = true;
                    self.waiting.push_back(loser);
                }
            }
            if flow.column_used[column] == network.seats.most[column] {
                let bids = &self.bids[start..start + flow.column_used[column] as usize];
                let price = bids.iter().copied().min().unwrap_or_default();
                flow.columns[column].price = flow.columns[column].price.max(price);
            }
        }
    }
}

impl<C: Cost> Flow<C> {
    /// Whether the pair of the two is made.
    pub(super) fn holds(&self, column: usize, row: usize) -> bool {
        self.held(column).iter().any(|slot| slot.row as usize == row)
    }

    /// Gives every row the price that the columns' prices ask for, and gives up each pair that is not among its best, so
    /// that no reduced cost is negative and only people with free places may lack what their prices promise.
    pub(super) fn keep_exact<P: Pairs<C>>(
        &mut self,
        network: &Network<'_, C, P>,
        mut auction: Option<&mut Auction<C>>,
        slack: C,
    ) {
        for row in 0..self.rows.len() {
            let mut best = C::default();
            let has_some = self.row_used[row] > 0;
            network.pairs.scan(network.pairs_of(row), |column, worth, _| {
                let gain = worth - self.columns[column as usize].price;
                if gain > best && !(has_some && self.holds(column as usize, row)) {
                    best = gain;
                }
            });
            self.rows[row].price = best;
        }
        for column in 0..self.columns.len() {
            let start = self.slot_starts[column];
            let price = self.columns[column].price;
            let mut at = start;
            while at < start + self.column_used[column] as usize {
                let Slot { row, pair } = self.slots[at];
                let gain = network.pairs.of(pair as usize) - price;
                if gain + slack < self.rows[row as usize].price {
                    let last = start + self.column_used[column] as usize - 1;
                    if let Some(auction) = auction.as_deref_mut() {
                        auction.bids[at] = auction.bids[last];
                    }
                    self.detach(network, column, pair);
                } else {
                    at += 1;
                }
            }
        }
    }
}
