//! Requests and views of mentorships and sessions.

use super::wire::{request, view};
use crate::mentorship::{Attendance, Fit, MentorshipOrigin, MentorshipState, NoteVisibility, SessionState};
use crate::programmes::Side;
use crate::values::{CohortId, FeedbackId, MatchRunId, MentorshipId, NoteId, SessionId, Timestamp, UserId};

request! {
    /// Asks a mentor of the cohort. The request waits 14 days.
    pub struct RequestMentorship {
        /// The cohort.
        cohort_id: CohortId,
        /// Who asks; the caller when left out.
        mentee_id: Option<UserId>,
        /// Who is asked.
        mentor_id: UserId,
        /// What the mentee writes.
        message: Option<String>,
    }
}

request! {
    /// Accepts a proposed mentorship: a seat is taken, and the mentee's other open requests in the cohort are closed.
    pub struct AcceptMentorship {
        /// Which.
        mentorship_id: MentorshipId,
    }
}

request! {
    /// Declines a proposed mentorship.
    pub struct DeclineMentorship {
        /// Which.
        mentorship_id: MentorshipId,
        /// Why; the mentee and staff read it.
        reason: String,
    }
}

request! {
    /// Reads mentorships, the newest first.
    pub struct FindMentorships {
        /// Only of this cohort.
        cohort_id: Option<CohortId>,
        /// Only with this person, on either side.
        user_id: Option<UserId>,
        /// Only in this state.
        state: Option<MentorshipState>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Books a session if every participant is free.
    pub struct BookSession {
        /// The mentorship.
        mentorship_id: MentorshipId,
        /// When it starts.
        starts_at: Timestamp,
        /// How long, 5 to 480 minutes.
        minutes: i32,
        /// Where: a place or a link.
        place: Option<String>,
        /// What it is about.
        agenda: Option<String>,
    }
}

/// Whether one participant came.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct AttendanceMark {
    /// Who.
    pub user_id: UserId,
    /// Whether they came.
    pub present: bool,
}

request! {
    /// Closes a session that has started: held when both came, missed when one did not.
    pub struct HoldSession {
        /// Which.
        session_id: SessionId,
        /// Who came; whoever is not named came.
        attendance: Vec<AttendanceMark>,
        /// The real length in minutes; the planned one when left out.
        actual_minutes: Option<i32>,
    }
}

request! {
    /// Writes a note on a mentorship.
    pub struct AddNote {
        /// The mentorship.
        mentorship_id: MentorshipId,
        /// The session it is about.
        session_id: Option<SessionId>,
        /// Who reads it.
        visibility: NoteVisibility,
        /// What it says.
        text: String,
    }
}

request! {
    /// Rates a held session, once per participant.
    pub struct GiveFeedback {
        /// The session.
        session_id: SessionId,
        /// 1 to 5, 5 is best.
        rating: i32,
        /// How the two fit.
        fit: Option<Fit>,
        /// In words.
        comment: Option<String>,
    }
}

view! {
    /// A mentorship.
    pub struct MentorshipView {
        /// Identity.
        id: MentorshipId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: MentorshipState,
        /// The cohort.
        cohort_id: CohortId,
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
    }
}

view! {
    /// Some mentorships.
    pub struct MentorshipPage {
        /// The mentorships.
        items: Vec<MentorshipView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}

view! {
    /// The part one person takes in a session.
    pub struct ParticipantView {
        /// Who.
        user_id: UserId,
        /// On which side.
        side: Side,
        /// Whether they came.
        attendance: Attendance,
    }
}

view! {
    /// A session.
    pub struct SessionView {
        /// Identity.
        id: SessionId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: SessionState,
        /// Its mentorship.
        mentorship_id: MentorshipId,
        /// When it starts.
        starts_at: Timestamp,
        /// When it ends.
        ends_at: Timestamp,
        /// Where.
        place: Option<String>,
        /// What it is about.
        agenda: Option<String>,
        /// Minutes that count, once it is closed.
        accounted_minutes: Option<i32>,
        /// Who takes part.
        participants: Vec<ParticipantView>,
    }
}

view! {
    /// A note.
    pub struct NoteView {
        /// Identity.
        id: NoteId,
        /// Its mentorship.
        mentorship_id: MentorshipId,
        /// Its session.
        session_id: Option<SessionId>,
        /// Who wrote it.
        author_id: Option<UserId>,
        /// Who reads it.
        visibility: NoteVisibility,
        /// What it says.
        text: String,
        /// When.
        at: Timestamp,
    }
}

view! {
    /// Feedback on a session.
    pub struct FeedbackView {
        /// Identity.
        id: FeedbackId,
        /// The session.
        session_id: SessionId,
        /// Who thinks so.
        author_id: UserId,
        /// 1 to 5.
        rating: i32,
        /// How the two fit.
        fit: Option<Fit>,
        /// In words.
        comment: Option<String>,
        /// When.
        at: Timestamp,
    }
}
