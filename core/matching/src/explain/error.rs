//! Why there is no explanation.

use thiserror::Error;

use crate::{Id, What};

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// The solution's strategy has no prices to explain it with.
    #[error("the strategy `{strategy}` has no prices")]
    Strategy {
        /// Its name.
        strategy: &'static str,
    },
    /// The prices of the solution do not prove it optimal for the instance and seed: it was edited, stopped, or is of
    /// another instance.
    #[error("the solution is not proven optimal for this instance and seed")]
    NotOptimal,
    /// There are more people than numbers for them.
    #[error("too many people")]
    TooMany,
    /// There is no such mentee or mentor.
    #[error("there is no {what} {index}")]
    Unknown {
        /// The side.
        what: What,
        /// The index.
        index: u32,
    },
    /// The pair is not eligible.
    #[error("mentee `{mentee}` with mentor `{mentor}` is no eligible pair")]
    NotEligible {
        /// The mentee.
        mentee: Id,
        /// The mentor.
        mentor: Id,
    },
    /// The pair can never be made, whatever else is given up.
    #[error("{what} `{id}` takes nobody else")]
    NoCapacity {
        /// Whose capacity is 0, or taken by pairs that must be made, or kept by floors for others.
        what: What,
        /// Who.
        id: Id,
    },
    /// The pair must be made, or floors cannot be kept otherwise, so there is no plan without it.
    #[error("mentee `{mentee}` must have mentor `{mentor}`")]
    MustBeMade {
        /// The mentee.
        mentee: Id,
        /// The mentor.
        mentor: Id,
    },
    /// The two are not matched.
    #[error("mentee `{mentee}` does not have mentor `{mentor}`")]
    NotMatched {
        /// The mentee.
        mentee: Id,
        /// The mentor.
        mentor: Id,
    },
}
