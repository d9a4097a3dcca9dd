//! Routing what waits at least cost: shortest ways of reduced cost zero, then new potentials (Dinic 1970; the primal-dual
//! method of Ford and Fulkerson 1962).

#![expect(clippy::indexing_slicing, reason = "node and pair numbers are those of the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Costs, Network, Scratch, Step};

impl Network {
    /// Routes what waits at least cost. Says whether everything found its place.
    pub(in crate::solve) fn minimise(&mut self, costs: &Costs) -> bool {
        loop {
            while self.level(costs) {
                self.block(costs);
            }
            if self.excess.iter().all(|&units| units == 0) {
                return true;
            }
            if !self.reprice(costs) {
                return false;
            }
        }
    }

    /// Numbers the nodes by the least number of arcs of reduced cost zero from a waiting unit; says whether one that lacks a
    /// unit is reached.
    fn level(&mut self, costs: &Costs) -> bool {
        let Scratch { mut level, next, mut queue } = std::mem::take(&mut self.scratch);
        level.clear();
        level.resize(self.sink + 1, u32::MAX);
        queue.clear();
        for (node, level) in level.iter_mut().enumerate().filter(|&(node, _)| self.excess[node] > 0) {
            *level = 0;
            queue.push(node);
        }
        let mut reached = u32::MAX;
        let mut head = 0;
        while let Some(&node) = queue.get(head) {
            head += 1;
            if self.lack[node] > 0 {
                reached = reached.min(level[node]);
            }
            if level[node] >= reached {
                continue; // longer ways wait for the next round
            }
            for at in 0.. {
                match self.step(node, at) {
                    Step::To(to, arc)
                        if level[to] == u32::MAX && self.reduced(node, to, self.cost(costs, arc)) == 0 =>
                    {
                        level[to] = level[node] + 1;
                        queue.push(to);
                    }
                    Step::End => break,
                    _ => {}
                }
            }
        }
        self.scratch = Scratch { level, next, queue };
        reached != u32::MAX
    }

    pub(super) fn reduced(&self, from: usize, to: usize, cost: i64) -> i64 {
        cost + self.potential[from] - self.potential[to]
    }

    /// Sends units along shortest ways of reduced cost zero until none is left (Dinic 1970).
    fn block(&mut self, costs: &Costs) {
        let Scratch { level, mut next, queue } = std::mem::take(&mut self.scratch);
        next.clear();
        next.resize(self.sink + 1, 0);
        let mut path: Vec<usize> = Vec::new();
        for source in 0..=self.sink {
            while self.excess[source] > 0 {
                path.clear();
                path.push(source);
                while let Some(&node) = path.last() {
                    if self.lack[node] > 0 {
                        break;
                    }
                    match self.step(node, next[node]) {
                        Step::To(to, arc)
                            if level[to] == level[node] + 1 && self.reduced(node, to, self.cost(costs, arc)) == 0 =>
                        {
                            path.push(to);
                        }
                        Step::End => {
                            path.pop();
                            if let Some(&before) = path.last() {
                                next[before] += 1;
                            }
                        }
                        _ => next[node] += 1,
                    }
                }
                let Some(&end) = path.last() else { break };
                self.excess[source] -= 1;
                self.lack[end] -= 1;
                for &node in &path[..path.len() - 1] {
                    self.send(node, next[node]);
                }
            }
        }
        self.scratch = Scratch { level, next, queue };
    }

    /// Raises potentials by the distance from the waiting units, up to the nearest node that lacks one; says whether
    /// there is any.
    fn reprice(&mut self, costs: &Costs) -> bool {
        let mut distance = vec![i64::MAX; self.sink + 1];
        let mut queue = BinaryHeap::new();
        for (node, distance) in distance.iter_mut().enumerate().filter(|&(node, _)| self.excess[node] > 0) {
            *distance = 0;
            queue.push(Reverse((0, node)));
        }
        let mut nearest = None;
        while let Some(Reverse((length, node))) = queue.pop() {
            if length > distance[node] {
                continue;
            }
            if self.lack[node] > 0 {
                nearest = Some(length);
                break;
            }
            for at in 0.. {
                match self.step(node, at) {
                    Step::To(to, arc) => {
                        let through = length + self.reduced(node, to, self.cost(costs, arc));
                        if through < distance[to] {
                            distance[to] = through;
                            queue.push(Reverse((through, to)));
                        }
                    }
                    Step::Blocked => {}
                    Step::End => break,
                }
            }
        }
        let Some(nearest) = nearest else { return false };
        for (potential, distance) in self.potential.iter_mut().zip(distance) {
            *potential += distance.min(nearest);
        }
        true
    }
}
