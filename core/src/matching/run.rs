//! A match run: what was asked, what came out, what people made of it.

use super::Part;
use crate::store::{Whole, entity};
use crate::values::{CohortId, Json, MatchRunId, ProgrammeId, Timestamp, UserId, words};
use serde::{Deserialize, Serialize};

words! {
    /// Where a match run stands.
    pub enum MatchRunState {
        /// Solved; may be edited.
        Draft = "draft",
        /// Edited; may be edited again.
        Review = "review",
        /// Its pairs became proposed mentorships.
        Published = "published",
    }
}

words! {
    /// Why two people are paired.
    pub enum Factor {
        /// How the mentee ranks the mentor.
        MenteeChoice = "mentee_choice",
        /// How the mentor ranks the mentee.
        MentorChoice = "mentor_choice",
        /// Skills the mentor has and the mentee looks for.
        Skills = "skills",
        /// Sectors both know.
        Sectors = "sectors",
        /// Languages both speak.
        Languages = "languages",
        /// Goals both name.
        Goals = "goals",
        /// Quarter hours of the week in which both are free.
        Time = "time",
        /// The stages of ventures: of the mentee's, and those the mentor helps with.
        Stages = "stages",
        /// Where both are.
        Place = "place",
        /// What both write about themselves.
        About = "about",
        /// An earlier mentorship of the two that ended well.
        Earlier = "earlier",
        /// What is taken away because one side gains more than the other, or added because both do; no weight of its own.
        OneSided = "one_sided",
    }
}

words! {
    /// Where a pair comes from.
    pub enum PairOrigin {
        /// The strategy chose it.
        Strategy = "strategy",
        /// A person added it.
        Edit = "edit",
    }
}

words! {
    /// Why somebody has no mentor.
    pub enum UnmatchedWhy {
        /// No mentor is eligible: vetoes, consent or empty lists leave nobody.
        NoEligibleMentor = "no_eligible_mentor",
        /// Every eligible mentor takes nobody new.
        NoSeats = "no_seats",
        /// Every listed mentor is full with people they, or their organisation, rank higher.
        Outranked = "outranked",
        /// The seats went to others, because the whole came out better.
        SeatsTaken = "seats_taken",
        /// A person took the pair away.
        Removed = "removed",
        /// The seats went to people who came before.
        CameLater = "came_later",
    }
}

/// One reason of one pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What counts.
    pub factor: Factor,
    /// How much, in basis points of the score; the reasons of a pair sum to its score.
    pub points: i32,
    /// What the two share, where that can be counted: labels of the shorter list, or quarter hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<Part>,
}

/// One pair of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Who is mentored.
    pub mentee_id: UserId,
    /// Who mentors.
    pub mentor_id: UserId,
    /// Where the mentor stands in the mentee's list, 1 first; nothing when the mentee ranked nobody that way.
    pub mentee_rank: Option<i32>,
    /// Where the mentee stands in the mentor's list.
    pub mentor_rank: Option<i32>,
    /// 0 to 10,000.
    pub score: i32,
    /// Why; sums to the score.
    pub reasons: Vec<Reason>,
    /// Where it comes from.
    pub origin: PairOrigin,
}

/// Somebody without a mentor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmatched {
    /// Who.
    pub mentee_id: UserId,
    /// Why.
    pub why: UnmatchedWhy,
}

/// What came out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The pairs, by the mentee's place in the sorted cohort.
    pub pairs: Vec<Pair>,
    /// Who has no mentor.
    pub unmatched: Vec<Unmatched>,
}

entity! {
    /// A match run.
    pub struct MatchRun(MatchRunId): "match_runs", "corrida de emparejamiento" / "match run", versioned {
        /// Where it stands.
        state: MatchRunState,
        /// The cohort.
        cohort_id: CohortId,
        /// Its programme.
        programme_id: ProgrammeId,
        /// Who ran it; nobody when the host did.
        created_by: Option<UserId>,
        /// The strategy with its options, as the engine writes it.
        strategy: Json,
        /// What the lottery started from.
        seed: i64,
        /// The whole question as the engine reads it (people, policy, quotas), so that the run can be replayed.
        instance: Json,
        /// The engine's record: plan, version, digests, verdict of the verifier.
        record: Json,
        /// What the strategy answered.
        solved: Whole<Outcome>,
        /// What stands after the edits.
        outcome: Whole<Outcome>,
        /// When it ran.
        created_at: Timestamp,
        /// When it was published.
        published_at: Option<Timestamp>,
        /// The run that it amends.
        amends: Option<MatchRunId>,
        /// How many people the amendment might move; nothing for no limit.
        max_moves: Option<i32>,
    }
}
