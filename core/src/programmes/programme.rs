//! What an incubator runs.

use crate::store::entity;
use crate::values::{ProgrammeId, Timestamp, words};

words! {
    /// Where a programme stands.
    pub enum ProgrammeState {
        /// Being prepared.
        Draft = "draft",
        /// Announced.
        Published = "published",
        /// Under way.
        Running = "running",
        /// Over.
        Completed = "completed",
        /// Over and out of sight.
        Archived = "archived",
        /// Called off.
        Cancelled = "cancelled",
    }
}

entity! {
    /// A programme.
    pub struct Programme(ProgrammeId): "programmes", "programa" / "programme", versioned {
        /// Where it stands.
        state: ProgrammeState,
        /// Its name.
        name: String,
        /// What it is about.
        summary: Option<String>,
        /// Where its name stands in a sorted list.
        sort_key: String,
        /// When it was made.
        created_at: Timestamp,
    }
}
