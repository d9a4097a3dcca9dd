//! A minimum-cost flow network for costs that compare lexicographically.
//!
//! Successive shortest paths: each unit of supply goes to the sink on a path of least cost, found by Dijkstra's method
//! on reduced costs. The potentials that keep the reduced costs at or above zero are the dual solution.
//!
//! No sum here overflows: potentials and distances are costs of simple paths, at most 2^34 arcs of at most
//! 2^20 (first, second) or 2^64 (lottery) each.

#![expect(clippy::indexing_slicing, reason = "node and arc numbers are made here and index vectors made with them")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::Amount;

pub(super) fn plus(a: Amount, b: Amount) -> Amount {
    Amount { first: a.first + b.first, second: a.second + b.second, lottery: a.lottery + b.lottery }
}

pub(super) fn minus(a: Amount, b: Amount) -> Amount {
    Amount { first: a.first - b.first, second: a.second - b.second, lottery: a.lottery - b.lottery }
}

struct Arc {
    to: usize,
    room: u32,
    cost: Amount,
}

/// Arc `2k` goes forward, arc `2k + 1` is its reverse, whose room is the flow on it.
pub(super) struct Network {
    arcs: Vec<Arc>,
    out: Vec<Vec<usize>>,
    potential: Vec<Amount>,
    distance: Vec<Option<Amount>>,
    via: Vec<usize>,
}

impl Network {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            arcs: Vec::new(),
            out: vec![Vec::new(); nodes],
            potential: vec![Amount::default(); nodes],
            distance: vec![None; nodes],
            via: vec![0; nodes],
        }
    }

    /// Adds an arc and gives its number. The first potential of `from` rises so that no reduced cost is negative,
    /// which holds when arcs are added from the sink backwards.
    pub(super) fn arc(&mut self, from: usize, to: usize, room: u32, cost: Amount) -> usize {
        let number = self.arcs.len();
        self.arcs.push(Arc { to, room, cost });
        self.arcs.push(Arc { to: from, room: 0, cost: minus(Amount::default(), cost) });
        self.out[from].push(number);
        self.out[to].push(number + 1);
        self.potential[from] = self.potential[from].max(minus(self.potential[to], cost));
        number
    }

    pub(super) fn potential(&self, node: usize) -> Amount {
        self.potential[node]
    }

    pub(super) fn is_full(&self, arc: usize) -> bool {
        self.arcs[arc].room == 0
    }

    /// Sends one unit from `source` to `sink` on a cheapest path, or nothing when there is none.
    pub(super) fn send_one(&mut self, source: usize, sink: usize) {
        let settled = self.settle_until(source, sink);
        if let Some(length) = self.distance[sink] {
            for &node in &settled {
                if let Some(distance) = self.distance[node] {
                    self.potential[node] = plus(self.potential[node], minus(distance, length));
                }
            }
            let mut node = sink;
            while node != source {
                let arc = self.via[node];
                self.arcs[arc].room -= 1;
                self.arcs[arc ^ 1].room += 1;
                node = self.arcs[arc ^ 1].to;
            }
        }
        self.distance.fill(None);
    }

    /// Dijkstra's method; gives the nodes not farther than the sink whose distance is final.
    fn settle_until(&mut self, source: usize, sink: usize) -> Vec<usize> {
        let mut settled = Vec::new();
        let mut queue = BinaryHeap::new();
        self.distance[source] = Some(Amount::default());
        queue.push(Reverse((Amount::default(), source)));
        while let Some(Reverse((distance, node))) = queue.pop() {
            if self.distance[node] != Some(distance) {
                continue; // a shorter way was found after this entry was queued
            }
            if node == sink {
                break;
            }
            settled.push(node);
            let base = plus(distance, self.potential[node]);
            for &number in &self.out[node] {
                let arc = &self.arcs[number];
                if arc.room == 0 {
                    continue;
                }
                let through = minus(plus(base, arc.cost), self.potential[arc.to]);
                let beaten_by_sink = self.distance[sink].is_some_and(|best| best <= through) && arc.to != sink;
                if !beaten_by_sink && self.distance[arc.to].is_none_or(|known| through < known) {
                    self.distance[arc.to] = Some(through);
                    self.via[arc.to] = number;
                    queue.push(Reverse((through, arc.to)));
                }
            }
        }
        settled
    }
}
