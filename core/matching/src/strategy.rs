//! The ways to match, and the one function that runs them.

use serde::{Deserialize, Serialize};

use crate::solve::{fair, greedy, lists, max_weight, online, profile, stable, stable_for_mentors, stable_ties};
use crate::{Goal, Instance, Limits, Solution, SolveError};

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
    /// The exact optimum of the total of score plus so many points for every pair: between the two of
    /// [`Strategy::MaxWeight`]. Ties go to the larger size, then to the least sum of lottery numbers.
    Blend {
        /// What one more pair is worth, in points of the score.
        per_pair: u32,
    },
    /// The stable matching that is best for every mentee: nobody eligible would rather have each other.
    ///
    /// Scores play no part, only ranks. Ties of the mentors' side are broken by the lottery of (organisation, mentee),
    /// or of (mentor, mentee) where there is no organisation; ties of a mentee by a second lottery
    /// ([`MENTEE_TIES`](crate::MENTEE_TIES)).
    Stable,
    /// The stable matching that is best for every mentor without an organisation and for every organisation: from all that
    /// any stable matching gives it, it would choose just this. Ties as for [`Strategy::Stable`].
    ///
    /// Both make the pairs that must be made first and are stable in what is left. A floor they miss is an error: every
    /// stable matching gives a mentee, an organisation and a mentor without one the same number of pairs. Only of a mentor
    /// within an organisation, another stable matching may keep the floor.
    StableForMentors,
    /// A matching in which no two people both gain by their stated ranks, ties left as ties, so that more people are
    /// served: at least two thirds of the size of any such matching, with several slots and organisations, too
    /// (Király 2013, Yokoi 2021). The certificate bounds the size of every matching.
    ///
    /// Other such matchings may have other sizes and keep a floor that this one misses: then the strategy gives no answer.
    StableTies,
    /// By the profile of the mentees' ranks.
    Profile {
        /// Which profile is best.
        goal: ProfileGoal,
    },
    /// The best for those who fare worst, within the floors and ceilings of groups.
    Fair {
        /// How far.
        goal: FairGoal,
    },
    /// Lists of suggestions instead of one match: each mentee gets up to `length` mentors, each mentor is on at most
    /// `exposure` lists. Capacities of people play no part, those of organisations neither. Pairs that must be made and
    /// floors are refused: what is settled needs no suggestion.
    Lists {
        /// How many mentors a mentee is shown at most.
        length: u32,
        /// On how many lists a mentor is at most.
        exposure: u32,
    },
    /// The best pair first, as long as there is room: what many tools do. Pairs that must be made go before all others; of the
    /// rest, at least half of the largest total score. Ties go to the lower lottery number. Floors are refused.
    Greedy,
    /// First come, first served: each mentee gets, when it comes ([`Rules::arrivals`](crate::Rules::arrivals)), the best that is free,
    /// and nobody is moved afterwards. Pairs that must be made go before all others. Floors are refused. The certificate tells what
    /// matching everybody at once would have given. [`Online`](crate::Online) is the same for whoever does not know yet who comes.
    Online,
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

/// Which profile (how many mentees get their 1st, 2nd … choice) [`Strategy::Profile`] calls best; ties of the profile go to
/// the least sum of lottery numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileGoal {
    /// The most first choices, then the most second choices … of whatever size.
    RankMaximal,
    /// The same among the matchings of the largest size.
    Greedy,
    /// Of the largest size, the fewest last choices, then the fewest last but one …
    Generous,
    /// Of the largest size, the least sum of ranks.
    MinCost,
}

/// How far [`Strategy::Fair`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FairGoal {
    /// Of the largest size, the greatest least score of a pair; then the largest total score.
    MaxMin,
    /// Of the largest size, the greatest least score, then the greatest second least …
    Leximin,
}

impl Strategy {
    /// Names the strategy for people and logs; stable across versions.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::MaxWeight { first: SizeOrScore::Size } => "max_weight_size_first",
            Self::MaxWeight { first: SizeOrScore::Score } => "max_weight_score_first",
            Self::Blend { .. } => "blend",
            Self::Stable => "stable",
            Self::StableForMentors => "stable_for_mentors",
            Self::StableTies => "stable_ties",
            Self::Profile { goal: ProfileGoal::RankMaximal } => "rank_maximal",
            Self::Profile { goal: ProfileGoal::Greedy } => "greedy_maximum",
            Self::Profile { goal: ProfileGoal::Generous } => "generous_maximum",
            Self::Profile { goal: ProfileGoal::MinCost } => "least_cost_maximum",
            Self::Fair { goal: FairGoal::MaxMin } => "max_min",
            Self::Fair { goal: FairGoal::Leximin } => "leximin",
            Self::Lists { .. } => "lists",
            Self::Greedy => "greedy",
            Self::Online => "online",
        }
    }
}

/// Anything that can match an instance: the strategies of this crate and those of its callers.
pub trait Assigner {
    /// Names the method.
    fn name(&self) -> &'static str;

    /// Matches. The same instance and seed must always give the same solution.
    ///
    /// # Errors
    /// When the rules of the instance cannot be kept, or the limits are too narrow for any answer.
    fn solve(&self, instance: &Instance, seed: u64, limits: &Limits<'_>) -> Result<Solution, SolveError>;
}

impl Assigner for Strategy {
    fn name(&self) -> &'static str {
        Self::name(self)
    }

    fn solve(&self, instance: &Instance, seed: u64, limits: &Limits<'_>) -> Result<Solution, SolveError> {
        solve_within(instance, self, seed, limits)
    }
}

/// Matches an instance with a strategy; the seed decides ties and nothing else.
///
/// ```
/// use semillero_matching::*;
///
/// let id = Id::from_u128;
/// let pair = |mentee, mentor, rank, score| PairInput {
///     mentee, mentor, mentee_rank: rank, mentor_rank: 1, score, terms: vec![Term { factor: 0, points: score as i32 }],
/// };
/// let instance = Instance::new(InstanceInput {
///     mentees: vec![Mentee { id: id(1), capacity: 1 }, Mentee { id: id(2), capacity: 1 }],
///     mentors: vec![
///         Mentor { id: id(11), capacity: 1, organisation: None },
///         Mentor { id: id(12), capacity: 1, organisation: None },
///     ],
///     pairs: vec![pair(0, 0, 1, 900_000), pair(0, 1, 2, 300_000), pair(1, 0, 1, 500_000)],
///     ..InstanceInput::default()
/// }).expect("a sound instance");
///
/// // Size first serves both mentees, although the best single pair is lost.
/// let everyone = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Size }, 2026)?;
/// assert_eq!(everyone.pairs.iter().map(|p| (p.mentee, p.mentor)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
/// let best = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Score }, 2026)?;
/// assert_eq!(best.pairs.iter().map(|p| (p.mentee, p.mentor)).collect::<Vec<_>>(), [(0, 0)]);
/// assert_eq!(best.unmatched, [Unmatched { mentee: 1, why: Why::SeatsTaken }]);
///
/// let verdict = verify(&instance, 2026, &everyone);
/// assert_eq!((verdict.size, verdict.score, verdict.optimal), (2, 800_000, Some(true)));
/// # Ok::<(), SolveError>(())
/// ```
///
/// # Errors
/// When the rules of the instance cannot be kept.
pub fn solve(instance: &Instance, strategy: &Strategy, seed: u64) -> Result<Solution, SolveError> {
    solve_within(instance, strategy, seed, &Limits::default())
}

/// Does what [`solve`] does, within limits. A run that is stopped gives the best it has, marked as stopped, with what is proven
/// of it.
///
/// # Errors
/// When the rules of the instance cannot be kept, or the limits are too narrow for any answer.
pub fn solve_within(
    instance: &Instance,
    strategy: &Strategy,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<Solution, SolveError> {
    limits.check_size(instance)?;
    match strategy {
        Strategy::MaxWeight { first } => max_weight::solve(instance, *strategy, (*first).into(), seed, limits),
        Strategy::Blend { per_pair } => {
            max_weight::solve(instance, *strategy, Goal::Blend { per_pair: *per_pair }, seed, limits)
        }
        Strategy::Stable => stable::solve(instance, seed, limits),
        Strategy::StableForMentors => stable_for_mentors::solve(instance, seed, limits),
        Strategy::StableTies => stable_ties::solve(instance, seed, limits),
        Strategy::Profile { goal } => profile::solve(instance, *goal, seed, limits),
        Strategy::Fair { goal } => fair::solve(instance, *goal, seed, limits),
        Strategy::Lists { length, exposure } => lists::solve(instance, *length, *exposure, seed, limits),
        Strategy::Greedy => greedy::solve(instance, seed),
        Strategy::Online => online::solve(instance, seed, limits),
    }
}
