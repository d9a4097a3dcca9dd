//! Booking a session.

use super::views::{meeting, one_session};
use crate::api::{BookSession, SessionView};
use crate::ecosystem::Work;
use crate::errors::{Arg, Problems, Refusal, Refused, texts};
use crate::mentorship::{Attendance, Mentorship, MentorshipState, Participant, Session, SessionState};
use crate::operations::common::{LONG, SHORT, calendar, optional, relation};
use crate::people::User;
use crate::permissions::Action;
use crate::programmes::Side;
use crate::store::{Entity, Filter, Reading};
use crate::values::SessionMinutes;

pub(crate) async fn book_session(work: &mut Work<'_>, request: &BookSession) -> Refused<SessionView> {
    let mut problems = Problems::default();
    let minutes = problems.keep("/minutes", SessionMinutes::new(request.minutes));
    let place = optional(&mut problems, "/place", request.place.as_ref(), SHORT);
    let agenda = optional(&mut problems, "/agenda", request.agenda.as_ref(), LONG);
    if request.starts_at <= work.now {
        problems.add("/starts_at", &texts::IN_THE_PAST, [("value", request.starts_at.into())]);
    }
    // The two people of a mentorship never change, so reading them before the guards is safe.
    let seen = work.load::<Mentorship>(request.mentorship_id).await?;
    work.claim(vec![calendar(seen.mentor_id), calendar(seen.mentee_id)]).await?;
    let mentorship = work.load::<Mentorship>(seen.id).await?;
    let resource = relation(&mentorship);
    work.permit::<Mentorship>(Action::BookSession, Action::ViewMentorship, mentorship.id, &resource)?;
    problems.check()?;
    let Some(minutes) = minutes else { return Err(Refusal::Bug("a length without a mistake".into())) };
    if !matches!(mentorship.state, MentorshipState::Accepted | MentorshipState::Active) {
        let (es, en) = Mentorship::TABLE.noun;
        let args =
            [("kind", Arg::Noun(es, en)), ("state", mentorship.state.into()), ("command", "book_session".into())];
        return Err(Refusal::conflict(&texts::NO_TRANSITION, args));
    }

    let session = Session {
        id: work.id(),
        version: 1,
        state: SessionState::Confirmed,
        mentorship_id: mentorship.id,
        programme_id: mentorship.programme_id,
        starts_at: request.starts_at,
        ends_at: request.starts_at.plus_minutes(minutes.get().into()),
        minutes,
        place,
        agenda,
        accounted_minutes: None,
        booked_at: work.now,
    };
    must_be_free(work, &session, &mentorship).await?;
    let part = |user_id, side| Participant {
        id: work.id(),
        version: 1,
        session_id: session.id,
        user_id,
        side,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        busy: true,
        attendance: Attendance::Expected,
    };
    let participants = [part(mentorship.mentor_id, Side::Mentor), part(mentorship.mentee_id, Side::Mentee)];
    work.changes.insert(&session);
    for participant in &participants {
        work.changes.insert(participant);
    }
    let programme = Some(mentorship.programme_id);
    work.event::<Session>("session.booked", session.id, programme, meeting(&session, &mentorship, &[]));
    one_session(work, &session, &participants, 0).await
}

/// Nobody is in two sessions at once, on whatever side: the calendar is by person.
async fn must_be_free(work: &Work<'_>, session: &Session, mentorship: &Mentorship) -> Refused<()> {
    let overlapping = Filter::any_of("user_id", [mentorship.mentor_id, mentorship.mentee_id])
        .and(Filter::equals("busy", true))
        .and(Filter::Less("starts_at", crate::store::Field::to_value(&session.ends_at)))
        .and(Filter::Greater("ends_at", crate::store::Field::to_value(&session.starts_at)));
    let Some(taken) = work.store().first::<Participant>(overlapping).await? else { return Ok(()) };
    let user = work.load::<User>(taken.user_id).await?.display_name;
    let args = [("user", user.into()), ("from", taken.starts_at.into()), ("to", taken.ends_at.into())];
    Err(Refusal::conflict(&texts::BUSY_THEN, args))
}
