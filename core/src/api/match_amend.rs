//! Requests and views of amending a run when something changed before it is published.

use super::wire::{request, view};
use super::{CostView, MatchRunView, MoveView, PairChoice};
pub use crate::matching::{RunChange, RunChangeKind};
use crate::values::{MatchRunId, UserId};

request! {
    /// Makes a new draft of a run that is not published yet, moving as few people as the best match allows. Everything that changed
    /// in the cohort since the run comes in (who joined or left, seats, profiles, vetoes); `changes` adds what the cohort does not know,
    /// or says what is expected to be found. For `most_people`, `highest_score` and `blend`.
    pub struct AmendMatchRun {
        /// Which run.
        match_run_id: MatchRunId,
        /// What changed. `left`, `capacity` and `declined` hold for this run whatever the cohort says; `joined` and `rescored` are
        /// read from the cohort, and refused when there is nothing to read. What a run was told holds for the runs that amend it,
        /// until something else is said of the same people (`joined` brings back who `left`).
        changes: Vec<RunChange>,
        /// How many mentees may lose a mentor whom they could keep, over all changes; no limit when left out.
        max_moves: Option<i32>,
        /// The version that was read; refused when somebody changed it since.
        expected_version: Option<i64>,
    }
}

view! {
    /// One change since a run, and whom it moved.
    pub struct ChangeView {
        /// What.
        kind: RunChangeKind,
        /// The mentee.
        mentee_id: Option<UserId>,
        /// Their name.
        mentee_name: Option<String>,
        /// The mentor.
        mentor_id: Option<UserId>,
        /// Their name.
        mentor_name: Option<String>,
        /// The organisation.
        organisation: Option<String>,
        /// How many they take now.
        capacity: Option<i32>,
        /// Whether the caller named it; what was found in the cohort is not.
        asked: bool,
        /// Who lost whom, who got whom.
        moves: Vec<MoveView>,
        /// In words, in the caller's language.
        text: String,
    }
}

view! {
    /// A run that amends another one.
    pub struct AmendmentView {
        /// The new draft.
        run: MatchRunView,
        /// What changed: first what the caller named, then what was found.
        changes: Vec<ChangeView>,
        /// How many more changes of scores and possible pairs were found that moved nobody.
        unmoved: i32,
        /// Within `max_moves`: whom the changes that it allows moved. Without: whom an earlier limit had kept from moving.
        settled: Vec<MoveView>,
        /// How many pairs of the run before stay.
        pairs_kept: i32,
        /// How many pairs of the run before end: the disruption.
        pairs_gone: i32,
        /// How many pairs are new.
        pairs_new: i32,
        /// What `max_moves` cost: how much better the best match is, and whom it would move. Absent without a limit.
        limit: Option<CostView>,
        /// How many pairs that people had added or taken away by hand were carried over.
        edits_kept: i32,
        /// Pairs that people had added or taken away by hand and that were not carried over, because the mentee has other mentors now.
        edits_dropped: Vec<PairChoice>,
        /// In words, in the caller's language.
        text: String,
    }
}
