//! The profile of a person who gives time.

use crate::store::entity;
use crate::values::{Capacity, Timestamp, UserId, words};

words! {
    /// Where an ally profile stands; only approved ones are matched.
    pub enum AllyState {
        /// Being written.
        Draft = "draft",
        /// Waiting for a decision.
        Submitted = "submitted",
        /// Shows in the directory and is matched.
        Approved = "approved",
        /// Not matched for now.
        Paused = "paused",
        /// Turned down.
        Rejected = "rejected",
    }
}

entity! {
    /// What a person offers as an ally; keyed by the person.
    pub struct AllyProfile(UserId): "ally_profiles", "perfil de aliada o aliado" / "ally profile", versioned {
        /// Where it stands.
        state: AllyState,
        /// How many mentees at once.
        capacity: Capacity,
        /// Why they want to help.
        motivation: Option<String>,
        /// When it was submitted.
        submitted_at: Option<Timestamp>,
        /// When it was approved or rejected.
        decided_at: Option<Timestamp>,
    }
}
