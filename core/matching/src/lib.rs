//! Exact, explained, replayable matching of mentees to mentors on plain integers.
//!
//! The crate knows nothing of ventures, programmes or calendars: it takes numbers and gives numbers, reads no clock and
//! no randomness, does no I/O and uses no floats, so every platform and binding returns the same bytes; [`quantise`]
//! alone reads floats, exactly, to make integers of them.
//!
//! * [`Population`] and [`Policy`] say who is there and what makes a good pair; a [`Scorer`] made of them explains any pair,
//!   finds the best of all pairs, and holds prices against all of them.
//! * A [`Problem`] is the whole question; [`run_problem`] answers it and [`replay_problem`] answers it again.
//! * [`Instance`] holds who may be matched: mentees, mentors and organisations with capacities, and the eligible pairs
//!   with ranks, a score and the integer reasons that sum to it. Building one reports every mistake at once.
//! * [`solve`] runs a [`Strategy`] and gives a [`Solution`]; ties fall to a seeded [`lottery`](fn@lottery), never to input order.
//! * [`verify`](fn@verify) shares no code with the solvers and counts everything that may be wrong with a solution.
//! * [`apply_edits`] changes a solution by hand, and the verifier tells what that did.
//! * [`TfIdf`] or another [`Embedder`] makes a [`Vector`] of a profile's text, [`cosine`] says how alike two are; a [`Week`]
//!   says when somebody is free, in quarters of an hour, whatever the zone.
//! * [`solve_dense`] assigns on a matrix of costs that the caller owns, proved by [`verify_dense`].
//! * [`RunRecord`] and [`replay`] prove later that a result came from this input.
//!
//! A solution speaks in indices of the canonical instance: mentees, mentors and organisations sorted by id, pairs by
//! (mentee, mentor). [`Instance::mentees`] and its sisters lead back to ids.

mod dense;
mod duals;
mod edit;
mod explain;
mod fair_proof;
pub mod generator;
mod graph;
mod id;
mod instance;
mod kernels;
mod limits;
mod lottery;
mod mistake;
mod online;
mod outcomes;
mod policy;
mod population;
mod problem;
mod ranked_lists;
mod record;
mod residual;
mod scan;
mod score;
mod session;
mod solution;
mod solve;
mod strategy;
mod text;
mod verify;
mod week;

pub use dense::{DenseSolution, DenseVerdict, FORBIDDEN, Matrix, MatrixError, UNMATCHED, solve_dense, verify_dense};
pub use duals::{Cover, Level, LevelPrices, LotteryPrices, ProfileDuals};
pub use edit::{Edit, EditError, apply_edits};
pub use explain::{ExplainError, Explainer, PlacePrice, Regret, Step, WhyNot, WouldChange};
pub use fair_proof::{FairCase, FairNode, FairProof, FairSplit, FairStep, Objective, SetPrice};
pub use graph::{Goal, Graph, GraphArrays, GraphError, GraphInput, GraphSolution, NO_ORGANISATION, solve_graph};
pub use id::{Digest, Id, ParseHexError};
pub use instance::{
    Floor, Group, Instance, InstanceError, InstanceErrors, InstanceInput, MAX_SCORE, Member, Mentee, Mentor,
    Organisation, Pair, PairInput, Rules, Term, Together, What,
};
pub use kernels::Path;
pub use limits::{Conflict, Limits, SolveError};
pub use lottery::{MENTEE_TIES, lottery};
pub(crate) use mistake::Mistakes;
pub use mistake::{MISTAKES, Mistake, MistakeCode};
pub use online::{Online, OnlineError, Standing};
pub use outcomes::{Expectation, Outcome, OutcomeModel};
pub use policy::{Criterion, FULL, FUSION, Fusion, Gate, Measure, Policy};
pub use population::{
    BEST_EARLIER, CategoryWeight, CategoryWeights, Choices, DIMENSIONS, Earlier, Feature, FeatureKind, MAX_CATEGORY,
    Person, Population, SLOTS, Side, Two, Unlisted, Value,
};
pub use problem::{Outside, Plan, Priced, Problem, ProblemRecord, Run, RunError, Stage, replay_problem, run_problem};
pub use ranked_lists::{ListsError, NOBODY, RankedLists, StableGraph, stable_graph};
pub use record::{ENGINE_VERSION, ReplayOutcome, RunRecord, instance_digest, replay, result_digest};
pub use score::{
    Candidates, Closed, PairScore, Pricing, Recall, ScanError, ScanOptions, Scorer, Sides, Underpriced, log2_q16,
    rarity,
};
pub use session::{
    Amended, Amendment, Delta, Event, Moved, Newcomer, Offer, Party, Session, SessionError, amend, differences,
    events_from_bytes,
};
pub use solution::{Amount, Assigned, Certificate, Duals, Solution, Unmatched, Why};
pub use strategy::{Assigner, FairGoal, ProfileGoal, SizeOrScore, Strategy, solve, solve_within};
pub use text::{
    DIMS, EmbedError, Embedder, MAX_EMBEDDING, QuantiseError, TextModel, TfIdf, Vector, VectorError, cosine, quantise,
};
pub use verify::{
    Blocking, Breaches, Envy, FairBound, Fairness, Filled, GraphVerdict, GroupResult, ListQuality, ListsVerdict,
    Occupancy, RankCount, RankSpread, Verdict, certificate_gap, fair_bound, profile_is_proven, verify, verify_graph,
    verify_stable_graph,
};
pub use week::{Hours, HoursError, RangeError, SLOT_MINUTES, UtcOffset, WEEK_SLOTS, Week, Weekday};
