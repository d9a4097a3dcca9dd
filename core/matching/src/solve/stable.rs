//! Deferred acceptance with capacities on two levels, mentees proposing.
//!
//! A mentor's seats nest in its organisation's, so what an organisation may hold is a laminar family (a matroid), and
//! holding the best of what was offered is: when the mentor is over capacity, drop the mentor's worst; else, when the
//! organisation is over capacity, drop the organisation's worst. With a strict order this always ends in a stable
//! matching, the best one for every mentee, whatever the order of proposals (Fleiner 2003, matroid kernels).

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::collections::BTreeSet;

use super::{assigned, unmatched};
use crate::{Id, Instance, MENTEE_TIES, Pair, Solution, SolveError, Strategy, Why, lottery};

/// How the mentors' side orders pairs, best first: rank, lottery, mentee id. The last number is the place of the mentor
/// in the mentee's list; it separates only two pairs of one mentee in one organisation, to which either is equal.
type Key = (u32, u64, Id, u32);

pub(crate) fn solve(instance: &Instance, seed: u64) -> Result<Solution, SolveError> {
    let lists = lists(instance, seed);
    let keys = keys(instance, seed, &lists);
    let mut market = Market {
        instance,
        keys: &keys,
        at_mentor: vec![BTreeSet::new(); instance.mentors().len()],
        at_organisation: vec![BTreeSet::new(); instance.organisations().len()],
    };
    let mut next = vec![0; lists.len()];
    let mut holds = vec![0_u32; lists.len()];
    let mut waiting: Vec<usize> = (0..lists.len()).rev().collect();
    while let Some(mentee) = waiting.pop() {
        while holds[mentee] < instance.mentees()[mentee].capacity
            && let Some(&pair) = lists[mentee].get(next[mentee])
        {
            next[mentee] += 1;
            holds[mentee] += 1;
            if let Some(dropped) = market.propose(pair) {
                let loser = instance.pairs()[dropped as usize].mentee as usize;
                holds[loser] -= 1;
                if loser != mentee {
                    waiting.push(loser);
                }
            }
        }
    }
    let held = market.at_mentor.iter().flatten().map(|&(_, pair)| pair).collect();
    let pairs = assigned(instance, held);
    let unmatched = unmatched(instance, &pairs, Why::OutrankedEverywhere);
    Ok(Solution { strategy: Strategy::Stable, pairs, unmatched, certificate: None, stopped: false })
}

/// The pairs of each mentee, best first, strict.
fn lists(instance: &Instance, seed: u64) -> Vec<Vec<u32>> {
    let order = |index: u32| {
        let pair = &instance.pairs()[index as usize];
        let (mentee, mentor) = ids(instance, pair);
        (pair.mentee_rank, lottery(seed ^ MENTEE_TIES, mentee.as_bytes(), mentor.as_bytes()), mentor)
    };
    let list = |(mentee, _)| {
        let mut list: Vec<u32> = instance.pairs_of(mentee).collect();
        list.sort_by_cached_key(|&pair| order(pair));
        list
    };
    (0_u32..).zip(instance.mentees()).map(list).collect()
}

fn keys(instance: &Instance, seed: u64, lists: &[Vec<u32>]) -> Vec<Key> {
    let key = |pair: &Pair| {
        let (mentee, mentor) = ids(instance, pair);
        let organisation = instance.mentors()[pair.mentor as usize].organisation;
        let side = organisation.map_or(mentor, |organisation| instance.organisations()[organisation as usize].id);
        (pair.mentor_rank, lottery(seed, side.as_bytes(), mentee.as_bytes()), mentee, 0)
    };
    let mut keys: Vec<Key> = instance.pairs().iter().map(key).collect();
    for list in lists {
        for (place, &pair) in (0..).zip(list) {
            keys[pair as usize].3 = place;
        }
    }
    keys
}

fn ids(instance: &Instance, pair: &Pair) -> (Id, Id) {
    (instance.mentees()[pair.mentee as usize].id, instance.mentors()[pair.mentor as usize].id)
}

struct Market<'a> {
    instance: &'a Instance,
    keys: &'a [Key],
    at_mentor: Vec<BTreeSet<(Key, u32)>>,
    at_organisation: Vec<BTreeSet<(Key, u32)>>,
}

impl Market<'_> {
    /// Holds the pair and gives back the one that has to go, if any.
    fn propose(&mut self, pair: u32) -> Option<u32> {
        let offer = (self.keys[pair as usize], pair);
        let index = self.instance.pairs()[pair as usize].mentor as usize;
        let mentor = &self.instance.mentors()[index];
        self.at_mentor[index].insert(offer);
        let organisation = mentor.organisation.map(|organisation| organisation as usize);
        if let Some(organisation) = organisation {
            self.at_organisation[organisation].insert(offer);
        }
        let worst = if self.at_mentor[index].len() > mentor.capacity as usize {
            self.at_mentor[index].last().copied()
        } else {
            organisation
                .filter(|&at| self.at_organisation[at].len() > self.instance.organisations()[at].capacity as usize)
                .and_then(|at| self.at_organisation[at].last().copied())
        };
        if let Some(worst) = worst {
            let mentor = self.instance.pairs()[worst.1 as usize].mentor as usize;
            self.at_mentor[mentor].remove(&worst);
            if let Some(organisation) = organisation {
                self.at_organisation[organisation].remove(&worst); // the worst is of the same organisation
            }
        }
        worst.map(|(_, pair)| pair)
    }
}
