//! Making programmes and opening cohorts.

use super::views::{cohort_view, programme_view};
use crate::api::{CohortView, CreateProgramme, OpenCohort, OrganisationQuota, ProgrammeView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::{LONG, SHORT, optional, text};
use crate::operations::people::give;
use crate::people::Role;
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, CohortState, PROGRAMME_LIFECYCLE, Programme, ProgrammeState, Quota};
use crate::store::{GuardKey, Whole};
use crate::values::{MentorsPerMentee, RangeError, label_key, sort_key};
use serde_json::json;
use std::collections::BTreeSet;

pub(crate) async fn create_programme(work: &mut Work<'_>, request: &CreateProgramme) -> Refused<ProgrammeView> {
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
    Ok(programme_view(&programme, 0))
}

pub(crate) async fn open_cohort(work: &mut Work<'_>, request: &OpenCohort) -> Refused<CohortView> {
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
    Ok(cohort_view(&cohort, 0))
}

fn in_range(problems: &mut Problems, path: &str, value: i32, least: i64) {
    if i64::from(value) < least {
        let error = RangeError { value: value.into(), least, most: i32::MAX.into() };
        problems.mistake(path, error);
    }
}
