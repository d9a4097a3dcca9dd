//! Accepting and declining.

use super::cascade::cascade;
use super::views::{one_mentorship, sides};
use crate::api::{AcceptMentorship, DeclineMentorship, MentorshipView};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Refusal, Refused, texts};
use crate::mentorship::{MENTORSHIP_LIFECYCLE, Mentorship, MentorshipState};
use crate::operations::common::{approved_ally, enrolment, relation, requests, seats, seats_taken};
use crate::people::User;
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Side};
use crate::store::{Filter, Reading};
use crate::values::MentorshipId;

pub(crate) async fn accept_mentorship(work: &mut Work<'_>, request: &AcceptMentorship) -> Refused<MentorshipView> {
    // The two people of a mentorship never change, so reading them before the guards is safe.
    let seen = work.load::<Mentorship>(request.mentorship_id).await?;
    work.claim(vec![seats(seen.mentor_id), requests(seen.mentee_id)]).await?;
    let mut mentorship = permitted(work, request.mentorship_id).await?;
    mentorship.state = advance(work, &mentorship, "accept", None)?;
    if mentorship.expires_at <= work.now {
        let until = [("until", mentorship.expires_at.into())];
        return Err(Refusal::said(ErrorCode::Expired, &texts::MENTORSHIP_EXPIRED, until));
    }
    must_have_seat(work, &mentorship).await?;

    let cohort = work.load::<Cohort>(mentorship.cohort_id).await?;
    let most = usize::try_from(cohort.mentors_per_mentee.get()).unwrap_or(usize::MAX);
    let of_mentee = Filter::equals("mentee_id", mentorship.mentee_id)
        .and(Filter::equals("cohort_id", cohort.id))
        .and(Filter::any_of("state", MentorshipState::GOING.iter().copied()));
    let others: Vec<Mentorship> = work.store().find(of_mentee).await?;
    let (open, met): (Vec<_>, Vec<_>) =
        others.into_iter().filter(|m| m.id != mentorship.id).partition(|m| m.state == MentorshipState::Proposed);
    if met.len() >= most {
        return Err(Refusal::conflict(&texts::MENTEE_HAS_MENTOR, [("most", most.into())]));
    }
    if met.len() + 1 >= most {
        for other in open {
            supersede(work, other, &mentorship)?;
        }
    }
    mentorship.accepted_at = Some(work.now);
    work.changes.update(&mentorship);
    if let Some(mut place) = enrolment(work, cohort.id, mentorship.mentee_id, Side::Mentee).await?
        && place.waiting_since.take().is_some()
    {
        work.changes.update(&place);
    }
    one_mentorship(work, &mentorship, 1).await
}

pub(crate) async fn decline_mentorship(work: &mut Work<'_>, request: &DeclineMentorship) -> Refused<MentorshipView> {
    let seen = work.load::<Mentorship>(request.mentorship_id).await?;
    work.claim(vec![requests(seen.mentee_id)]).await?;
    let mut mentorship = permitted(work, request.mentorship_id).await?;
    mentorship.state = advance(work, &mentorship, "decline", Some(&request.reason))?;
    mentorship.ended_at = Some(work.now);
    work.changes.update(&mentorship);
    cascade(work, &mentorship).await?;
    one_mentorship(work, &mentorship, 1).await
}

async fn permitted(work: &mut Work<'_>, id: MentorshipId) -> Refused<Mentorship> {
    let mentorship = work.load::<Mentorship>(id).await?;
    let resource = relation(&mentorship);
    work.permit::<Mentorship>(Action::AnswerMentorship, Action::ViewMentorship, id, &resource)?;
    Ok(mentorship)
}

fn advance(
    work: &mut Work<'_>,
    mentorship: &Mentorship,
    command: &str,
    reason: Option<&str>,
) -> Refused<MentorshipState> {
    let step = (mentorship.id, mentorship.state);
    let programme = Some(mentorship.programme_id);
    work.advance::<Mentorship, _>(&MENTORSHIP_LIFECYCLE, step, command, programme, reason, sides(mentorship))
}

/// A published pair holds its seat already; a request needs a free one.
pub(super) async fn must_have_seat(work: &Work<'_>, mentorship: &Mentorship) -> Refused<()> {
    let profile = approved_ally(work, mentorship.mentor_id).await?;
    let taken = seats_taken(work, mentorship.mentor_id).await?;
    let others = taken.iter().filter(|m| m.id != mentorship.id).count();
    let holds = others < taken.len();
    if !holds && others >= usize::try_from(profile.capacity.get()).unwrap_or(0) {
        let mentor = work.load::<User>(mentorship.mentor_id).await?.display_name;
        let args = [("mentor", mentor.into()), ("capacity", profile.capacity.get().into())];
        return Err(Refusal::said(ErrorCode::CapacityExceeded, &texts::MENTOR_FULL, args));
    }
    Ok(())
}

/// Closes a request that the accepted one made needless; the right to do so follows from accepting.
fn supersede(work: &mut Work<'_>, mut other: Mentorship, accepted: &Mentorship) -> Refused<()> {
    let resource = Resource { mentor: Some(accepted.mentor_id), ..Resource::of_programme(other.programme_id) };
    work.permit::<Mentorship>(Action::SupersedeMentorship, Action::ViewMentorship, other.id, &resource)?;
    other.state = advance(work, &other, "supersede", None)?;
    other.ended_at = Some(work.now);
    work.changes.update(&other);
    Ok(())
}
