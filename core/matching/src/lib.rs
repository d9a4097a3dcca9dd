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

mod duals;
mod edit;
mod id;
mod instance;
mod limits;
mod lottery;
mod ranked_lists;
mod record;
mod solution;
mod solve;
mod strategy;
mod verify;

pub use duals::{Cover, Level, LevelPrices, LotteryPrices, ProfileDuals};
pub use edit::{Edit, EditError, apply_edits};
pub use id::{Digest, Id, ParseHexError};
pub use instance::{
    Floor, Group, Instance, InstanceError, InstanceErrors, InstanceInput, MAX_SCORE, Member, Mentee, Mentor,
    Organisation, Pair, PairInput, Rules, Side, Term, Together, What,
};
pub use limits::{Conflict, Limits, SolveError};
pub use lottery::{MENTEE_TIES, lottery};
pub use ranked_lists::{ListsError, NOBODY, RankedLists, StableGraph, stable_graph};
pub use record::{ENGINE_VERSION, ReplayOutcome, RunRecord, instance_digest, replay, result_digest};
pub use solution::{Amount, Assigned, Certificate, Duals, Solution, Unmatched, Why};
pub use strategy::{Assigner, FairGoal, ProfileGoal, SizeOrScore, Strategy, solve, solve_within};
pub use verify::{
    Blocking, Breaches, ListsVerdict, RankCount, Verdict, certificate_gap, profile_is_proven, verify,
    verify_stable_graph,
};
