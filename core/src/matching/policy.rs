//! What a programme counts when it matches: weights, gates, wishes of the staff. Data that managers edit, kept per cohort.

use super::Factor;
use crate::programmes::Side;
use crate::store::{Whole, entity};
use crate::values::{CohortId, ProgrammeId, Timestamp, UserId, words};
use serde::{Deserialize, Serialize};

/// What the weights of one side sum to, and the best score.
pub const FULL: i32 = 10_000;

words! {
    /// What keeps two people apart, whatever they would score.
    ///
    /// Who said nothing about a thing is not kept apart by it: silence is no "no".
    pub enum Gate {
        /// They need free quarter hours of the week in common: `least` of them, 4 (an hour) when left out.
        SharedTime = "shared_time",
        /// They need `least` languages in common.
        SharedLanguage = "shared_language",
        /// The mentor needs `least` of the skills the mentee looks for.
        SharedSkill = "shared_skill",
        /// They need `least` sectors in common.
        SharedSector = "shared_sector",
        /// The mentor helps with `least` of the stages the mentee is in.
        SharedStage = "shared_stage",
        /// They must be in one country.
        SameCountry = "same_country",
        /// They must not work for the same organisation.
        OtherOrganisation = "other_organisation",
        /// They must not have had a mentorship before, however it went.
        NotBefore = "not_before",
        /// They must not have had a mentorship that was declined or broken off.
        NotAgain = "not_again",
    }
}

impl Gate {
    /// Whether the gate counts something, so that `least` makes sense.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(
            self,
            Self::SharedTime | Self::SharedLanguage | Self::SharedSkill | Self::SharedSector | Self::SharedStage
        )
    }
}

words! {
    /// How what the mentee wants and what the mentor wants become one score.
    #[derive(Default)]
    pub enum Fusion {
        /// The mean, weighted by `mentee_share`.
        #[default]
        Weighted = "weighted",
        /// The smaller of the two: a pair is as good as its less happy side.
        Least = "least",
        /// The product.
        Product = "product",
        /// The harmonic mean, which punishes one-sided pairs less hard than the smaller of the two.
        Harmonic = "harmonic",
        /// The cross-ratio uninorm: two good sides are better than each, two bad ones worse.
        CrossRatio = "cross_ratio",
    }
}

/// Defines a record that is both kept and sent: strict, options and lists may be left out.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
        pub struct $name { $($(#[$fmeta])* pub $field: $type,)+ }
    };
}

record! {
    /// A mentee and a mentor.
    pub struct PairChoice {
        /// Who is mentored.
        mentee_id: UserId,
        /// Who mentors.
        mentor_id: UserId,
    }
}

record! {
    /// What one factor weighs.
    pub struct FactorWeight {
        /// The factor.
        factor: Factor,
        /// What it weighs in what the mentee wants, in basis points; the mentee weights sum to 10,000, or are all 0.
        mentee: i32,
        /// What it weighs in what the mentor wants, likewise.
        mentor: i32,
    }
}

record! {
    /// One gate.
    pub struct GateRule {
        /// Which.
        gate: Gate,
        /// How many, for gates that count; 1 when left out, and 4 quarter hours for `shared_time`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        least: Option<i32>,
    }
}

impl GateRule {
    /// How many it asks for, with what holds when nobody says otherwise.
    pub(crate) fn asks_for(&self) -> u16 {
        let usual = if self.gate == Gate::SharedTime { 4 } else { 1 };
        self.least.and_then(|least| u16::try_from(least).ok()).unwrap_or(usual)
    }
}

record! {
    /// How many mentees a mentor is to get at least.
    pub struct MentorFloor {
        /// The mentor.
        mentor_id: UserId,
        /// How many.
        least: i32,
    }
}

record! {
    /// People of one side with a label, of whom at least so many and at most so many are to be matched. Binds the strategies
    /// `max_min` and `leximin`; the others report it.
    pub struct GroupShare {
        /// What the group is called.
        name: String,
        /// On which side its members stand.
        side: Side,
        /// The label that makes a member, such as `sector:agro`, `skill:fintech`, `language:es`, `stage:idea` or `organisation:sena`.
        label: String,
        /// How many pairs its members have together at least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        floor: Option<i32>,
        /// How many pairs its members have together at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        ceiling: Option<i32>,
    }
}

record! {
    /// How a cohort is matched.
    pub struct MatchPolicy {
        /// What counts, and how much. A factor that is left out weighs nothing.
        weights: Vec<FactorWeight>,
        /// What keeps two people apart.
        #[serde(default)]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        gates: Vec<GateRule>,
        /// How the two sides become one score.
        #[serde(default)]
        fusion: Fusion,
        /// With `weighted`, the share of what the mentee wants, in basis points; 7,000 when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        mentee_share: Option<i32>,
        /// Pairs that every run makes. They must be eligible.
        #[serde(default)]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        must: Vec<PairChoice>,
        /// Pairs that no run makes.
        #[serde(default)]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        never: Vec<PairChoice>,
        /// How many mentees some mentors get at least. Counted among the seats they have left.
        #[serde(default)]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        floors: Vec<MentorFloor>,
        /// Shares of groups.
        #[serde(default)]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        groups: Vec<GroupShare>,
    }
}

/// What the mentee's wishes weigh when nobody says otherwise.
pub const MENTEE_SHARE: i32 = 7_000;

impl Default for MatchPolicy {
    /// Choices of both sides first, then what they share; half of each side's weight is its own choice.
    ///
    /// Characteristics alone predict little of how a mentorship goes, what people choose themselves does (Kendall and Smith-Jentsch
    /// 2015), hence the halves.
    fn default() -> Self {
        let weight = |(factor, mentee, mentor)| FactorWeight { factor, mentee, mentor };
        let shared = [
            (Factor::Skills, 2_000),
            (Factor::Sectors, 1_000),
            (Factor::Languages, 500),
            (Factor::Goals, 300),
            (Factor::Time, 700),
            (Factor::Stages, 200),
            (Factor::Place, 150),
            (Factor::About, 150),
        ];
        let choices = [(Factor::MenteeChoice, 5_000, 0), (Factor::MentorChoice, 0, 5_000)];
        let both = shared.into_iter().map(|(factor, points)| (factor, points, points));
        Self {
            weights: choices.into_iter().chain(both).map(weight).collect(),
            gates: vec![GateRule { gate: Gate::NotAgain, least: None }],
            fusion: Fusion::Weighted,
            mentee_share: None,
            must: Vec::new(),
            never: Vec::new(),
            floors: Vec::new(),
            groups: Vec::new(),
        }
    }
}

entity! {
    /// The policy of a cohort as it stands; a run keeps the one it was made with.
    pub struct CohortPolicy(CohortId): "match_policies", "reglas de emparejamiento" / "match policy", versioned {
        /// Its programme.
        programme_id: ProgrammeId,
        /// What it says.
        policy: Whole<MatchPolicy>,
        /// Who set it; nobody when the host did.
        updated_by: Option<UserId>,
        /// When.
        updated_at: Timestamp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_of_each_side_sum_to_the_whole() {
        let policy = MatchPolicy::default();
        assert_eq!(policy.weights.iter().map(|weight| weight.mentee).sum::<i32>(), FULL);
        assert_eq!(policy.weights.iter().map(|weight| weight.mentor).sum::<i32>(), FULL);
    }

    #[test]
    fn a_policy_may_leave_out_all_but_its_weights() {
        let policy: MatchPolicy =
            serde_json::from_str(r#"{"weights": [{"factor": "skills", "mentee": 10000, "mentor": 10000}]}"#).unwrap();
        assert_eq!((policy.fusion, policy.gates.len()), (Fusion::Weighted, 0));
        assert!(serde_json::from_str::<MatchPolicy>(r#"{"weights": [], "wieghts": []}"#).is_err());
    }
}
