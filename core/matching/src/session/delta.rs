//! What an event changed.

use serde::{Deserialize, Serialize};

use crate::{Amount, Id};

/// A mentee whose mentors changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The mentee.
    pub mentee: Id,
    /// Its mentors before, by id.
    pub before: Vec<Id>,
    /// Its mentors after, by id.
    pub after: Vec<Id>,
}

/// The disruption of an event, and the plan's size after it. Everyone whose mentors changed is in exactly one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delta {
    /// Those who had somebody and have somebody, but not the same, by id.
    pub moved: Vec<Moved>,
    /// Those who had nobody and have somebody, by id.
    pub gained: Vec<Moved>,
    /// Those who had somebody and have nobody, or left, by id.
    pub lost: Vec<Moved>,
    /// How many pairs the plan has.
    pub size: u64,
    /// The sum of their scores.
    pub score: u64,
    /// What the plan is worth less than the optimum, as the optimum's prices prove; zero unless a limit on moves held it back.
    pub gap: Amount,
}
