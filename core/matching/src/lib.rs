//! Exact, explained, replayable matching of mentees to mentors on plain integers.
//!
//! The crate knows nothing of ventures, programmes or calendars: it takes numbers and gives numbers, reads no clock and
//! no randomness, does no I/O and uses no floats, so every platform and binding returns the same bytes; [`quantise`]
//! alone reads floats, exactly, to make integers of them.
//!
//! * [`Instance`] holds who may be matched: mentees, mentors and organisations with capacities, and the eligible pairs
//!   with ranks, a score and the integer reasons that sum to it. Building one reports every mistake at once.
//! * [`solve`] runs a [`Strategy`] and gives a [`Solution`]; ties fall to a seeded [`lottery`](fn@lottery), never to input order.
//! * [`verify`](fn@verify) shares no code with the solvers and counts everything that may be wrong with a solution.
//! * [`apply_edits`] changes a solution by hand, and the verifier tells what that did.
//! * [`TfIdf`] or another [`Embedder`] makes a [`Vector`] of a profile's text, [`cosine`] says how alike two are; a [`Week`]
//!   says when somebody is free, in quarters of an hour, whatever the zone.
//! * [`RunRecord`] and [`replay`] prove later that a result came from this input.
//!
//! A solution speaks in indices of the canonical instance: mentees, mentors and organisations sorted by id, pairs by
//! (mentee, mentor). [`Instance::mentees`] and its sisters lead back to ids.

mod edit;
mod id;
mod instance;
mod lottery;
mod record;
mod solution;
mod solve;
mod strategy;
mod text;
mod verify;
mod week;

pub use edit::{Edit, EditError, apply_edits};
pub use id::{Digest, Id, ParseHexError};
pub use instance::{
    Instance, InstanceError, InstanceErrors, InstanceInput, MAX_SCORE, Mentee, Mentor, Organisation, Pair, Term, What,
};
pub use lottery::{MENTEE_TIES, lottery};
pub use record::{ENGINE_VERSION, ReplayOutcome, RunRecord, instance_digest, replay, result_digest};
pub use solution::{Amount, Assigned, Duals, Solution, Unmatched, Why};
pub use strategy::{Assigner, SizeOrScore, Strategy, solve};
pub use text::{
    DIMS, EmbedError, Embedder, MAX_EMBEDDING, QuantiseError, TextModel, TfIdf, Vector, VectorError, cosine, quantise,
};
pub use verify::{Blocking, Breaches, RankCount, Verdict, certificate_gap, verify};
pub use week::{Hours, HoursError, RangeError, SLOT_MINUTES, UtcOffset, WEEK_SLOTS, Week, Weekday};
