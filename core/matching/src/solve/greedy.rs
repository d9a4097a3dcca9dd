//! The best pair first, as long as there is room.
//!
//! At least half of the largest total: what may be added on the mentors' side (seats nested in the organisation's) is one
//! matroid, that on the mentees' side another, and greedy reaches half on two (Fisher, Nemhauser and Wolsey 1978). The
//! prices that go with the solution show it: who is full costs the score it was filled at.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::cmp::Reverse;

use super::{assigned, unmatched};
use crate::{Amount, Certificate, Duals, Instance, Solution, SolveError, Strategy, Why, lottery};

pub(crate) fn solve(instance: &Instance, seed: u64) -> Result<Solution, SolveError> {
    if !instance.rules().floors.is_empty() {
        return Err(SolveError::NotSupported { strategy: Strategy::Greedy.name() });
    }
    let order = |&at: &u32| {
        let pair = &instance.pairs()[at as usize];
        let mentee = instance.mentees()[pair.mentee as usize].id;
        let mentor = instance.mentors()[pair.mentor as usize].id;
        (Reverse(pair.score), lottery(seed, mentee.as_bytes(), mentor.as_bytes()))
    };
    let must = |pair: &crate::Together| instance.pair_index(pair.mentee, pair.mentor);
    let must: Vec<u32> = instance.rules().must.iter().filter_map(must).collect();
    let mut rest: Vec<u32> = (0_u32..).zip(instance.pairs()).map(|(at, _)| at).collect();
    rest.sort_by_cached_key(order);
    let dearest = rest.first().map_or(0, |&at| instance.pairs()[at as usize].score);

    let mut room = Room::new(instance);
    let mut taken = Vec::new();
    for &at in &must {
        // Whoever these fill may turn away any other pair, so the price is that of the best one.
        if room.take(instance, at, dearest) {
            taken.push(at);
        }
    }
    for at in rest {
        if must.binary_search(&at).is_err() && room.take(instance, at, instance.pairs()[at as usize].score) {
            taken.push(at);
        }
    }
    let pairs = assigned(instance, taken);
    Ok(Solution {
        strategy: Strategy::Greedy,
        unmatched: unmatched(instance, &pairs, Why::SeatsTaken),
        certificate: Some(Certificate::Prices(room.prices(instance))),
        stopped: false,
        pairs,
    })
}

/// What is left, and what the last place went for.
struct Places {
    left: Vec<u32>,
    price: Vec<u32>,
}

impl Places {
    /// Places that never were turn away the best pair too.
    fn new(capacities: impl Iterator<Item = u32>, dearest: u32) -> Self {
        let left: Vec<u32> = capacities.collect();
        Self { price: left.iter().map(|&left| if left == 0 { dearest } else { 0 }).collect(), left }
    }

    fn take(&mut self, at: usize, price: u32) {
        self.left[at] -= 1;
        if self.left[at] == 0 {
            self.price[at] = price;
        }
    }
}

struct Room {
    mentees: Places,
    mentors: Places,
    organisations: Places,
}

impl Room {
    fn new(instance: &Instance) -> Self {
        let dearest = crate::MAX_SCORE;
        Self {
            mentees: Places::new(instance.mentees().iter().map(|mentee| mentee.capacity), dearest),
            mentors: Places::new(instance.mentors().iter().map(|mentor| mentor.capacity), dearest),
            organisations: Places::new(instance.organisations().iter().map(|at| at.capacity), dearest),
        }
    }

    fn take(&mut self, instance: &Instance, at: u32, price: u32) -> bool {
        let pair = &instance.pairs()[at as usize];
        let (mentee, mentor) = (pair.mentee as usize, pair.mentor as usize);
        let organisation = instance.mentors()[mentor].organisation.map(|at| at as usize);
        let room = self.mentees.left[mentee] > 0
            && self.mentors.left[mentor] > 0
            && organisation.is_none_or(|at| self.organisations.left[at] > 0);
        if room {
            self.mentees.take(mentee, price);
            self.mentors.take(mentor, price);
            organisation.into_iter().for_each(|at| self.organisations.take(at, price));
        }
        room
    }

    /// A mentor asks only what goes beyond the price of its organisation.
    fn prices(&self, instance: &Instance) -> Duals {
        let amount = |score: u32| Amount { first: i64::from(score), ..Amount::default() };
        let of_mentor = |(mentor, &price): (&crate::Mentor, &u32)| {
            let above = mentor.organisation.map_or(0, |at| self.organisations.price[at as usize]);
            amount(price.saturating_sub(above))
        };
        Duals {
            mentees: self.mentees.price.iter().map(|&price| amount(price)).collect(),
            mentors: instance.mentors().iter().zip(&self.mentors.price).map(of_mentor).collect(),
            organisations: self.organisations.price.iter().map(|&price| amount(price)).collect(),
        }
    }
}
