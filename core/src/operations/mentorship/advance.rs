//! The steps of a mentorship that need no more than a reason, from withdrawal to the look back.

use super::views::{meeting, one_mentorship, sides};
use crate::api::{AdvanceMentorship, MentorshipStep, MentorshipView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::mentorship::{
    MENTORSHIP_LIFECYCLE, Mentorship, MentorshipState, Participant, SESSION_LIFECYCLE, Session, SessionState,
};
use crate::operations::common::{LONG, calendar, optional, relation, seats};
use crate::permissions::Action;
use crate::store::{Filter, Reading};

pub(crate) async fn advance_mentorship(work: &mut Work<'_>, request: &AdvanceMentorship) -> Refused<MentorshipView> {
    let mut problems = Problems::default();
    let reason = optional(&mut problems, "/reason", request.reason.as_ref(), LONG);
    problems.check()?;
    // The two people of a mentorship never change, so reading them before the guards is safe.
    let seen = work.load::<Mentorship>(request.mentorship_id).await?;
    match request.step {
        MentorshipStep::Resume => work.claim(vec![seats(seen.mentor_id)]).await?,
        // Whoever books claims them too: no session is booked while those to come are called off.
        MentorshipStep::Pause | MentorshipStep::Complete | MentorshipStep::Terminate => {
            work.claim(vec![calendar(seen.mentor_id), calendar(seen.mentee_id)]).await?;
        }
        MentorshipStep::Withdraw | MentorshipStep::FollowUp => {}
    }
    let mut mentorship = work.load::<Mentorship>(seen.id).await?;
    let action = match request.step {
        MentorshipStep::Withdraw => Action::WithdrawMentorship,
        _ => Action::ManageMentorship,
    };
    let resource = relation(&mentorship);
    work.permit::<Mentorship>(action, Action::ViewMentorship, mentorship.id, &resource)?;
    let step = (mentorship.id, mentorship.state);
    let programme = Some(mentorship.programme_id);
    mentorship.state = work.advance::<Mentorship, _>(
        &MENTORSHIP_LIFECYCLE,
        step,
        request.step.word(),
        programme,
        reason.as_deref(),
        sides(&mentorship),
    )?;
    match request.step {
        MentorshipStep::Resume => super::answer::must_have_seat(work, &mentorship).await?,
        MentorshipStep::Withdraw => mentorship.ended_at = Some(work.now),
        MentorshipStep::Complete | MentorshipStep::Terminate => {
            mentorship.ended_at = Some(work.now);
            call_off(work, &mentorship).await?;
        }
        MentorshipStep::Pause => call_off(work, &mentorship).await?,
        MentorshipStep::FollowUp => {}
    }
    work.changes.update(&mentorship);
    one_mentorship(work, &mentorship, 1).await
}

/// Sessions to come are called off when a mentorship rests or ends: nobody waits for somebody who will not come.
async fn call_off(work: &mut Work<'_>, mentorship: &Mentorship) -> Refused<()> {
    let booked = Filter::equals("mentorship_id", mentorship.id)
        .and(Filter::equals("state", SessionState::Confirmed))
        .and(Filter::Greater("starts_at", crate::store::Field::to_value(&work.now)));
    let resource = relation(mentorship);
    for session in work.store().find::<Session>(booked).await? {
        work.permit_about::<Session>(
            (Action::CancelSession, &resource),
            session.id,
            (Action::ViewMentorship, &resource),
        )?;
        let why = if mentorship.state == MentorshipState::Paused { "mentorship paused" } else { "mentorship ended" };
        cancel(work, session, mentorship, why).await?;
    }
    Ok(())
}

/// Calls one session off and frees its participants.
pub(super) async fn cancel(
    work: &mut Work<'_>,
    mut session: Session,
    mentorship: &Mentorship,
    reason: &str,
) -> Refused<(Session, Vec<Participant>)> {
    let mut participants: Vec<Participant> = work.store().find(Filter::equals("session_id", session.id)).await?;
    participants.sort_by_key(|participant| std::cmp::Reverse(participant.side));
    let step = (session.id, session.state);
    let programme = Some(mentorship.programme_id);
    let data = meeting(&session, mentorship, &[]);
    session.state = work.advance::<Session, _>(&SESSION_LIFECYCLE, step, "cancel", programme, Some(reason), data)?;
    work.changes.update(&session);
    for participant in &mut participants {
        participant.busy = false;
        work.changes.update(participant);
    }
    Ok((session, participants))
}
