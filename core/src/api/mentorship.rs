//! Requests and views of mentorships and sessions.

use super::wire::{request, view};
use crate::mentorship::{Attendance, Fit, Health, MentorshipOrigin, MentorshipState, NoteVisibility, SessionState};
use crate::programmes::Side;
use crate::values::{CohortId, FeedbackId, MatchRunId, MentorshipId, NoteId, SessionId, Timestamp, UserId, words};

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

words! {
    /// One step of a mentorship that needs no more than a reason.
    pub enum MentorshipStep {
        /// The mentee takes a request back.
        Withdraw = "withdraw",
        /// Lets it rest; its seat becomes free.
        Pause = "pause",
        /// Goes on, if the mentor has a seat.
        Resume = "resume",
        /// It reached its end.
        Complete = "complete",
        /// The look back, three months later.
        FollowUp = "follow_up",
        /// Ends it before its end; needs a reason.
        Terminate = "terminate",
    }
}

request! {
    /// Takes a mentorship one step through its lifecycle.
    pub struct AdvanceMentorship {
        /// Which.
        mentorship_id: MentorshipId,
        /// The step.
        step: MentorshipStep,
        /// Why; compulsory to terminate.
        reason: Option<String>,
    }
}

request! {
    /// Reads a mentorship.
    pub struct GetMentorship {
        /// Which.
        mentorship_id: MentorshipId,
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

request! {
    /// Calls a session off; everybody is free again.
    pub struct CancelSession {
        /// Which.
        session_id: SessionId,
        /// Why; the others read it.
        reason: String,
    }
}

request! {
    /// Reads sessions, the earliest first.
    pub struct FindSessions {
        /// Only of this mentorship.
        mentorship_id: Option<MentorshipId>,
        /// Only of this cohort.
        cohort_id: Option<CohortId>,
        /// Only with this person.
        user_id: Option<UserId>,
        /// Only in this state.
        state: Option<SessionState>,
        /// Only those that start at this moment or later.
        since: Option<Timestamp>,
        /// Only those that start before this moment.
        until: Option<Timestamp>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Reads the notes of a mentorship that the caller may read, the newest first.
    pub struct FindNotes {
        /// The mentorship.
        mentorship_id: MentorshipId,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
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
        /// Their name.
        mentor_name: String,
        /// Who is mentored.
        mentee_id: UserId,
        /// Their name.
        mentee_name: String,
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
        /// When the mentor said yes.
        accepted_at: Option<Timestamp>,
        /// When the two last met.
        last_held_at: Option<Timestamp>,
        /// When it came to its end.
        ended_at: Option<Timestamp>,
        /// How it is doing; absent when it is not under way.
        health: Option<Health>,
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
        /// Their name.
        name: String,
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
        /// How the caller rated it, 1 to 5.
        my_rating: Option<i32>,
    }
}

view! {
    /// Some sessions in order.
    pub struct SessionPage {
        /// The sessions.
        items: Vec<SessionView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
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
    /// Some notes.
    pub struct NotePage {
        /// The notes.
        items: Vec<NoteView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
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
