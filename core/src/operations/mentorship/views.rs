//! What a caller may see of mentorships and sessions.

use crate::api::{MentorshipView, ParticipantView, SessionView};
use crate::mentorship::{Mentorship, Participant, Session};
use serde_json::{Value, json};

/// A mentorship; `written` is how often this call changed it.
pub(super) fn mentorship_view(mentorship: &Mentorship, written: i64) -> MentorshipView {
    MentorshipView {
        id: mentorship.id,
        version: mentorship.version + written,
        state: mentorship.state,
        cohort_id: mentorship.cohort_id,
        mentor_id: mentorship.mentor_id,
        mentee_id: mentorship.mentee_id,
        origin: mentorship.origin,
        match_run_id: mentorship.match_run_id,
        message: mentorship.message.clone(),
        proposed_at: mentorship.proposed_at,
        expires_at: mentorship.expires_at,
    }
}

/// A session with its participants.
pub(super) fn session_view(session: &Session, participants: &[Participant], written: i64) -> SessionView {
    let part = |p: &Participant| ParticipantView { user_id: p.user_id, side: p.side, attendance: p.attendance };
    SessionView {
        id: session.id,
        version: session.version + written,
        state: session.state,
        mentorship_id: session.mentorship_id,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        place: session.place.clone(),
        agenda: session.agenda.clone(),
        accounted_minutes: session.accounted_minutes,
        participants: participants.iter().map(part).collect(),
    }
}

/// What the events of a mentorship tell: whom it concerns.
pub(super) fn sides(mentorship: &Mentorship) -> Value {
    json!({
        "mentorship_id": mentorship.id,
        "cohort_id": mentorship.cohort_id,
        "mentor_id": mentorship.mentor_id,
        "mentee_id": mentorship.mentee_id,
    })
}
