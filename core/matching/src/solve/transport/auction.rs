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

/// A column that a row would like.
#[derive(Clone, Copy)]
struct Wish<C> {
    worth: C,
    column: u32,
    pair: u32,
}

/// The best columns of a row when it last looked at all of them. Prices only rise, so whatever is not listed gains at most
/// `cut` ever since.
#[derive(Clone, Copy)]
struct List<C> {
    /// [`NONE`] for a row that is to look without listing once.
    length: u32,
    cut: C,
}

/// What is remembered between rounds.
pub(super) struct Auction<C> {
    /// What the holder of each slot bid.
    bids: Vec<C>,
    waiting: VecDeque<u32>,
    is_waiting: Vec<bool>,
    lists: Vec<List<C>>,
    /// The wishes of every row, `room` for each.
    wishes: Vec<Wish<C>>,
    room: usize,
    /// The wishes of the row that bids, with what they gain now, best first.
    best: Vec<(C, Wish<C>)>,
    left_over: usize,
}

/// How many wishes a row remembers beyond those that it has units for; measured.
const SPARE: usize = 8;

impl<C: Cost> Auction<C> {
    pub(super) fn new<P: Pairs<C>>(network: &Network<'_, C, P>, flow: &Flow<C>) -> Self {
        let most_units = network.units.iter().copied().max().unwrap_or(0).min(8);
        let room = SPARE + most_units as usize;
        let nothing = Wish { worth: C::default(), column: NONE, pair: NONE };
        Self {
            bids: vec![C::default(); flow.slots.len()],
            waiting: VecDeque::new(),
            is_waiting: vec![false; flow.rows.len()],
            // Rows with several units come back often enough to list at their first look.
            lists: vec![List { length: if most_units > 1 { 0 } else { NONE }, cut: C::FAR }; flow.rows.len()],
            wishes: vec![nothing; flow.rows.len() * room],
            room,
            best: Vec::new(),
            left_over: 0,
        }
    }

    /// One round: everybody with free units bids until nobody gains by any, or `most` bids were made. Columns
    /// must have no organisation above them.
    pub(super) fn round<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, flow: &mut Flow<C>, step: C, most: usize) {
        for row in 0..flow.rows.len() {
            if flow.row_used[row] < network.units[row] {
                self.waiting.push_back(row as u32);
                self.is_waiting[row] = true;
            }
        }
        let mut made = 0;
        self.left_over = 0;
        while let Some(row) = self.waiting.pop_front() {
            self.is_waiting[row as usize] = false;
            if made < most {
                made += 1;
                self.bid(network, flow, row as usize, step);
            } else {
                self.left_over += 1;
            }
        }
    }

    /// How many rows still wanted to bid when the last round ended.
    pub(super) fn left_over(&self) -> usize {
        self.left_over
    }

    fn bid<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, flow: &mut Flow<C>, row: usize, step: C) {
        let free = (network.units[row] - flow.row_used[row]) as usize;
        if self.lists[row].length == NONE {
            self.lists[row].length = 0; // most rows with one unit bid once
            self.look_at_free(network, flow, row, free);
        } else if !self.choose_from_list(flow, row, free) {
            self.look_at_all(network, flow, row, free);
        }
        let next_best = self.best.get(free).map_or(C::default(), |&(gain, _)| gain);
        for at in 0..free.min(self.best.len()) {
            let (gain, Wish { column, pair, .. }) = self.best[at];
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
                let held = start..start + flow.column_used[column] as usize;
                let Some(worst) = held.min_by_key(|&slot| self.bids[slot]) else { continue };
                let loser = flow.slots[worst].row;
                flow.row_used[loser as usize] -= 1;
                flow.row_used[row] += 1;
                flow.slots[worst] = slot;
                self.bids[worst] = bid;
                if !self.is_waiting[loser as usize] {
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

    /// Finds the best columns among the remembered ones; whether these are surely the best of all.
    fn choose_from_list(&mut self, flow: &Flow<C>, row: usize, free: usize) -> bool {
        let List { length, cut } = self.lists[row];
        let start = row * self.room;
        self.best.clear();
        for at in start..start + length as usize {
            let wish = self.wishes[at];
            let gain = wish.worth - flow.columns[wish.column as usize].price;
            if gain > C::default() && gain >= cut {
                self.wish(flow, row, free, gain, wish);
            }
        }
        self.best.len() > free || cut == C::default()
    }

    /// Adds a wish to the best, which are one more than there are free units.
    fn wish(&mut self, flow: &Flow<C>, row: usize, free: usize, gain: C, wish: Wish<C>) {
        if self.best.len() > free && self.best[free].0 >= gain {
            return;
        }
        if flow.row_used[row] > 0 && flow.holds(wish.column as usize, row) {
            return;
        }
        self.best.truncate(free);
        let at = self.best.partition_point(|&(other, _)| other >= gain);
        self.best.insert(at, (gain, wish));
    }

    /// Looks at all columns, for the best and for the list.
    fn look_at_all<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, flow: &Flow<C>, row: usize, free: usize) {
        let room = self.room.max(free + 1);
        let best = &mut self.best;
        best.clear();
        let mut cut = C::default(); // an idle unit gains nothing
        network.pairs.scan(network.pairs_of(row), |column, worth, pair| {
            let gain = worth - flow.columns[column as usize].price;
            if gain > cut {
                if best.len() == room {
                    best.pop();
                }
                let at = best.partition_point(|&(other, _)| other >= gain);
                best.insert(at, (gain, Wish { worth, column, pair: pair as u32 }));
                if best.len() == room {
                    cut = best[room - 1].0;
                }
            }
        });
        let start = row * self.room;
        let listed = best.len().min(self.room);
        for (place, &(_, wish)) in self.wishes[start..start + self.room].iter_mut().zip(best.iter()) {
            *place = wish;
        }
        self.lists[row] =
            List { length: listed as u32, cut: if best.len() < self.room { C::default() } else { best[listed - 1].0 } };
        if flow.row_used[row] > 0 {
            best.retain(|(_, wish)| !flow.holds(wish.column as usize, row));
            if best.len() <= free && self.lists[row].cut > C::default() {
                self.look_at_free(network, flow, row, free);
            }
        }
    }

    /// Looks at all columns that the row does not have.
    fn look_at_free<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, flow: &Flow<C>, row: usize, free: usize) {
        let best = &mut self.best;
        best.clear();
        let has_some = flow.row_used[row] > 0;
        let mut least = C::default(); // an idle unit gains nothing
        network.pairs.scan(network.pairs_of(row), |column, worth, pair| {
            let gain = worth - flow.columns[column as usize].price;
            if gain > least && !(has_some && flow.holds(column as usize, row)) {
                best.truncate(free);
                let at = best.partition_point(|&(other, _)| other >= gain);
                best.insert(at, (gain, Wish { worth, column, pair: pair as u32 }));
                least = best.get(free).map_or(least, |&(gain, _)| gain);
            }
        });
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
