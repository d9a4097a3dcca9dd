//! What solving a graph gives.

use super::Graph;
use crate::solve::transport;
use crate::{Duals, Limits, SizeOrScore, SolveError};

/// What an exact matching maximises; the least sum of lottery numbers breaks the ties that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// As many pairs as possible, among these the largest total score.
    SizeFirst,
    /// The largest total score, among these as many pairs as possible.
    ScoreFirst,
    /// The largest total of score and so many points for each pair, among these as many pairs as possible.
    Blend {
        /// The points.
        per_pair: u32,
    },
}

impl From<SizeOrScore> for Goal {
    fn from(first: SizeOrScore) -> Self {
        match first {
            SizeOrScore::Size => Self::SizeFirst,
            SizeOrScore::Score => Self::ScoreFirst,
        }
    }
}

/// A matching of a [`Graph`] with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphSolution {
    /// The places of the pairs made, ascending.
    pub pairs: Vec<u32>,
    /// Prices that prove it the best, the lowest such for mentors and organisations; or, when stopped, that bound it.
    pub duals: Duals,
    /// Whether the limits ended the run before it was done.
    pub stopped: bool,
}

/// Finds the matching of the largest total, exactly; see [`Goal`].
///
/// # Errors
/// [`SolveError::Infeasible`] with a smallest set of floors that cannot be kept; [`SolveError::TooLarge`] and
/// [`SolveError::Stopped`] as the limits have it. A run that is stopped gives the best it has when it keeps every floor.
pub fn solve_graph(graph: &Graph<'_>, goal: Goal, seed: u64, limits: &Limits<'_>) -> Result<GraphSolution, SolveError> {
    match limits.pairs {
        Some(limit) if graph.pairs() > limit => Err(SolveError::TooLarge { pairs: graph.pairs(), limit }),
        _ => transport::solve(graph, goal, seed, limits),
    }
}
