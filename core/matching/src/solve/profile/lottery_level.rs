//! The last objective: the least sum of lottery numbers, one unit at a time on cheapest ways.

#![expect(clippy::indexing_slicing, reason = "node and row numbers are those of the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::solve::network::{Arc, Network, Step};
use crate::{Instance, Limits, LotteryPrices, lottery};

/// How many units are routed between two looks at the limits.
const UNITS_PER_LOOK: u32 = 64;

/// Gives the prices, or nothing when the limits end the run; the network is then in pieces.
///
/// No sum overflows: a way without a repeated node has at most 2^34 arcs of less than 2^64 each.
pub(super) fn run(network: &mut Network, instance: &Instance, seed: u64, limits: &Limits<'_>) -> Option<LotteryPrices> {
    let draw = |&(pair, _): &(u32, u32)| {
        let line = &instance.pairs()[pair as usize];
        let mentee = instance.mentees()[line.mentee as usize].id;
        let mentor = instance.mentors()[line.mentor as usize].id;
        lottery(seed, mentee.as_bytes(), mentor.as_bytes())
    };
    let costs: Vec<u64> = network.rows.iter().map(draw).collect();
    network.release(|_| true, false);
    let mut search = Search {
        costs,
        potential: vec![0; network.sink + 1],
        distance: vec![None; network.sink + 1],
        via: vec![(0, 0); network.sink + 1],
        queue: BinaryHeap::new(),
        reached: Vec::new(),
    };
    let mut until_look = UNITS_PER_LOOK;
    for source in 0..=network.sink {
        while network.excess[source] > 0 {
            if until_look == 0 {
                until_look = UNITS_PER_LOOK;
                if limits.stopped() {
                    return None;
                }
            }
            until_look -= 1;
            if !search.send_one(network, source) {
                return None; // there was a flow before, so there is one now
            }
        }
    }
    Some(search.prices(network))
}

struct Search {
    costs: Vec<u64>,
    potential: Vec<i128>,
    distance: Vec<Option<i128>>,
    /// The node before and the place of the arc in its list.
    via: Vec<(usize, u32)>,
    queue: BinaryHeap<Reverse<(i128, usize)>>,
    reached: Vec<usize>,
}

impl Search {
    fn cost(&self, arc: Arc) -> i128 {
        match arc {
            Arc::Take(row) => i128::from(self.costs[row as usize]),
            Arc::Leave(row) => -i128::from(self.costs[row as usize]),
            Arc::Rest | Arc::Wake | Arc::Seat => 0,
        }
    }

    /// Sends a unit from a node that has one to the nearest that lacks one.
    fn send_one(&mut self, network: &mut Network, source: usize) -> bool {
        let Some((end, length)) = self.nearest(network, source) else { return false };
        for &node in &self.reached {
            if let Some(distance) = self.distance[node].take()
                && distance < length
            {
                self.potential[node] += distance - length;
            }
        }
        self.reached.clear();
        self.queue.clear();
        network.excess[source] -= 1;
        network.lack[end] -= 1;
        let mut path = Vec::new();
        let mut node = end;
        while node != source {
            path.push(self.via[node]);
            node = self.via[node].0;
        }
        for &(from, at) in path.iter().rev() {
            network.send(from, at);
        }
        true
    }

    /// Dijkstra's method on reduced costs.
    fn nearest(&mut self, network: &Network, source: usize) -> Option<(usize, i128)> {
        self.distance[source] = Some(0);
        self.reached.push(source);
        self.queue.push(Reverse((0, source)));
        while let Some(Reverse((length, node))) = self.queue.pop() {
            if self.distance[node] != Some(length) {
                continue; // a shorter way was found after this entry was queued
            }
            if network.lack[node] > 0 {
                return Some((node, length));
            }
            let base = length + self.potential[node];
            for at in 0.. {
                match network.step(node, at) {
                    Step::To(to, arc) => {
                        let through = base + self.cost(arc) - self.potential[to];
                        let known = self.distance[to];
                        if known.is_none_or(|known| through < known) {
                            if known.is_none() {
                                self.reached.push(to);
                            }
                            self.distance[to] = Some(through);
                            self.via[to] = (node, at);
                            self.queue.push(Reverse((through, to)));
                        }
                    }
                    Step::Blocked => {}
                    Step::End => break,
                }
            }
        }
        None
    }

    fn prices(&self, network: &Network) -> LotteryPrices {
        let sink = self.potential[network.sink];
        let seats = |place: usize| self.potential[network.seats[place].above] - self.potential[network.mentees + place];
        LotteryPrices {
            mentees: self.potential[..network.mentees].iter().map(|potential| potential - sink).collect(),
            mentors: (0..network.mentors).map(seats).collect(),
            organisations: (network.mentors..network.seats.len()).map(seats).collect(),
        }
    }
}
