//! The last objective: the least sum of lottery numbers, one unit at a time on cheapest ways.
//!
//! Ways are searched from the side that has no choice: where seats are scarce, from a seat that has to be taken back to
//! the nearest mentee that waits; where mentees are, from a mentee on to the nearest seat. Searched from the other side,
//! everybody who may stay without would be looked at again and again.

#![expect(clippy::indexing_slicing, reason = "node and row numbers are those of the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::solve::network::{Arc, Costs, Network, Step};
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
    let classes = network.classes.iter().max().map_or(0, |&last| last as usize + 1);
    network.release(&Costs { classes: vec![1; classes], empty: 1 }); // of everything

    network.index_backwards();
    let seats_to_take: u64 = network.lack[..network.sink].iter().map(|&units| u64::from(units)).sum();
    let without_choice = (0..network.mentees).filter(|&mentee| !network.empty_free[mentee]);
    let mentees_to_seat: u64 = without_choice.map(|mentee| u64::from(network.excess[mentee])).sum();
    let mut search = Search {
        costs,
        direction: if seats_to_take > mentees_to_seat { Direction::Back } else { Direction::On },
        potential: vec![0; network.sink + 1],
        distance: vec![None; network.sink + 1],
        via: vec![(0, Arc::Seat); network.sink + 1],
        queue: BinaryHeap::new(),
        reached: Vec::new(),
    };
    let mut until_look = UNITS_PER_LOOK;
    // The sink is the last node, so that what has to be taken is taken before the rest finds its place.
    for start in 0..=network.sink {
        while search.waits(network, start) {
            if until_look == 0 {
                until_look = UNITS_PER_LOOK;
                if limits.stopped() {
                    return None;
                }
            }
            until_look -= 1;
            if !search.send_one(network, start) {
                return None; // there was a flow before, so there is one now
            }
        }
    }
    Some(search.prices(network))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    On,
    Back,
}

struct Search {
    costs: Vec<u64>,
    direction: Direction,
    potential: Vec<i128>,
    distance: Vec<Option<i128>>,
    /// The node from which a node was reached, and the arc.
    via: Vec<(usize, Arc)>,
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

    /// Whether a way starts at this node.
    fn waits(&self, network: &Network, node: usize) -> bool {
        match self.direction {
            Direction::On => network.excess[node] > 0,
            Direction::Back => network.lack[node] > 0,
        }
    }

    /// Whether a way ends at this node.
    fn ends(&self, network: &Network, node: usize) -> bool {
        match self.direction {
            Direction::On => network.lack[node] > 0,
            Direction::Back => network.excess[node] > 0,
        }
    }

    fn send_one(&mut self, network: &mut Network, start: usize) -> bool {
        let Some((end, length)) = self.nearest(network, start) else { return false };
        for &node in &self.reached {
            if let Some(distance) = self.distance[node].take()
                && distance < length
            {
                match self.direction {
                    Direction::On => self.potential[node] += distance - length,
                    Direction::Back => self.potential[node] += length - distance,
                }
            }
        }
        self.reached.clear();
        self.queue.clear();
        let (from, to) = match self.direction {
            Direction::On => (start, end),
            Direction::Back => (end, start),
        };
        network.excess[from] -= 1;
        network.lack[to] -= 1;
        let mut node = end;
        while node != start {
            let (before, arc) = self.via[node];
            match self.direction {
                Direction::On => network.send_along(before, node, arc),
                Direction::Back => network.send_along(node, before, arc),
            }
            node = before;
        }
        true
    }

    /// Dijkstra's method on reduced costs.
    fn nearest(&mut self, network: &Network, start: usize) -> Option<(usize, i128)> {
        self.distance[start] = Some(0);
        self.reached.push(start);
        self.queue.push(Reverse((0, start)));
        while let Some(Reverse((length, node))) = self.queue.pop() {
            if self.distance[node] != Some(length) {
                continue; // a shorter way was found after this entry was queued
            }
            if self.ends(network, node) {
                return Some((node, length));
            }
            for at in 0.. {
                let step = match self.direction {
                    Direction::On => network.step(node, at),
                    Direction::Back => network.step_back(node, at),
                };
                match step {
                    Step::To(other, arc) => {
                        let cost = self.cost(arc);
                        let reduced = match self.direction {
                            Direction::On => cost + self.potential[node] - self.potential[other],
                            Direction::Back => cost + self.potential[other] - self.potential[node],
                        };
                        let through = length + reduced;
                        let known = self.distance[other];
                        if known.is_none_or(|known| through < known) {
                            if known.is_none() {
                                self.reached.push(other);
                            }
                            self.distance[other] = Some(through);
                            self.via[other] = (node, arc);
                            self.queue.push(Reverse((through, other)));
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
