//! The people to pair, as plain numbers.

mod check;

use serde::{Deserialize, Serialize};

use crate::{Id, Mistake};

/// Slots of 15 minutes in a week; slot 0 starts on Monday at 00:00 UTC.
pub const SLOTS: u16 = 672;

/// Numbers in a text vector, as in a [`Vector`](crate::Vector).
pub const DIMENSIONS: usize = crate::DIMS;

/// The largest category of a set or key.
pub const MAX_CATEGORY: u32 = 65_535;

/// The value of [`Earlier`] that stands for the best experience.
pub const BEST_EARLIER: i32 = 10_000;

/// Everybody who may be paired, what is known of them, and which pairs are special.
///
/// Indices in here are those of the two lists. Their order leaves no trace in any result but in such indices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// What is known of people; every person has one value per feature, in this order.
    pub features: Vec<Feature>,
    /// Those who look for mentors.
    pub mentees: Vec<Person>,
    /// Those who take mentees.
    pub mentors: Vec<Person>,
    /// Pairs that are never made: vetoes and conflicts of interest. No policy opens them.
    #[serde(default)]
    pub blocked: Vec<Two>,
    /// Pairs that were made before.
    #[serde(default)]
    pub history: Vec<Earlier>,
    /// Pairs that the assignment has to make. They change no score and open no gate.
    #[serde(default)]
    pub must: Vec<Two>,
}

/// A mentee and a mentor by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Two {
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
}

/// A pair that was made before, and how it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
    /// How it went: up to [`BEST_EARLIER`] (keep them together), 0 (says nothing), negative (not again).
    pub value: i32,
}

/// One thing known of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// What a policy calls it.
    pub name: String,
    /// What its values are.
    pub kind: FeatureKind,
}

/// What the values of a feature are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FeatureKind {
    /// Categories, such as skills or languages.
    Set {
        /// How much each category counts where shares of a set are measured.
        #[serde(default)]
        weights: CategoryWeights,
    },
    /// Slots of the week, see [`SLOTS`].
    Slots,
    /// A place, such as a city.
    Place {
        /// How many places there are.
        places: u16,
        /// How near each place is to each, row by row: 65,535 is the same place, 0 is out of reach. Symmetric.
        nearness: Vec<u16>,
    },
    /// A text as [`DIMENSIONS`] small integers; only its direction counts.
    Vector,
    /// One category, such as an organisation or an industry.
    Key,
}

/// How much each category of a set counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CategoryWeights {
    /// All alike.
    #[default]
    Even,
    /// Rare ones more: `1 + ln((n + 1) / (n_c + 1))` for a category that `n_c` of the `n` people of the other side
    /// have (inverse document frequency, Spärck Jones 1972), in integers, see [`rarity`](fn@crate::rarity).
    Rarity,
    /// As listed, and 1 for those that are not.
    Given(Vec<CategoryWeight>),
}

/// The weight of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryWeight {
    /// The category, up to [`MAX_CATEGORY`].
    pub category: u32,
    /// What it counts relative to the others.
    pub weight: u32,
}

/// Somebody of either side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Identifies the person within its side.
    pub id: Id,
    /// How many of the other side the person takes at most.
    pub capacity: u32,
    /// The index of the organisation whose quota the person uses; nothing to do with scores.
    #[serde(default)]
    pub organisation: Option<u32>,
    /// One value per feature of the population.
    pub values: Vec<Value>,
    /// Whom the person wants.
    #[serde(default)]
    pub choices: Choices,
}

/// What is known of one person for one feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing; fits every kind and is worth nothing in every measure.
    Unknown,
    /// Categories, in any order; repeats count once.
    Set(Vec<u32>),
    /// Slots of the week, in any order; repeats count once.
    Slots(Vec<u16>),
    /// A row of the feature's table.
    Place(u16),
    /// [`DIMENSIONS`] numbers.
    Vector(Vec<i8>),
    /// A category.
    Key(u32),
}

/// Whom a person wants, by index of the other side.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The best first; people of one tier are liked alike.
    #[serde(default)]
    pub tiers: Vec<Vec<u32>>,
    /// What about everybody else.
    #[serde(default)]
    pub unlisted: Unlisted,
}

/// What a person says of people who are not on the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlisted {
    /// They are fine too.
    #[default]
    Allowed,
    /// Rather nobody; no policy opens such a pair.
    Refused,
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The mentees.
    Mentee,
    /// The mentors.
    Mentor,
}

impl FeatureKind {
    /// Names the kind as its JSON does.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Set { .. } => "set",
            Self::Slots => "slots",
            Self::Place { .. } => "place",
            Self::Vector => "vector",
            Self::Key => "key",
        }
    }
}

impl Population {
    /// Lists everything that is wrong with the population; pointers are relative to it.
    ///
    /// ```
    /// use semillero_matching::*;
    /// let nobody = Population { must: vec![Two { mentee: 0, mentor: 0 }], ..Population::default() };
    /// let mistakes = nobody.check();
    /// assert_eq!(mistakes[0].pointer, "/must/0/mentee");
    /// assert_eq!(mistakes[0].code, MistakeCode::NoSuchPerson);
    /// ```
    pub fn check(&self) -> Vec<Mistake> {
        check::check(self)
    }
}
