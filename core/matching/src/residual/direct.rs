//! Ways that do not pass the hub, for a network that stays as it is: what many searches share is worked out once.

#![expect(clippy::indexing_slicing, reason = "node numbers come from the network")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::{HUB, Kind, Link, Network};
use super::search::Search;
use super::value::Value;

/// Distances to the hub, the way there, and how much of each mentee's links a search may skip.
#[derive(Debug, Clone)]
pub(crate) struct ToHub {
    /// Nothing for nodes without a way to the hub.
    pub(crate) distance: Vec<Option<Value>>,
    /// The node after each on its way.
    pub(crate) via: Vec<u32>,
    /// The least reduced cost of a mentee's links behind its front; nothing when there are none.
    rest: Vec<Option<Value>>,
    front: usize,
}

impl Network {
    /// Works out distances to the hub and brings the `front` cheapest links of every mentee to the front.
    pub(crate) fn work_out_to_hub(&mut self, front: usize) -> ToHub {
        let nodes = self.people.len();
        let mut found = ToHub { distance: vec![None; nodes], via: vec![HUB; nodes], rest: vec![None; nodes], front };
        for mentee in 0..nodes {
            if self.people[mentee].kind == Kind::Mentee && self.people[mentee].links.len() > front {
                found.rest[mentee] = self.front_first(mentee, front);
            }
        }
        let mut heap = BinaryHeap::new();
        for (node, person) in (0_u32..).zip(&self.people) {
            let to_hub = match person.kind {
                Kind::Mentee => person.can_shrink(),
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
                debug_assert!(through >= distance, "the arc from {before} to {node} has a negative reduced cost");
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

    fn front_first(&mut self, mentee: usize, front: usize) -> Option<Value> {
        let base = self.potential[mentee];
        let cost =
            |link: &Link| base - self.objective.worth(link.score(), link.luck) - self.potential[link.other as usize];
        let mut links: Vec<(Value, Link)> = self.people[mentee].links.iter().map(|link| (cost(link), *link)).collect();
        links.select_nth_unstable_by_key(front, |entry| entry.0);
        let least = links.get(front).map(|entry| entry.0);
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
                if person.can_shrink() && person.above != HUB {
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
    /// nothing; or any, where floors leave no way `through_hub`.
    ///
    /// A node from which it is far to the hub is as far from the goal, up to what it is from there to the hub: what that rules
    /// out is not searched (A*, Hart, Nilsson and Raphael 1968).
    pub(crate) fn search_direct(
        &self,
        search: &mut Search,
        (start, goal): (u32, u32),
        through_hub: bool,
        to_hub: &ToHub,
    ) -> Option<Value> {
        let bound = to_hub.distance[start as usize].filter(|_| through_hub);
        let beyond = to_hub.distance[goal as usize];
        search.begin_within(start, goal, self.people.len(), bound);
        while let Some((node, distance)) = search.next_direct() {
            if node == goal {
                return Some(distance);
            }
            let bound = search.bound();
            let useless = match (to_hub.distance[node as usize], beyond, bound) {
                (Some(home), Some(beyond), Some(bound)) => distance + home - beyond >= bound,
                (None, Some(_), _) => true,
                _ => false,
            };
            if useless {
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
                    let links =
                        if skips { person.links.get(..to_hub.front).unwrap_or(&person.links) } else { &person.links };
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
                    for &member in person.members.iter().filter(|&&member| self.people[member as usize].can_shrink()) {
                        search.reach(member, base - self.potential[member as usize], node);
                    }
                }
                Kind::Hub | Kind::Free => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::residual::{HUB, Network, Numbers, Objective, Search, Value};
    use crate::{Id, Instance, InstanceInput, Mentee, Mentor, PairInput, SizeOrScore, Strategy, lottery};

    fn instance(round: u64) -> Instance {
        let draw = |a: u32, b: u32| lottery(round, &u128::from(a).to_be_bytes(), &u128::from(b).to_be_bytes());
        let pair = |at: u32| {
            let score = u32::try_from(draw(at, 1) % 1_000_001).unwrap();
            PairInput { mentee: at / 9, mentor: at % 9, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] }
        };
        Instance::new(InstanceInput {
            mentees: (0..12).map(|at| Mentee { id: Id::from_u128(at), capacity: 1 }).collect(),
            mentors: (0..9_u32)
                .map(|at| Mentor {
                    id: Id::from_u128(at.into()),
                    capacity: u32::try_from(draw(at, 2) % 3).unwrap(),
                    organisation: None,
                })
                .collect(),
            pairs: (0..108).filter(|&at| !draw(at, 3).is_multiple_of(3)).map(pair).collect(),
            ..InstanceInput::default()
        })
        .unwrap()
    }

    /// Skipping and ruling out lose nothing: the same distances as a search that does neither.
    #[test]
    fn finds_the_distances_of_a_full_search() {
        let mut direct = 0;
        for round in 0..200 {
            let instance = instance(round);
            let first = if round % 2 == 0 { SizeOrScore::Size } else { SizeOrScore::Score };
            let objective = Objective::of(&Strategy::MaxWeight { first }).unwrap();
            let mut network = Network::solved(&instance, objective, round).unwrap();
            network.potential = network.lowest().potential;
            let to_hub = network.work_out_to_hub(1);
            let numbers = Numbers::of(&instance).unwrap();
            let mut search = Search::default();
            for (mentee, mentor) in (0..12).flat_map(|mentee| (0..9).map(move |mentor| (mentee, mentor))) {
                let (mentee, mentor) = (numbers.mentee(mentee), numbers.mentor(mentor));
                for (start, goal) in [(mentee, mentor), (mentor, mentee)] {
                    if network.capacity(goal) == 0 {
                        continue; // nothing comes there from the hub
                    }
                    let full = network.search_forward(&mut search, start, goal).map(|found| found.1);
                    let found = network.search_direct(&mut search, (start, goal), true, &to_hub);
                    direct += u32::from(found.is_some());
                    assert_eq!(found.or(to_hub.distance[start as usize]), full);
                }
            }
            assert_eq!((network.potential(HUB), to_hub.distance[HUB as usize]), (Value::ZERO, None));
        }
        assert!(direct > 1_000, "{direct}");
    }
}
