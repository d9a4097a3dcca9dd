//! Requests and views of what can be asked about matches: why, at what cost, whether it still holds, and who would fit.

use super::ReasonView;
use super::wire::{request, view};
use crate::values::{CohortId, MatchRunId, UserId};

request! {
    /// Asks why two people are together in a run, or why not, and what it would cost to change that.
    pub struct ExplainPair {
        /// The run.
        match_run_id: MatchRunId,
        /// Who would be mentored.
        mentee_id: UserId,
        /// Who would mentor.
        mentor_id: UserId,
    }
}

request! {
    /// Answers the question of a run again and compares: proof that nobody touched the result.
    pub struct ReplayMatchRun {
        /// The run.
        match_run_id: MatchRunId,
    }
}

request! {
    /// Asks for the best matches of one person, or lists for a whole cohort, without matching anybody.
    pub struct ProposeMatches {
        /// The cohort.
        cohort_id: CohortId,
        /// For which mentee; for every mentee when left out, which only staff may ask.
        user_id: Option<UserId>,
        /// How many mentors each mentee is shown, 1 to 50; 5 when left out.
        length: Option<i32>,
        /// On how many lists a mentor may be, so that the popular are not on all; no limit when left out. For lists of the whole
        /// cohort only.
        exposure: Option<i32>,
    }
}

view! {
    /// One thing that keeps two people apart.
    pub struct ClosedView {
        /// Which: `blocked`, `consent`, `veto`, `not_listed`, `together`, `never`, `not_a_candidate`, or the gate of the policy.
        reason: String,
        /// In words, in the caller's language.
        text: String,
    }
}

view! {
    /// One change on the way to another match.
    pub struct MoveView {
        /// Who is mentored.
        mentee_id: UserId,
        /// Their name.
        mentee_name: String,
        /// Who mentors them now; absent when nobody does.
        from_mentor_id: Option<UserId>,
        /// Their name.
        from_mentor_name: Option<String>,
        /// Who would mentor them; absent when nobody would.
        to_mentor_id: Option<UserId>,
        /// Their name.
        to_mentor_name: Option<String>,
    }
}

view! {
    /// What it costs the whole to make another choice: the difference between the best match and the best one with that choice.
    pub struct CostView {
        /// How many pairs fewer.
        pairs: i32,
        /// How many points less in all.
        points: i64,
        /// Everything that would change, in one plan that costs no more than this.
        plan: Vec<MoveView>,
        /// In words, in the caller's language.
        text: String,
    }
}

view! {
    /// How sought after a mentor is.
    pub struct PriceView {
        /// What one more place of the mentor would add to the whole, in points; 0 while a place is free.
        points: i64,
        /// How many pairs it would add.
        pairs: i32,
        /// How many mentees it would suit better than what they have, at no price.
        wanted_by: i32,
    }
}

view! {
    /// Why two people are together, or why not.
    pub struct PairExplanationView {
        /// Who is mentored.
        mentee_id: UserId,
        /// Their name.
        mentee_name: String,
        /// Who mentors.
        mentor_id: UserId,
        /// Their name.
        mentor_name: String,
        /// Whether the two stand together in the run now.
        together: bool,
        /// What keeps them apart; empty when they may be paired.
        closed: Vec<ClosedView>,
        /// What the pair scores, 0 to 10,000.
        score: i32,
        /// What the mentor is worth to the mentee, 0 to 10,000.
        mentee_side: i32,
        /// What the mentee is worth to the mentor, 0 to 10,000.
        mentor_side: i32,
        /// What the score is made of.
        reasons: Vec<ReasonView>,
        /// Why they are, or are not, together, in the caller's language.
        text: String,
        /// What making (or, for a pair that the strategy made, taking apart) this pair costs the whole; absent for strategies that
        /// are not about totals, and for pairs that may not be made.
        cost: Option<CostView>,
        /// How sought after the mentor is; absent for strategies that are not about totals.
        price: Option<PriceView>,
        /// What would bring the two together, in the caller's language; absent when they are, or nothing would.
        change: Option<String>,
    }
}

view! {
    /// What answering a run again showed.
    pub struct ReplayView {
        /// Whether question, answer and verdict are those of the record.
        same: bool,
        /// `same`, `question_changed`, `result_changed` or `verdict_changed`.
        outcome: String,
        /// The digest that the run keeps.
        digest: String,
        /// The engine that ran it.
        engine_version: String,
        /// The engine that answered again.
        replayed_by: String,
        /// In words, in the caller's language.
        text: String,
    }
}

view! {
    /// One suggestion.
    pub struct SuggestionView {
        /// Who.
        user_id: UserId,
        /// Their name.
        name: String,
        /// How good the pair is, 0 to 10,000.
        score: i32,
        /// Why; sums to the score.
        reasons: Vec<ReasonView>,
    }
}

view! {
    /// The suggestions for one mentee, best first.
    pub struct SuggestionListView {
        /// For whom.
        user_id: UserId,
        /// Their name.
        name: String,
        /// The mentors.
        suggestions: Vec<SuggestionView>,
    }
}

view! {
    /// Suggestions.
    pub struct ProposalsView {
        /// One list per mentee, by name.
        lists: Vec<SuggestionListView>,
    }
}
