//! Programmes and their cohorts.

use super::common::{LONG, SHORT, approved_ally, optional, places, text};
use super::people::give;
use crate::api::{CohortView, CreateProgramme, Enrol, EnrolmentView, OpenCohort, OrganisationQuota, ProgrammeView};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Problems, Refusal, Refused, texts};
use crate::people::{Role, User, UserState};
use crate::permissions::{Action, Resource};
use crate::programmes::{
    Cohort, CohortState, Enrolment, EnrolmentState, PROGRAMME_LIFECYCLE, Programme, ProgrammeState, Quota, Side,
};
use crate::store::{Filter, GuardKey, Reading, Whole};
use crate::values::{CohortId, MentorsPerMentee, ProgrammeId, RangeError, UserId, label_key, sort_key};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) async fn create_programme(work: &mut Work<'_>, request: &CreateProgramme) -> Refused<ProgrammeView> {
    let mut problems = Problems::default();
    let name = text(&mut problems, "/name", &request.name, SHORT);
    let summary = optional(&mut problems, "/summary", request.summary.as_ref(), LONG);
    problems.check()?;
    let id = work.id();
    work.permit_known::<Programme>(Action::CreateProgramme, id, &Resource::default())?;
    let sort_key = sort_key(&name);
    let programme =
        Programme { id, version: 1, state: ProgrammeState::Draft, name, summary, sort_key, created_at: work.now };
    work.changes.insert(&programme);
    work.event::<Programme>("programme.created", id, Some(id), json!({}));
    if let Some(me) = work.me() {
        work.claim(vec![GuardKey::new("roles", me)]).await?;
        give(work, me, Role::Manager, Some(id)).await?;
    }
    Ok(ProgrammeView { id, version: 1, state: programme.state, name: programme.name, summary: programme.summary })
}

pub(super) async fn open_cohort(work: &mut Work<'_>, request: &OpenCohort) -> Refused<CohortView> {
    let mut problems = Problems::default();
    let name = text(&mut problems, "/name", &request.name, SHORT);
    let mentors = request.mentors_per_mentee.map(MentorsPerMentee::new).transpose();
    let mentors_per_mentee = problems.keep("/mentors_per_mentee", mentors).flatten().unwrap_or_default();
    if let Some(places) = request.places {
        in_range(&mut problems, "/places", places, 1);
    }
    let mut organisations = BTreeSet::new();
    for (at, quota) in request.quotas.iter().enumerate() {
        let path = format!("/quotas/{at}");
        text(&mut problems, &format!("{path}/organisation"), &quota.organisation, SHORT);
        in_range(&mut problems, &format!("{path}/places"), quota.places, 0);
        if !organisations.insert(label_key(&quota.organisation)) {
            let value = quota.organisation.as_str().into();
            problems.add(format!("{path}/organisation"), &texts::TWICE, [("value", value)]);
        }
    }
    if let Some(until) = request.preferences_until.filter(|until| *until <= work.now) {
        problems.add("/preferences_until", &texts::IN_THE_PAST, [("value", until.into())]);
    }
    let mut programme = work.load::<Programme>(request.programme_id).await?;
    let resource = Resource::of_programme(programme.id);
    work.permit_known::<Programme>(Action::ManageProgramme, programme.id, &resource)?;
    problems.check()?;
    match programme.state {
        ProgrammeState::Draft => {
            let step = (programme.id, programme.state);
            let of = Some(programme.id);
            programme.state =
                work.advance::<Programme, _>(&PROGRAMME_LIFECYCLE, step, "publish", of, None, json!({}))?;
            work.changes.update(&programme);
        }
        ProgrammeState::Published | ProgrammeState::Running => {}
        ended => {
            let (es, en) = <Programme as crate::store::Entity>::TABLE.noun;
            let kind = crate::errors::Arg::Noun(es, en);
            let args = [("kind", kind), ("state", ended.into()), ("command", "open_cohort".into())];
            return Err(Refusal::conflict(&texts::NO_TRANSITION, args));
        }
    }
    let quota = |quota: &OrganisationQuota| Quota { organisation: quota.organisation.clone(), places: quota.places };
    let cohort = Cohort {
        id: work.id(),
        version: 1,
        state: CohortState::Open,
        programme_id: programme.id,
        name,
        mentors_per_mentee,
        places: request.places,
        quotas: Whole(request.quotas.iter().map(quota).collect()),
        preferences_until: request.preferences_until,
        created_at: work.now,
    };
    work.changes.insert(&cohort);
    work.event::<Cohort>("cohort.opened", cohort.id, Some(programme.id), json!({}));
    Ok(CohortView {
        id: cohort.id,
        version: 1,
        state: cohort.state,
        programme_id: cohort.programme_id,
        name: cohort.name,
        mentors_per_mentee: cohort.mentors_per_mentee.get(),
        places: cohort.places,
        preferences_until: cohort.preferences_until,
        quotas: request.quotas.clone(),
    })
}

fn in_range(problems: &mut Problems, path: &str, value: i32, least: i64) {
    if i64::from(value) < least {
        let error = RangeError { value: value.into(), least, most: i32::MAX.into() };
        problems.mistake(path, error);
    }
}

pub(super) async fn enrol(work: &mut Work<'_>, request: &Enrol) -> Refused<EnrolmentView> {
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
    Ok(EnrolmentView {
        id: enrolment.id,
        state: enrolment.state,
        cohort_id: enrolment.cohort_id,
        user_id: enrolment.user_id,
        side: enrolment.side,
    })
}

/// A place as it begins.
pub(super) fn new_enrolment(
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
    }
}

/// Refuses when a cohort has no room for so many more mentees; the caller claimed `places:<cohort>`.
pub(super) async fn check_places(work: &Work<'_>, cohort: &Cohort, more: usize) -> Refused<()> {
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
