//! The relation of a mentor and a mentee.

use crate::store::entity;
use crate::values::{CohortId, MatchRunId, MentorshipId, ProgrammeId, Timestamp, UserId, words};

words! {
    /// Where a mentorship stands.
    pub enum MentorshipState {
        /// Asked for, or published by a match run.
        Proposed = "proposed",
        /// The mentor said yes.
        Accepted = "accepted",
        /// They have met.
        Active = "active",
        /// Resting.
        Paused = "paused",
        /// Came to its end.
        Completed = "completed",
        /// Looked back on three months later.
        FollowedUp = "followed_up",
        /// The mentor said no.
        Declined = "declined",
        /// Nobody answered in time.
        Expired = "expired",
        /// The mentee took it back.
        Withdrawn = "withdrawn",
        /// Another mentorship of the mentee won.
        Superseded = "superseded",
        /// Ended before its end.
        Terminated = "terminated",
    }
}

words! {
    /// How a mentorship began.
    pub enum MentorshipOrigin {
        /// The mentee asked.
        Request = "request",
        /// A match run proposed it.
        MatchRun = "match_run",
    }
}

entity! {
    /// A mentorship.
    pub struct Mentorship(MentorshipId): "mentorships", "mentoría" / "mentorship", versioned {
        /// Where it stands.
        state: MentorshipState,
        /// The cohort.
        cohort_id: CohortId,
        /// Its programme.
        programme_id: ProgrammeId,
        /// Who mentors.
        mentor_id: UserId,
        /// Who is mentored.
        mentee_id: UserId,
        /// How it began.
        origin: MentorshipOrigin,
        /// The run that proposed it.
        match_run_id: Option<MatchRunId>,
        /// What the mentee wrote.
        message: Option<String>,
        /// When it was proposed.
        proposed_at: Timestamp,
        /// Until when it can be answered.
        expires_at: Timestamp,
        /// How many reminders were sent while it waited.
        reminders: i32,
    }
}

/// How many days a proposed mentorship waits for an answer.
pub const REQUEST_DAYS: i64 = 14;

impl MentorshipState {
    /// The states in which a mentorship is asked for or under way: two people have one such at most in a cohort.
    pub const GOING: &'static [Self] = &[Self::Proposed, Self::Accepted, Self::Active, Self::Paused];

    /// The states in which the two sides know how to reach each other.
    pub const PARTNERS: &'static [Self] =
        &[Self::Accepted, Self::Active, Self::Paused, Self::Completed, Self::FollowedUp];

    /// Whether it takes one of the mentor's seats, given how it began: a published pair holds its seat while it waits.
    #[must_use]
    pub fn holds_seat(self, origin: MentorshipOrigin) -> bool {
        match self {
            Self::Accepted | Self::Active => true,
            Self::Proposed => origin == MentorshipOrigin::MatchRun,
            _ => false,
        }
    }
}
