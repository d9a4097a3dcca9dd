//! What is kept of the analytics: states by key, and whom their numbers stand for.

use crate::audit::Subject;
use crate::store::entity;
use crate::values::{PseudonymId, RollUpId};

entity! {
    /// One state of the analytics engine. Its identity follows from its key.
    pub struct RollUp(RollUpId): "analytics_rollups", "acumulado" / "roll-up", versioned {
        /// Which kind of state, such as `log`.
        family: String,
        /// Of what, such as `session_completed`.
        name: String,
        /// Its period or share: a day, a month, a range of numbers.
        bucket: i64,
        /// The state in the engine's canonical form; empty when a rebuild found it to have no facts.
        state: Vec<u8>,
    }
}

entity! {
    /// For whom a number in the states stands. Without the subject the number is nameless, and what was counted stays true.
    pub struct Pseudonym(PseudonymId): "analytics_pseudonyms", "seudónimo" / "pseudonym", versioned, unique [["ordinal"], ["subject_id"]] {
        /// The number.
        ordinal: i64,
        /// Who or what; nothing after an erasure.
        subject_id: Option<Subject>,
    }
}
