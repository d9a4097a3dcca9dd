//! The best for those who fare worst, within the floors and ceilings of groups.
//!
//! A ladder of objectives on one circulation: the largest size, then the greatest least score, then either the largest total
//! (max-min) or the fewest pairs at each score from below (leximin), then the least lottery sum.

mod branch;
mod conflict;
mod ladder;
mod model;
mod simplex;
mod start;

use super::{assigned, unmatched};
use crate::{Certificate, FairGoal, Instance, Limits, Solution, SolveError, Strategy, Why};
use model::{Chosen, Model};

pub(crate) fn solve(
    instance: &Instance,
    goal: FairGoal,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<Solution, SolveError> {
    let model = Model::new(instance, seed, &Chosen::all(instance));
    let Some(found) = branch::search(&model, Some(goal), limits)? else {
        return Err(SolveError::Infeasible(conflict::minimal(instance, limits)?));
    };
    let pairs = assigned(instance, found.pairs);
    Ok(Solution {
        strategy: Strategy::Fair { goal },
        unmatched: unmatched(instance, &pairs, Why::SeatsTaken),
        certificate: Some(Certificate::Bottleneck(found.proof)),
        stopped: found.stopped,
        pairs,
    })
}
