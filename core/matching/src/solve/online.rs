//! First come, first served: each mentee gets, on arrival, the best that is free, and nobody is moved afterwards.
//!
//! The certificate is the prices of the largest total score, found by matching everybody at once: what hindsight would have given.

use std::cmp::Reverse;

use super::{assigned, max_weight, unmatched};
use crate::{Goal, Instance, Limits, Solution, SolveError, Strategy, Why, lottery};

pub(crate) fn solve(instance: &Instance, seed: u64, limits: &Limits<'_>) -> Result<Solution, SolveError> {
    let rules = instance.rules();
    if !rules.floors.is_empty() {
        return Err(SolveError::NotSupported { strategy: Strategy::Online.name() });
    }
    let mut free = Free::of(instance);
    let must = |pair: &crate::Together| instance.pair_index(pair.mentee, pair.mentor);
    let mut taken: Vec<u32> = rules.must.iter().filter_map(must).filter(|&at| free.take(instance, at)).collect();
    taken.sort_unstable();
    let kept = taken.clone();
    for mentee in in_order(instance) {
        let mut offers: Vec<u32> = instance.pairs_of(mentee).filter(|at| kept.binary_search(at).is_err()).collect();
        offers.sort_by_cached_key(|&at| wish(instance, at, seed));
        taken.extend(offers.into_iter().filter(|&at| free.take(instance, at)));
    }
    let hindsight = max_weight::solve(instance, Strategy::Online, Goal::ScoreFirst, seed, limits)?;
    let pairs = assigned(instance, taken);
    Ok(Solution {
        strategy: Strategy::Online,
        unmatched: unmatched(instance, &pairs, Why::CameLater),
        certificate: hindsight.certificate,
        stopped: hindsight.stopped,
        pairs,
    })
}

/// Who comes first; those of whom nobody says when they come are last.
fn in_order(instance: &Instance) -> Vec<u32> {
    let mut order = instance.rules().arrivals.clone();
    let mut came = vec![false; instance.mentees().len()];
    for &mentee in &order {
        if let Some(came) = came.get_mut(mentee as usize) {
            *came = true;
        }
    }
    order.extend((0..).zip(came).filter(|(_, came)| !came).map(|(mentee, _)| mentee));
    order
}

/// The best score, among equals the lower lottery number.
fn wish(instance: &Instance, at: u32, seed: u64) -> Option<(Reverse<u32>, u64)> {
    let pair = instance.pairs().get(at as usize)?;
    let mentee = instance.mentees().get(pair.mentee as usize)?.id;
    let mentor = instance.mentors().get(pair.mentor as usize)?.id;
    Some((Reverse(pair.score), lottery(seed, mentee.as_bytes(), mentor.as_bytes())))
}

/// What is free.
struct Free {
    slots: Vec<u32>,
    seats: Vec<u32>,
    organisations: Vec<u32>,
}

impl Free {
    fn of(instance: &Instance) -> Self {
        Self {
            slots: instance.mentees().iter().map(|mentee| mentee.capacity).collect(),
            seats: instance.mentors().iter().map(|mentor| mentor.capacity).collect(),
            organisations: instance.organisations().iter().map(|organisation| organisation.capacity).collect(),
        }
    }

    fn take(&mut self, instance: &Instance, at: u32) -> bool {
        let Some(pair) = instance.pairs().get(at as usize) else { return false };
        let organisation = instance.mentors().get(pair.mentor as usize).and_then(|mentor| mentor.organisation);
        let above = organisation.and_then(|at| self.organisations.get_mut(at as usize));
        let places = [self.slots.get_mut(pair.mentee as usize), self.seats.get_mut(pair.mentor as usize), above];
        let mut places: Vec<&mut u32> = places.into_iter().flatten().collect();
        let free = places.iter().all(|left| **left > 0);
        if free {
            places.iter_mut().for_each(|left| **left -= 1);
        }
        free
    }
}
