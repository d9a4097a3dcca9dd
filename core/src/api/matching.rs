//! Requests and views of matching.

use super::wire::{request, view};
pub use crate::matching::MatchPolicy;
use crate::matching::engine::{FairGoal, ProfileGoal, SizeOrScore, Strategy};
use crate::matching::{Factor, MatchRunState, PairOrigin, UnmatchedWhy};
pub use crate::matching::{FactorWeight, Fusion, Gate, GateRule, GroupShare, MentorFloor, PairChoice};
use crate::programmes::Side;
use crate::values::{CohortId, MatchRunId, Timestamp, UserId, words};

words! {
    /// How to match.
    pub enum StrategyChoice {
        /// As many people as possible, then the highest total score. Exact, with a certificate.
        MostPeople = "most_people",
        /// The highest total score, however many people that matches. Exact, with a certificate.
        HighestScore = "highest_score",
        /// The highest total of score plus so many points per pair, `per_pair`: between the two. Exact, with a certificate.
        Blend = "blend",
        /// Nobody has reason to leave their pair: stable, best for mentees.
        Stable = "stable",
        /// Nobody has reason to leave their pair: stable, best for mentors and organisations.
        StableForMentors = "stable_for_mentors",
        /// Nobody has reason to leave by what people said, ties left as ties, so that more people are matched.
        StableTies = "stable_ties",
        /// The most first choices of mentees, then the most second choices, and so on, however many people that matches.
        RankMaximal = "rank_maximal",
        /// As many people as possible, then the most first choices, then the most second choices.
        GreedyMaximum = "greedy_maximum",
        /// As many people as possible, then the fewest last choices, then the fewest last but one.
        GenerousMaximum = "generous_maximum",
        /// As many people as possible with the least sum of ranks.
        LeastCostMaximum = "least_cost_maximum",
        /// As many people as possible, then the best for the worst pair, within the shares of groups.
        MaxMin = "max_min",
        /// As many people as possible, then the best for the worst pair, then for the second worst, within the shares of groups.
        Leximin = "leximin",
        /// The best pair first, while there is room: what many tools do, to compare with.
        Greedy = "greedy",
        /// First come, first served: in the order of enrolment each mentee gets the best that is free, and nobody is moved. With what
        /// hindsight would have given.
        Online = "online",
    }
}

impl StrategyChoice {
    /// The strategy of the engine; `per_pair` is what one more pair is worth with [`StrategyChoice::Blend`].
    #[must_use]
    pub const fn engine_strategy(self, per_pair: u32) -> Strategy {
        match self {
            StrategyChoice::MostPeople => Strategy::MaxWeight { first: SizeOrScore::Size },
            StrategyChoice::HighestScore => Strategy::MaxWeight { first: SizeOrScore::Score },
            StrategyChoice::Blend => Strategy::Blend { per_pair },
            StrategyChoice::Stable => Strategy::Stable,
            StrategyChoice::StableForMentors => Strategy::StableForMentors,
            StrategyChoice::StableTies => Strategy::StableTies,
            StrategyChoice::RankMaximal => Strategy::Profile { goal: ProfileGoal::RankMaximal },
            StrategyChoice::GreedyMaximum => Strategy::Profile { goal: ProfileGoal::Greedy },
            StrategyChoice::GenerousMaximum => Strategy::Profile { goal: ProfileGoal::Generous },
            StrategyChoice::LeastCostMaximum => Strategy::Profile { goal: ProfileGoal::MinCost },
            StrategyChoice::MaxMin => Strategy::Fair { goal: FairGoal::MaxMin },
            StrategyChoice::Leximin => Strategy::Fair { goal: FairGoal::Leximin },
            StrategyChoice::Greedy => Strategy::Greedy,
            StrategyChoice::Online => Strategy::Online,
        }
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
        /// With `blend`: what one more pair is worth, in points of the score, 0 to 1,000,000.
        per_pair: Option<i32>,
        /// How many milliseconds to think at most; the run then gives the best it has, says so (`stopped`), and what is proven of it.
        within_ms: Option<i64>,
        /// The only pairs that may be made, from a search index or a list of interviews; everybody with everybody when left out or
        /// empty. They are scored here, and the answer tells how many of the best pairs the list has.
        candidates: Vec<PairChoice>,
    }
}

request! {
    /// Says how a cohort is matched. Replaces what was said before; every mistake is named at once.
    pub struct SetMatchPolicy {
        /// The cohort.
        cohort_id: CohortId,
        /// What counts, what keeps people apart, what the staff wants.
        policy: MatchPolicy,
        /// The version that was read, 0 for one that nobody had set; refused when somebody changed it since.
        expected_version: Option<i64>,
    }
}

request! {
    /// Reads how a cohort is matched.
    pub struct GetMatchPolicy {
        /// The cohort.
        cohort_id: CohortId,
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
        /// Whether nothing better exists by the strategy's measure; absent where the strategy claims no optimum.
        optimal: Option<bool>,
        /// The least score of a pair; absent when there is none.
        least_score: Option<i32>,
        /// How unequal the scores of mentees are (Gini coefficient, those without a mentor count as 0), in basis points: 0 when all
        /// have the same.
        inequality: i32,
        /// In how many possible pairs a mentee would rather have a mentor who has somebody they rank lower: envy with a reason.
        justified_envy: i32,
        /// For `online`: how many mentees did not get the best that was free when they came; 0 unless edited.
        passed_over: Option<i32>,
        /// For `online`: the largest total score that matching everybody at once could have reached, proven.
        hindsight: Option<i64>,
        /// For `greedy` and `online`: what share of the largest total score is proven to be reached, in basis points.
        proven_share: Option<i32>,
        /// What the groups of the policy got.
        groups: Vec<GroupResultView>,
    }
}

view! {
    /// What a group of the policy got.
    pub struct GroupResultView {
        /// Its name.
        name: String,
        /// On which side its members stand.
        side: Side,
        /// How many members it has.
        members: i32,
        /// How many of them have at least one pair.
        served: i32,
        /// How many pairs they have together.
        pairs: i32,
        /// Whether there are at least as many pairs as the floor says.
        floor_kept: bool,
        /// Whether there are at most as many pairs as the ceiling says.
        ceiling_kept: bool,
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
        /// Whether it ran out of time; then it is the best that was found, and `verdict.optimal` says whether it is the best there is.
        stopped: bool,
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
        /// What the list of candidates was good for; absent when there was none.
        candidates: Option<CandidatesView>,
        /// The run that it amends.
        amends: Option<MatchRunId>,
        /// How many mentees the amendment might move; absent for no limit.
        max_moves: Option<i32>,
    }
}

view! {
    /// What a list of candidates was good for.
    pub struct CandidatesView {
        /// How many pairs of people who can be matched it has.
        given: i64,
        /// How many of them may be made.
        possible: i64,
        /// It is held against as many of the best mentors of each mentee as it has at most for one of them.
        best: i32,
        /// How many pairs of these best there are.
        of: i64,
        /// How many of them the list has: its recall is `hits` of `of`.
        hits: i64,
        /// How many possible pairs beside the list are worth more than their prices; 0 proves that the list cost nothing. For
        /// strategies that are about totals.
        missed: Option<i64>,
        /// How many pairs more a match without the list has at most; absent where `missed` is 0 or absent.
        most_more_pairs: Option<i32>,
        /// How many points more beside those pairs.
        most_more_points: Option<i64>,
    }
}

view! {
    /// How a cohort is matched.
    pub struct MatchPolicyView {
        /// The cohort.
        cohort_id: CohortId,
        /// Counts the changes; 0 while it is the policy that every cohort begins with.
        version: i64,
        /// What it says.
        policy: MatchPolicy,
        /// Who set it; absent when the host did, or nobody.
        updated_by: Option<UserId>,
        /// When.
        updated_at: Option<Timestamp>,
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
