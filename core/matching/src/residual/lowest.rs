//! The lowest optimal prices of places, which are the same whoever found the optimum.

#![expect(clippy::indexing_slicing, reason = "node numbers come from the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::{HUB, Kind, Network};
use super::value::Value;

/// Potentials at which every place is as cheap as an optimum allows, with the way each got there.
#[derive(Debug, Clone)]
pub(crate) struct Lowest {
    pub(crate) potential: Vec<Value>,
    /// The node before each on a cheapest way from the hub.
    pub(crate) via: Vec<u32>,
}

impl Network {
    /// Computes them: each potential rises by the distance from the hub, as no arc bears more.
    ///
    /// Prices are kept at or above zero by arcs hub → organisation → mentor that are there even when nothing flows back on
    /// them. Mentees without capacity, whom nothing reaches, get the least price at which no pair is worth more than its prices.
    pub(crate) fn lowest(&self) -> Lowest {
        let mut potential = self.potential.clone();
        let nodes = || self.people.iter().enumerate();
        for (node, person) in nodes() {
            match person.kind {
                Kind::Mentee => potential[node] = potential[node].max(Value::ZERO),
                Kind::Organisation => potential[node] = potential[node].min(Value::ZERO),
                _ => {}
            }
        }
        for (node, person) in nodes().filter(|(_, person)| person.kind == Kind::Mentor) {
            potential[node] = potential[node].min(potential[person.above as usize]);
        }
        let mut reached = Reached {
            distance: vec![None; potential.len()],
            via: vec![HUB; potential.len()],
            heap: BinaryHeap::new(),
            level: Vec::new(),
        };
        for (node, person) in (0_u32..).zip(&self.people) {
            let from_hub = match person.kind {
                Kind::Mentee => person.has_room(),
                Kind::Mentor => person.above == HUB,
                Kind::Organisation => true,
                Kind::Hub | Kind::Free => false,
            };
            if from_hub {
                reached.reach(node, Value::ZERO, -potential[node as usize], HUB);
            }
        }
        while let Some((node, distance)) = reached.next() {
            let person = &self.people[node as usize];
            let base = potential[node as usize];
            match person.kind {
                Kind::Mentee => {
                    for link in person.links.iter().filter(|link| !link.is_closed()) {
                        let cost = base - self.worth(link) - potential[link.other as usize];
                        reached.reach(link.other, distance, cost, node);
                    }
                }
                Kind::Mentor => {
                    if person.has_room() && person.above != HUB {
                        reached.reach(person.above, distance, base - potential[person.above as usize], node);
                    }
                    for link in &person.held {
                        let cost = base + self.worth(link) - potential[link.other as usize];
                        reached.reach(link.other, distance, cost, node);
                    }
                }
                Kind::Organisation => {
                    for &member in &person.members {
                        reached.reach(member, distance, base - potential[member as usize], node);
                    }
                }
                Kind::Hub | Kind::Free => {}
            }
        }
        for (potential, distance) in potential.iter_mut().zip(&reached.distance) {
            *potential += distance.unwrap_or_default();
        }
        for (node, _) in nodes().filter(|(_, person)| person.kind == Kind::Mentee && person.capacity == 0) {
            let links = self.people[node].links.iter();
            let worth = links.map(|link| self.worth(link) + potential[link.other as usize]).max();
            potential[node] = worth.unwrap_or_default().max(Value::ZERO);
        }
        Lowest { potential, via: reached.via }
    }
}

struct Reached {
    distance: Vec<Option<Value>>,
    via: Vec<u32>,
    heap: BinaryHeap<Reverse<(Value, u32)>>,
    /// Nodes at the distance that is being worked on: most arcs of a plan cost nothing, and these need no heap.
    level: Vec<(u32, Value)>,
}

impl Reached {
    #[inline]
    fn reach(&mut self, node: u32, base: Value, cost: Value, via: u32) {
        debug_assert!(!cost.is_negative(), "the arc from {via} to {node} has a negative reduced cost");
        let through = base + cost;
        if self.distance[node as usize].is_some_and(|known| known <= through) {
            return;
        }
        self.distance[node as usize] = Some(through);
        self.via[node as usize] = via;
        if cost == Value::ZERO {
            self.level.push((node, through));
        } else {
            self.heap.push(Reverse((through, node)));
        }
    }

    fn next(&mut self) -> Option<(u32, Value)> {
        loop {
            let (node, distance) = match self.level.pop() {
                Some(entry) => entry,
                None => self.heap.pop().map(|Reverse((distance, node))| (node, distance))?,
            };
            if self.distance[node as usize] == Some(distance) {
                return Some((node, distance));
            }
        }
    }
}
