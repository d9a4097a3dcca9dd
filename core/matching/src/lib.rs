//! Exact, explained, replayable matching of mentees to mentors on plain integers.
//!
//! The crate knows nothing of ventures, programmes or calendars: it takes numbers and gives numbers, reads no clock and
//! no randomness, does no I/O and uses no floats, so every platform and binding returns the same bytes.
//!
//! * [`Instance`] holds who may be matched: mentees, mentors and organisations with capacities, and the eligible pairs
//!   with ranks, a score and the integer reasons that sum to it. Building one reports every mistake at once.
//! * [`solve`] runs a [`Strategy`] and gives a [`Solution`]; ties fall to a seeded [`lottery`](fn@lottery), never to input order.
//! * [`verify`](fn@verify) shares no code with the solvers and counts everything that may be wrong with a solution.
//! * [`apply_edits`] changes a solution by hand, and the verifier tells what that did.
//! * [`RunRecord`] and [`replay`] prove later that a result came from this input.
//!
//! A solution speaks in indices of the canonical instance: mentees, mentors and organisations sorted by id, pairs by
//! (mentee, mentor). [`Instance::mentees`] and its sisters lead back to ids.

mod edit;
mod fair_proof;
mod id;
mod instance;
mod limits;
mod lottery;
mod online;
mod outcomes;
mod record;
mod solution;
mod solve;
mod strategy;
mod verify;

pub use edit::{Edit, EditError, apply_edits};
pub use fair_proof::{FairCase, FairNode, FairProof, FairSplit, Objective, SetPrice, Step};
pub use id::{Digest, Id, ParseHexError};
pub use instance::{
    Floor, Group, Instance, InstanceError, InstanceErrors, InstanceInput, MAX_SCORE, Member, Mentee, Mentor,
    Organisation, Pair, PairInput, Rules, Side, Term, Together, What,
};
pub use limits::{Conflict, Limits, SolveError};
pub use lottery::{MENTEE_TIES, lottery};
pub use online::{Online, OnlineError, Standing};
pub use outcomes::{Expectation, Outcome, OutcomeModel};
pub use record::{ENGINE_VERSION, ReplayOutcome, RunRecord, instance_digest, replay, result_digest};
pub use solution::{Amount, Assigned, Certificate, Duals, Solution, Unmatched, Why};
pub use strategy::{Assigner, FairGoal, ProfileGoal, SizeOrScore, Strategy, solve, solve_within};
pub use verify::{
    Blocking, Breaches, Envy, FairBound, Fairness, Filled, GroupResult, ListQuality, Occupancy, RankCount, RankSpread,
    Verdict, certificate_gap, fair_bound, verify,
};
