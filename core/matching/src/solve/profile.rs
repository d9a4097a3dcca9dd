//! Profile-optimal matchings: one objective after the other on what the earlier ones leave open.
//!
//! Rank-maximal (Irving, Kavitha, Mehlhorn, Michail and Paluch 2006) and the greedy and generous maximum matchings of
//! student–project allocation (Kwanashie, Irving, Manlove and Sng 2014) are lexicographic optima of a flow. Instead of
//! costs that grow exponentially with the rank, each rank is an objective of its own with costs of 0 and 1; after it,
//! arcs that no optimum uses differently go out of play. Last come lottery numbers, so the answer is unique.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

mod lottery_level;

use super::left::Left;
use super::network::{Arc, Network};
use super::ranked::number;
use super::{assigned, unmatched};
use crate::{
    Certificate, Instance, Level, LevelPrices, Limits, LotteryPrices, ProfileDuals, ProfileGoal, Solution, SolveError,
    Strategy, Why,
};

/// Slots and pairs are counted together in 32 bits.
const MOST_PAIRS: usize = (u32::MAX / 4) as usize;

pub(crate) fn solve(
    instance: &Instance,
    goal: ProfileGoal,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<Solution, SolveError> {
    if instance.pairs().len() > MOST_PAIRS {
        return Err(SolveError::TooLarge { pairs: instance.pairs().len(), limit: MOST_PAIRS });
    }
    let left = Left::new(instance);
    let mut network =
        left.network(instance, &instance.rules().floors).ok_or_else(|| left.smallest_conflict(instance))?;
    let mut levels = Vec::new();
    let mut stopped = limits.stopped();
    for objective in objectives(goal, &left.ranks) {
        if stopped {
            break;
        }
        levels.extend(run_level(&mut network, objective, &left.ranks));
        stopped = limits.stopped();
    }
    let mut used = network.pairs();
    let mut certificate = None;
    if !stopped && let Some(lottery) = lottery_level::run(&mut network, instance, seed, limits) {
        used = network.pairs();
        certificate = Some(Certificate::Profile(prices(&network, goal, levels, lottery)));
    }
    used.extend(left.must);
    let pairs = assigned(instance, used);
    Ok(Solution {
        strategy: Strategy::Profile { goal },
        unmatched: unmatched(instance, &pairs, Why::SeatsTaken),
        stopped: certificate.is_none(),
        certificate,
        pairs,
    })
}

#[derive(Clone, Copy)]
enum Objective {
    Size,
    /// As many as possible of this class or an earlier one. With those of earlier classes settled, that means of this one.
    MostUpTo(u32),
    Fewest(u32),
    RankSum,
}

fn objectives(goal: ProfileGoal, ranks: &[u32]) -> Vec<Objective> {
    let classes = 0..number(ranks.len());
    match goal {
        ProfileGoal::RankMaximal => classes.map(Objective::MostUpTo).collect(),
        ProfileGoal::Greedy => [Objective::Size].into_iter().chain(classes.map(Objective::MostUpTo)).collect(),
        ProfileGoal::Generous => [Objective::Size].into_iter().chain(classes.rev().map(Objective::Fewest)).collect(),
        ProfileGoal::MinCost => vec![Objective::Size, Objective::RankSum],
    }
}

/// Runs one level and gives its prices, or nothing when no pair in play makes a difference to it.
fn run_level(network: &mut Network, objective: Objective, ranks: &[u32]) -> Option<LevelPrices> {
    let (of, empty_cost) = match objective {
        Objective::Size => (Level::Size, 1),
        Objective::MostUpTo(class) => (Level::Rank(ranks[class as usize]), 1),
        Objective::Fewest(class) => (Level::Rank(ranks[class as usize]), 0),
        Objective::RankSum => (Level::RankSum, 0),
    };
    if let Objective::MostUpTo(class) | Objective::Fewest(class) = objective
        && !network.classes.contains(&class)
    {
        return None;
    }
    let costs: Vec<i64> = (0_u32..)
        .zip(ranks)
        .map(|(class, &rank)| match objective {
            Objective::Size => 0,
            Objective::MostUpTo(most) => i64::from(class > most),
            Objective::Fewest(which) => i64::from(class == which),
            Objective::RankSum => i64::from(rank),
        })
        .collect();
    let classes = network.classes.clone();
    let of_row = |row: u32| costs[classes[row as usize] as usize];
    let cost = |arc: Arc| match arc {
        Arc::Take(row) => of_row(row),
        Arc::Leave(row) => -of_row(row),
        Arc::Rest => empty_cost,
        Arc::Wake => -empty_cost,
        Arc::Seat => 0,
    };
    network.release(|row| of_row(row) > 0, empty_cost > 0);
    network.minimise(&cost);
    network.keep_tight(&cost);
    let [mentees, mentors, organisations] = network.prices(empty_cost);
    Some(LevelPrices { of, mentees, mentors, organisations })
}

/// Turns "of this rank or better" into "of this rank" by taking the level before away, and lifts prices from below zero to
/// zero where nobody has to be, which keeps nobody away who is there.
fn prices(
    network: &Network,
    goal: ProfileGoal,
    mut levels: Vec<LevelPrices>,
    mut lottery: LotteryPrices,
) -> ProfileDuals {
    if matches!(goal, ProfileGoal::RankMaximal | ProfileGoal::Greedy) {
        for at in (1..levels.len()).rev() {
            let (before, after) = levels.split_at_mut(at);
            if before[at - 1].of != Level::Size {
                take_away(&mut after[0].mentees, &before[at - 1].mentees);
                take_away(&mut after[0].mentors, &before[at - 1].mentors);
                take_away(&mut after[0].organisations, &before[at - 1].organisations);
            }
        }
    }
    for (place, seats) in network.seats.iter().enumerate() {
        if seats.least > 0 {
            continue;
        }
        let organisation = place.checked_sub(network.mentors);
        let at_level = |level: &LevelPrices| match organisation {
            Some(at) => level.organisations[at],
            None => level.mentors[place],
        };
        let luck = organisation.map_or_else(|| &mut lottery.mentors[place], |at| &mut lottery.organisations[at]);
        let sign = levels.iter().map(at_level).find(|&price| price != 0).map_or(luck.signum(), i128::from);
        if sign < 0 {
            *luck = 0;
            for level in &mut levels {
                match organisation {
                    Some(at) => level.organisations[at] = 0,
                    None => level.mentors[place] = 0,
                }
            }
        }
    }
    ProfileDuals { levels, lottery }
}

fn take_away(mine: &mut [i64], theirs: &[i64]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine -= theirs;
    }
}
