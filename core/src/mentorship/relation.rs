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
        /// The mentor before said no or did not answer: it is the mentee's next preference.
        Cascade = "cascade",
        /// It was under way before Semillero came: read from a spreadsheet.
        Import = "import",
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
        /// When the mentor said yes.
        accepted_at: Option<Timestamp>,
        /// When the two last met.
        last_held_at: Option<Timestamp>,
        /// When staff were last told that it needs a check-in.
        alerted_at: Option<Timestamp>,
        /// When it came to its end, whatever the end.
        ended_at: Option<Timestamp>,
    }
}

words! {
    /// How a mentorship under way is doing.
    pub enum Health {
        /// They meet.
        OnTrack = "on_track",
        /// No session was held for three weeks: somebody should ask.
        NeedsCheckIn = "needs_check_in",
        /// It began less than three weeks ago and they have not met yet.
        TooEarly = "too_early",
    }
}

/// After how many days without a held session a mentorship needs a check-in: max(21, 1.5 × the usual fortnight between sessions).
pub const CHECK_IN_DAYS: i64 = 21;

impl Mentorship {
    /// One that waits for the mentor's answer from now on.
    #[must_use]
    pub fn proposed(
        id: MentorshipId,
        (cohort_id, programme_id): (CohortId, ProgrammeId),
        (mentor_id, mentee_id): (UserId, UserId),
        origin: MentorshipOrigin,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            version: 1,
            state: MentorshipState::Proposed,
            cohort_id,
            programme_id,
            mentor_id,
            mentee_id,
            origin,
            match_run_id: None,
            message: None,
            proposed_at: now,
            expires_at: now.plus_days(REQUEST_DAYS),
            reminders: 0,
            accepted_at: None,
            last_held_at: None,
            alerted_at: None,
            ended_at: None,
        }
    }

    /// How it is doing at a moment; nothing when it is not under way.
    #[must_use]
    pub fn health(&self, now: Timestamp) -> Option<Health> {
        if !matches!(self.state, MentorshipState::Accepted | MentorshipState::Active) {
            return None;
        }
        let since = self.last_held_at.or(self.accepted_at).unwrap_or(self.proposed_at);
        Some(if since.plus_days(CHECK_IN_DAYS) < now {
            Health::NeedsCheckIn
        } else if self.last_held_at.is_none() {
            Health::TooEarly
        } else {
            Health::OnTrack
        })
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
