//! What is kept of the analytics: states by key, and whom their numbers stand for.

use crate::audit::Subject;
use crate::store::entity;
use crate::values::{CivilDate, Json, ProgrammeId, PseudonymId, ReleaseId, RollUpId, Timestamp};

entity! {
    /// One state of the analytics engine. Its identity follows from its key.
    pub struct RollUp(RollUpId): "analytics_rollups", "acumulado" / "roll-up", versioned {
        /// Which kind of state, such as `log`.
        family: String,
        /// Of what, such as `session_completed`.
        name: String,
        /// Which range of numbers; 0 where a state is not cut by numbers.
        part: i64,
        /// Its day or month; 0 where a state is not cut by time.
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

entity! {
    /// Figures that left through the gate. They are frozen: whoever asks again for the same day sees the same, whatever facts came late.
    pub struct FigureRelease(ReleaseId): "analytics_releases", "publicación de cifras" / "release of figures", append_only,
        unique [["programme_id", "dashboard", "cohort", "as_of"]] {
        /// Of which programme.
        programme_id: ProgrammeId,
        /// Which dashboard.
        dashboard: String,
        /// Of which cohort; empty for all together.
        cohort: String,
        /// Facts up to the end of this day are in it.
        as_of: CivilDate,
        /// The digest of the release.
        digest: String,
        /// What the gate needs to know of it when it lets later figures out.
        frozen: Json,
        /// The figures as they left, in Spanish.
        es: Json,
        /// The figures as they left, in English.
        en: Json,
        /// When.
        at: Timestamp,
    }
}
