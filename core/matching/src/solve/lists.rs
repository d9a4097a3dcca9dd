//! Lists of suggestions: the largest total score with so many places on a list and so many lists for a mentor.

use super::max_weight;
use crate::{Instance, Limits, SizeOrScore, Solution, SolveError, Strategy};

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
    let first = SizeOrScore::Score;
    let wide = instance.for_lists(length, exposure);
    let solution = max_weight::solve(&wide, Strategy::MaxWeight { first }, first.into(), seed, limits)?;
    Ok(Solution { strategy, ..solution })
}
