//! Requests and views of matching.

use super::wire::{request, view};
use crate::matching::{Factor, MatchRunState, PairOrigin, UnmatchedWhy};
use crate::programmes::Side;
use crate::values::{CohortId, MatchRunId, Timestamp, UserId, words};

words! {
    /// How to match.
    pub enum StrategyChoice {
        /// As many people as possible, then the highest total score. Exact, with a certificate.
        MostPeople = "most_people",
        /// The highest total score, however many people that matches. Exact, with a certificate.
        HighestScore = "highest_score",
        /// Nobody has reason to leave their pair: stable, best for mentees.
        Stable = "stable",
    }
}

/// People who are equally welcome.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PreferenceTier {
    /// Who.
    pub user_ids: Vec<UserId>,
}

request! {
    /// Says whom a person prefers, best first, and whom they refuse. Replaces what they said before.
    pub struct SetPreferences {
        /// The cohort.
        cohort_id: CohortId,
        /// Who prefers.
        user_id: UserId,
        /// On which side they stand.
        side: Side,
        /// Best first; people in one tier are tied.
        ranked: Vec<PreferenceTier>,
        /// With whom they will not be paired.
        vetoes: Vec<UserId>,
    }
}

request! {
    /// Matches a cohort and keeps the result as a draft.
    pub struct RunMatching {
        /// The cohort.
        cohort_id: CohortId,
        /// How.
        strategy: StrategyChoice,
        /// What the lottery among equals starts from, 0 or more; drawn and told when left out.
        seed: Option<i64>,
    }
}

request! {
    /// Reads a match run.
    pub struct GetMatchRun {
        /// Which.
        match_run_id: MatchRunId,
    }
}

request! {
    /// Reads the match runs of a cohort, the newest first.
    pub struct FindMatchRuns {
        /// The cohort.
        cohort_id: CohortId,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Reads what a person prefers in a cohort.
    pub struct GetPreferences {
        /// The cohort.
        cohort_id: CohortId,
        /// Who prefers.
        user_id: UserId,
        /// On which side they stand.
        side: Side,
    }
}

/// A mentee and a mentor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PairChoice {
    /// Who is mentored.
    pub mentee_id: UserId,
    /// Who mentors.
    pub mentor_id: UserId,
}

request! {
    /// Changes the pairs of a draft: first takes pairs away, then adds some. The verifier counts what the edit costs.
    pub struct EditMatchRun {
        /// Which run.
        match_run_id: MatchRunId,
        /// Pairs to take away.
        remove: Vec<PairChoice>,
        /// Pairs to add.
        add: Vec<PairChoice>,
        /// Why.
        reason: String,
        /// The version that was read; refused when somebody changed it since.
        expected_version: Option<i64>,
    }
}

request! {
    /// Publishes a run: its pairs become proposed mentorships that hold a seat. Pairs whose seat went in the meantime are listed and
    /// the run stays open for review.
    pub struct PublishMatchRun {
        /// Which run.
        match_run_id: MatchRunId,
    }
}

view! {
    /// What a person prefers.
    pub struct PreferencesView {
        /// The cohort.
        cohort_id: CohortId,
        /// Who prefers.
        user_id: UserId,
        /// On which side.
        side: Side,
        /// Best first.
        ranked: Vec<PreferenceTier>,
        /// With whom they will not be paired.
        vetoes: Vec<UserId>,
        /// When they said so.
        updated_at: Timestamp,
    }
}

view! {
    /// One reason of one pair.
    pub struct ReasonView {
        /// What counts.
        factor: Factor,
        /// How much, in basis points; the reasons of a pair sum to its score.
        points: i32,
        /// In words, in the caller's language.
        text: String,
    }
}

view! {
    /// One pair of a run.
    pub struct PairView {
        /// Who is mentored.
        mentee_id: UserId,
        /// Their name.
        mentee_name: String,
        /// Who mentors.
        mentor_id: UserId,
        /// Their name.
        mentor_name: String,
        /// Where the mentor stands in the mentee's list, 1 first.
        mentee_rank: Option<i32>,
        /// Where the mentee stands in the mentor's list, 1 first.
        mentor_rank: Option<i32>,
        /// 0 to 10,000.
        score: i32,
        /// Why.
        reasons: Vec<ReasonView>,
        /// Who chose it.
        origin: PairOrigin,
    }
}

view! {
    /// Somebody without a mentor.
    pub struct UnmatchedView {
        /// Who.
        mentee_id: UserId,
        /// Their name.
        mentee_name: String,
        /// Why.
        why: UnmatchedWhy,
        /// In words, in the caller's language.
        text: String,
    }
}

view! {
    /// How many mentees got their first, second, … choice.
    pub struct RankCountView {
        /// The rank.
        rank: i32,
        /// How many.
        mentees: i32,
    }
}

view! {
    /// What the independent verifier found.
    pub struct VerdictView {
        /// How many pairs.
        size: i32,
        /// The sum of their scores.
        total_score: i64,
        /// How many mentees have no mentor.
        unmatched: i32,
        /// How many got which choice.
        ranks: Vec<RankCountView>,
        /// How often a capacity or an eligibility is broken; 0 unless edited.
        breaches: i32,
        /// How many pairs would rather be with each other; 0 for `stable` unless edited.
        blocking_pairs: i32,
        /// Whether nothing better exists by the strategy's measure; absent for `stable`.
        optimal: Option<bool>,
    }
}

view! {
    /// A match run.
    pub struct MatchRunView {
        /// Identity.
        id: MatchRunId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: MatchRunState,
        /// The cohort.
        cohort_id: CohortId,
        /// How it was matched.
        strategy: StrategyChoice,
        /// What the lottery started from.
        seed: i64,
        /// The digest of question, strategy, seed and answer: the same run gives the same digest anywhere.
        digest: String,
        /// The engine that ran it.
        engine_version: String,
        /// The pairs as they stand.
        pairs: Vec<PairView>,
        /// Who has no mentor, and why.
        unmatched: Vec<UnmatchedView>,
        /// What the verifier found in the pairs as they stand.
        verdict: VerdictView,
        /// Pairs that could not be published.
        held_back: Vec<HeldBackView>,
        /// When it ran.
        created_at: Timestamp,
        /// When it was published.
        published_at: Option<Timestamp>,
    }
}

view! {
    /// A match run in short.
    pub struct MatchRunSummary {
        /// Identity.
        id: MatchRunId,
        /// Where it stands.
        state: MatchRunState,
        /// How it was matched.
        strategy: StrategyChoice,
        /// What the verifier found in the pairs as they stand.
        verdict: VerdictView,
        /// When it ran.
        created_at: Timestamp,
        /// When it was published.
        published_at: Option<Timestamp>,
    }
}

view! {
    /// Some match runs.
    pub struct MatchRunPage {
        /// The runs.
        items: Vec<MatchRunSummary>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}

view! {
    /// A pair that could not be published.
    pub struct HeldBackView {
        /// Who is mentored.
        mentee_id: UserId,
        /// Who mentors.
        mentor_id: UserId,
        /// Why, in the caller's language.
        text: String,
    }
}
