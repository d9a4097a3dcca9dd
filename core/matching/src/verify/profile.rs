//! Whether a profile is the best one: by the prices of the certificate, or by a search for a cycle of changes that
//! improves it.

#![expect(
    clippy::indexing_slicing,
    reason = "lengths of certificates are checked first, indices are the instance's own"
)]

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::held::Held;
use crate::{
    Certificate, Instance, Level, LevelPrices, Member, Pair, ProfileDuals, ProfileGoal, Solution, Strategy, lottery,
};

/// Whether the certificate of a [`Strategy::Profile`] solution proves it to be the best, without any search.
pub fn profile_is_proven(instance: &Instance, seed: u64, solution: &Solution) -> bool {
    let (held, breaches) = Held::read(instance, solution);
    match (solution.strategy, &solution.certificate) {
        (Strategy::Profile { goal }, Some(Certificate::Profile(duals))) => {
            breaches.total() == 0 && keeps_rules(&held) && is_proven(&held, goal, seed, duals)
        }
        _ => false,
    }
}

/// Whether pairs that must be made are, and floors are kept.
pub(super) fn keeps_rules(held: &Held<'_>) -> bool {
    let rules = held.instance.rules();
    let must = rules.must.iter().all(|pair| held.pairs.contains(&(pair.mentee, pair.mentor)));
    must && rules.floors.iter().all(|floor| has(held, floor.of) >= floor.least as usize)
}

fn has(held: &Held<'_>, of: Member) -> usize {
    match of {
        Member::Mentor(at) => held.mentees_of[at as usize].len(),
        Member::Organisation(at) => held.pairs_in[at as usize].len(),
    }
}

/// The floor of everybody: of mentors, and of organisations.
pub(super) fn floors(instance: &Instance) -> (Vec<u32>, Vec<u32>) {
    let mut floors = (vec![0; instance.mentors().len()], vec![0; instance.organisations().len()]);
    for floor in &instance.rules().floors {
        match floor.of {
            Member::Mentor(at) => floors.0[at as usize] = floor.least,
            Member::Organisation(at) => floors.1[at as usize] = floor.least,
        }
    }
    floors
}

/// Whether prices prove a solution that breaks nothing to be the best (complementary slackness, level by level).
pub(super) fn is_proven(held: &Held<'_>, goal: ProfileGoal, seed: u64, duals: &ProfileDuals) -> bool {
    let instance = held.instance;
    if !fits(instance, duals) || !is_in_order(goal, &duals.levels) {
        return false;
    }
    let sign = |pick: fn(&LevelPrices) -> &[i64], luck: &[i128], at: usize| {
        let levels = duals.levels.iter().map(|level| pick(level)[at].cmp(&0));
        levels.fold(Ordering::Equal, Ordering::then).then(luck[at].cmp(&0))
    };
    let (mentor_floors, organisation_floors) = floors(instance);
    let sound = |sign: Ordering, has: usize, capacity: u32, floor: u32| match sign {
        Ordering::Greater => has == capacity as usize,
        Ordering::Equal => true,
        Ordering::Less => floor > 0 && has == floor as usize,
    };
    let mentees = instance.mentees().iter().zip(&held.mentors_of).enumerate().all(|(at, (mentee, has))| {
        sound(sign(|level| &level.mentees, &duals.lottery.mentees, at), has.len(), mentee.capacity, 0)
    });
    let mentors = instance.mentors().iter().zip(&held.mentees_of).enumerate().all(|(at, (mentor, has))| {
        let sign = sign(|level| &level.mentors, &duals.lottery.mentors, at);
        sound(sign, has.len(), mentor.capacity, mentor_floors[at])
    });
    let organisations = instance.organisations().iter().zip(&held.pairs_in).enumerate().all(|(at, (side, has))| {
        let sign = sign(|level| &level.organisations, &duals.lottery.organisations, at);
        sound(sign, has.len(), side.capacity, organisation_floors[at])
    });
    let must: BTreeSet<(u32, u32)> = instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    let room = Room::of(instance);
    let pair_is_sound = |pair: &Pair| {
        if must.contains(&(pair.mentee, pair.mentor)) || !room.has(instance, pair) {
            return true;
        }
        match surplus(instance, goal, seed, duals, pair) {
            Ordering::Greater => held.pairs.contains(&(pair.mentee, pair.mentor)),
            Ordering::Equal => true,
            Ordering::Less => !held.pairs.contains(&(pair.mentee, pair.mentor)),
        }
    };
    mentees && mentors && organisations && instance.pairs().iter().all(pair_is_sound)
}

/// The capacities that pairs that must be made leave to the others: of mentees, mentors and organisations.
pub(super) struct Room([Vec<u32>; 3]);

impl Room {
    pub(super) fn of(instance: &Instance) -> Self {
        let mut room = Self([
            instance.mentees().iter().map(|mentee| mentee.capacity).collect(),
            instance.mentors().iter().map(|mentor| mentor.capacity).collect(),
            instance.organisations().iter().map(|organisation| organisation.capacity).collect(),
        ]);
        for pair in &instance.rules().must {
            let organisation = instance.mentors()[pair.mentor as usize].organisation;
            for (side, at) in [Some(pair.mentee), Some(pair.mentor), organisation].into_iter().enumerate() {
                if let Some(at) = at {
                    room.0[side][at as usize] = room.0[side][at as usize].saturating_sub(1);
                }
            }
        }
        room
    }

    /// A pair for which somebody has no room left is in no matching that keeps the rules, and needs no price.
    pub(super) fn has(&self, instance: &Instance, pair: &Pair) -> bool {
        let above = instance.mentors()[pair.mentor as usize].organisation;
        self.0[0][pair.mentee as usize] > 0
            && self.0[1][pair.mentor as usize] > 0
            && above.is_none_or(|at| self.0[2][at as usize] > 0)
    }
}

fn fits(instance: &Instance, duals: &ProfileDuals) -> bool {
    let lengths = (instance.mentees().len(), instance.mentors().len(), instance.organisations().len());
    let luck = &duals.lottery;
    let level = |level: &LevelPrices| (level.mentees.len(), level.mentors.len(), level.organisations.len()) == lengths;
    duals.levels.iter().all(level) && (luck.mentees.len(), luck.mentors.len(), luck.organisations.len()) == lengths
}

/// Whether the levels are those of the goal, in its order, of the ranks any.
fn is_in_order(goal: ProfileGoal, levels: &[LevelPrices]) -> bool {
    let kinds: Vec<Level> = levels.iter().map(|level| level.of).collect();
    let ranks = match (goal, &kinds[..]) {
        (ProfileGoal::MinCost, kinds) => return kinds == [Level::Size, Level::RankSum],
        (ProfileGoal::RankMaximal, ranks) | (_, [Level::Size, ranks @ ..]) => ranks,
        _ => return false,
    };
    let rank = |level: &Level| if let Level::Rank(rank) = level { Some(*rank) } else { None };
    let descends = goal == ProfileGoal::Generous;
    ranks.iter().all(|level| rank(level).is_some())
        && ranks.windows(2).all(|two| rank(&two[0]) != rank(&two[1]) && (rank(&two[0]) > rank(&two[1])) == descends)
}

/// What a pair gains above its three prices, by the first level at which that is not zero.
fn surplus(instance: &Instance, goal: ProfileGoal, seed: u64, duals: &ProfileDuals, pair: &Pair) -> Ordering {
    let (mentee, mentor) = (pair.mentee as usize, pair.mentor as usize);
    let organisation = instance.mentors()[mentor].organisation.map(|at| at as usize);
    let (gain_of_rank, descends) =
        if goal == ProfileGoal::Generous { (Ordering::Less, true) } else { (Ordering::Greater, false) };
    let mut rank_is_due = goal != ProfileGoal::MinCost;
    for level in &duals.levels {
        let gain = match level.of {
            Level::Size => 1,
            Level::RankSum => -i128::from(pair.mentee_rank),
            Level::Rank(rank) => {
                if rank_is_due && rank != pair.mentee_rank && (rank > pair.mentee_rank) != descends {
                    return gain_of_rank; // its rank was passed over: a level with prices of zero
                }
                rank_is_due &= rank != pair.mentee_rank;
                match (rank == pair.mentee_rank, descends) {
                    (false, _) => 0,
                    (true, false) => 1,
                    (true, true) => -1,
                }
            }
        };
        let above = organisation.map_or(0, |at| level.organisations[at]);
        let asked = i128::from(level.mentees[mentee]) + i128::from(level.mentors[mentor]) + i128::from(above);
        if gain != asked {
            return gain.cmp(&asked);
        }
    }
    if rank_is_due {
        return gain_of_rank;
    }
    let ids = (instance.mentees()[mentee].id, instance.mentors()[mentor].id);
    let luck = &duals.lottery;
    let above = organisation.map_or(0, |at| luck.organisations[at]);
    let asked = luck.mentees[mentee].checked_add(luck.mentors[mentor]).and_then(|asked| asked.checked_add(above));
    let gain = -i128::from(lottery(seed, ids.0.as_bytes(), ids.1.as_bytes()));
    asked.map_or(Ordering::Greater, |asked| gain.cmp(&asked)) // no honest price is that far out
}
