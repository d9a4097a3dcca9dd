//! Lists of suggestions: the largest total score with so many places on a list and so many lists for a mentor.

use super::max_weight;
use crate::{Goal, Instance, Limits, Solution, SolveError, Strategy};

pub(crate) fn solve(
    instance: &Instance,
    length: u32,
    exposure: u32,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<Solution, SolveError> {
    let strategy = Strategy::Lists { length, exposure };
    if !instance.rules().must.is_empty() || !instance.rules().floors.is_empty() {
        return Err(SolveError::NotSupported { strategy: strategy.name() });
    }
    max_weight::solve(&instance.for_lists(length, exposure), strategy, Goal::ScoreFirst, seed, limits)
}
