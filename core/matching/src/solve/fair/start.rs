//! Where the simplex starts: a large flow over pairs of high scores, found without floors.
//!
//! Nothing depends on it but time. Blocking flows (Dinic 1970) on the best pairs only, more of them until the size is
//! reached; then the number of pairs needed is narrowed down.

#![expect(clippy::indexing_slicing, reason = "node and arc numbers are made by the model")]

use std::collections::VecDeque;

use super::model::{Built, TOTAL};
use crate::Instance;

/// A flow on every arc within its bounds, and the arc by which a node hangs at its other end: its flow is strictly
/// between its bounds, as that of an arc outside the tree may not be.
pub(super) struct Start {
    pub(super) flow: Vec<i64>,
    pub(super) hangs_by: Vec<Option<usize>>,
}

pub(super) fn start(instance: &Instance, built: &Built) -> Start {
    let mut best_first: Vec<u32> = (0_u32..).zip(instance.pairs()).map(|(at, _)| at).collect();
    best_first.sort_unstable_by_key(|&at| std::cmp::Reverse(instance.pairs()[at as usize].score));
    let all = best_first.len();
    let slots: i64 = instance.mentees().iter().map(|mentee| i64::from(mentee.capacity)).sum();
    let seats: i64 = instance.mentors().iter().map(|mentor| i64::from(mentor.capacity)).sum();
    let enough = slots.min(seats);

    let mut low = (0, Flow::new(built));
    let first = usize::try_from(2 * enough).unwrap_or(all).clamp(64.min(all), all);
    let mut high = (first, low.1.grown(built, &best_first[..first]));
    while high.0 < all && high.1.size < enough {
        let more = (high.0 * 2).min(all);
        let next = high.1.grown(built, &best_first[..more]);
        if next.size > high.1.size {
            low = high;
            high = (more, next);
        } else {
            high.0 = more; // the pairs in between are of no use; the flow stands
        }
    }
    while high.0 - low.0 > 1 {
        let middle = low.0 + (high.0 - low.0) / 2;
        let flow = low.1.grown(built, &best_first[..middle]);
        if flow.size < high.1.size {
            low = (middle, flow);
        } else {
            high = (middle, flow);
        }
    }
    within_bounds(built, &high.1)
}

/// Lifts and cuts the flow of each set to its bounds, from the inside out.
fn within_bounds(built: &Built, found: &Flow) -> Start {
    let mut flow = found.flow.clone();
    let mut hangs_by = vec![None; built.nodes];
    let mut through = vec![0_i64; built.nodes];
    for (arc, &flow) in built.arcs.iter().zip(&flow).skip(built.first_pair) {
        through[arc.tail as usize] += flow;
        through[arc.head as usize] += flow;
    }
    for &(node, at) in &built.inside_out {
        let arc = built.arcs[at];
        let bounded = through[node].clamp(arc.lower, arc.upper);
        flow[at] = bounded;
        let outside = if arc.tail as usize == node { arc.head } else { arc.tail };
        through[outside as usize] += bounded;
        if arc.lower < bounded && bounded < arc.upper {
            hangs_by[node] = Some(at);
        }
    }
    flow[TOTAL] = through[1];
    if through[1] > 0 {
        hangs_by[1] = Some(TOTAL);
    }
    Start { flow, hangs_by }
}

#[derive(Clone)]
struct Flow {
    flow: Vec<i64>,
    size: i64,
}

impl Flow {
    /// The pairs that must be made, and nothing else.
    fn new(built: &Built) -> Self {
        let mut flow: Vec<i64> = vec![0; built.arcs.len()];
        let mut through = vec![0_i64; built.nodes];
        for (arc, flow) in built.arcs.iter().zip(&mut flow).skip(built.first_pair) {
            *flow = arc.lower;
            through[arc.tail as usize] += arc.lower;
            through[arc.head as usize] += arc.lower;
        }
        for &(node, at) in &built.inside_out {
            let arc = built.arcs[at];
            flow[at] = through[node];
            through[if arc.tail as usize == node { arc.head } else { arc.tail } as usize] += flow[at];
        }
        Self { size: through[1], flow }
    }

    /// The largest flow over these pairs that this one grows into.
    fn grown(&self, built: &Built, pairs: &[u32]) -> Self {
        let mut search = Search {
            built,
            flow: self.flow.clone(),
            out: vec![Vec::new(); built.nodes],
            level: vec![0; built.nodes],
            next: vec![0; built.nodes],
        };
        for &(_, at) in &built.inside_out {
            search.add(at);
        }
        for &pair in pairs {
            search.add(built.first_pair + pair as usize);
        }
        let mut size = self.size;
        while search.find_levels() {
            search.next.fill(0);
            while search.send_one() {
                size += 1;
            }
        }
        Self { flow: search.flow, size }
    }
}

struct Search<'a> {
    built: &'a Built,
    flow: Vec<i64>,
    /// Arcs by their ends, as twice the number, plus one when the node is the head.
    out: Vec<Vec<u32>>,
    level: Vec<u32>,
    next: Vec<usize>,
}

impl Search<'_> {
    fn add(&mut self, at: usize) {
        let (arc, code) = (self.built.arcs[at], u32::try_from(2 * at).unwrap_or(u32::MAX));
        if arc.lower < arc.upper {
            self.out[arc.tail as usize].push(code);
            self.out[arc.head as usize].push(code + 1);
        }
    }

    /// The node at the other end, if there is room on the way.
    fn reach(&self, code: u32) -> Option<usize> {
        let (at, backward) = ((code / 2) as usize, code % 2 == 1);
        let arc = &self.built.arcs[at];
        if backward {
            (self.flow[at] > 0 && (at < self.built.first_pair || arc.lower == 0)).then_some(arc.tail as usize)
        } else {
            (self.flow[at] < arc.upper).then_some(arc.head as usize)
        }
    }

    /// Breadth first from the hub of the mentees to that of the mentors.
    fn find_levels(&mut self) -> bool {
        self.level.fill(u32::MAX);
        self.level[0] = 0;
        let mut queue = VecDeque::from([0]);
        while let Some(node) = queue.pop_front() {
            for &code in &self.out[node] {
                if let Some(to) = self.reach(code).filter(|&to| self.level[to] == u32::MAX) {
                    self.level[to] = self.level[node] + 1;
                    if to == 1 {
                        return true;
                    }
                    queue.push_back(to);
                }
            }
        }
        false
    }

    fn send_one(&mut self) -> bool {
        let mut path: Vec<u32> = Vec::new();
        let mut node = 0;
        while node != 1 {
            let Some(&code) = self.out[node].get(self.next[node]) else {
                let Some(back) = path.pop() else { return false };
                let arc = &self.built.arcs[(back / 2) as usize];
                node = if back % 2 == 1 { arc.head } else { arc.tail } as usize;
                self.next[node] += 1;
                continue;
            };
            match self.reach(code).filter(|&to| self.level[to] == self.level[node] + 1) {
                Some(to) => {
                    path.push(code);
                    node = to;
                }
                None => self.next[node] += 1,
            }
        }
        for code in path {
            self.flow[(code / 2) as usize] += if code % 2 == 1 { -1 } else { 1 };
        }
        true
    }
}
