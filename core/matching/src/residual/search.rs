//! Shortest paths in the residual network (Dijkstra 1959), stopped at the goal.

#![expect(clippy::indexing_slicing, reason = "marks are as many as nodes")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::{HUB, Kind, Network};
use super::value::Value;

#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// The search that wrote the mark; others see a blank one.
    round: u32,
    via: u32,
    /// Whether the distance is final. No arc of an optimum leads back to such a node at less cost; that it is looked at once
    /// only makes every search end, whatever the prices are.
    settled: bool,
    distance: Value,
}

/// What a search found, kept between searches so that one costs only what it touches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Search {
    marks: Vec<Mark>,
    round: u32,
    heap: BinaryHeap<Reverse<(Value, u32)>>,
    /// The nodes whose distance is final, with it, in order.
    pub(super) settled: Vec<(u32, Value)>,
    /// No node at this distance or farther is of interest.
    bound: Option<Value>,
    goal: u32,
}

impl Search {
    fn begin(&mut self, start: u32, goal: u32, nodes: usize) {
        if self.round == u32::MAX {
            self.marks.fill(Mark::default());
            self.round = 0;
        }
        self.round += 1;
        self.marks.resize(nodes, Mark::default());
        self.heap.clear();
        self.settled.clear();
        self.bound = None;
        self.goal = goal;
        self.reach(start, Value::ZERO, start);
    }

    /// Begins a search that ignores what is not nearer than `bound`.
    pub(super) fn begin_within(&mut self, start: u32, goal: u32, nodes: usize, bound: Option<Value>) {
        self.begin(start, goal, nodes);
        self.bound = bound;
    }

    pub(super) fn bound(&self) -> Option<Value> {
        self.bound
    }

    #[inline]
    pub(super) fn reach(&mut self, node: u32, distance: Value, via: u32) {
        debug_assert!(
            self.settled.last().is_none_or(|last| last.1 <= distance),
            "the arc between {via} and {node} has a negative reduced cost"
        );
        if self.bound.is_some_and(|bound| bound <= distance) {
            return;
        }
        let mark = &mut self.marks[node as usize];
        if mark.round == self.round && (mark.settled || mark.distance <= distance) {
            return;
        }
        *mark = Mark { round: self.round, via, settled: false, distance };
        if node == HUB || node == self.goal {
            self.bound = Some(distance);
        }
        self.heap.push(Reverse((distance, node)));
    }

    /// The next node, unless it is a goal: then it is left as the answer.
    fn next(&mut self) -> Next {
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            let mark = &mut self.marks[node as usize];
            if mark.settled || mark.distance != distance {
                continue; // a shorter way was found after this entry was queued
            }
            mark.settled = true;
            if node == HUB || node == self.goal {
                return Next::Goal(node, distance);
            }
            self.settled.push((node, distance));
            return Next::Node(node, distance);
        }
        Next::Nothing
    }

    /// The next node, the goal included.
    pub(super) fn next_direct(&mut self) -> Option<(u32, Value)> {
        match self.next() {
            Next::Node(node, distance) | Next::Goal(node, distance) => Some((node, distance)),
            Next::Nothing => None,
        }
    }

    /// The node before this one (after it, in a search backwards).
    pub(crate) fn via(&self, node: u32) -> u32 {
        self.marks[node as usize].via
    }
}

enum Next {
    Node(u32, Value),
    Goal(u32, Value),
    Nothing,
}

impl Network {
    /// Finds which of hub and `goal` a unit at `start` reaches at less cost, and at what cost.
    pub(crate) fn search_forward(&self, search: &mut Search, start: u32, goal: u32) -> Option<(u32, Value)> {
        search.begin(start, goal, self.people.len());
        loop {
            let (node, distance) = match search.next() {
                Next::Goal(goal, distance) => return Some((goal, distance)),
                Next::Nothing => return None,
                Next::Node(node, distance) => (node, distance),
            };
            let person = &self.people[node as usize];
            let base = distance + self.potential[node as usize];
            match person.kind {
                Kind::Mentee => {
                    if person.can_shrink() {
                        search.reach(HUB, base, node);
                    }
                    for link in person.links.iter().filter(|link| !link.is_closed()) {
                        let through = base - self.worth(link) - self.potential[link.other as usize];
                        search.reach(link.other, through, node);
                    }
                }
                Kind::Mentor => {
                    if person.has_room() {
                        search.reach(person.above, base - self.potential[person.above as usize], node);
                    }
                    for link in &person.held {
                        let through = base + self.worth(link) - self.potential[link.other as usize];
                        search.reach(link.other, through, node);
                    }
                }
                Kind::Organisation => {
                    if person.has_room() {
                        search.reach(HUB, base, node);
                    }
                    for &member in person.members.iter().filter(|&&member| self.people[member as usize].can_shrink()) {
                        search.reach(member, base - self.potential[member as usize], node);
                    }
                }
                Kind::Hub | Kind::Free => {}
            }
        }
    }

    /// Finds at what cost a unit of the hub reaches `start`.
    pub(crate) fn search_backward(&self, search: &mut Search, start: u32) -> Option<Value> {
        search.begin(start, HUB, self.people.len());
        loop {
            let (node, distance) = match search.next() {
                Next::Goal(_, distance) => return Some(distance),
                Next::Nothing => return None,
                Next::Node(node, distance) => (node, distance),
            };
            let person = &self.people[node as usize];
            let base = distance - self.potential[node as usize];
            match person.kind {
                Kind::Mentee => {
                    if person.has_room() {
                        search.reach(HUB, base, node);
                    }
                    for link in &person.held {
                        let through = base + self.worth(link) + self.potential[link.other as usize];
                        search.reach(link.other, through, node);
                    }
                }
                Kind::Mentor => {
                    if person.can_shrink() {
                        search.reach(person.above, base + self.potential[person.above as usize], node);
                    }
                    for link in person.links.iter().filter(|link| !link.is_closed()) {
                        let through = base - self.worth(link) + self.potential[link.other as usize];
                        search.reach(link.other, through, node);
                    }
                }
                Kind::Organisation => {
                    if person.can_shrink() {
                        search.reach(HUB, base, node);
                    }
                    for &member in person.members.iter().filter(|&&member| self.people[member as usize].has_room()) {
                        search.reach(member, base + self.potential[member as usize], node);
                    }
                }
                Kind::Hub | Kind::Free => {}
            }
        }
    }
}
