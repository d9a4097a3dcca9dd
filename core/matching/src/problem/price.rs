//! Lists proven to be enough: prices held against all eligible pairs, violated ones added, solved again.

#![expect(clippy::indexing_slicing, reason = "places and prices have one entry per person of the population")]

use super::instance::Places;
use crate::{Candidates, Certificate, Instance, ScanError, ScanOptions, Scorer, SizeOrScore, Solution, Strategy, Two};

/// What one more pair weighs against the score, so that no sum of scores outweighs it. Prices of the second level are
/// below 2^33 times the largest score; twice this is still within the bounds of [`Scorer::price_out`].
const SIZE: i64 = 1 << 50;

/// How many violated pairs of each mentee are added at once.
const MORE: u32 = 8;

/// The pairs of all eligible ones that are worth more than the prices of a solution on lists.
pub(super) fn violated(
    scorer: &Scorer,
    places: &Places,
    instance: &Instance,
    solution: &Solution,
    threads: usize,
) -> Result<(u64, Vec<Two>), ScanError> {
    let Some(Certificate::Prices(duals)) = &solution.certificate else { return Ok((0, Vec::new())) };
    let (bonus, level) = match solution.strategy {
        Strategy::MaxWeight { first: SizeOrScore::Size } => (SIZE, true),
        Strategy::MaxWeight { first: SizeOrScore::Score } => (0, false),
        Strategy::Blend { per_pair } => (i64::from(per_pair), false),
        _ => return Ok((0, Vec::new())),
    };
    let price = |amount: &crate::Amount| {
        if level { amount.first.saturating_mul(SIZE).saturating_add(amount.second) } else { amount.first }
    };
    let mut mentee_prices = vec![0; places.mentees.len()];
    for (place, &index) in places.mentees.iter().enumerate() {
        mentee_prices[index as usize] = price(&duals.mentees[place]);
    }
    let mut mentor_prices = vec![0; places.mentors.len()];
    for (place, &index) in places.mentors.iter().enumerate() {
        let organisation = instance.mentors()[place].organisation;
        let above = organisation.map_or(0, |organisation| price(&duals.organisations[organisation as usize]));
        mentor_prices[index as usize] = price(&duals.mentors[place]).saturating_add(above);
    }
    let options = ScanOptions { k: Some(MORE), threads, ..ScanOptions::default() };
    let pricing = scorer.price_out(&mentee_prices, &mentor_prices, bonus, &options)?;
    let pairs = pricing.pairs.iter().map(|pair| Two { mentee: pair.mentee, mentor: pair.mentor }).collect();
    Ok((pricing.violations, pairs))
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
