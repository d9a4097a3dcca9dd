//! Putting people into cohorts, and taking them out.

use super::views::enrolment_view;
use crate::api::{Enrol, EnrolmentView, WithdrawEnrolment};
use crate::ecosystem::Work;
use crate::errors::{Arg, ErrorCode, Problems, Refusal, Refused, texts};
use crate::operations::common::{LONG, approved_ally, enrolment, places, text};
use crate::operations::people::give;
use crate::people::{Role, User, UserState};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, CohortState, ENROLMENT_LIFECYCLE, Enrolment, EnrolmentState, Side};
use crate::store::{Entity, Filter, GuardKey, Reading};
use crate::values::{CohortId, ProgrammeId, UserId};
use serde_json::json;

pub(crate) async fn enrol(work: &mut Work<'_>, request: &Enrol) -> Refused<EnrolmentView> {
    work.claim(vec![places(request.cohort_id), GuardKey::new("roles", request.user_id)]).await?;
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit_known::<Cohort>(Action::Enrol, cohort.id, &resource)?;
    let user = work.load::<User>(request.user_id).await?;
    if !matches!(user.state, UserState::Invited | UserState::Active) {
        return Err(Refusal::not_found::<User>(user.id));
    }
    if cohort.state != CohortState::Open {
        return Err(Refusal::conflict(&texts::COHORT_NOT_OPEN, [("state", cohort.state.into())]));
    }
    let known = Filter::equals("cohort_id", cohort.id)
        .and(Filter::equals("user_id", user.id))
        .and(Filter::equals("side", request.side));
    if work.store().first::<Enrolment>(known).await?.is_some() {
        return Err(Refusal::conflict(&texts::ALREADY_ENROLLED, []));
    }
    let duty = match request.side {
        Side::Mentor => {
            approved_ally(work, user.id).await?;
            Role::Mentor
        }
        Side::Mentee => {
            check_places(work, &cohort, 1).await?;
            Role::Participant
        }
    };
    give(work, user.id, duty, Some(cohort.programme_id)).await?;
    let enrolment = new_enrolment(work, cohort.id, cohort.programme_id, user.id, request.side);
    work.changes.insert(&enrolment);
    let data = json!({ "cohort_id": cohort.id, "user_id": user.id, "side": request.side });
    work.event::<Enrolment>("enrolment.enrolled", enrolment.id, Some(cohort.programme_id), data);
    Ok(enrolment_view(&enrolment))
}

/// A place as it begins.
pub(crate) fn new_enrolment(
    work: &Work<'_>,
    cohort_id: CohortId,
    programme_id: ProgrammeId,
    user_id: UserId,
    side: Side,
) -> Enrolment {
    Enrolment {
        id: work.id(),
        version: 1,
        state: EnrolmentState::Enrolled,
        cohort_id,
        programme_id,
        user_id,
        side,
        enrolled_at: work.now,
        waiting_since: None,
    }
}

/// Refuses when a cohort has no room for so many more mentees; the caller claimed `places:<cohort>`.
pub(crate) async fn check_places(work: &Work<'_>, cohort: &Cohort, more: usize) -> Refused<()> {
    let Some(places) = cohort.places else { return Ok(()) };
    let mentees = Filter::equals("cohort_id", cohort.id)
        .and(Filter::equals("side", Side::Mentee))
        .and(Filter::equals("state", EnrolmentState::Enrolled));
    let taken = work.store().count_of::<Enrolment>(mentees).await?;
    if taken + more as u64 > u64::try_from(places).unwrap_or(0) {
        return Err(Refusal::said(ErrorCode::CapacityExceeded, &texts::COHORT_FULL, [("places", places.into())]));
    }
    Ok(())
}

pub(crate) async fn withdraw_enrolment(work: &mut Work<'_>, request: &WithdrawEnrolment) -> Refused<EnrolmentView> {
    let mut problems = Problems::default();
    let reason = text(&mut problems, "/reason", &request.reason, LONG);
    work.claim(vec![places(request.cohort_id)]).await?;
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit_known::<Cohort>(Action::Enrol, cohort.id, &resource)?;
    let found = enrolment(work, cohort.id, request.user_id, request.side).await?;
    let Some(mut place) = found else {
        let (es, en) = Enrolment::TABLE.noun;
        let args = [("kind", Arg::Noun(es, en)), ("id", request.user_id.into())];
        problems.add("/user_id", &texts::UNKNOWN_ID, args);
        return Err(Refusal::invalid(problems));
    };
    problems.check()?;
    let data = json!({ "cohort_id": cohort.id, "user_id": place.user_id, "side": place.side });
    let step = (place.id, place.state);
    let programme = Some(cohort.programme_id);
    place.state =
        work.advance::<Enrolment, _>(&ENROLMENT_LIFECYCLE, step, "withdraw", programme, Some(&reason), data)?;
    place.waiting_since = None;
    work.changes.update(&place);
    Ok(enrolment_view(&place))
}
