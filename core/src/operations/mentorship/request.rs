//! Asking for a mentor.

use super::views::{one_mentorship, sides};
use crate::api::{MentorshipView, RequestMentorship};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Problems, Refusal, Refused, texts};
use crate::matching::Preferences;
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState};
use crate::operations::common::{LONG, approved_ally, enrolment, optional, requests};
use crate::people::User;
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, CohortState, Side};
use crate::store::{Filter, Reading};
use crate::values::{CohortId, UserId};

/// The most requests of one person that wait for an answer.
const OPEN_REQUESTS: u64 = 5;

pub(crate) async fn request_mentorship(work: &mut Work<'_>, request: &RequestMentorship) -> Refused<MentorshipView> {
    let mut problems = Problems::default();
    let message = optional(&mut problems, "/message", request.message.as_ref(), LONG);
    let mentee_id = request.mentee_id.or(work.me());
    let Some(mentee_id) = mentee_id else {
        problems.add("/mentee_id", &texts::MISSING_FIELD, [("field", "mentee_id".into())]);
        return Err(Refusal::invalid(problems));
    };
    if mentee_id == request.mentor_id {
        problems.add("/mentor_id", &texts::ONESELF, []);
    }
    problems.check()?;
    work.claim(vec![requests(mentee_id)]).await?;
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let id = work.id();
    let resource = Resource { mentee: Some(mentee_id), ..Resource::of_programme(cohort.programme_id) };
    work.permit_known::<Mentorship>(Action::RequestMentorship, id, &resource)?;
    if !matches!(cohort.state, CohortState::Open | CohortState::Closed | CohortState::Running) {
        return Err(Refusal::conflict(&texts::COHORT_NOT_OPEN, [("state", cohort.state.into())]));
    }
    must_be_enrolled(work, cohort.id, mentee_id, Side::Mentee).await?;
    must_be_enrolled(work, cohort.id, request.mentor_id, Side::Mentor).await?;
    approved_ally(work, request.mentor_id).await?;
    if vetoed(work, cohort.id, mentee_id, request.mentor_id).await? {
        return Err(Refusal::conflict(&texts::VETOED, []));
    }
    must_have_room(work, &cohort, mentee_id, request.mentor_id).await?;

    let mentorship = Mentorship {
        message,
        ..Mentorship::proposed(
            id,
            (cohort.id, cohort.programme_id),
            (request.mentor_id, mentee_id),
            MentorshipOrigin::Request,
            work.now,
        )
    };
    work.changes.insert(&mentorship);
    work.event::<Mentorship>("mentorship.proposed", id, Some(cohort.programme_id), sides(&mentorship));
    one_mentorship(work, &mentorship, 0).await
}

async fn must_be_enrolled(work: &Work<'_>, cohort: CohortId, user: UserId, side: Side) -> Refused<()> {
    if enrolment(work, cohort, user, side).await?.is_some() {
        return Ok(());
    }
    let name = work.load::<User>(user).await?.display_name;
    Err(Refusal::conflict(&texts::NOT_ENROLLED, [("user", name.into())]))
}

/// Whether one of the two does not want the other.
async fn vetoed(work: &Work<'_>, cohort: CohortId, mentee: UserId, mentor: UserId) -> Refused<bool> {
    let said = Filter::equals("cohort_id", cohort).and(Filter::any_of("user_id", [mentee, mentor]));
    let said: Vec<Preferences> = work.store().find(said).await?;
    Ok(said.iter().any(|preferences| match preferences.side {
        Side::Mentee => preferences.user_id == mentee && preferences.vetoes.contains(&mentor),
        Side::Mentor => preferences.user_id == mentor && preferences.vetoes.contains(&mentee),
    }))
}

/// Refuses the sixth open request, a second one to the same mentor, and one mentor too many.
async fn must_have_room(work: &Work<'_>, cohort: &Cohort, mentee: UserId, mentor: UserId) -> Refused<()> {
    let going: Vec<Mentorship> = work
        .store()
        .find(Filter::equals("mentee_id", mentee).and(Filter::any_of("state", MentorshipState::GOING.iter().copied())))
        .await?;
    if going.iter().any(|m| m.mentor_id == mentor && m.cohort_id == cohort.id) {
        return Err(Refusal::conflict(&texts::ALREADY_ASKED, []));
    }
    let most = cohort.mentors_per_mentee.get();
    let met = going.iter().filter(|m| m.cohort_id == cohort.id && m.state != MentorshipState::Proposed).count();
    if met >= usize::try_from(most).unwrap_or(usize::MAX) {
        return Err(Refusal::conflict(&texts::MENTEE_HAS_MENTOR, [("most", most.into())]));
    }
    let open = going.iter().filter(|m| m.state == MentorshipState::Proposed).count() as u64;
    if open >= OPEN_REQUESTS {
        let most = [("most", OPEN_REQUESTS.into())];
        return Err(Refusal::said(ErrorCode::CapacityExceeded, &texts::TOO_MANY_REQUESTS_OPEN, most));
    }
    Ok(())
}
