//! What can happen to a running programme.

use serde::{Deserialize, Serialize};

use crate::{Id, Term};

/// Somebody a [`Session`](crate::Session) knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A mentee.
    Mentee(Id),
    /// A mentor.
    Mentor(Id),
    /// An organisation.
    Organisation(Id),
}

/// An eligible pair of a person with somebody of the other side, who is in the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The other one.
    pub with: Id,
    /// Where the mentee ranks the mentor, from 1.
    pub mentee_rank: u32,
    /// Where the mentor ranks the mentee, from 1.
    pub mentor_rank: u32,
    /// How good the pair is, 0 to [`MAX_SCORE`](crate::MAX_SCORE).
    pub score: u32,
    /// Why: the points sum to the score. May be empty.
    #[serde(default)]
    pub terms: Vec<Term>,
}

/// Somebody new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Newcomer {
    /// A mentee with its eligible pairs.
    Mentee {
        /// Its id, new among mentees.
        id: Id,
        /// How many mentors it takes at most.
        capacity: u32,
        /// With whom it may be.
        pairs: Vec<Offer>,
    },
    /// A mentor with its eligible pairs.
    Mentor {
        /// Its id, new among mentors.
        id: Id,
        /// How many mentees it takes at most.
        capacity: u32,
        /// The organisation it belongs to, which is in the session.
        #[serde(default)]
        organisation: Option<Id>,
        /// With whom it may be.
        pairs: Vec<Offer>,
    },
    /// An organisation without mentors so far.
    Organisation {
        /// Its id, new among organisations.
        id: Id,
        /// How many mentees its mentors take together at most.
        capacity: u32,
    },
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Event {
    /// Somebody comes.
    Join(Newcomer),
    /// Somebody goes, with all their pairs. An organisation can go when no mentor belongs to it any more.
    Leave(Party),
    /// Somebody takes more or fewer than before.
    CapacityChange {
        /// Who.
        of: Party,
        /// How many from now on.
        capacity: u32,
    },
    /// A pair is eligible no more.
    Decline {
        /// The mentee.
        mentee: Id,
        /// The mentor.
        mentor: Id,
    },
    /// All pairs of a mentee or mentor anew: those not listed are eligible no more.
    Rescore {
        /// Who; not an organisation.
        of: Party,
        /// With whom they may be from now on.
        pairs: Vec<Offer>,
    },
}
