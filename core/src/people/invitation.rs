//! Asking somebody to join.

use super::Role;
use crate::store::entity;
use crate::values::{InvitationId, ProgrammeId, Timestamp, UserId, words};

words! {
    /// Where an invitation stands.
    pub enum InvitationState {
        /// Waiting for an answer.
        Pending = "pending",
        /// Used, once.
        Accepted = "accepted",
        /// Not answered in time.
        Lapsed = "lapsed",
    }
}

entity! {
    /// An invitation: signed, it expires, and it works once.
    pub struct Invitation(InvitationId): "invitations", "invitación" / "invitation", versioned {
        /// Where it stands.
        state: InvitationState,
        /// Who is invited.
        user_id: UserId,
        /// Who invited; nobody when the host did.
        invited_by: Option<UserId>,
        /// The role it brings.
        role: Role,
        /// The programme of the role.
        programme_id: Option<ProgrammeId>,
        /// When it was made.
        created_at: Timestamp,
        /// Until when it works.
        expires_at: Timestamp,
    }
}
