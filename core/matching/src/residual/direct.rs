//! Ways that do not pass the hub, for a network that stays as it is: what many searches share is worked out once.

#![expect(clippy::indexing_slicing, reason = "node numbers come from the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::{HUB, Kind, Link, Network};
use super::search::Search;
use super::value::Value;

/// How many links of a mentee, the cheapest, stand in front.
const FRONT: usize = 6;

/// Distances to the hub, the way there, and how much of each mentee's links a search may skip.
#[derive(Debug, Clone)]
pub(crate) struct ToHub {
    /// Nothing for nodes without a way to the hub.
    pub(crate) distance: Vec<Option<Value>>,
    /// The node after each on its way.
    pub(crate) via: Vec<u32>,
    /// The least reduced cost of a mentee's links behind its front; nothing when there are none.
    rest: Vec<Option<Value>>,
}

impl Network {
    /// Works out distances to the hub and brings the cheapest links of every mentee to the front.
    pub(crate) fn to_hub(&mut self) -> ToHub {
        let nodes = self.people.len();
        let mut found = ToHub { distance: vec![None; nodes], via: vec![HUB; nodes], rest: vec![None; nodes] };
        for mentee in 0..nodes {
            if self.people[mentee].kind == Kind::Mentee && self.people[mentee].links.len() > FRONT {
                found.rest[mentee] = self.front_first(mentee);
            }
        }
        let mut heap = BinaryHeap::new();
        for (node, person) in (0_u32..).zip(&self.people) {
            let to_hub = match person.kind {
                Kind::Mentee => person.flow > 0,
                Kind::Mentor => person.has_room() && person.above == HUB,
                Kind::Organisation => person.has_room(),
                Kind::Hub | Kind::Free => false,
            };
            if to_hub {
                found.distance[node as usize] = Some(self.potential[node as usize]);
                heap.push(Reverse((self.potential[node as usize], node)));
            }
        }
        while let Some(Reverse((distance, node))) = heap.pop() {
            if found.distance[node as usize] != Some(distance) {
                continue;
            }
            self.before(node, distance, |before, through| {
                let known = &mut found.distance[before as usize];
                if known.is_none_or(|known| through < known) {
                    *known = Some(through);
                    found.via[before as usize] = node;
                    heap.push(Reverse((through, before)));
                }
            });
        }
        found
    }

    fn front_first(&mut self, mentee: usize) -> Option<Value> {
        let base = self.potential[mentee];
        let cost =
            |link: &Link| base - self.objective.worth(link.score(), link.luck) - self.potential[link.other as usize];
        let mut links: Vec<(Value, Link)> = self.people[mentee].links.iter().map(|link| (cost(link), *link)).collect();
        links.select_nth_unstable_by_key(FRONT, |entry| entry.0);
        let least = links.get(FRONT).map(|entry| entry.0);
        for (slot, (_, link)) in self.people[mentee].links.iter_mut().zip(links) {
            *slot = link;
        }
        least
    }

    /// Calls `reach` for every node but the hub with an arc to `node`, with the distance through it.
    fn before(&self, node: u32, distance: Value, mut reach: impl FnMut(u32, Value)) {
        let person = &self.people[node as usize];
        let base = distance - self.potential[node as usize];
        match person.kind {
            Kind::Mentee => {
                for link in &person.held {
                    reach(link.other, base + self.worth(link) + self.potential[link.other as usize]);
                }
            }
            Kind::Mentor => {
                if person.flow > 0 && person.above != HUB {
                    reach(person.above, base + self.potential[person.above as usize]);
                }
                for link in person.links.iter().filter(|link| !link.is_closed()) {
                    reach(link.other, base - self.worth(link) + self.potential[link.other as usize]);
                }
            }
            Kind::Organisation => {
                for &member in person.members.iter().filter(|&&member| self.people[member as usize].has_room()) {
                    reach(member, base + self.potential[member as usize]);
                }
            }
            Kind::Hub | Kind::Free => {}
        }
    }

    /// Finds a way from `start` to `goal` that is shorter than the one through the hub, given that from the hub to `goal` it costs
    /// nothing.
    ///
    /// A node from which it is far to the hub is as far from the goal, up to what it is from there to the hub: what that rules
    /// out is not searched (A*, Hart, Nilsson and Raphael 1968).
    pub(crate) fn search_direct(&self, search: &mut Search, start: u32, goal: u32, to_hub: &ToHub) -> Option<Value> {
        let bound = to_hub.distance[start as usize];
        let beyond = to_hub.distance[goal as usize];
        search.begin_within(start, goal, self.people.len(), bound);
        while let Some((node, distance)) = search.next_direct() {
            if node == goal {
                return Some(distance);
            }
            let bound = search.bound();
            let Some(home) = to_hub.distance[node as usize] else { continue };
            if bound.zip(beyond).is_some_and(|(bound, beyond)| distance + home - beyond >= bound) {
                continue;
            }
            let person = &self.people[node as usize];
            let base = distance + self.potential[node as usize];
            match person.kind {
                Kind::Mentee => {
                    let skips = match (to_hub.rest[node as usize], bound) {
                        (Some(rest), Some(bound)) => distance + rest >= bound,
                        _ => false,
                    };
                    let links = if skips { person.links.get(..FRONT).unwrap_or(&person.links) } else { &person.links };
                    for link in links.iter().filter(|link| !link.is_closed()) {
                        let through = base - self.worth(link) - self.potential[link.other as usize];
                        search.reach(link.other, through, node);
                    }
                }
                Kind::Mentor => {
                    if person.has_room() && person.above != HUB {
                        search.reach(person.above, base - self.potential[person.above as usize], node);
                    }
                    for link in &person.held {
                        search.reach(link.other, base + self.worth(link) - self.potential[link.other as usize], node);
                    }
                }
                Kind::Organisation => {
                    for &member in person.members.iter().filter(|&&member| self.people[member as usize].flow > 0) {
                        search.reach(member, base - self.potential[member as usize], node);
                    }
                }
                Kind::Hub | Kind::Free => {}
            }
        }
        None
    }
}
