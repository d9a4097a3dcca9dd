//! What people write about a mentorship.

use crate::store::entity;
use crate::values::{FeedbackId, MentorshipId, NoteId, ProgrammeId, Rating, SessionId, Timestamp, UserId, words};

words! {
    /// Who reads a note.
    pub enum NoteVisibility {
        /// Its author.
        Private = "private",
        /// Both sides of the mentorship.
        Shared = "shared",
        /// The people who run the programme, and its author.
        Staff = "staff",
    }
}

words! {
    /// How the two fit.
    pub enum Fit {
        /// They fit.
        Good = "good",
        /// Too early to say.
        Deciding = "deciding",
        /// They do not fit.
        Poor = "poor",
    }
}

entity! {
    /// A note.
    pub struct Note(NoteId): "notes", "nota" / "note", append_only {
        /// Its mentorship.
        mentorship_id: MentorshipId,
        /// Its session.
        session_id: Option<SessionId>,
        /// Who wrote it.
        author_id: UserId,
        /// Who reads it.
        visibility: NoteVisibility,
        /// What it says.
        text: String,
        /// When.
        at: Timestamp,
    }
}

entity! {
    /// What one participant thinks of a session.
    pub struct Feedback(FeedbackId): "feedback", "valoración" / "feedback", append_only, unique [["session_id", "author_id"]] {
        /// The session.
        session_id: SessionId,
        /// Its mentorship.
        mentorship_id: MentorshipId,
        /// Its programme.
        programme_id: ProgrammeId,
        /// Who thinks so.
        author_id: UserId,
        /// How good it was.
        rating: Rating,
        /// How the two fit.
        fit: Option<Fit>,
        /// In words.
        comment: Option<String>,
        /// When.
        at: Timestamp,
    }
}
