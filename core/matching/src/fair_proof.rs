//! The proof that goes with a solution of [`Strategy::Fair`](crate::Strategy::Fair).

use serde::{Deserialize, Serialize};

use crate::Side;

/// Cases that cover every solution, each with a proof of what is possible in it.
///
/// One case is enough as long as the groups of each side (and the organisations) are nested or apart. Where groups
/// overlap, the search splits on how many pairs some people have: a tree, flat because it may be deep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairProof {
    /// The tree: the first node is its root, children come after their parents.
    pub nodes: Vec<FairNode>,
}

/// A node of a [`FairProof`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FairNode {
    /// No further distinction.
    Case(FairCase),
    /// Either some people have at most so many pairs together, or they have more.
    Split(FairSplit),
}

/// A distinction of two cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairSplit {
    /// The side of the people.
    pub side: Side,
    /// Their indices.
    pub members: Vec<u32>,
    /// How many pairs they have together at most in the first case.
    pub most: u32,
    /// The node for at most so many.
    pub up_to: u32,
    /// The node for more.
    pub above: u32,
}

/// What is possible at best in one case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairCase {
    /// Objectives in the order of their weight, each with prices; together they bound every solution of the case.
    ///
    /// * to show that the case is impossible: `nothing`;
    /// * for [`FairGoal::MaxMin`](crate::FairGoal): `pairs`, `below`, `score`, `lottery`;
    /// * for [`FairGoal::Leximin`](crate::FairGoal): `pairs`, `below`, `at` of rising scores, `lottery`; a score without
    ///   a step of its own has prices of zero.
    ///
    /// A run that was stopped has fewer steps.
    pub ladder: Vec<FairStep>,
    /// The least score that a solution of the largest size has at most, if that is known.
    #[serde(default)]
    pub least: Option<u32>,
    /// Prices that prove it: set after the step `pairs`, they show that at least one pair scores `least` or less. Without
    /// floors they are a vertex cover by capacities, smaller than the largest size, of the pairs above `least` (König 1931).
    #[serde(default)]
    pub next: Vec<SetPrice>,
}

/// One objective, to be made as large as possible, and its prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FairStep {
    /// What is counted.
    pub objective: Objective,
    /// The prices that are not zero, by set.
    pub prices: Vec<SetPrice>,
}

/// What a step of a proof counts for each pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Objective {
    /// Nothing: prices alone show that the rules cannot be kept.
    Nothing,
    /// One.
    Pairs,
    /// Minus one if its score is below this.
    Below {
        /// The score.
        score: u32,
    },
    /// Minus one if this is its score.
    At {
        /// The score.
        score: u32,
    },
    /// Its score.
    Score,
    /// Minus its lottery number.
    Lottery,
}

/// The price of one pair more (or, below zero, of one less) for a set of people.
///
/// The sets are numbered: the mentees, the mentors, the organisations, the groups, then the people of the splits that lead
/// to the case, from the outside in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPrice {
    /// The number of the set.
    pub set: u32,
    /// The price. Text in JSON, whose readers do not hold 128 bits.
    #[serde(with = "crate::solution::i128_text")]
    pub price: i128,
}
