//! Why a session could not do what was asked.

use thiserror::Error;

use crate::{Id, SolveError, What};

/// Why a session did not start or refused an event; it is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The first plan could not be made.
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// The strategy is none that can be kept up.
    #[error("the strategy `{strategy}` has no sessions")]
    Strategy {
        /// Its name.
        strategy: &'static str,
    },
    /// The instance has rules, which sessions do not keep.
    #[error("sessions keep no pairs that must be made, no floors and no groups")]
    Rules,
    /// The plan to start from is not proven to be optimal by its prices.
    #[error("the solution is not proven optimal for this instance and seed")]
    NotOptimal,
    /// The plan to start from names who is not there, pairs that are not eligible, or more than there are places for.
    #[error("the plan does not fit this instance")]
    NoPlan,
    /// There are more people or pairs than numbers for them.
    #[error("too many people")]
    TooMany,
    /// An event names somebody who is not there.
    #[error("no {what} `{id}` is in the session")]
    Unknown {
        /// The side.
        what: What,
        /// Whom it names.
        id: Id,
    },
    /// Somebody joins who is there already.
    #[error("{what} `{id}` is in the session already")]
    AlreadyIn {
        /// The side.
        what: What,
        /// Who.
        id: Id,
    },
    /// An event lists a pair twice.
    #[error("the pair with `{with}` is listed twice")]
    RepeatedPair {
        /// The other one.
        with: Id,
    },
    /// A score is above [`MAX_SCORE`](crate::MAX_SCORE).
    #[error("score {score} of the pair with `{with}` is above 1000000")]
    ScoreOutOfRange {
        /// The other one.
        with: Id,
        /// The score.
        score: u32,
    },
    /// A rank is 0; ranks start at 1.
    #[error("a rank of the pair with `{with}` is 0")]
    RankZero {
        /// The other one.
        with: Id,
    },
    /// The points of the reasons do not sum to the score.
    #[error("the terms of the pair with `{with}` sum to {sum}, its score is {score}")]
    TermsDoNotSum {
        /// The other one.
        with: Id,
        /// What they sum to.
        sum: i128,
        /// What they should sum to.
        score: u32,
    },
    /// The pair to decline is not eligible.
    #[error("mentee `{mentee}` with mentor `{mentor}` is no eligible pair")]
    NotEligible {
        /// The mentee.
        mentee: Id,
        /// The mentor.
        mentor: Id,
    },
    /// An organisation goes that still has mentors.
    #[error("organisation `{id}` still has {mentors} mentors")]
    HasMentors {
        /// The organisation.
        id: Id,
        /// How many.
        mentors: usize,
    },
    /// An organisation has no pairs of its own.
    #[error("organisation `{id}` has no pairs")]
    NoPairs {
        /// The organisation.
        id: Id,
    },
}
