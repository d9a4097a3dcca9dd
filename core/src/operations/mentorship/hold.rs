//! Closing a session: held, or missed by somebody.

use super::views::{meeting, one_session, sides};
use crate::api::{HoldSession, SessionView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::mentorship::{
    Attendance, MENTORSHIP_LIFECYCLE, Mentorship, MentorshipState, Participant, SESSION_LIFECYCLE, Session,
    accounted_minutes,
};
use crate::operations::common::relation;
use crate::permissions::Action;
use crate::programmes::Side;
use crate::store::{Filter, Reading};
use crate::values::RangeError;

/// How long one waits before saying that somebody did not come.
const GRACE_MINUTES: i64 = 15;
/// The longest real length of a session.
const DAY: i32 = 1_440;

pub(crate) async fn hold_session(work: &mut Work<'_>, request: &HoldSession) -> Refused<SessionView> {
    let mut session = work.load::<Session>(request.session_id).await?;
    let mut mentorship = work.load::<Mentorship>(session.mentorship_id).await?;
    let resource = relation(&mentorship);
    work.permit_about::<Session>((Action::HoldSession, &resource), session.id, (Action::ViewMentorship, &resource))?;
    let mut participants: Vec<Participant> = work.store().find(Filter::equals("session_id", session.id)).await?;
    participants.sort_by_key(|participant| std::cmp::Reverse(participant.side));
    let mut problems = Problems::default();
    attend(&mut problems, &mut participants, request);
    if let Some(minutes) = request.actual_minutes.filter(|minutes| !(1..=DAY).contains(minutes)) {
        let error = RangeError { value: minutes.into(), least: 1, most: DAY.into() };
        problems.mistake("/actual_minutes", error);
    }
    problems.check()?;

    let absent = |side| participants.iter().any(|p| p.side == side && p.attendance == Attendance::Absent);
    let missing: Vec<Side> = [Side::Mentor, Side::Mentee].into_iter().filter(|side| absent(*side)).collect();
    let missed = !missing.is_empty();
    let real = request.actual_minutes.unwrap_or(session.minutes.get());
    session.accounted_minutes = Some(accounted_minutes(absent(Side::Mentor), absent(Side::Mentee), real));
    let programme = Some(mentorship.programme_id);
    let (command, from) =
        if missed { ("miss", session.starts_at.plus_minutes(GRACE_MINUTES)) } else { ("hold", session.starts_at) };
    let step = (session.id, session.state);
    let data = meeting(&session, &mentorship, &missing);
    session.state = work.advance::<Session, _>(&SESSION_LIFECYCLE, step, command, programme, None, data)?;
    if work.now < from {
        return Err(Refusal::conflict(&texts::NOT_STARTED, [("at", from.into())]));
    }
    work.changes.update(&session);
    for participant in &participants {
        work.changes.update(participant);
    }
    if !missed {
        if mentorship.state == MentorshipState::Accepted {
            let step = (mentorship.id, mentorship.state);
            let data = sides(&mentorship);
            mentorship.state =
                work.advance::<Mentorship, _>(&MENTORSHIP_LIFECYCLE, step, "start", programme, None, data)?;
        }
        mentorship.last_held_at = mentorship.last_held_at.max(Some(session.starts_at));
        work.changes.update(&mentorship);
    }
    one_session(work, &session, &participants, 1).await
}

/// Writes down who came; whoever is not named came.
fn attend(problems: &mut Problems, participants: &mut [Participant], request: &HoldSession) {
    for participant in participants.iter_mut() {
        participant.attendance = Attendance::Present;
    }
    for (at, mark) in request.attendance.iter().enumerate() {
        let path = format!("/attendance/{at}/user_id");
        if request.attendance.iter().take(at).any(|earlier| earlier.user_id == mark.user_id) {
            problems.add(&path, &texts::TWICE, [("value", mark.user_id.into())]);
        }
        match participants.iter_mut().find(|participant| participant.user_id == mark.user_id) {
            Some(participant) if !mark.present => participant.attendance = Attendance::Absent,
            Some(_) => {}
            None => problems.add(&path, &texts::NOT_A_PARTICIPANT, [("value", mark.user_id.into())]),
        }
    }
}
