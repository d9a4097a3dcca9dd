//! Proofs for strategies on ranks.

use serde::{Deserialize, Serialize};

/// People and organisations without whom no pair is left, or few: a vertex cover (Kőnig 1931).
///
/// Whatever matching one takes, each of its pairs uses a slot of a covered mentee, a seat of a covered mentor or
/// organisation, or is one of the eligible pairs that none of them covers. So its size is at most the sum of the
/// capacities of those covered plus the number of pairs not covered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// The indices of the covered mentees.
    pub mentees: Vec<u32>,
    /// The indices of the covered mentors.
    pub mentors: Vec<u32>,
    /// The indices of the covered organisations.
    pub organisations: Vec<u32>,
}

/// Prices of a linear-programming dual for objectives that come one after the other, the most important first; the
/// least sum of lottery numbers is the last one.
///
/// The prices of one mentee at all levels are a vector, compared level by level; so are those of mentors and
/// organisations, and the gains of a pair. A matching in which every used pair gains at least its three prices, every
/// other one at most, everybody with a price above zero is full, and everybody with a price below zero has no more than
/// its floor, is optimal (complementary slackness).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileDuals {
    /// The levels before the lottery. A rank that is missing has prices of zero.
    pub levels: Vec<LevelPrices>,
    /// The prices in lottery numbers.
    pub lottery: LotteryPrices,
}

/// What one level counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Pairs, the more the better.
    Size,
    /// Pairs of this rank: the more the better, or the fewer, as the goal says.
    Rank(u32),
    /// The sum of ranks, the less the better.
    RankSum,
}

/// The prices of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelPrices {
    /// What the level counts.
    pub of: Level,
    /// What each mentee gains from one more slot.
    pub mentees: Vec<i64>,
    /// What one more seat of each mentor is worth.
    pub mentors: Vec<i64>,
    /// What one more seat of each organisation is worth.
    pub organisations: Vec<i64>,
}

/// Prices in lottery numbers; text in JSON, whose readers do not hold 128 bits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotteryPrices {
    /// Those of mentees.
    #[serde(with = "i128_texts")]
    pub mentees: Vec<i128>,
    /// Those of mentors.
    #[serde(with = "i128_texts")]
    pub mentors: Vec<i128>,
    /// Those of organisations.
    #[serde(with = "i128_texts")]
    pub organisations: Vec<i128>,
}

mod i128_texts {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(values: &[i128], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(i128::to_string))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i128>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
    }
}
