//! Places rows, and settles columns, one by one along shortest paths.

#![expect(clippy::indexing_slicing, reason = "arcs of the core point at rows and columns of its own matrix")]

use super::core::Core;
use super::queue::Queue;
use super::state::{NONE, State};

const FAR: i64 = i64::MAX;

/// How far each node is from the start, and from where it was reached.
pub(super) struct Search {
    queue: Queue,
    distance: Vec<i64>,
    from: Vec<u32>,
    touched: Vec<u32>,
    settled: Vec<u32>,
}

/// How much more an entry costs than its prices say.
pub(super) fn gap(cost: i32, here: i64, there: i64) -> i64 {
    i64::from(cost) - here - there
}

impl Search {
    /// For nodes `0..count`.
    pub(super) fn new(count: usize) -> Self {
        Self {
            queue: Queue::new(),
            distance: vec![FAR; count],
            from: vec![NONE; count],
            touched: Vec::new(),
            settled: Vec::new(),
        }
    }

    fn reset(&mut self) {
        for node in self.touched.drain(..) {
            self.distance[node as usize] = FAR;
        }
        self.settled.clear();
        self.queue.clear();
    }

    #[inline]
    fn reach(&mut self, node: u32, distance: i64, from: u32, limit: i64) -> bool {
        let known = &mut self.distance[node as usize];
        if distance >= *known || distance >= limit {
            return false;
        }
        if *known == FAR {
            self.touched.push(node);
        }
        *known = distance;
        self.from[node as usize] = from;
        true
    }

    /// Gives a lone row a column, or proves it best to leave some row alone. Dijkstra's algorithm over columns.
    pub(super) fn place(&mut self, state: &mut State, core: &Core, start: u32) {
        self.reset();
        // The nearest end known: a column without a row, or a row (by its column, or the start) that does best alone.
        let mut limit = state.ceiling - state.row_price[start as usize];
        let mut end = (NONE, start);
        let mut row = start;
        let mut base = 0;
        loop {
            let price = state.row_price[row as usize];
            for arc in core.of(row as usize) {
                if i64::from(arc.cost) - price >= limit - base {
                    // The cheapest come first and no column pays more than 0: the rest are no nearer.
                    break;
                }
                let column = arc.to as usize;
                let distance = base + gap(arc.cost, price, state.column_price[column]);
                if self.reach(arc.to, distance, row, limit) {
                    if state.row_of[column] == NONE {
                        limit = distance;
                        end = (arc.to, NONE);
                    } else {
                        self.queue.push(distance, arc.to);
                    }
                }
            }
            let next = loop {
                match self.queue.pop() {
                    Some((distance, column)) if distance < limit => {
                        if distance == self.distance[column as usize] {
                            break Some((distance, column));
                        }
                    }
                    _ => break None,
                }
            };
            let Some((distance, column)) = next else { break };
            // A second copy of this entry must not be taken again.
            self.settled.push(column);
            row = state.row_of[column as usize];
            base = distance;
            let alone = base + state.ceiling - state.row_price[row as usize];
            if alone < limit {
                limit = alone;
                end = (NONE, row);
            }
        }
        state.row_price[start as usize] += limit;
        for column in &self.settled {
            let change = limit - self.distance[*column as usize];
            state.column_price[*column as usize] -= change;
            state.row_price[state.row_of[*column as usize] as usize] += change;
        }
        let mut column = match end {
            (NONE, row) => std::mem::replace(&mut state.column_of[row as usize], NONE),
            (column, _) => column,
        };
        while column != NONE {
            let row = self.from[column as usize];
            state.row_of[column as usize] = row;
            column = std::mem::replace(&mut state.column_of[row as usize], column);
        }
    }

    /// Finds a row for a lone column priced below 0, or a column that may go without. Dijkstra's algorithm over rows.
    pub(super) fn settle(&mut self, state: &mut State, core: &Core, start: u32) {
        self.reset();
        let mut limit = -state.column_price[start as usize];
        let mut end = (NONE, start);
        let mut column = start;
        let mut base = 0;
        loop {
            let price = state.column_price[column as usize];
            for arc in core.of(column as usize) {
                let row = arc.to as usize;
                let distance = base + gap(arc.cost, price, state.row_price[row]);
                if self.reach(arc.to, distance, column, limit) {
                    if state.column_of[row] == NONE {
                        limit = distance;
                        end = (arc.to, NONE);
                    } else {
                        self.queue.push(distance, arc.to);
                    }
                }
            }
            let next = loop {
                match self.queue.pop() {
                    Some((distance, row)) if distance < limit => {
                        if distance == self.distance[row as usize] {
                            break Some((distance, row));
                        }
                    }
                    _ => break None,
                }
            };
            let Some((distance, row)) = next else { break };
            self.settled.push(row);
            column = state.column_of[row as usize];
            base = distance;
            let idle = base - state.column_price[column as usize];
            if idle < limit {
                limit = idle;
                end = (NONE, column);
            }
        }
        state.column_price[start as usize] += limit;
        for row in &self.settled {
            let change = limit - self.distance[*row as usize];
            state.row_price[*row as usize] -= change;
            state.column_price[state.column_of[*row as usize] as usize] += change;
        }
        let mut row = match end {
            (NONE, column) => std::mem::replace(&mut state.row_of[column as usize], NONE),
            (row, _) => row,
        };
        while row != NONE {
            let column = self.from[row as usize];
            state.column_of[row as usize] = column;
            row = std::mem::replace(&mut state.row_of[column as usize], row);
        }
    }
}
