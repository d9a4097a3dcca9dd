//! What a caller may see of mentorships and sessions.

use crate::api::{MentorshipView, ParticipantView, SessionView};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::mentorship::{Mentorship, Participant, Session};
use crate::operations::common::{Names, names};
use crate::programmes::Side;
use crate::values::Timestamp;
use serde_json::{Value, json};

/// One mentorship with the names of the two; `written` is how often this call changed it.
pub(crate) async fn one_mentorship(work: &Work<'_>, mentorship: &Mentorship, written: i64) -> Refused<MentorshipView> {
    let names = names(work, [mentorship.mentor_id, mentorship.mentee_id]).await?;
    Ok(mentorship_view(mentorship, &names, work.now, written))
}

/// A mentorship.
pub(super) fn mentorship_view(mentorship: &Mentorship, names: &Names, now: Timestamp, written: i64) -> MentorshipView {
    MentorshipView {
        id: mentorship.id,
        version: mentorship.version + written,
        state: mentorship.state,
        cohort_id: mentorship.cohort_id,
        mentor_id: mentorship.mentor_id,
        mentor_name: names.of(mentorship.mentor_id),
        mentee_id: mentorship.mentee_id,
        mentee_name: names.of(mentorship.mentee_id),
        origin: mentorship.origin,
        match_run_id: mentorship.match_run_id,
        message: mentorship.message.clone(),
        proposed_at: mentorship.proposed_at,
        expires_at: mentorship.expires_at,
        accepted_at: mentorship.accepted_at,
        last_held_at: mentorship.last_held_at,
        ended_at: mentorship.ended_at,
        health: mentorship.health(now),
    }
}

/// One session with the names of its participants.
pub(super) async fn one_session(
    work: &Work<'_>,
    session: &Session,
    participants: &[Participant],
    written: i64,
) -> Refused<SessionView> {
    let names = names(work, participants.iter().map(|p| p.user_id)).await?;
    Ok(session_view(session, participants, &names, None, written))
}

/// A session with its participants; `rating` is what the caller gave it.
pub(super) fn session_view(
    session: &Session,
    participants: &[Participant],
    names: &Names,
    my_rating: Option<i32>,
    written: i64,
) -> SessionView {
    let part = |p: &Participant| ParticipantView {
        user_id: p.user_id,
        name: names.of(p.user_id),
        side: p.side,
        attendance: p.attendance,
    };
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
        my_rating,
    }
}

/// What the events of a mentorship tell: whom it concerns, and what its figures are made from.
pub(crate) fn sides(mentorship: &Mentorship) -> Value {
    json!({
        "mentorship_id": mentorship.id,
        "cohort_id": mentorship.cohort_id,
        "mentor_id": mentorship.mentor_id,
        "mentee_id": mentorship.mentee_id,
        "origin": mentorship.origin,
        "proposed_at": mentorship.proposed_at,
        "accepted_at": mentorship.accepted_at,
    })
}

/// What the events of a session tell: those of its mentorship, when it is, how long, and who did not come.
pub(crate) fn meeting(session: &Session, mentorship: &Mentorship, absent: &[Side]) -> Value {
    json!({
        "mentorship_id": mentorship.id,
        "cohort_id": mentorship.cohort_id,
        "mentor_id": mentorship.mentor_id,
        "mentee_id": mentorship.mentee_id,
        "state": session.state,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "minutes": session.accounted_minutes,
        "absent": absent,
    })
}
