//! The ways to match, and the one function that runs them.

use serde::{Deserialize, Serialize};

use crate::solve::{max_weight, stable};
use crate::{Instance, Solution};

/// How to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Strategy {
    /// The exact optimum of size and total score, ties to the least sum of lottery numbers.
    MaxWeight {
        /// Which of the two goes first; the other one breaks its ties.
        first: SizeOrScore,
    },
    /// The stable matching that is best for every mentee: nobody eligible would rather have each other.
    ///
    /// Scores play no part, only ranks. Ties of the mentors' side are broken by the lottery of (organisation, mentee),
    /// or of (mentor, mentee) where there is no organisation; ties of a mentee by a second lottery
    /// ([`MENTEE_TIES`](crate::MENTEE_TIES)).
    Stable,
}

/// What [`Strategy::MaxWeight`] maximises first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SizeOrScore {
    /// As many pairs as possible, among these the largest total score.
    Size,
    /// The largest total score, among these as many pairs as possible.
    Score,
}

impl Strategy {
    /// Names the strategy for people and logs; stable across versions.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MaxWeight { first: SizeOrScore::Size } => "max_weight_size_first",
            Self::MaxWeight { first: SizeOrScore::Score } => "max_weight_score_first",
            Self::Stable => "stable",
        }
    }
}

/// Anything that can match an instance: the strategies of this crate and those of its callers.
pub trait Assigner {
    /// Names the method.
    fn name(&self) -> &'static str;

    /// Matches. The same instance and seed must always give the same solution.
    fn solve(&self, instance: &Instance, seed: u64) -> Solution;
}

impl Assigner for Strategy {
    fn name(&self) -> &'static str {
        Self::name(self)
    }

    fn solve(&self, instance: &Instance, seed: u64) -> Solution {
        solve(instance, self, seed)
    }
}

/// Matches an instance with a strategy; the seed decides ties and nothing else.
///
/// ```
/// use semillero_matching::*;
///
/// let id = Id::from_u128;
/// let pair = |mentee, mentor, rank, score| Pair {
///     mentee, mentor, mentee_rank: rank, mentor_rank: 1, score, terms: vec![Term { factor: 0, points: score as i32 }],
/// };
/// let instance = Instance::new(InstanceInput {
///     mentees: vec![Mentee { id: id(1), capacity: 1 }, Mentee { id: id(2), capacity: 1 }],
///     mentors: vec![
///         Mentor { id: id(11), capacity: 1, organisation: None },
///         Mentor { id: id(12), capacity: 1, organisation: None },
///     ],
///     organisations: vec![],
///     pairs: vec![pair(0, 0, 1, 900_000), pair(0, 1, 2, 300_000), pair(1, 0, 1, 500_000)],
/// }).expect("a sound instance");
///
/// // Size first serves both mentees, although the best single pair is lost.
/// let everyone = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Size }, 2026);
/// assert_eq!(everyone.pairs.iter().map(|p| (p.mentee, p.mentor)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
/// let best = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Score }, 2026);
/// assert_eq!(best.pairs.iter().map(|p| (p.mentee, p.mentor)).collect::<Vec<_>>(), [(0, 0)]);
/// assert_eq!(best.unmatched, [Unmatched { mentee: 1, why: Why::SeatsTaken }]);
///
/// let verdict = verify(&instance, 2026, &everyone);
/// assert_eq!((verdict.size, verdict.score, verdict.optimal), (2, 800_000, Some(true)));
/// ```
pub fn solve(instance: &Instance, strategy: &Strategy, seed: u64) -> Solution {
    match strategy {
        Strategy::MaxWeight { first } => max_weight::solve(instance, *first, seed),
        Strategy::Stable => stable::solve(instance, seed),
    }
}
