//! What a pair is worth and who may be paired, as data that programme managers edit.

mod check;

use serde::{Deserialize, Serialize};

use crate::{Feature, Mistake, Side};

/// The best score of a pair and of each side; also what the weights of a side sum to.
pub const FULL: u32 = 10_000;

/// The factor of the term that says what the [`Fusion`] of two unequal sides takes away (or adds).
pub const FUSION: u16 = u16::MAX;

/// Criteria with weights, gates, and how the two sides become one score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The version of the programme's own counting; recorded, not read.
    pub version: u32,
    /// What a pair is worth.
    pub criteria: Vec<Criterion>,
    /// Who may not be paired.
    #[serde(default)]
    pub gates: Vec<Gate>,
    /// How the two sides become one score.
    #[serde(default)]
    pub fusion: Fusion,
}

/// One thing that makes a pair good.
///
/// It gives each side `weight × value` points, rounded to the nearest integer and half up, where the value of a
/// [`Measure`] is a share of 0 to 1. The weights of all criteria sum to [`FULL`] for each side; a side whose weights are
/// all 0 has no opinion, and the score is that of the other side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The caller's number of the criterion, which its terms carry. All differ, none is [`FUSION`].
    pub factor: u16,
    /// What it weighs in what the mentee wants of the mentor.
    pub mentee_weight: u16,
    /// What it weighs in what the mentor wants of the mentee.
    pub mentor_weight: u16,
    /// How it is measured.
    pub measure: Measure,
}

/// How a criterion is measured, as a share of 0 to 1. Whoever has nothing to compare gets 0.
///
/// `mentee` and `mentor` name the feature of each side; they may differ (goals of one, skills of the other).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// Sets or slots: common ones / all of both (Jaccard 1912).
    Jaccard {
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// Sets: the weight of the common categories / the weight of one side's set. The points of each category are
    /// shared out by largest remainders (ties to the smaller category), so a full cover gets the full weight.
    Coverage {
        /// Whose set is to be covered.
        of: Side,
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// Sets or slots: common ones / the smaller number of the two (Szymkiewicz–Simpson).
    Overlap {
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// Sets or slots: common ones / `n`, and no more than 1.
    AtLeast {
        /// How many are enough.
        n: u16,
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// Keys: 1 if they are the same.
    Same {
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// A key of one side and a set of the other: 1 if the set has it.
    Contains {
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// Places: the entry of the table / 65,535.
    Nearness {
        /// The feature of both.
        feature: String,
    },
    /// Vectors: the cosine of the angle between them, and 0 if it is negative.
    Cosine {
        /// The mentee's feature.
        mentee: String,
        /// The mentor's feature.
        mentor: String,
    },
    /// The mentee's own ranking: tier `r` of `t` gives `(t + 1 - r) / t`.
    MenteeChoice,
    /// The mentor's own ranking, likewise.
    MentorChoice,
    /// How it went before: `value / 10,000` of an earlier pair, and 0 if it is negative.
    History,
}

/// What keeps two people apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Gate {
    /// Sets or slots: they need `n` in common.
    AtLeast {
        /// The feature of both.
        feature: String,
        /// How many.
        n: u16,
    },
    /// Keys: they must not have the same one (not of one organisation). Who has none passes.
    Different {
        /// The feature of both.
        feature: String,
    },
    /// Keys: they must have the same one.
    SameKey {
        /// The feature of both.
        feature: String,
    },
    /// Sets or keys: people of one side need a category (consent, a training).
    Requires {
        /// Whose.
        side: Side,
        /// The feature.
        feature: String,
        /// The category.
        category: u32,
    },
    /// People of one side who gave a list are paired with people on it only.
    ListedOnly {
        /// Whose lists.
        side: Side,
    },
    /// Nobody who was paired before.
    NotBefore,
    /// Nobody for whom it went badly before (a negative value).
    NotAgain,
}

/// How the two sides' scores become one.
///
/// With `a` and `b` as shares of 0 to 1, each is the nearest integer in units of 1/10,000, half up. All but
/// [`Fusion::Weighted`] punish one-sided pairs, as reciprocal recommenders do (Pizzato et al. 2010).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fusion {
    /// `s·a + (1 - s)·b`.
    Weighted {
        /// The mentee's share `s` in 1/10,000.
        mentee_share: u16,
    },
    /// The smaller one.
    Min,
    /// `a·b`.
    Product,
    /// `2·a·b / (a + b)`, and 0 if both are 0.
    Harmonic,
    /// `a·b / (a·b + (1 - a)·(1 - b))`, the cross-ratio uninorm: two good sides are better than each, two bad ones
    /// worse. 0 if one is 0 and the other 1.
    CrossRatio,
}

impl Default for Fusion {
    fn default() -> Self {
        Self::Weighted { mentee_share: 5_000 }
    }
}

impl Policy {
    /// Lists everything that is wrong with the policy for people with these features; pointers are relative to it.
    ///
    /// ```
    /// use semillero_matching::*;
    /// let policy = Policy {
    ///     version: 1,
    ///     criteria: vec![Criterion {
    ///         factor: 0,
    ///         mentee_weight: 9_000,
    ///         mentor_weight: 0,
    ///         measure: Measure::Nearness { feature: "city".into() },
    ///     }],
    ///     gates: vec![],
    ///     fusion: Fusion::Min,
    /// };
    /// let found: Vec<_> = policy.check(&[]).into_iter().map(|mistake| (mistake.pointer, mistake.code)).collect();
    /// assert_eq!(found, [
    ///     ("/criteria/0/measure/nearness/feature".to_owned(), MistakeCode::UnknownFeature),
    ///     ("/criteria".to_owned(), MistakeCode::WeightSum),
    /// ]);
    /// ```
    pub fn check(&self, features: &[Feature]) -> Vec<Mistake> {
        check::check(self, features)
    }
}
