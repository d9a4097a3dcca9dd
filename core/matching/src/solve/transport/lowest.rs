//! The lowest optimal prices of columns and organisations.
//!
//! Optimal prices form a lattice (Shapley & Shubik 1971), and the lowest of a node is minus its distance from the hub in
//! the residual network: one run of Dijkstra's method over reduced costs tells how far each price can fall. The result
//! depends on the set of optimal flows only, not on the flow or the prices it starts from.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use std::cmp::Reverse;

use super::network::{Cost, Flow, Network, Slot};
use super::pairs::Pairs;

impl<C: Cost> Flow<C> {
    /// Lowers the prices of columns and organisations, and raises those of rows, as far as optimality allows.
    pub(super) fn lower_prices<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>) {
        let first_row = self.columns.len();
        let first_above = first_row + self.rows.len();
        for row in 0..self.rows.len() {
            if network.units[row] > self.row_used[row] {
                self.reach(first_row + row, C::default(), C::default());
            }
        }
        for above in 0..self.aboves.len() {
            let malus = network.malus_at(&network.above_seats, above, self.above_used[above]);
            let fall = self.aboves[above].price + malus;
            self.reach(first_above + above, fall, C::default());
        }
        for column in 0..self.columns.len() {
            if network.above(column).is_none() {
                let malus = network.malus_at(&network.seats, column, self.column_used[column]);
                self.reach(column, self.columns[column].price + malus, C::default());
            }
        }
        let mut now = C::default();
        loop {
            let node = match self.at_once.pop() {
                Some(node) => node as usize,
                None => {
                    let Some(Reverse((distance, node))) = self.queue.pop() else { break };
                    if self.distance(node as usize) != distance {
                        continue;
                    }
                    now = distance;
                    node as usize
                }
            };
            if node < first_row {
                self.fall_from_column(network, node, now);
            } else if node < first_above {
                self.fall_from_row(network, node - first_row, now);
            } else {
                self.fall_from_above(network, node - first_above, now);
            }
        }
        for node in self.columns.iter_mut().chain(&mut self.aboves) {
            if node.distance != C::FAR {
                node.price = node.price - node.distance;
                node.distance = C::FAR;
            }
        }
        for row in 0..self.rows.len() {
            if self.rows[row].distance == C::FAR {
                self.enter(network, row); // without units, its price costs nothing
            } else {
                self.rows[row].price = self.rows[row].price + self.rows[row].distance;
                self.rows[row].distance = C::FAR;
            }
        }
    }

    /// Raises columns without units and floor to the price of what is above them: theirs alone must not be below zero,
    /// and an empty column is no worse off.
    pub(super) fn mend_empty<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>) {
        for column in 0..self.columns.len() {
            if self.column_used[column] == 0 && network.seats.floor(column) == 0 {
                let above = network.above(column).map_or(C::default(), |above| self.aboves[above].price);
                self.columns[column].price = self.columns[column].price.max(above);
            }
        }
    }

    fn distance(&self, node: usize) -> C {
        let first_above = self.columns.len() + self.rows.len();
        if node < self.columns.len() {
            self.columns[node].distance
        } else if node < first_above {
            self.rows[node - self.columns.len()].distance
        } else {
            self.aboves[node - first_above].distance
        }
    }

    fn reach(&mut self, node: usize, through: C, now: C) {
        debug_assert!(through >= now, "an arc has a negative reduced cost");
        let first_above = self.columns.len() + self.rows.len();
        let record = if node < self.columns.len() {
            &mut self.columns[node]
        } else if node < first_above {
            &mut self.rows[node - self.columns.len()]
        } else {
            &mut self.aboves[node - first_above]
        };
        if through < record.distance {
            record.distance = through;
            if through == now {
                self.at_once.push(node as u32);
            } else {
                self.queue.push(Reverse((through, node as u32)));
            }
        }
    }

    fn fall_from_row<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, row: usize, now: C) {
        let base = now + self.rows[row].price;
        network.pairs.scan(network.pairs_of(row), |column, worth, _| {
            let node = self.columns[column as usize];
            let through = base + node.price - worth;
            if through < node.distance && !(through < now || through == now && self.holds(column as usize, row)) {
                self.reach(column as usize, through, now);
            }
        });
    }

    fn fall_from_column<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, column: usize, now: C) {
        let start = self.slot_starts[column];
        for at in start..start + self.column_used[column] as usize {
            let Slot { row, pair } = self.slots[at];
            let gain = network.pairs.of(pair as usize) - self.rows[row as usize].price - self.columns[column].price;
            self.reach(self.columns.len() + row as usize, now + gain, now);
        }
        let used = self.column_used[column];
        if let Some(above) = network.above(column)
            && used < network.seats.most[column]
        {
            let bonus = network.bonus_at(&network.seats, column, used);
            let through = now - self.own_price(network, column) - bonus;
            self.reach(self.columns.len() + self.rows.len() + above, through, now);
        }
    }

    fn fall_from_above<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, above: usize, now: C) {
        for at in self.below_starts[above]..self.below_starts[above + 1] {
            let column = self.below[at] as usize;
            let malus = network.malus_at(&network.seats, column, self.column_used[column]);
            self.reach(column, now + self.own_price(network, column) + malus, now);
        }
    }
}
