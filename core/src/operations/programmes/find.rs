//! The programmes and cohorts that a caller may see.

use super::views::{cohort_view, programme_view};
use crate::api::{CohortPage, CohortView, FindCohorts, FindProgrammes, GetCohort, ProgrammePage};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::operations::common::page;
use crate::permissions::{Action, Resource, scope};
use crate::programmes::{Cohort, Programme};
use crate::store::{Filter, Select};

pub(crate) async fn find_programmes(work: &mut Work<'_>, request: &FindProgrammes) -> Refused<ProgrammePage> {
    let mut filter = scope::<Programme>(&work.actor, Action::ViewProgramme);
    if let Some(state) = request.state {
        filter = filter.and(Filter::equals("state", state));
    }
    let select = Select::of::<Programme>(filter).by(&["sort_key"]);
    let page = page::<Programme>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    Ok(ProgrammePage { items: page.items.iter().map(|p| programme_view(p, 0)).collect(), next: page.next })
}

pub(crate) async fn get_cohort(work: &mut Work<'_>, request: &GetCohort) -> Refused<CohortView> {
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ViewProgramme, Action::ViewProgramme, cohort.id, &resource)?;
    Ok(cohort_view(&cohort, 0))
}

pub(crate) async fn find_cohorts(work: &mut Work<'_>, request: &FindCohorts) -> Refused<CohortPage> {
    let mut filter = scope::<Cohort>(&work.actor, Action::ViewProgramme);
    if let Some(programme) = request.programme_id {
        filter = filter.and(Filter::equals("programme_id", programme));
    }
    if let Some(state) = request.state {
        filter = filter.and(Filter::equals("state", state));
    }
    let select = Select::of::<Cohort>(filter).by(&["created_at"]).descending();
    let page = page::<Cohort>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    Ok(CohortPage { items: page.items.iter().map(|c| cohort_view(c, 0)).collect(), next: page.next })
}
