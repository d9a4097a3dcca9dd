//! Matching: preferences in, explained pairs out. The engine itself is the crate `semillero-matching`.
//!
//! # Who is matched
//! * Enrolled people who are active or invited. Nobody is profiled who did not agree to [`Purpose::Matching`], or took it back: such a
//!   mentor is left out, such a mentee is listed as unmatched (`no_eligible_mentor`), and no score is ever computed for them.
//! * Mentors need an approved ally profile.
//! * A mentee has room for `mentors_per_mentee` of the cohort, less their mentorships in it that are accepted, active or paused, or
//!   that a run published and the mentor has not answered: a second run does not offer a second mentor meanwhile. Their own requests
//!   do not count, accepting supersedes them. A mentee without room is neither matched nor listed as unmatched.
//! * A mentor has room for their capacity, less the seats they hold in every cohort.
//! * The quota of an organisation, found by the [`label_key`] of its name, less the seats its mentors hold in the cohort.
//!
//! # Which pairs may be made
//! * Not those that either side vetoes, nobody with themselves, and nobody with whom a mentorship is already open.
//! * A mentee who gave a list is paired with people on it only; one who gave none is open to everybody, all tied.
//! * The list of a mentor only orders: those who are not on it come after those who are, tied.
//! * A rank is a tier: two people tied for the first place are both a first choice, and the next one is a second choice.
//!
//! # When something changes before a run is published
//! * `amend_match_run` asks the question of today, with what the caller says on top (somebody goes, takes another number, two do not
//!   want each other), and goes from the old answer to the new one change by change. Everything that changed in the cohort meanwhile is
//!   found; nothing is read from the old profiles.
//! * A run that is published is not amended: its pairs are mentorships, with lives of their own. Another run matches who has none.
//! * Edits by hand are carried over where the strategy still gives their mentee what it gave before.
//!
//! # After the run
//! * Scores are sums of integer reasons, weighed by the [`MatchPolicy`] of the cohort; the pairs keep theirs even when profiles or
//!   policy change later, and the run keeps the whole question.
//! * An edit may add a pair that is not eligible, which the verifier counts as a breach; it may not add a vetoed one.
//! * Publishing is all or nothing. When a pair cannot be published, nothing is, the run stays in the state it was in, and the answer
//!   lists every such pair with its reason; an edit takes them out.
//!
//! [`Purpose::Matching`]: crate::people::Purpose::Matching
//! [`label_key`]: crate::values::label_key

mod amend;
mod closed;
mod compile;
mod facts;
mod lifecycles;
mod policy;
mod policy_check;
mod pool;
mod population;
mod preferences;
mod publish;
mod run;
mod said;
mod stored;
pub mod table;
mod words;

pub(crate) use amend::{AmendError, Amended, Carried, amended, amended_again, pairs_of};
pub(crate) use closed::{Question, unready_text};
pub(crate) use compile::{
    arrivals, candidates, digest_id, engine_id, outcome_of, problem, reasons_of, solution_of, user_id,
};
pub use facts::Part;
pub use lifecycles::MATCH_RUN_LIFECYCLE;
pub use policy::{
    CohortPolicy, FULL, FactorWeight, Fusion, Gate, GateRule, GroupShare, MENTEE_SHARE, MatchPolicy, MentorFloor,
    PairChoice,
};
pub(crate) use policy_check::check_policy;
pub(crate) use pool::{Member, Pool, Rows, vetoed};
pub use preferences::Preferences;
pub(crate) use publish::held_back;
pub use run::{Factor, MatchRun, MatchRunState, Outcome, Pair, PairOrigin, Reason, Unmatched, UnmatchedWhy};
pub(crate) use said::what_holds;
pub use said::{RunChange, RunChangeKind};
/// The most eligible pairs that a run takes: some 500 MB.
pub(crate) const MOST_PAIRS: usize = 20_000_000;

/// The engine on plain integers.
pub use semillero_matching as engine;
pub use stored::StoredRunError;
pub(crate) use stored::{Asked, keep, keep_problem};
pub(crate) use words::{held_back_text, reason_text, unmatched_text};
