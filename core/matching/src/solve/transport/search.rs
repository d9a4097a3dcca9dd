//! Successive shortest paths: one unit of a row at a time goes where it gains most, on Dijkstra's method over reduced
//! costs (Edmonds & Karp 1972; Jonker & Volgenant 1987 for bipartite networks).

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use std::cmp::Reverse;

use super::network::{Cost, Flow, NONE, Network, Slot};
use super::pairs::Pairs;

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// A unit of this row stays idle.
    Idle(usize),
    /// At this column, which has room.
    Column(usize),
}

impl<C: Cost> Flow<C> {
    /// Sends every unit of a row to where it gains most.
    pub(super) fn send_all<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, row: usize) {
        self.enter(network, row);
        self.send_rest(network, row);
    }

    /// Sends the free units of a row that has its price.
    pub(super) fn send_rest<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, row: usize) {
        while self.row_used[row] < network.units[row] {
            if !self.send_one(network, row) {
                break; // the unit stays idle, and so would all others
            }
        }
    }

    /// Gives a row without units the lowest price that nobody can complain about.
    pub(super) fn enter<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, row: usize) {
        let mut best = C::default();
        network.pairs.scan(network.pairs_of(row), |column, worth, _| {
            best = best.max(worth - self.columns[column as usize].price);
        });
        self.rows[row].price = best;
    }

    /// Sends one unit of the row; whether it came to rest anywhere but idle.
    pub(super) fn send_one<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, source: usize) -> bool {
        let first_row = self.columns.len();
        let first_above = first_row + self.rows.len();
        let mut best = C::FAR;
        let mut end = End::Idle(source);
        let mut now = C::default();
        self.rows[source].distance = now;
        self.reached.push((first_row + source) as u32);
        self.at_once.push(source as u32);
        loop {
            while let Some(row) = self.at_once.pop() {
                self.settle_row(network, row as usize, now, &mut best, &mut end);
            }
            let Some(Reverse((distance, node))) = self.queue.pop() else { break };
            if distance >= best {
                break;
            }
            now = distance;
            let node = node as usize;
            if node < first_row {
                if self.columns[node].distance == distance {
                    self.settle_column(network, node, now, best);
                }
            } else if node < first_above {
                if self.rows[node - first_row].distance == distance {
                    self.at_once.push((node - first_row) as u32);
                }
            } else if self.aboves[node - first_above].distance == distance {
                self.settle_above(network, node - first_above, now, &mut best, &mut end);
            }
        }
        self.queue.clear();
        self.reprice(best);
        self.shift(network, source, end);
        !matches!(end, End::Idle(row) if row == source)
    }

    fn settle_row<P: Pairs<C>>(
        &mut self,
        network: &Network<'_, C, P>,
        row: usize,
        now: C,
        best: &mut C,
        end: &mut End,
    ) {
        let base = now + self.rows[row].price;
        if base < *best {
            (*best, *end) = (base, End::Idle(row));
        }
        let has_some = self.row_used[row] > 0;
        network.pairs.scan(network.pairs_of(row), |column, worth, pair| {
            let column = column as usize;
            let node = self.columns[column];
            let through = base + node.price - worth;
            // A pair that is not made never leads back in distance.
            if through < *best && through < node.distance && !(through < now || has_some && self.holds(column, row)) {
                self.to_column[column] = Slot { row: row as u32, pair: pair as u32 };
                self.reach_column(network, column, through, best, end);
            }
        });
    }

    fn reach_column<P: Pairs<C>>(
        &mut self,
        network: &Network<'_, C, P>,
        column: usize,
        through: C,
        best: &mut C,
        end: &mut End,
    ) {
        if self.columns[column].distance == C::FAR {
            self.reached.push(column as u32);
        }
        self.columns[column].distance = through;
        let used = self.column_used[column];
        if used < network.seats.most[column] && self.to_column[column].row != NONE {
            let bonus = network.bonus_at(&network.seats, column, used);
            // A free place whose price is above zero waits for a unit, and so costs nothing to end at.
            let onward = through + (C::default() - self.own_price(network, column) - bonus).max(C::default());
            match network.above(column) {
                None if onward < *best => (*best, *end) = (onward, End::Column(column)),
                None => {}
                Some(above) => self.reach_above(network, above, column, onward, best, end),
            }
        }
        if through < *best && used > 0 {
            self.queue.push(Reverse((through, column as u32)));
        }
    }

    fn reach_above<P: Pairs<C>>(
        &mut self,
        network: &Network<'_, C, P>,
        above: usize,
        column: usize,
        through: C,
        best: &mut C,
        end: &mut End,
    ) {
        let used = self.above_used[above];
        if used < network.above_seats.most[above] {
            let onward = through - self.aboves[above].price - network.bonus_at(&network.above_seats, above, used);
            if onward < *best {
                (*best, *end) = (onward, End::Column(column));
            }
        }
        let known = self.aboves[above].distance;
        if through < *best && through < known {
            if known == C::FAR {
                self.reached.push((self.columns.len() + self.rows.len() + above) as u32);
            }
            self.aboves[above].distance = through;
            self.to_above[above] = column as u32;
            self.queue.push(Reverse((through, (self.columns.len() + self.rows.len() + above) as u32)));
        }
    }

    fn settle_column<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, column: usize, now: C, best: C) {
        let start = self.slot_starts[column];
        let base = now - self.columns[column].price;
        for at in start..start + self.column_used[column] as usize {
            let Slot { row, pair } = self.slots[at];
            let node = self.rows[row as usize];
            let through = base + network.pairs.of(pair as usize) - node.price;
            debug_assert!(through >= now, "a pair that is made loses at these prices");
            if through < node.distance && through < best {
                if node.distance == C::FAR {
                    self.reached.push(self.columns.len() as u32 + row);
                }
                self.rows[row as usize].distance = through;
                self.to_row[row as usize] = Slot { row: column as u32, pair };
                if through == now {
                    self.at_once.push(row);
                } else {
                    self.queue.push(Reverse((through, self.columns.len() as u32 + row)));
                }
            }
        }
    }

    fn settle_above<P: Pairs<C>>(
        &mut self,
        network: &Network<'_, C, P>,
        above: usize,
        now: C,
        best: &mut C,
        end: &mut End,
    ) {
        for at in self.below_starts[above]..self.below_starts[above + 1] {
            let column = self.below[at] as usize;
            let used = self.column_used[column];
            if used == 0 {
                continue;
            }
            let malus = network.malus_at(&network.seats, column, used);
            let through = now + self.own_price(network, column) + malus;
            debug_assert!(through >= now, "a taken seat has a price below what it brings to keep it");
            if through < *best && through < self.columns[column].distance {
                self.to_column[column] = Slot { row: NONE, pair: NONE };
                self.reach_column(network, column, through, best, end);
            }
        }
    }

    /// Moves the prices of all that is nearer than the end, so that the path becomes tight and no reduced cost negative.
    fn reprice(&mut self, best: C) {
        let (first_row, first_above) = (self.columns.len(), self.columns.len() + self.rows.len());
        for node in self.reached.drain(..) {
            let node = node as usize;
            let (record, up) = if node < first_row {
                (&mut self.columns[node], true)
            } else if node < first_above {
                (&mut self.rows[node - first_row], false)
            } else {
                (&mut self.aboves[node - first_above], true)
            };
            if record.distance < best {
                let change = best - record.distance;
                record.price = if up { record.price + change } else { record.price - change };
            }
            record.distance = C::FAR;
        }
    }

    /// Makes and gives up pairs along the path, from its end backwards.
    fn shift<P: Pairs<C>>(&mut self, network: &Network<'_, C, P>, source: usize, end: End) {
        let mut column = match end {
            End::Idle(row) if row == source => return,
            End::Idle(row) => {
                let left = self.to_row[row];
                self.detach(network, left.row as usize, left.pair);
                left.row as usize
            }
            End::Column(column) => column,
        };
        loop {
            let came = self.to_column[column];
            if came.row == NONE {
                let above = network.above(column).map_or(0, |above| above);
                column = self.to_above[above] as usize;
                continue;
            }
            self.attach(network, column, came);
            if came.row as usize == source {
                return;
            }
            let left = self.to_row[came.row as usize];
            self.detach(network, left.row as usize, left.pair);
            column = left.row as usize;
        }
    }
}
