//! Deferred acceptance with capacities on two levels, mentees proposing (Gale and Shapley 1962).
//!
//! A mentor's seats nest in its organisation's, so what an organisation may hold is a laminar family (a matroid), and
//! holding the best of what was offered is: when the mentor is over capacity, drop the mentor's worst; else, when the
//! organisation is over capacity, drop the organisation's worst. With a strict order this always ends in a stable
//! matching, the best one for every mentee, whatever the order of proposals (Fleiner 2003, matroid kernels).

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::collections::BinaryHeap;

use super::ranked::Ranked;
use crate::{Instance, Limits, SolveError};

/// How many offers are made between two looks at the limits.
const OFFERS_PER_LOOK: u32 = 1 << 16;

/// No offer.
pub(super) const NONE: u32 = u32::MAX;

/// What mentees offer, best first. One pair may be offered several times, differently ranked, but is held once.
pub(super) struct Offers {
    /// Where the offers of each mentee start; one longer than there are mentees.
    pub(super) starts: Vec<u32>,
    /// The pair of each offer.
    pub(super) pairs: Vec<u32>,
    /// Where the side that decides ranks the offer, the best lowest, no two alike.
    pub(super) places: Vec<u32>,
    /// The next offer of the same pair, later on the same list, or [`NONE`]; empty when every pair is offered once.
    pub(super) again: Vec<u32>,
}

/// Gives the pairs that are held in the end.
pub(super) fn run(
    instance: &Instance,
    ranked: &Ranked,
    offers: &Offers,
    limits: &Limits<'_>,
) -> Result<Vec<u32>, SolveError> {
    let mut market = Market {
        instance,
        ranked,
        offers,
        at_mentor: vec![BinaryHeap::new(); instance.mentors().len()],
        at_organisation: vec![BinaryHeap::new(); instance.organisations().len()],
        held_in: vec![0; instance.organisations().len()],
        held: vec![false; offers.pairs.len()],
    };
    let mentees = instance.mentees().len();
    let mut next: Vec<u32> = offers.starts[..mentees].to_vec();
    let mut room = ranked.mentee_room.clone();
    let mut together = vec![false; if offers.again.is_empty() { 0 } else { instance.pairs().len() }];
    // Offers that were passed over while the pair was held on better terms, and have to be made after all.
    let mut passed: Vec<(usize, u32)> = Vec::new();
    let mut waiting: Vec<usize> = (0..mentees).rev().collect();
    let mut until_look = 0;
    while let Some(mentee) = waiting.pop() {
        while room[mentee] > 0 {
            let offer = match passed.pop_if(|line| line.0 == mentee) {
                Some((_, offer)) => offer,
                None if next[mentee] == offers.starts[mentee + 1] => break,
                None => {
                    next[mentee] += 1;
                    next[mentee] - 1
                }
            };
            if until_look == 0 {
                until_look = OFFERS_PER_LOOK;
                if limits.stopped() {
                    return Err(SolveError::Stopped);
                }
            }
            until_look -= 1;
            let pair = offers.pairs[offer as usize] as usize;
            if let Some(together) = together.get_mut(pair) {
                if *together {
                    continue;
                }
                *together = true;
            }
            room[mentee] -= 1;
            let Some(dropped) = market.offer(offer) else { continue };
            let lost = offers.pairs[dropped as usize] as usize;
            let loser = instance.pairs()[lost].mentee as usize;
            room[loser] += 1;
            if let Some(together) = together.get_mut(lost) {
                *together = false;
                let again = offers.again[dropped as usize];
                if again < next[loser] {
                    passed.push((loser, again));
                }
            }
            if loser != mentee {
                if room[mentee] > 0 {
                    waiting.push(mentee);
                }
                waiting.push(loser);
                break;
            }
        }
    }
    Ok(market.held_pairs())
}

struct Market<'a> {
    instance: &'a Instance,
    ranked: &'a Ranked,
    offers: &'a Offers,
    /// The offers each mentor holds as (place, offer), the worst on top.
    at_mentor: Vec<BinaryHeap<(u32, u32)>>,
    /// The offers each organisation was ever made; those no longer held are skipped when they come up.
    at_organisation: Vec<BinaryHeap<(u32, u32)>>,
    held_in: Vec<u32>,
    held: Vec<bool>,
}

impl Market<'_> {
    /// Holds the offer and gives back the one that has to go, if any.
    fn offer(&mut self, offer: u32) -> Option<u32> {
        let line = (self.offers.places[offer as usize], offer);
        let mentor = self.mentor_of(offer);
        let organisation = self.instance.mentors()[mentor].organisation.map(|organisation| organisation as usize);
        self.at_mentor[mentor].push(line);
        self.held[offer as usize] = true;
        if let Some(organisation) = organisation {
            self.at_organisation[organisation].push(line);
            self.held_in[organisation] += 1;
        }
        if self.at_mentor[mentor].len() > self.ranked.mentor_room[mentor] as usize {
            return self.drop_worst_of(mentor, organisation);
        }
        let organisation = organisation.filter(|&at| self.held_in[at] > self.ranked.organisation_room[at])?;
        while let Some((_, worst)) = self.at_organisation[organisation].pop() {
            if self.held[worst as usize] {
                // The worst of the organisation is the worst of its mentor, too.
                return self.drop_worst_of(self.mentor_of(worst), Some(organisation));
            }
        }
        None
    }

    fn drop_worst_of(&mut self, mentor: usize, organisation: Option<usize>) -> Option<u32> {
        let (_, worst) = self.at_mentor[mentor].pop()?;
        self.held[worst as usize] = false;
        if let Some(organisation) = organisation {
            self.held_in[organisation] -= 1;
        }
        Some(worst)
    }

    fn mentor_of(&self, offer: u32) -> usize {
        self.instance.pairs()[self.offers.pairs[offer as usize] as usize].mentor as usize
    }

    fn held_pairs(&self) -> Vec<u32> {
        self.at_mentor.iter().flatten().map(|&(_, offer)| self.offers.pairs[offer as usize]).collect()
    }
}
