//! Taking programmes and cohorts through their lifecycles.

use super::views::{cohort_view, programme_view};
use crate::api::{AdvanceCohort, AdvanceProgramme, CohortView, ProgrammeView};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::operations::common::places;
use crate::permissions::{Action, Resource};
use crate::programmes::{COHORT_LIFECYCLE, Cohort, PROGRAMME_LIFECYCLE, Programme};
use serde_json::json;

pub(crate) async fn advance_programme(work: &mut Work<'_>, request: &AdvanceProgramme) -> Refused<ProgrammeView> {
    let mut programme = work.load::<Programme>(request.programme_id).await?;
    let resource = Resource::of_programme(programme.id);
    work.permit::<Programme>(Action::ManageProgramme, Action::ViewProgramme, programme.id, &resource)?;
    let (step, of) = ((programme.id, programme.state), Some(programme.id));
    let (command, reason) = (request.step.word(), request.reason.as_deref());
    programme.state = work.advance::<Programme, _>(&PROGRAMME_LIFECYCLE, step, command, of, reason, json!({}))?;
    work.changes.update(&programme);
    Ok(programme_view(&programme, 1))
}

pub(crate) async fn advance_cohort(work: &mut Work<'_>, request: &AdvanceCohort) -> Refused<CohortView> {
    // Whoever enrols claims it too: nobody comes into a cohort that is being closed.
    work.claim(vec![places(request.cohort_id)]).await?;
    let mut cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ManageProgramme, Action::ViewProgramme, cohort.id, &resource)?;
    let (step, of) = ((cohort.id, cohort.state), Some(cohort.programme_id));
    let (command, reason) = (request.step.word(), request.reason.as_deref());
    cohort.state = work.advance::<Cohort, _>(&COHORT_LIFECYCLE, step, command, of, reason, json!({}))?;
    work.changes.update(&cohort);
    Ok(cohort_view(&cohort, 1))
}
