//! The lowest optimal prices of places, which are the same whoever found the optimum.

#![expect(clippy::indexing_slicing, reason = "node numbers come from the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::{HUB, Kind, Network, Person};
use super::value::Value;

/// Potentials at which every place is as cheap as an optimum allows, with the way each got there.
#[derive(Debug, Clone)]
pub(crate) struct Lowest {
    pub(crate) potential: Vec<Value>,
    /// The node before each on a cheapest way from the hub.
    pub(crate) via: Vec<u32>,
    /// Whether there is a way from the hub.
    pub(crate) reached: Vec<bool>,
}

impl Network {
    /// Computes them: each potential rises by the distance from the hub, as no arc bears more.
    ///
    /// Prices are kept at or above zero by arcs hub → organisation → mentor that are there even when nothing flows back on
    /// them, unless there is a floor. Mentees without capacity, whom nothing reaches, get the least price at which no pair is worth
    /// more than its prices. What floors keep from the hub altogether has no lowest price: it gets one that is low enough.
    pub(crate) fn lowest(&self) -> Lowest {
        let mut potential = self.potential.clone();
        let nodes = || (0_u32..).zip(&self.people);
        for (node, person) in nodes() {
            let potential = &mut potential[node as usize];
            match person.kind {
                Kind::Mentee => *potential = (*potential).max(Value::ZERO),
                Kind::Organisation if person.floor == 0 => *potential = (*potential).min(Value::ZERO),
                _ => {}
            }
        }
        for (node, person) in nodes().filter(|(_, person)| person.kind == Kind::Mentor && person.floor == 0) {
            potential[node as usize] = potential[node as usize].min(potential[person.above as usize]);
        }
        let mut found = Reached {
            distance: vec![None; potential.len()],
            via: vec![HUB; potential.len()],
            heap: BinaryHeap::new(),
            level: Vec::new(),
        };
        for (node, person) in nodes() {
            let from_hub = match person.kind {
                Kind::Mentee => person.has_room(),
                Kind::Mentor => person.above == HUB && person.is_open_from_above(),
                Kind::Organisation => person.is_open_from_above(),
                Kind::Hub | Kind::Free => false,
            };
            if from_hub {
                found.reach(node, Value::ZERO, -potential[node as usize], HUB);
            }
        }
        while let Some((node, distance)) = found.next() {
            self.after(node, &potential, |after, cost| found.reach(after, distance, cost, node));
        }
        let reached: Vec<bool> = found.distance.iter().map(Option::is_some).collect();
        let idle = |person: &Person| person.kind == Kind::Mentee && person.capacity == 0;
        let mut low_enough = Value::ZERO;
        for (node, _) in nodes().filter(|(node, person)| !reached[*node as usize] && !idle(person)) {
            self.after(node, &potential, |after, cost| {
                if let Some(distance) = found.distance[after as usize] {
                    low_enough = low_enough.max(distance - cost);
                }
            });
        }
        for ((potential, distance), (_, person)) in potential.iter_mut().zip(&found.distance).zip(nodes()) {
            *potential += distance.unwrap_or(if person.kind == Kind::Hub { Value::ZERO } else { low_enough });
        }
        for (node, _) in nodes().filter(|(_, person)| idle(person)) {
            let links = self.people[node as usize].links.iter();
            let worth = links.map(|link| self.worth(link) + potential[link.other as usize]).max();
            potential[node as usize] = worth.unwrap_or_default().max(Value::ZERO);
        }
        Lowest { potential, via: found.via, reached }
    }

    /// Calls `reach` for every node but the hub that a unit at `node` may go to, with the reduced cost.
    #[inline]
    fn after(&self, node: u32, potential: &[Value], mut reach: impl FnMut(u32, Value)) {
        let person = &self.people[node as usize];
        let base = potential[node as usize];
        match person.kind {
            Kind::Mentee => {
                for link in person.links.iter().filter(|link| !link.is_closed()) {
                    reach(link.other, base - self.worth(link) - potential[link.other as usize]);
                }
            }
            Kind::Mentor => {
                if person.has_room() && person.above != HUB {
                    reach(person.above, base - potential[person.above as usize]);
                }
                for link in &person.held {
                    reach(link.other, base + self.worth(link) - potential[link.other as usize]);
                }
            }
            Kind::Organisation => {
                let open = |member: &&u32| self.people[**member as usize].is_open_from_above();
                for &member in person.members.iter().filter(open) {
                    reach(member, base - potential[member as usize]);
                }
            }
            Kind::Hub | Kind::Free => {}
        }
    }
}

impl Person {
    /// Whether a unit may come back from above; without a floor also where there is none, so that prices stay above zero.
    fn is_open_from_above(&self) -> bool {
        self.floor == 0 || self.can_shrink()
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
