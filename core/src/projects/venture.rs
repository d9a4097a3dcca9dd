//! The start-up: a team with members and titles, apart from its users.

use crate::store::entity;
use crate::values::{CivilDate, MemberId, ShareId, Timestamp, UserId, VentureId, label_key, sort_key, words};

words! {
    /// Where a venture stands.
    pub enum VentureState {
        /// At work.
        Active = "active",
        /// Went into another venture.
        Merged = "merged",
        /// Was bought.
        Acquired = "acquired",
        /// Gave up, or reached its end.
        Closed = "closed",
    }
}

words! {
    /// Whether a person still belongs to a venture.
    pub enum MemberState {
        /// Belongs to it.
        Active = "active",
        /// Left.
        Left = "left",
    }
}

words! {
    /// Whether a client may still read a venture.
    pub enum ShareState {
        /// May read it.
        Active = "active",
        /// No longer.
        Ended = "ended",
    }
}

entity! {
    /// A venture.
    pub struct Venture(VentureId): "ventures", "emprendimiento" / "venture", versioned {
        /// Where it stands.
        state: VentureState,
        /// Its name.
        name: String,
        /// The form of the name that decides whether two are the same for an import.
        name_key: String,
        /// Where its name stands in a sorted list.
        sort_key: String,
        /// What it does.
        summary: Option<String>,
        /// Its sector.
        sector: Option<String>,
        /// How far it is, in the words of its programme.
        stage: Option<String>,
        /// Where it works.
        country: Option<String>,
        /// Its website.
        website: Option<String>,
        /// When it was founded.
        founded_on: Option<CivilDate>,
        /// When it was first known.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }
}

entity! {
    /// The part one person has in a venture.
    pub struct Member(MemberId): "venture_members", "integrante" / "venture member", versioned, unique [["venture_id", "user_id"]] {
        /// Whether they still belong to it.
        state: MemberState,
        /// The venture.
        venture_id: VentureId,
        /// The person.
        user_id: UserId,
        /// What they are in it.
        title: Option<String>,
        /// Since when.
        joined_at: Timestamp,
        /// Until when.
        left_at: Option<Timestamp>,
    }
}

entity! {
    /// What lets a client read a venture, its projects and their milestones.
    pub struct Share(ShareId): "venture_shares", "acceso compartido" / "share", versioned, unique [["venture_id", "client_id"]] {
        /// Whether it holds.
        state: ShareState,
        /// The venture.
        venture_id: VentureId,
        /// Who may read it.
        client_id: UserId,
        /// Who opened it; nobody when the host did.
        shared_by: Option<UserId>,
        /// Since when.
        shared_at: Timestamp,
        /// Until when.
        ended_at: Option<Timestamp>,
    }
}

impl Venture {
    /// A venture at work of which nothing but the name is known.
    #[must_use]
    pub fn new(id: VentureId, name: String, now: Timestamp) -> Self {
        Self {
            id,
            version: 1,
            state: VentureState::Active,
            name_key: label_key(&name),
            sort_key: sort_key(&name),
            name,
            summary: None,
            sector: None,
            stage: None,
            country: None,
            website: None,
            founded_on: None,
            created_at: now,
            updated_at: now,
        }
    }
}
