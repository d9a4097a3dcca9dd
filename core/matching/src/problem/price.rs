//! Lists proven to be enough: prices held against all eligible pairs, violated ones added, solved again.

#![expect(clippy::indexing_slicing, reason = "places and prices have one entry per person of the population")]

use std::collections::BTreeSet;

use super::Problem;
use super::instance::Places;
use crate::{
    Amount, Candidates, Certificate, Instance, Pair, Population, ScanError, ScanOptions, Scorer, SizeOrScore, Solution,
    Strategy, Two, certificate_gap,
};

/// What one more pair weighs against the score, so that no sum of scores outweighs it. Prices of the second level are
/// below 2^33 times the largest score; twice this is still within the bounds of [`Scorer::price_out`].
const SIZE: i64 = 1 << 50;

/// How many violated pairs of each mentee are added at once.
const MORE: u32 = 8;

/// What the lists of a solution miss.
#[derive(Debug, Default)]
pub(super) struct Missed {
    /// How many of all eligible pairs are worth more than the prices.
    pub(super) violations: u64,
    /// Some of them.
    pub(super) pairs: Vec<Two>,
    /// What a plan over all pairs is worth beyond the solution at most.
    pub(super) most_more: Option<Amount>,
}

/// Holds the prices of a solution on lists against all eligible pairs.
///
/// Nobody without a place left, besides those for pairs that must be made, can have another pair.
pub(super) fn violated(
    problem: &Problem,
    scorer: &Scorer,
    places: &Places,
    (instance, solution): (&Instance, &Solution),
    seed: u64,
    threads: usize,
) -> Result<Missed, ScanError> {
    let Some(Certificate::Prices(duals)) = &solution.certificate else { return Ok(Missed::default()) };
    let (bonus, level) = match solution.strategy {
        Strategy::MaxWeight { first: SizeOrScore::Size } => (SIZE, true),
        Strategy::MaxWeight { first: SizeOrScore::Score } => (0, false),
        Strategy::Blend { per_pair } => (i64::from(per_pair), false),
        _ => return Ok(Missed::default()),
    };
    let price = |amount: &Amount| {
        if level { amount.first.saturating_mul(SIZE).saturating_add(amount.second) } else { amount.first }
    };
    let left = Left::of(problem);
    let mut mentee_prices = vec![0; places.mentees.len()];
    for (place, &index) in places.mentees.iter().enumerate() {
        let index = index as usize;
        mentee_prices[index] = if left.mentees[index] == 0 { NEVER } else { price(&duals.mentees[place]) };
    }
    let mut mentor_prices = vec![0; places.mentors.len()];
    for (place, &index) in places.mentors.iter().enumerate() {
        let organisation = instance.mentors()[place].organisation;
        let above = organisation.map_or(0, |organisation| price(&duals.organisations[organisation as usize]));
        let own = price(&duals.mentors[place]).saturating_add(above);
        mentor_prices[index as usize] = if left.has_seats(problem, index) { own } else { NEVER };
    }
    // A pair that is on the lists and worth more than its prices is no news: it is matched, must be made, or part of the gap
    // that a stopped run leaves.
    let is_known = |pair: &&Pair| {
        let at = [places.mentees[pair.mentee as usize] as usize, places.mentors[pair.mentor as usize] as usize];
        mentee_prices[at[0]].saturating_add(mentor_prices[at[1]]) < bonus.saturating_add(i64::from(pair.score))
    };
    let known: Vec<&Pair> = instance.pairs().iter().filter(is_known).collect();
    let most_known = known.chunk_by(|a, b| a.mentee == b.mentee).map(<[&Pair]>::len).max().unwrap_or_default();
    let k = MORE.saturating_add(u32::try_from(most_known).unwrap_or(u32::MAX));
    let options = ScanOptions { k: Some(k), threads, ..ScanOptions::default() };
    let mut pricing = scorer.price_out(&mentee_prices, &mentor_prices, bonus, &options)?;
    pricing.violations = pricing.violations.saturating_sub(known.len() as u64);
    let listed: BTreeSet<(u32, u32)> = (known.iter())
        .map(|pair| (places.mentees[pair.mentee as usize], places.mentors[pair.mentor as usize]))
        .collect();
    pricing.pairs.retain(|pair| !listed.contains(&(pair.mentee, pair.mentor)));
    let pairs = pricing.pairs.iter().map(|pair| Two { mentee: pair.mentee, mentor: pair.mentor }).collect();
    let mut most_more = None;
    if pricing.violations > 0 {
        // Each mentee's price raised to what its best pair asks for holds for all pairs, and counts once for each place.
        let mut raises = vec![0_i64; left.mentees.len()];
        for pair in &pricing.pairs {
            let raise = &mut raises[pair.mentee as usize];
            *raise = (*raise).max(pair.reduced_cost.saturating_neg());
        }
        let raised =
            raises.iter().zip(&left.mentees).map(|(&raise, &slots)| i128::from(raise) * i128::from(slots)).sum();
        let on_lists = certificate_gap(instance, seed, solution);
        most_more = on_lists.and_then(|gap| added(gap, raised, level));
    }
    Ok(Missed { violations: pricing.violations, pairs, most_more })
}

/// A price that no pair is worth.
const NEVER: i64 = 1 << 60;

/// A gap and a sum of prices as [`violated`] folds them.
fn added(gap: Amount, raised: i128, level: bool) -> Option<Amount> {
    if !level {
        return Some(Amount { first: i64::try_from(i128::from(gap.first) + raised).ok()?, ..gap });
    }
    let size = i128::from(SIZE);
    let first = (raised + size / 2).div_euclid(size);
    let second = raised - first * size;
    Some(Amount {
        first: i64::try_from(i128::from(gap.first) + first).ok()?,
        second: i64::try_from(i128::from(gap.second) + second).ok()?,
        lottery: gap.lottery,
    })
}

/// The places that the pairs that must be made leave, by the indices of the problem.
struct Left {
    mentees: Vec<u32>,
    mentors: Vec<u32>,
    organisations: Vec<u32>,
}

impl Left {
    fn of(problem: &Problem) -> Self {
        let Population { mentees, mentors, must, .. } = &problem.population;
        let mut left = Self {
            mentees: mentees.iter().map(|person| person.capacity).collect(),
            mentors: mentors.iter().map(|person| person.capacity).collect(),
            organisations: problem.organisations.iter().map(|organisation| organisation.capacity).collect(),
        };
        let must: BTreeSet<&Two> = must.iter().collect();
        let less_one = |number: &mut u32| *number = number.saturating_sub(1);
        for two in must {
            less_one(&mut left.mentees[two.mentee as usize]);
            less_one(&mut left.mentors[two.mentor as usize]);
            if let Some(organisation) = mentors[two.mentor as usize].organisation {
                less_one(&mut left.organisations[organisation as usize]);
            }
        }
        left
    }

    fn has_seats(&self, problem: &Problem, mentor: u32) -> bool {
        let organisation = problem.population.mentors[mentor as usize].organisation;
        self.mentors[mentor as usize] > 0 && organisation.is_none_or(|at| self.organisations[at as usize] > 0)
    }
}

/// Candidates with more pairs, which are scored here.
pub(super) fn with_more(scorer: &Scorer, candidates: &Candidates, more: &[Two]) -> Result<Candidates, ScanError> {
    let more = scorer.from_list(more)?;
    let mut merged = Candidates { starts: vec![0], ..Candidates::default() };
    for row in 0..u32::try_from(candidates.rows()).unwrap_or(u32::MAX) {
        let mut entries: Vec<(u32, u16)> = candidates.row(row).chain(more.row(row)).collect();
        entries.sort_unstable();
        entries.dedup_by_key(|entry| entry.0);
        merged.others.extend(entries.iter().map(|entry| entry.0));
        merged.scores.extend(entries.iter().map(|entry| entry.1));
        merged.starts.push(u32::try_from(merged.others.len()).unwrap_or(u32::MAX));
    }
    Ok(merged)
}
