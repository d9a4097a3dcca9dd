//! Why not, by ranks: which side of a pair has better, in the order in which the strategy breaks ties.

use super::WhyNot;
use crate::{Id, Instance, MENTEE_TIES, Pair, Solution, Strategy, lottery};

/// Whether plans of the strategy are explained by ranks.
pub(super) fn explains(strategy: &Strategy) -> bool {
    matches!(strategy, Strategy::Stable | Strategy::StableForMentors | Strategy::StableTies | Strategy::Profile { .. })
}

/// Why a pair with capacities on all sides is not in the plan.
pub(super) fn why_not(instance: &Instance, solution: &Solution, seed: u64, pair: &Pair) -> WhyNot {
    let with_ties = matches!(solution.strategy, Strategy::Stable | Strategy::StableForMentors);
    let orders = Orders { instance, seed: with_ties.then_some(seed) };
    let made = || solution.pairs.iter().filter_map(|line| instance.pairs().get(line.pair? as usize));
    let mine: Vec<&Pair> = made().filter(|other| other.mentee == pair.mentee).collect();
    if mine.iter().any(|other| other.mentor == pair.mentor) {
        return WhyNot::Matched;
    }
    let slots = instance.mentees().get(pair.mentee as usize).map_or(0, |mentee| mentee.capacity as usize);
    if mine.len() >= slots
        && let Some(worst) = mine.iter().max_by_key(|other| orders.of_mentee(other))
        && orders.of_mentee(worst) <= orders.of_mentee(pair)
    {
        return WhyNot::Prefers { mentor: worst.mentor, rank: worst.mentee_rank, own_rank: pair.mentee_rank };
    }
    let outranked = |rivals: &[&Pair]| {
        let worst = rivals.iter().max_by_key(|other| orders.of_side(other))?;
        (orders.of_side(worst) <= orders.of_side(pair)).then_some(WhyNot::OutrankedBy {
            mentee: worst.mentee,
            rank: worst.mentor_rank,
            own_rank: pair.mentor_rank,
        })
    };
    let rivals: Vec<&Pair> = made().filter(|other| other.mentor == pair.mentor).collect();
    let seats = instance.mentors().get(pair.mentor as usize).map_or(0, |mentor| mentor.capacity as usize);
    if rivals.len() >= seats {
        return outranked(&rivals).unwrap_or(WhyNot::Blocks);
    }
    let above = organisation(instance, pair);
    let Some(quota) = above.and_then(|at| instance.organisations().get(at as usize)) else { return WhyNot::Blocks };
    let rivals: Vec<&Pair> = made().filter(|other| organisation(instance, other) == above).collect();
    // A mentee that changes within the organisation takes nobody's place in it.
    let changes = mine.iter().any(|own| {
        organisation(instance, own) == above
            && orders.of_mentee(pair) < orders.of_mentee(own)
            && orders.of_side(pair) <= orders.of_side(own)
    });
    if changes || rivals.len() < quota.capacity as usize {
        return WhyNot::Blocks;
    }
    outranked(&rivals).unwrap_or(WhyNot::Blocks)
}

fn organisation(instance: &Instance, pair: &Pair) -> Option<u32> {
    instance.mentors().get(pair.mentor as usize)?.organisation
}

/// The orders of both sides, best first: by rank, and, when there is a seed, by its lotteries and ids.
struct Orders<'a> {
    instance: &'a Instance,
    seed: Option<u64>,
}

impl Orders<'_> {
    fn of_mentee(&self, pair: &Pair) -> (u32, Option<(u64, Id)>) {
        let tie = self.seed.map(|seed| {
            let (mentee, mentor) = self.ids(pair);
            (lottery(seed ^ MENTEE_TIES, mentee.as_bytes(), mentor.as_bytes()), mentor)
        });
        (pair.mentee_rank, tie)
    }

    fn of_side(&self, pair: &Pair) -> (u32, Option<(u64, Id)>) {
        let tie = self.seed.map(|seed| {
            let (mentee, mentor) = self.ids(pair);
            let above = organisation(self.instance, pair).and_then(|at| self.instance.organisations().get(at as usize));
            let side = above.map_or(mentor, |above| above.id);
            (lottery(seed, side.as_bytes(), mentee.as_bytes()), mentee)
        });
        (pair.mentor_rank, tie)
    }

    fn ids(&self, pair: &Pair) -> (Id, Id) {
        let nobody = Id::from_u128(0);
        let mentee = self.instance.mentees().get(pair.mentee as usize).map_or(nobody, |mentee| mentee.id);
        let mentor = self.instance.mentors().get(pair.mentor as usize).map_or(nobody, |mentor| mentor.id);
        (mentee, mentor)
    }
}
