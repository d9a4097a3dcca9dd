//! What can be wrong with an input.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Id;

/// The list an error speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The mentees.
    Mentee,
    /// The mentors.
    Mentor,
    /// The organisations.
    Organisation,
    /// The eligible pairs.
    Pair,
    /// The groups of the rules.
    Group,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mentee => "mentee",
            Self::Mentor => "mentor",
            Self::Organisation => "organisation",
            Self::Pair => "pair",
            Self::Group => "group",
        })
    }
}

/// One mistake of an [`InstanceInput`](crate::InstanceInput); indices are those of the input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// A list is longer than its 32-bit indices reach.
    #[error("too many entries in the {what} list")]
    TooMany {
        /// The list.
        what: What,
    },
    /// Two entries of one list have the same id; reported once per extra entry.
    #[error("{what} id `{id}` appears twice")]
    DuplicateId {
        /// The list.
        what: What,
        /// The id.
        id: Id,
    },
    /// A mentor belongs to an organisation that is not in the list.
    #[error("mentor {mentor} names organisation {organisation}, which is not in the list")]
    UnknownOrganisation {
        /// The mentor.
        mentor: u32,
        /// What it names.
        organisation: u32,
    },
    /// A pair names a mentee that is not in the list.
    #[error("pair {pair} names mentee {mentee}, which is not in the list")]
    UnknownMentee {
        /// The pair.
        pair: u32,
        /// What it names.
        mentee: u32,
    },
    /// A pair names a mentor that is not in the list.
    #[error("pair {pair} names mentor {mentor}, which is not in the list")]
    UnknownMentor {
        /// The pair.
        pair: u32,
        /// What it names.
        mentor: u32,
    },
    /// The same mentee and mentor appear again.
    #[error("pair {pair} repeats mentee {mentee} with mentor {mentor}")]
    DuplicatePair {
        /// The later of the two pairs.
        pair: u32,
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// A score is above [`MAX_SCORE`](crate::MAX_SCORE).
    #[error("score {score} of pair {pair} is above 1000000")]
    ScoreOutOfRange {
        /// The pair.
        pair: u32,
        /// Its score.
        score: u32,
    },
    /// The mentee's or the mentor's rank is 0; ranks start at 1.
    #[error("the {side} rank of pair {pair} is 0")]
    RankZero {
        /// The pair.
        pair: u32,
        /// Whose rank.
        side: What,
    },
    /// The points of the reasons do not sum to the score.
    #[error("the terms of pair {pair} sum to {sum}, its score is {score}")]
    TermsDoNotSum {
        /// The pair.
        pair: u32,
        /// What they sum to.
        sum: i128,
        /// What they should sum to.
        score: u32,
    },
    /// A pair that must be made is not eligible: it is not in the list of pairs.
    #[error("rule {rule} wants mentee {mentee} with mentor {mentor}, who are no eligible pair")]
    MustNotEligible {
        /// The place of the rule among those that must be kept.
        rule: u32,
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// A pair that must be made is named again.
    #[error("rule {rule} repeats mentee {mentee} with mentor {mentor}")]
    MustRepeated {
        /// The place of the rule.
        rule: u32,
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// The pairs that must be made need more room than somebody has.
    #[error("the pairs that must be made need {needed} places of {what} {index}, who has {capacity}")]
    MustOverCapacity {
        /// The side.
        what: What,
        /// Who.
        index: u32,
        /// How many places.
        needed: u32,
        /// Of how many.
        capacity: u32,
    },
    /// A floor names nobody, names somebody twice, or asks for nothing.
    #[error("floor {rule} of {what} {index} is not known, repeated, or 0")]
    UnsoundFloor {
        /// The place of the floor.
        rule: u32,
        /// The side.
        what: What,
        /// What it names.
        index: u32,
    },
    /// The order of arrival names nobody, or somebody twice.
    #[error("mentee {mentee} in the order of arrival is not known, or comes twice")]
    UnsoundArrival {
        /// What it names.
        mentee: u32,
    },
    /// A group names somebody unknown or twice, or its ceiling is below its floor.
    #[error("group {rule} (`{id}`) names somebody unknown or twice, or its ceiling is below its floor")]
    UnsoundGroup {
        /// The place of the group.
        rule: u32,
        /// Its id.
        id: Id,
    },
}

/// Every mistake of an input as one error, for callers that read instances with serde.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstanceErrors(pub Vec<InstanceError>);

impl fmt::Display for InstanceErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if position == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for InstanceErrors {}
