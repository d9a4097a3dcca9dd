//! What a solver returns.

use serde::{Deserialize, Serialize};

use crate::{Cover, FairProof, ProfileDuals, Strategy};

/// A matching with what is needed to judge it. Indices are those of the canonical [`Instance`](crate::Instance).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// The strategy that was asked for; the verifier checks optimality for the ones that claim it.
    pub strategy: Strategy,
    /// Who has whom, by (mentee, mentor), which is the order of their ids.
    pub pairs: Vec<Assigned>,
    /// The mentees without any mentor, by id.
    pub unmatched: Vec<Unmatched>,
    /// What proves the claim of the strategy. Manual edits leave it in place: prices still bound what any matching can
    /// reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// Whether the limits ended the run before it was done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
}

/// A proof that goes with a solution; the verifier checks it and trusts nothing in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Certificate {
    /// Prices of a linear-programming dual.
    Prices(Duals),
    /// What bounds the size of every matching.
    Cover(Cover),
    /// Prices for a profile, one objective after the other.
    Profile(ProfileDuals),
    /// Under [`Strategy::Fair`]: that no larger solution, and none of this size with a greater least score, exists.
    Bottleneck(FairProof),
}

/// One mentee with one mentor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
    /// The index of the eligible pair, or nothing when someone added a pair by hand that is not eligible.
    pub pair: Option<u32>,
}

/// A mentee without any mentor, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmatched {
    /// The index of the mentee.
    pub mentee: u32,
    /// The reason.
    pub why: Why,
}

/// Why a mentee has no mentor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// The mentee takes nobody: its capacity is 0.
    NoCapacity,
    /// No pair of the mentee is eligible.
    NoEligibleMentor,
    /// Every eligible mentor, or its organisation, has capacity 0.
    NoSeats,
    /// Under [`Strategy::Stable`] and its sisters: every eligible mentor, or its organisation, is full with mentees ranked
    /// higher, or as high where ties are left as ties, or with such as must be there.
    OutrankedEverywhere,
    /// Under [`Strategy::MaxWeight`] and all others that have an objective for everybody together: every seat the mentee could
    /// have serves that better with someone else (or, under [`Strategy::Fair`], a group is at its ceiling).
    SeatsTaken,
    /// A manual edit took the mentor away.
    RemovedByHand,
    /// Under [`Strategy::Online`]: every seat the mentee could have went to somebody who came before.
    CameLater,
}

/// An amount of the objective of [`Strategy::MaxWeight`] or [`Strategy::Blend`], compared first by `first`, then by `second`, then by `lottery`.
///
/// A pair is worth (1, score, −lottery) when size comes first, (score, 1, −lottery) when score does, and (score + points, 1,
/// −lottery) in a blend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// Size or score, whichever comes first.
    pub first: i64,
    /// The other of the two.
    pub second: i64,
    /// Minus a sum of lottery numbers. Text in JSON, whose readers do not hold 128 bits.
    #[serde(with = "i128_text")]
    pub lottery: i128,
}

/// Prices of a linear-programming dual, one [`Amount`] each, none below zero but where there is a floor.
///
/// Whatever matching one takes, its total is at most Σ capacity × price over mentees, mentors and organisations (floor ×
/// price where the price is below zero), plus, for every pair, what its worth exceeds its three prices by. A matching that
/// reaches this bound is therefore optimal. Pairs that must be made count in full instead, and take their places away from
/// capacities and floors.
///
/// A solver publishes the lowest optimal prices: that of an organisation is what one more of its seats would add to the
/// total, that of a mentor, with its organisation's, what one more seat beside the organisation's would. A price below
/// zero is what a floor costs; how far below is not unique, and the lowest may be very low where nobody else is eligible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duals {
    /// What each mentee gains from one more slot.
    pub mentees: Vec<Amount>,
    /// What one more seat of each mentor is worth.
    pub mentors: Vec<Amount>,
    /// What one more seat of each organisation is worth.
    pub organisations: Vec<Amount>,
}

pub(crate) mod i128_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(value: &i128, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
