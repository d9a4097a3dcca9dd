//! The session as an instance, a solution and prices.

use super::{Party, Session};
use crate::{Assigned, Certificate, Duals, Id, Instance, Solution, Unmatched, What, Why};

impl Session {
    /// The instance as it is now, in canonical order: what a full run would be given.
    pub fn instance(&self) -> Instance {
        let input = self.pool.instance(&|node| self.network.capacity(node), &|node| self.network.above(node));
        Instance::of_checked(input)
    }

    /// The plan as it is now, with the prices that prove it; indices are those of [`instance`](Self::instance).
    pub fn solution(&self) -> Solution {
        self.solution_for(&self.instance())
    }

    /// Does what [`solution`](Self::solution) does, for a caller who has the instance already.
    pub fn solution_for(&self, instance: &Instance) -> Solution {
        let mut pairs = Vec::new();
        let mut unmatched = Vec::new();
        for ((index, mentee), &node) in (0_u32..).zip(instance.mentees()).zip(self.pool.mentees.values()) {
            let mut mentors: Vec<u32> = (self.planned(node, &self.difference).into_iter())
                .filter_map(|mentor| instance.mentor_index(&self.pool.id(mentor)))
                .collect();
            mentors.sort_unstable();
            if mentors.is_empty() {
                let why = self.why_unmatched(node, mentee.capacity);
                unmatched.push(Unmatched { mentee: index, why });
            }
            pairs.extend(mentors.into_iter().map(|mentor| Assigned {
                mentee: index,
                mentor,
                pair: instance.pair_index(index, mentor),
            }));
        }
        Solution {
            strategy: self.strategy,
            pairs,
            unmatched,
            certificate: Some(Certificate::Prices(self.prices())),
            stopped: false,
        }
    }

    fn why_unmatched(&self, node: u32, capacity: u32) -> Why {
        let mut mentors = self.network.partners(node).into_iter().peekable();
        if capacity == 0 {
            Why::NoCapacity
        } else if mentors.peek().is_none() {
            Why::NoEligibleMentor
        } else if mentors.any(|mentor| self.network.has_seats(mentor)) {
            Why::SeatsTaken
        } else {
            Why::NoSeats
        }
    }

    /// The lowest optimal prices of places, in the order of [`instance`](Self::instance).
    pub fn prices(&self) -> Duals {
        let lowest = self.network.lowest();
        let of = |node: u32| lowest.potential.get(node as usize).copied().unwrap_or_default();
        let mentor = |&node: &u32| (of(self.network.above(node)) - of(node)).to_amount();
        Duals {
            mentees: self.pool.mentees.values().map(|&node| of(node).to_amount()).collect(),
            mentors: self.pool.mentors.values().map(mentor).collect(),
            organisations: self.pool.organisations.values().map(|&node| (-of(node)).to_amount()).collect(),
        }
    }

    /// How many somebody takes at most; nothing for people who are not in the session.
    pub fn capacity_of(&self, party: Party) -> Option<u32> {
        Some(self.network.capacity(self.pool.node_of(party).ok()?))
    }

    /// The mentors of a mentee by id; none for one who is not in the session.
    pub fn mentors_of(&self, mentee: Id) -> Vec<Id> {
        let Ok(node) = self.pool.node(What::Mentee, mentee) else { return Vec::new() };
        let planned = self.planned(node, &self.difference);
        let mut mentors: Vec<Id> = planned.into_iter().map(|mentor| self.pool.id(mentor)).collect();
        mentors.sort_unstable();
        mentors
    }
}
